"""Who becomes a manager, who decides it, and who works for a firm (R1, R3-R5, R8-R10)."""

from typing import Any

import msgspec

from portal_tui.contract.decisions import Check, Decision, Remedy, Value

from .register import Named, OperatorFacts, Person, Place, ask_operator, form_of, reach, where
from .register_rights import fits, in_no_firm, is_own_person, own_people


class PointFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A firm's point of service; without ``id``, the firm as a whole."""

    firm_id: int
    firm: str
    is_firm: bool = True
    """Whether the organisation is of a kind that works for others."""
    id: int | None = None
    name: str = ""
    manager: Named | None = None
    administrators: tuple[str, ...] = ()
    operator: OperatorFacts


class Officers(msgspec.Struct, frozen=True, kw_only=True):
    """Who gives user codes in an organisation of mine: its administrators (R4)."""

    organisation_id: int
    organisation: str
    names: tuple[str, ...]
    me: bool
    """Whether I am one of them."""


def has_user_code(user_code: str, officers: tuple[Officers, ...], operator: OperatorFacts) -> Decision:
    """A user code of one's own, under which rights are given; else who gives one (A7, R4)."""
    remedies = tuple(_give_myself(each) if each.me else _ask_officer(each) for each in officers)
    check = Check(
        code="has-user-code",
        rule="R4",
        holds=bool(user_code),
        params={"code": user_code},
        remedies=() if user_code else remedies or (_ask(operator),),
    )
    return Decision(action="have-user-code", checks=(check,))


def _give_myself(officers: Officers) -> Remedy:
    return Remedy(
        kind="go",
        code="give-user-code-there",
        screen="organisation",
        arguments={"organisation_id": officers.organisation_id},
        params={"organisation": officers.organisation},
    )


def _ask_officer(officers: Officers) -> Remedy:
    return Remedy(
        kind="ask",
        code="ask-for-user-code",
        role="administrator",
        people=officers.names,
        operation="ask-organisation",
        arguments={"organisation_id": officers.organisation_id, "remedy": "ask-for-user-code"},
        params={"organisation": officers.organisation},
    )


# Local managers


def may_request_manager(
    places: tuple[Place, ...], viewer: Person, who: Person, *, replaces: bool, waiting: bool = False
) -> Decision:
    """Asking for a local manager of an organisation's services, or for another one (R4, R5)."""
    here = places[0]
    asks = may_speak_for(here.organisation_id, here.organisation, here.administrators, viewer).checks
    checks = (*asks, *_may_manage(places, viewer, who, replaces), _not_waiting(here.operator, waiting))
    return Decision(action="request-designation", checks=checks)


def may_speak_for(
    organisation_id: int, organisation: str, administrators: tuple[str, ...], viewer: Person
) -> Decision:
    """An organisation's administrators ask for its managers (R4, O3)."""
    check = _speaks_for(organisation_id, organisation, administrators, viewer)
    return Decision(action="request-designation", checks=(check,))


def may_be_manager(place: Place, viewer: Person, who: Person) -> Decision:
    """Whom an organisation may have as local manager (R3)."""
    return Decision(action="request-designation", checks=_of_its_own(place, viewer, who))


def may_fill_seat(
    place: Place, viewer: Person, who: Person | None, *, replaces: bool, waiting: bool
) -> Decision:
    """Whether a service can be asked for; ``who`` None: whoever is to manage it (R1, R5)."""
    checks = (fits(place), _seat(place, viewer, who, replaces), _not_waiting(place.operator, waiting))
    return Decision(action="request-designation", checks=checks)


def may_approve_manager(
    places: tuple[Place, ...], viewer: Person, who: Person, *, replaces: bool
) -> Decision:
    """The operator's staff approve what still holds: one manager, of the organisation (R1, R3)."""
    answers = may_answer(places[0].operator, viewer).checks
    return Decision(
        action="answer-designation", checks=(*answers, *_may_manage(places, viewer, who, replaces))
    )


def may_answer(operator: OperatorFacts, viewer: Person) -> Decision:
    """Approving and refusing is the operator's (R4)."""
    return Decision(
        action="answer-designation",
        checks=(
            Check(
                code="answers-designations",
                rule="R4",
                holds=viewer.staff,
                params={"operator": operator.name},
                remedies=() if viewer.staff else (_ask(operator),),
            ),
        ),
    )


def _may_manage(places: tuple[Place, ...], viewer: Person, who: Person, replaces: bool) -> tuple[Check, ...]:
    each = (check for place in places for check in (fits(place), _seat(place, viewer, who, replaces)))
    return (*_of_its_own(places[0], viewer, who), *each)


