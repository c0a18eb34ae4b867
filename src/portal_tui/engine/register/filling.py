"""A designation's form while it is filled in: both sides' particulars, what stands in the way (A7, R4)."""

from typing import Any

from portal_tui.contract.designations import (
    AboutOrganisation,
    AboutPerson,
    Designated,
    FillDesignation,
    FormView,
    Seat,
)
from portal_tui.contract.pages import Text
from portal_tui.contract.problems import FieldProblem, Invalid
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.register import Person, Place
from portal_tui.rules.register_functions import (
    PointFacts,
    may_be_manager,
    may_be_mandatary_manager,
    may_fill_point,
    may_fill_seat,
    may_speak_for,
)

from .codes import masked
from .designations import places_of
from .loading import (
    account_with_code,
    demand_register,
    firm_facts,
    load_person,
    organisation_row,
    point_facts,
)
from .patience import counted_look
from .requesting import numbers, own_organisation, waits


@handles(FillDesignation)
def fill_designation(work: Work, operation: FillDesignation) -> FormView:
    """Numbers that aren't complete yet are no problem; those that lead to nothing are said at once."""
    demand_register(work)
    problems: list[FieldProblem] = []
    row = _organisation(work, operation, problems)
    view = FormView(
        function=operation.function or "local-manager",
        organisation=None,
        seats=(),
        person=None,
        problems=tuple(problems),
        decisions={},
    )
    return view if row is None else _about(work, operation, row, view)


def _organisation(
    work: Work, operation: FillDesignation, problems: list[FieldProblem]
) -> dict[str, Any] | None:
    """Whose number it is, as far as whoever asks may know."""
    typed = operation.identifier
    if not typed.strip() and operation.organisation_id is not None:
        viewer = load_person(work, work.actor.account_id, operation.organisation_id)
        return organisation_row(work, operation.organisation_id) if viewer.member or viewer.staff else None
    row = own_organisation(work, typed)
    if row is None and any(numbers(typed)):
        problems.append(FieldProblem("/identifier", "identifier-unknown", {"found": typed}))
    return row


def _about(work: Work, operation: FillDesignation, row: dict[str, Any], view: FormView) -> FormView:
    firm = firm_facts(work, row["id"], row)
    function: Designated = operation.function or ("mandatary-manager" if firm.is_firm else "local-manager")
    viewer = load_person(work, work.actor.account_id, row["id"])
    asks = may_speak_for(firm.firm_id, firm.firm, firm.administrators, viewer)
    problems = list(view.problems)
    who = _person(work, operation.user_code, firm, problems) if asks.allowed else None
    seats = _points if function == "mandatary-manager" else _services
    return FormView(
        function=function,
        organisation=AboutOrganisation(
            id=row["id"], name=row["name"], kind=_kind(work, row["kind"]), identifier=_number(work, row["id"])
        ),
        seats=seats(work, firm, viewer, who, replaces=operation.replaces),
        person=None if who is None else _card(work, firm, viewer, who, function),
        problems=tuple(problems),
        decisions={asks.action: asks},
    )


def _kind(work: Work, key: str) -> Text:
    names = {kind.key: kind.name for kind in work.portal.organisation_kinds}
    return work.portal.say(names[key], work.language) if key in names else Text(key, work.language)


def _number(work: Work, organisation_id: int) -> str:
    rows = work.dicts("register.identifiers", entity_id=organisation_id)
    return next((str(row["value"]) for row in rows), "")


def _services(
    work: Work, firm: PointFacts, viewer: Person, who: Person | None, *, replaces: bool
) -> tuple[Seat, ...]:
    """Every service; one seat for all of them, where the portal has one manager for them."""
    by_service = work.portal.policies.register == "service"
    codes = tuple(programme.code for programme in work.portal.programmes) if by_service else ()

    def seat(place: Place) -> Seat:
        services = (place.service,) if place.service else ()
        waiting = waits(work, firm.firm_id, "local-manager", services, None)
        return Seat(
            service=place.service,
            point_id=None,
            title=Text(place.title, work.language),
            manager=place.manager.name if place.manager else "",
            decision=may_fill_seat(place, viewer, who, replaces=replaces, waiting=waiting),
        )

    return tuple(seat(place) for place in places_of(work, firm.firm_id, codes))


def _points(
    work: Work, firm: PointFacts, viewer: Person, who: Person | None, *, replaces: bool
) -> tuple[Seat, ...]:
    """Each of a firm's points of service."""

    def seat(point: PointFacts) -> Seat:
        waiting = waits(work, firm.firm_id, "mandatary-manager", (), point.id)
        return Seat(
            service="",
            point_id=point.id,
            title=Text(point.name, work.language),
            manager=point.manager.name if point.manager else "",
            decision=may_fill_point(point, viewer, who, replaces=replaces, waiting=waiting),
        )

    rows = work.dicts("register.points", entity_id=firm.firm_id)
    return tuple(seat(point_facts(work, firm, row)) for row in rows)


def _person(work: Work, typed: str, firm: PointFacts, problems: list[FieldProblem]) -> Person | None:
    """Whose code it is; each code counts once, whatever else changes in the form (A7)."""
    from portal_tui.forms.formats import FORMATS, normalise

    code = normalise("user-code", typed)
    if not FORMATS["user-code"].valid(code):
        return None
    fresh = counted_look(work, code)
    try:
        who = load_person(work, account_with_code(work, code), firm.firm_id)
    except Invalid as error:
        problems += error.problem.fields
        return None
    if fresh:
        work.audit("account", who.account_id, looked_up_for=firm.firm_id)
    return who


def _card(work: Work, firm: PointFacts, viewer: Person, who: Person, function: Designated) -> AboutPerson:
    if function == "mandatary-manager":
        decision = may_be_mandatary_manager(firm, viewer, who)
    else:
        services = tuple(programme.code for programme in work.portal.programmes)
        decision = may_be_manager(places_of(work, firm.firm_id, services[:1])[0], viewer, who)
    email = work.value("accounts.email", account_id=who.account_id)
    return AboutPerson(user_code=who.user_code, name=who.name, contact=masked(email), decision=decision)
