"""The bundled portal with a register: its programmes, and what its demonstration shows (R1-R11)."""

from collections.abc import Iterator
from typing import Any

import pytest

from portal_tui.contract.accounts import SignInToDemonstration, WhoAmI
from portal_tui.contract.applications import ListApplications
from portal_tui.contract.designations import ListDesignations
from portal_tui.contract.operation import Operation
from portal_tui.contract.programmes import ListProgrammes
from portal_tui.contract.register import (
    ListMyServices,
    OpenFirm,
    OpenRegister,
)
from portal_tui.engine.clock import SetClock
from portal_tui.engine.demonstration.plant import plant
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.storage.store import open_store
from portal_tui.portals.bundled import folder
from portal_tui.portals.definition import Portal
from portal_tui.portals.demonstration_load import load_demonstration
from portal_tui.portals.load import load
from portal_tui.secret import Secret
from tests.decisions import demand_readable, failed
from tests.demonstration import NOW

TOWN, FIRM = "sainte-colombe.example", "genie-des-caps.example"


@pytest.fixture(scope="module")
def pgamr() -> Portal:
    return load(folder("pgamr"))


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    made = Engine(open_store(":memory:"), clock=SetClock(NOW), ids=CountedIds())
    plant(made, "pgamr")
    yield made
    made.close()


def ask(engine: Engine, email: str, operation: Operation[Any]) -> Any:
    token = engine.call(SignInToDemonstration(email=email)).token
    return engine.call(operation, Secret(token))


def services(engine: Engine, email: str) -> list[tuple[str, str | None, str | None]]:
    mine = ask(engine, email, ListMyServices()).services
    return [(each.service, each.right, each.function) for each in mine if each.right or each.function]


def test_its_programmes_and_who_applies(pgamr: Portal) -> None:
    """PRACIM at any time; PRABAM with its final report (T12); rights service by service (R1)."""
    assert {each.code: each.applicants for each in pgamr.programmes} == {
        "PRABAM": ("municipality",),
        "PRACIM": ("municipality", "organisation"),
        "PRIMA": ("municipality",),
        "PRIMEAU": ("municipality",),
    }
    assert {each.code for each in pgamr.programmes if each.any_time} == {"PRACIM", "PRIMEAU"}
    assert [each.code for each in pgamr.programmes if each.closing_tasks] == ["PRABAM"]
    assert (pgamr.policies.register, pgamr.policies.mandatary_transmits) == ("service", False)
    assert [kind.key for kind in pgamr.organisation_kinds if kind.firm] == ["firm"]


def test_everybody_is_what_they_are_there_to_show(engine: Engine) -> None:
    manager = "local-manager"
    assert services(engine, f"lucie.fortin@{TOWN}") == [("PRIMA", None, manager), ("PRIMEAU", None, manager)]
    assert services(engine, f"omer.dube@{TOWN}") == [("PRIMEAU", None, "deputy")]
    assert services(engine, f"rosalie.gagne@{TOWN}") == [
        ("PRIMA", "applicant-write", None),
        ("PRIMEAU", "applicant-write", None),
    ]
    assert services(engine, f"agathe.roy@{TOWN}") == [("PRIMEAU", "applicant-read", None)]
    assert services(engine, f"ivan.cote@{FIRM}") == [("PRIMEAU", "mandatary-write", None)]
    assert services(engine, f"florence.hardy@{TOWN}") == []
    assert services(engine, f"denis.lavoie@{TOWN}") == []


def test_who_has_no_right_is_told_whom_to_ask(engine: Engine) -> None:
    """R11, E0: by name, on every programme of the catalogue."""
    (entity,) = [
        each for each in ask(engine, f"florence.hardy@{TOWN}", WhoAmI()).entities if each.kind != "person"
    ]
    for row in ask(engine, f"florence.hardy@{TOWN}", ListProgrammes()):
        decision = row.start
        demand_readable(decision)
        assert "holds-right" in failed(decision)
    view = ask(engine, f"florence.hardy@{TOWN}", OpenRegister(organisation_id=entity.id, service="PRIMEAU"))
    assert view.manager == "Lucie Fortin"


def test_applications_are_seen_by_those_with_a_right(engine: Engine) -> None:
    """T1, R6, R7: those of the service, whoever began them."""
    for email in (f"rosalie.gagne@{TOWN}", f"agathe.roy@{TOWN}", f"ivan.cote@{FIRM}"):
        who = ask(engine, email, WhoAmI())
        if who.acting.name == "Sainte-Colombe-des-Caps":
            assert len(ask(engine, email, ListApplications()).items) == 2
    assert "mandatary" in {each.standing for each in ask(engine, f"ivan.cote@{FIRM}", WhoAmI()).entities}


def test_a_request_of_designation_waits(engine: Engine) -> None:
    """R4: for the ministry's staff; a refusal is explained to whoever asked."""
    (waiting,) = ask(engine, "zoe.bedard@mamot.example", ListDesignations())
    assert (waiting.organisation, waiting.services) == ("Saint-Élie-du-Large", ("PRIMEAU",))
    answers = ask(engine, f"denis.lavoie@{TOWN}", ListDesignations())
    assert [(each.approved, each.replaces) for each in answers] == [
        (False, False),
        (True, True),
        (True, False),
    ]
    assert answers[0].explanation


def test_the_firm_has_two_points_of_service(engine: Engine) -> None:
    """R8, R9."""
    paule = f"paule.theriault@{FIRM}"
    firm = next(each for each in ask(engine, paule, WhoAmI()).entities if each.kind == "firm")
    gaspe, rimouski = ask(engine, paule, OpenFirm(organisation_id=firm.id)).points
    assert (gaspe.manager, rimouski.manager) == ("", "Paule Thériault")
    assert [(each.name, each.clients) for each in rimouski.staff] == [
        ("Ivan Côté", ("Sainte-Colombe-des-Caps",))
    ]


def test_everybody_but_the_operator_has_a_user_code(pgamr: Portal) -> None:
    """A7: unique, as they are typed."""
    people = load_demonstration(folder("pgamr"), pgamr).people
    codes = [person.user_code for person in people if person.role != "staff"]
    assert len(set(codes)) == len(codes) == len(people) - 1