def _of_its_own(place: Place, viewer: Person, who: Person) -> tuple[Check, ...]:
    return (own_people(place, viewer, who, rule="R3"), in_no_firm(place, who))


def _seat(place: Place, viewer: Person, who: Person | None, replaces: bool) -> Check:
    """One manager at most for a service; a second is refused, replacing needs one (R1, R5)."""
    manager = place.manager
    here: dict[str, Value] = {"organisation_id": place.organisation_id, "service": place.service}
    params: dict[str, Value] = {**where(place), "person": manager.name if manager else ""}
    last, ways = ask_operator(place), tuple[Remedy, ...]()
    if replaces and manager is not None:
        another = who is None or manager.account_id != who.account_id
        ways = () if another else (last,)
        return Check(code="another-than-manager", rule="R5", holds=another, params=params, remedies=ways)
    if replaces:
        ways = (*form_of(viewer, "request-manager", **here), last)
        return Check(code="manager-to-replace", rule="R5", holds=False, params=params, remedies=ways)
    ways = () if manager is None else (*form_of(viewer, "replace-manager", **here, replaces=True), last)
    return Check(code="no-manager-yet", rule="R1", holds=manager is None, params=params, remedies=ways)


# Firms


def may_request_mandatary_manager(
    point: PointFacts, viewer: Person, who: Person, *, replaces: bool, waiting: bool = False
) -> Decision:
    """Asking for the mandatary manager of a point of service, or for another one (R8, R10)."""
    asks = may_speak_for(point.firm_id, point.firm, point.administrators, viewer).checks
    checks = (*asks, *_may_manage_point(point, viewer, who, replaces), _not_waiting(point.operator, waiting))
    return Decision(action="request-designation", checks=checks)


def may_be_mandatary_manager(firm: PointFacts, viewer: Person, who: Person) -> Decision:
    """Whom a firm may have as mandatary manager (R3, R8)."""
    return Decision(action="request-designation", checks=_of_the_firm(firm, viewer, who))


def may_fill_point(
    point: PointFacts, viewer: Person, who: Person | None, *, replaces: bool, waiting: bool
) -> Decision:
    """Whether a point of service can be asked for; ``who`` None: whoever is to manage it (R8, R10)."""
    checks = (
        _is_firm(point),
        _point_seat(point, viewer, who, replaces),
        _not_waiting(point.operator, waiting),
    )
    return Decision(action="request-designation", checks=checks)


def may_approve_mandatary_manager(
    point: PointFacts, viewer: Person, who: Person, *, replaces: bool
) -> Decision:
    """The operator's staff approve while it still holds: one manager for a point, of the firm (R8)."""
    answers = may_answer(point.operator, viewer).checks
    return Decision(
        action="answer-designation", checks=(*answers, *_may_manage_point(point, viewer, who, replaces))
    )


def may_be_firm(firm: PointFacts) -> Decision:
    """Whether an organisation has points of service and mandataries at all (R8)."""
    return Decision(action="open-firm", checks=(_is_firm(firm),))


def may_name_point_deputy(point: PointFacts, viewer: Person) -> Decision:
    """A mandatary manager has no deputies; what can be done is to replace them (R8, R10)."""
    instead: tuple[Remedy, ...] = ()
    if point.manager is not None:
        here: dict[str, Value] = {"organisation_id": point.firm_id, "point_id": point.id}
        instead = form_of(viewer, "replace-manager", **here, replaces=True)
    none = Check(
        code="point-has-deputies",
        rule="R8",
        holds=False,
        params={"point": point.name},
        remedies=(*instead, _ask(point.operator)),
    )
    return Decision(action="name-deputy", checks=(none,))


def may_add_point(point: PointFacts, viewer: Person) -> Decision:
    """A firm's administrators say where it offers its services (R8)."""
    return Decision(
        action="add-point-of-service",
        checks=(_speaks_for(point.firm_id, point.firm, point.administrators, viewer), _is_firm(point)),
    )


def may_associate(point: PointFacts, viewer: Person, who: Person | None = None) -> Decision:
    """The mandatary manager associates staff; nobody who manages rights elsewhere (R3, R9)."""
    checks = [_manages_point(point, viewer)]
    if who is not None:
        checks.append(_no_local_function(point, who))
    return Decision(action="associate-staff", checks=tuple(checks))


def may_dissociate(point: PointFacts, viewer: Person) -> Decision:
    """The mandatary manager ends an association, and the mandates that rest on it (R9)."""
    return Decision(action="dissociate-staff", checks=(_manages_point(point, viewer),))


