"""Firms: their points of service, and the people who work there (R8, R9)."""

from collections import defaultdict
from typing import Any, Final

from portal_tui.contract.pages import Text
from portal_tui.contract.problems import FieldProblem, Invalid, NotFound
from portal_tui.contract.register import (
    AddPointOfService,
    Associate,
    AssociateStaff,
    DissociateStaff,
    FirmService,
    FirmView,
    OpenFirm,
    Point,
)
from portal_tui.engine.accounts.checking import check_text
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.handle import handles
from portal_tui.engine.programmes.finding import find_programme
from portal_tui.engine.work import Work
from portal_tui.rules.register import Person
from portal_tui.rules.register_functions import (
    PointFacts,
    may_add_point,
    may_associate,
    may_be_firm,
    may_dissociate,
    may_name_point_deputy,
    may_speak_for,
)

from .ended import end_right
from .loading import (
    account_with_code,
    key_of,
    load_firm,
    load_person,
    load_point,
    organisation_row,
    point_facts,
)
from .patience import counted_tries
from .using import follow

LONGEST_NAME: Final = 200


@handles(OpenFirm)
def open_firm(work: Work, operation: OpenFirm) -> FirmView:
    """The firm, for its members and for those who manage its mandataries."""
    return _view(work, *load_firm(work, operation.organisation_id))


@handles(AddPointOfService)
def add_point_of_service(work: Work, operation: AddPointOfService) -> FirmView:
    """Another place; its mandatary manager is designated by form."""
    firm, viewer = load_firm(work, operation.organisation_id)
    demand(may_add_point(firm, viewer))
    name = operation.name.strip()
    problems = check_text("/name", operation.name, longest=LONGEST_NAME)
    problems += check_text("/address", operation.address, longest=LONGEST_NAME)
    if work.value("register.point_named", entity_id=firm.firm_id, name=name) is not None:
        problems.append(FieldProblem("/name", "point-exists", {"found": name}))
    if problems:
        raise Invalid(fields=tuple(problems))
    work.run(
        "register.add_point",
        id=work.new_id(),
        entity_id=firm.firm_id,
        name=name,
        address=operation.address.strip(),
    )
    work.audit("register", firm.firm_id, point=name)
    work.changed("organisation", firm.firm_id)
    return _view(work, firm, viewer)


@handles(AssociateStaff)
def associate_staff(work: Work, operation: AssociateStaff) -> FirmView:
    """From now on they can be mandated on that service."""
    point, viewer = load_point(work, operation.point_id)
    service = find_programme(work.portal, operation.service).code
    demand(may_associate(point, viewer))
    with counted_tries(work):
        who = _person(work, point, operation.user_code, service)
        demand(may_associate(point, viewer, who))
    association = {"point_id": point.id, "service": service, "account_id": who.account_id}
    if work.run("register.associate", **association, at=work.now):
        work.audit("register", point.firm_id, service=service, whom=who.name, point=point.name)
        work.changed("organisation", point.firm_id)
    return _view(work, *load_firm(work, point.firm_id))


@handles(DissociateStaff)
def dissociate_staff(work: Work, operation: DissociateStaff) -> FirmView:
    """Their mandates on that service end with it, and those who gave them are told."""
    point, viewer = load_point(work, operation.point_id)
    service = find_programme(work.portal, operation.service).code
    demand(may_dissociate(point, viewer))
    with counted_tries(work):
        who = _person(work, point, operation.user_code, service)
    association = {"point_id": point.id, "service": service, "account_id": who.account_id}
    mandates = work.dicts("register.mandates_through", **association)
    if not work.run("register.dissociate", **association):
        raise NotFound("association-not-found")
    work.audit("register", point.firm_id, service=service, whom=who.name, point=point.name)
    for row in mandates:
        _end_mandate(work, point, row["entity_id"], service, who)
    work.changed("organisation", point.firm_id)
    return _view(work, *load_firm(work, point.firm_id))


def _end_mandate(work: Work, point: PointFacts, client_id: int, service: str, who: Person) -> None:
    end_right(work, client_id, service, who.account_id)
    follow(work, client_id, service, who.account_id)
    work.audit("register", client_id, service=service, whom=who.name, firm=point.firm)
    work.changed("organisation", client_id)
    work.changed("account", who.account_id)
    title = work.portal.say(work.portal.programme(service).title, work.language).text
    client = organisation_row(work, client_id)["name"]
    for row in work.dicts("register.functions", entity_id=client_id, service=key_of(work, service)):
        work.mail(
            work.value("accounts.email", account_id=row["account_id"]),
            "mandate-ended",
            account_id=row["account_id"],
            organisation=client,
            service=title,
            person=who.name,
            firm=point.firm,
        )


def _person(work: Work, point: PointFacts, user_code: str, service: str) -> Person:
    return load_person(work, account_with_code(work, user_code), point.firm_id, service)


def _view(work: Work, firm: PointFacts, viewer: Person) -> FirmView:
    asks = may_speak_for(firm.firm_id, firm.firm, firm.administrators, viewer)
    decisions = (may_be_firm(firm), may_add_point(firm, viewer), asks)
    return FirmView(
        organisation_id=firm.firm_id,
        name=firm.firm,
        points=tuple(
            _point(work, firm, viewer, row) for row in work.dicts("register.points", entity_id=firm.firm_id)
        ),
        services=tuple(FirmService(code=code, title=title) for code, title in _titles(work).items()),
        contact=f"{firm.operator.name}, {firm.operator.contact}",
        decisions={decision.action: decision for decision in decisions},
    )


def _titles(work: Work) -> dict[str, Text]:
    return {
        programme.code: work.portal.say(programme.title, work.language)
        for programme in work.portal.programmes
    }


def _point(work: Work, firm: PointFacts, viewer: Person, row: dict[str, Any]) -> Point:
    point = point_facts(work, firm, row)
    decisions = (
        may_associate(point, viewer),
        may_dissociate(point, viewer),
        may_name_point_deputy(point, viewer),
    )
    shown = decisions[0].allowed or viewer.administers or viewer.staff
    return Point(
        id=row["id"],
        name=row["name"],
        address=row["address"],
        manager=row["manager"] or "",
        staff=_staff(work, row["id"]) if shown else (),
        decisions={decision.action: decision for decision in decisions},
    )


def _staff(work: Work, point_id: int) -> tuple[Associate, ...]:
    """Who works there on which service, and for whom; a service that is no more goes by its code."""
    titles, clients = _titles(work), defaultdict[tuple[int, str], list[str]](list)
    for row in work.dicts("register.clients", point_id=point_id):
        clients[row["account_id"], row["service"]].append(row["name"])
    return tuple(
        Associate(
            user_code=row["user_code"] or "",
            name=row["name"],
            service=row["service"],
            title=titles.get(row["service"], Text(row["service"], work.language)),
            clients=tuple(clients[row["account_id"], row["service"]]),
        )
        for row in work.dicts("register.associates", point_id=point_id)
    )
