"""A small register portal: a town, a firm with two points of service, the operator, and their people."""

from typing import Any

from portal_tui.contract.designations import AnswerDesignation, Designation, RequestDesignation
from portal_tui.contract.register import (
    AddPointOfService,
    AssociateStaff,
)
from portal_tui.engine.people import add_member, create_organisation
from portal_tui.engine.register.codes import add_user_code
from portal_tui.portals.definition import Identifier, OrganisationKind, Policies, Programme, Task
from tests.world import World, small_portal

GEOGRAPHIC_CODE = "10043"
NEQ = "1142893011"
KINDS = (
    OrganisationKind(
        key="municipality", name="Municipalité", identifiers=(Identifier(format="geographic-code"),)
    ),
    OrganisationKind(key="firm", name="Firme", identifiers=(Identifier(format="neq"),), firm=True),
)


def service(code: str, **changes: Any) -> Programme:
    fields: dict[str, Any] = {
        "code": code,
        "title": f"Service {code}",
        "service_desk": "music",
        "summary": "Pour les municipalités.",
        "applicants": ("municipality",),
        "any_time": True,
        "tasks": (Task(key="request", kind="form", title="Formulaire", form="request"),),
    }
    return Programme(**{**fields, **changes})


def town(path: str = ":memory:", *, point: bool = True, **policies: Any) -> World:
    """Lucie, Omer, Rosalie and Denis (who administers) of Sainte-Colombe; Paule (who administers) and Ivan of
    a firm with a point of service in Rimouski; Kim of nowhere; Zoé of the operator. Each has a user code.
    """
    rules = Policies(**{"register": "service", **policies})
    portal = small_portal(
        policies=rules, organisation_kinds=KINDS, programmes=(service("PRIMEAU"), service("PRIMA"))
    )
    world = World(portal, path=path)
    for name in ("Lucie", "Omer", "Rosalie", "Denis", "Paule", "Ivan", "Kim"):
        world.person(name)
        with world.engine.database.writing():
            add_user_code(world.work(), world.accounts[name], code_of(name))
    world.person("Zoé", staff=True)
    _organisation(world, "Sainte-Colombe", "municipality", {"geographic-code": GEOGRAPHIC_CODE})
    _organisation(world, "Génie du Nord", "firm", {"neq": NEQ})
    for name in ("Lucie", "Omer", "Rosalie"):
        join(world, "Sainte-Colombe", name, "member")
    join(world, "Sainte-Colombe", "Denis", "primary")
    join(world, "Génie du Nord", "Paule", "primary")
    if point:
        firm = world.organisations["Génie du Nord"]
        world.call(
            "Paule", AddPointOfService(organisation_id=firm, name="Rimouski", address="1, rue du Quai")
        )
    return world


def _organisation(world: World, name: str, kind: str, identifiers: dict[str, str]) -> None:
    with world.engine.database.writing():
        world.organisations[name] = create_organisation(
            world.work(), name=name, kind=kind, identifiers=identifiers, primary=None
        )


def join(world: World, organisation: str, given_name: str, standing: Any) -> None:
    """Make somebody a member."""
    with world.engine.database.writing():
        add_member(world.work(), world.organisations[organisation], world.accounts[given_name], standing)


def code_of(given_name: str) -> str:
    """The user code of a person of the town: ``LUC0001``."""
    return f"{given_name[:3].upper()}0001"


def form(whom: str, **changes: Any) -> RequestDesignation:
    """The form that makes somebody local manager of PRIMEAU."""
    fields: dict[str, Any] = {
        "function": "local-manager",
        "identifier": GEOGRAPHIC_CODE,
        "user_code": code_of(whom),
        "services": ("PRIMEAU",),
        "undertaking": True,
    }
    return RequestDesignation(**{**fields, **changes})


REPLACEMENT: dict[str, Any] = {
    "replaces": True,
    "name": "Sainte-Colombe",
    "address": "5, rue de l’Église",
    "requester": "Denis Roy",
    "requester_function": "Directeur général",
}


def point_of(world: World, name: str = "Rimouski") -> int:
    """The id of the firm's point of service."""
    firm = world.organisations["Génie du Nord"]
    rows = world.work().dicts("register.points", entity_id=firm)
    return next(int(row["id"]) for row in rows if row["name"] == name)


def designate(world: World, whom: str, by: str = "Denis", **changes: Any) -> Designation:
    """Ask for it and have it approved."""
    asked = world.call(by, form(whom, **changes))
    return world.call("Zoé", AnswerDesignation(designation_id=asked.id, approve=True))


def designate_in_firm(world: World, whom: str = "Paule", **changes: Any) -> Designation:
    """The mandatary manager of Rimouski."""
    fields = {"function": "mandatary-manager", "identifier": NEQ, "point_id": point_of(world), "services": ()}
    return designate(world, whom, "Paule", **{**fields, **changes})


def associate(world: World, whom: str, service: str = "PRIMEAU") -> None:
    """Paule says that somebody works in Rimouski."""
    world.call("Paule", AssociateStaff(point_id=point_of(world), service=service, user_code=code_of(whom)))