def may_give_user_code(point: PointFacts, viewer: Person) -> Decision:
    """The organisation's administrators are its electronic-services officers (R4)."""
    check = _speaks_for(point.firm_id, point.firm, point.administrators, viewer)
    return Decision(action="give-user-code", checks=(check,))


def _may_manage_point(point: PointFacts, viewer: Person, who: Person, replaces: bool) -> tuple[Check, ...]:
    seat = _point_seat(point, viewer, who, replaces)
    return (_is_firm(point), *_of_the_firm(point, viewer, who), seat)


def _of_the_firm(firm: PointFacts, viewer: Person, who: Person) -> tuple[Check, ...]:
    own = is_own_person(firm.firm_id, firm.firm, firm.administrators, viewer, who, "R8")
    return (own, _no_local_function(firm, who))


def _point_seat(point: PointFacts, viewer: Person, who: Person | None, replaces: bool) -> Check:
    """One mandatary manager at most for a point of service; replacing needs one (R8, R10)."""
    manager = point.manager
    here: dict[str, Value] = {"organisation_id": point.firm_id, "point_id": point.id}
    params: dict[str, Value] = {"point": point.name, "person": manager.name if manager else ""}
    last, ways = _ask(point.operator), tuple[Remedy, ...]()
    if replaces and manager is not None:
        another = who is None or manager.account_id != who.account_id
        ways = () if another else (last,)
        return Check(
            code="another-than-point-manager", rule="R10", holds=another, params=params, remedies=ways
        )
    if replaces:
        ways = (*form_of(viewer, "request-manager", **here), last)
        return Check(code="point-manager-to-replace", rule="R10", holds=False, params=params, remedies=ways)
    ways = () if manager is None else (*form_of(viewer, "replace-manager", **here, replaces=True), last)
    return Check(code="no-point-manager-yet", rule="R8", holds=manager is None, params=params, remedies=ways)


def _is_firm(point: PointFacts) -> Check:
    return Check(
        code="is-firm",
        rule="R8",
        holds=point.is_firm,
        params={"organisation": point.firm},
        remedies=() if point.is_firm else (_ask(point.operator),),
    )


def _no_local_function(point: PointFacts, who: Person) -> Check:
    """Local managers and deputies work for no firm (R3); which organisation's, isn't said."""
    return Check(
        code="no-local-function",
        rule="R3",
        holds=not who.local_function,
        params={"person": who.name},
        remedies=(_ask(point.operator),) if who.local_function else (),
    )


def _manages_point(point: PointFacts, viewer: Person) -> Check:
    """What is the mandatary manager's, who has no deputies (R8, R9)."""
    manager = point.manager
    holds = manager is not None and manager.account_id == viewer.account_id
    remedies: tuple[Remedy, ...] = ()
    if not holds and manager is not None:
        named = (manager.name,) if viewer.member else ()
        sends: dict[str, Any] = {
            "operation": "ask-mandatary-manager",
            "arguments": {"point_id": point.id},
        }
        ask = Remedy(
            kind="ask",
            code="ask-mandatary-manager",
            role="mandatary-manager",
            people=named,
            **(sends if viewer.member else {}),
        )
        remedies = (ask, _ask(point.operator))
    elif not holds:
        remedies = (_ask(point.operator),)
    return Check(
        code="manages-point",
        rule="R9",
        holds=holds,
        params={"point": point.name, "organisation": point.firm},
        remedies=remedies,
    )


# What several share


def _speaks_for(
    organisation_id: int, organisation: str, administrators: tuple[str, ...], viewer: Person
) -> Check:
    """What its administrators do; other members ask them."""
    code = "ask-organisation-administrator"
    sends: dict[str, Any] = {
        "operation": "ask-organisation",
        "arguments": {"organisation_id": organisation_id, "remedy": code},
    }
    ask = Remedy(
        kind="ask",
        code="ask-organisation-administrator",
        role="administrator",
        people=administrators if viewer.member else (),
        **(sends if viewer.member else {}),
    )
    return Check(
        code="administers-organisation",
        rule="O3",
        holds=viewer.administers,
        params={"organisation": organisation},
        remedies=() if viewer.administers else (ask,),
    )


def _not_waiting(operator: OperatorFacts, waiting: bool) -> Check:
    return Check(
        code="no-request-waiting",
        rule="R4",
        holds=not waiting,
        params={"operator": operator.name},
        remedies=(_ask(operator),) if waiting else (),
    )


def _ask(operator: OperatorFacts) -> Remedy:
    return Remedy(
        kind="ask",
        code="ask-operator-about-rights",
        role="operator",
        params=reach(operator),
    )
