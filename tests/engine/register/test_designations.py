"""Designations and replacements: by form, field by field, answered by the operator (R1, R3-R5, R8, R10)."""

from typing import Any

import pytest

from portal_tui.contract.designations import AnswerDesignation, ListDesignations
from portal_tui.contract.operation import Operation
from portal_tui.contract.organisations import RemoveMember
from portal_tui.contract.problems import Conflict, Invalid, NotFound, Refused
from portal_tui.contract.register import (
    AddPointOfService,
    AssociateStaff,
    GrantRight,
    NameDeputy,
    OpenFirm,
    OpenRegister,
)
from tests.decisions import demand_readable, failed
from tests.register_town import (
    NEQ,
    REPLACEMENT,
    associate,
    code_of,
    designate,
    designate_in_firm,
    form,
    point_of,
    town,
)
from tests.world import World


@pytest.fixture
def world() -> World:
    return town()


def refused(world: World, who: str, operation: Operation[Any]) -> list[str]:
    with pytest.raises(Refused) as refusal:
        world.call(who, operation)
    decision = refusal.value.problem.decision
    assert decision is not None
    demand_readable(decision)
    return failed(decision)


def wrong(world: World, who: str, operation: Operation[Any]) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refusal:
        world.call(who, operation)
    return [(each.pointer, each.code) for each in refusal.value.problem.fields]


def manager(world: World, service: str = "PRIMEAU") -> str:
    organisation = world.organisations["Sainte-Colombe"]
    return world.call("Denis", OpenRegister(organisation_id=organisation, service=service)).manager


def in_firm(world: World, **changes: Any) -> dict[str, Any]:
    fields = {"function": "mandatary-manager", "identifier": NEQ, "point_id": point_of(world), "services": ()}
    return {**fields, **changes}


def test_a_designation_waits_for_the_operator(world: World) -> None:
    """R4: both sides' particulars appear by themselves; approved, the function holds at once."""
    asked = world.call("Denis", form("Lucie"))
    assert (asked.organisation, asked.whom, asked.by) == ("Sainte-Colombe", "Lucie Roy", "Denis Roy")
    assert asked.approved is None
    assert manager(world) == ""
    (waiting,) = world.call("Zoé", ListDesignations())
    assert waiting.id == asked.id
    answered = world.call("Zoé", AnswerDesignation(designation_id=asked.id, approve=True))
    assert (answered.approved, manager(world), manager(world, "PRIMA")) == (True, "Lucie Roy", "")
    assert world.call("Zoé", ListDesignations()) == ()
    assert [each.approved for each in world.call("Denis", ListDesignations())] == [True]
    for person in ("lucie", "denis"):
        assert world.mails(f"{person}@example.org")[-1]["code"] == "designation-approved"
    with pytest.raises(Conflict):
        world.call("Zoé", AnswerDesignation(designation_id=asked.id, approve=False, explanation="Non."))


def test_a_refusal_is_explained(world: World) -> None:
    """R11, E0: without an explanation it isn't taken."""
    asked = world.call("Denis", form("Lucie"))
    refusal = AnswerDesignation(designation_id=asked.id, approve=False)
    assert wrong(world, "Zoé", refusal) == [("/explanation", "required")]
    explained = AnswerDesignation(designation_id=asked.id, approve=False, explanation="Résolution manquante.")
    assert world.call("Zoé", explained).explanation == "Résolution manquante."
    assert manager(world) == ""
    mail = world.mails("denis@example.org")[-1]
    assert (mail["code"], mail["params"]["explanation"]) == ("designation-refused", "Résolution manquante.")


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"identifier": ""}, [("/identifier", "required")]),
        ({"identifier": "99999"}, [("/identifier", "identifier-unknown")]),
        ({"identifier": "4412345678"}, [("/identifier", "identifier-unknown")]),
        ({"user_code": "LUC"}, [("/user_code", "format-user-code")]),
        ({"user_code": "XXX9999"}, [("/user_code", "user-code-unknown")]),
        ({"undertaking": False}, [("/undertaking", "const-true")]),
        ({"services": ()}, [("/services", "required")]),
        ({"services": ("PRIMEAU", "PRIMO")}, [("/services/1", "enum")]),
        ({"function": "mandatary-manager"}, [("/point_id", "required")]),
        (
            {"replaces": True},
            [
                ("/name", "required"),
                ("/address", "required"),
                ("/requester", "required"),
                ("/requester_function", "required"),
            ],
        ),
        ({**REPLACEMENT, "name": "Sainte-Colère"}, [("/name", "name-of-another")]),
        (
            {"identifier": " ", "user_code": "", "undertaking": False},
            [("/identifier", "required"), ("/user_code", "format-user-code"), ("/undertaking", "const-true")],
        ),
    ],
)
def test_the_form_is_refused_field_by_field(
    world: World, changes: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    """R4, R5: everything that is wrong is said at once."""
    assert wrong(world, "Denis", form("Lucie", **changes)) == problems


def test_numbers_are_understood_as_they_are_pasted(world: World) -> None:
    asked = world.call("Denis", form("Lucie", identifier=" 100-43 ", user_code="luc 0001"))
    assert asked.whom == "Lucie Roy"


def test_an_administrator_asks_and_nobody_else(world: World) -> None:
    """R4: strangers don't learn that the organisation is there."""
    assert refused(world, "Lucie", form("Lucie")) == ["administers-organisation"]
    assert wrong(world, "Kim", form("Lucie")) == [("/identifier", "identifier-unknown")]


def test_a_second_manager_is_refused(world: World) -> None:
    """R1, R4: with the way to replace the first; also where it came in between."""
    first, second = (world.call("Denis", form("Lucie", services=(code,))) for code in ("PRIMEAU", "PRIMA"))
    assert refused(world, "Denis", form("Omer")) == ["no-request-waiting"]
    world.call("Zoé", AnswerDesignation(designation_id=first.id, approve=True))
    assert refused(world, "Denis", form("Omer")) == ["no-manager-yet"]
    world.call("Zoé", AnswerDesignation(designation_id=second.id, approve=True))
    assert refused(world, "Denis", form("Omer", services=("PRIMEAU", "PRIMA"))) == [
        "no-manager-yet",
        "no-manager-yet",
    ]


def test_a_replacement_moves_the_function_at_once(world: World) -> None:
    """R5: what the former manager gave stays (R3), and he gives no more."""
    assert refused(world, "Denis", form("Omer", **REPLACEMENT)) == ["manager-to-replace"]
    designate(world, "Lucie")
    organisation = world.organisations["Sainte-Colombe"]
    about = {"organisation_id": organisation, "service": "PRIMEAU", "user_code": code_of("Rosalie")}
    grant = GrantRight(**about, right="applicant-read")
    world.call("Lucie", grant)
    world.call("Lucie", NameDeputy(**{**about, "user_code": code_of("Omer")}))
    assert refused(world, "Denis", form("Lucie", **REPLACEMENT)) == ["another-than-manager"]
    done = designate(world, "Omer", **REPLACEMENT)
    assert (done.replaces, done.by) == (True, "Denis Roy, Directeur général")
    view = world.call("Omer", OpenRegister(organisation_id=organisation, service="PRIMEAU"))
    assert [(each.name, each.function, each.right) for each in view.holders] == [
        ("Omer Roy", "local-manager", None),
        ("Rosalie Roy", None, "applicant-read"),
    ]
    assert refused(world, "Lucie", grant) == ["gives-rights"]


def test_what_has_changed_since_it_was_asked_is_said(world: World) -> None:
    """R3: no member any more, or of a firm meanwhile."""
    asked = world.call("Denis", form("Lucie"))
    designate_in_firm(world)
    associate(world, "Lucie")
    answer = AnswerDesignation(designation_id=asked.id, approve=True)
    assert refused(world, "Zoé", answer) == ["in-no-firm"]
    organisation = world.organisations["Sainte-Colombe"]
    world.call("Denis", RemoveMember(organisation_id=organisation, account_id=world.accounts["Lucie"]))
    assert refused(world, "Zoé", answer) == ["is-own-person", "in-no-firm"]


def test_the_operator_alone_answers(world: World) -> None:
    """R4."""
    asked = world.call("Denis", form("Lucie"))
    answer = AnswerDesignation(designation_id=asked.id, approve=True)
    assert refused(world, "Denis", answer) == ["answers-designations"]
    for who in ("Lucie", "Kim"):
        with pytest.raises(NotFound):
            world.call(who, answer)


# Firms


def test_a_firm_has_a_manager_for_each_point_of_service(world: World) -> None:
    """R8: a second for the same point is refused, another point has its own; replaced as R10 says."""
    designate_in_firm(world)
    assert refused(world, "Paule", form("Paule", **in_firm(world))) == ["no-point-manager-yet"]
    firm = world.organisations["Génie du Nord"]
    world.call("Paule", AddPointOfService(organisation_id=firm, name="Gaspé", address="2, rue du Cap"))
    designate_in_firm(world, point_id=point_of(world, "Gaspé"))
    view = world.call("Paule", OpenFirm(organisation_id=firm))
    assert [(each.name, each.manager) for each in view.points] == [
        ("Gaspé", "Paule Roy"),
        ("Rimouski", "Paule Roy"),
    ]
    replaced = in_firm(world, **{**REPLACEMENT, "name": "Génie du Nord"})
    assert refused(world, "Paule", form("Paule", **replaced)) == ["another-than-point-manager"]


def test_a_point_of_service_is_named_once(world: World) -> None:
    """R8: by a firm's administrators; a municipality has none."""
    firm, municipality = world.organisations["Génie du Nord"], world.organisations["Sainte-Colombe"]
    again = AddPointOfService(organisation_id=firm, name=" Rimouski ", address="")
    assert wrong(world, "Paule", again) == [("/address", "required"), ("/name", "point-exists")]
    elsewhere = AddPointOfService(organisation_id=municipality, name="Centre", address="3, rue A")
    assert refused(world, "Denis", elsewhere) == ["is-firm"]
    with pytest.raises(NotFound):
        world.call("Kim", OpenFirm(organisation_id=firm))


def test_staff_are_associated_by_the_mandatary_manager(world: World) -> None:
    """R9: without one nobody is; local managers never are (R3)."""
    act = AssociateStaff(point_id=point_of(world), service="PRIMEAU", user_code=code_of("Ivan"))
    assert refused(world, "Paule", act) == ["manages-point"]
    designate_in_firm(world)
    view = world.call("Paule", act)
    (point,) = view.points
    assert [(each.name, each.service, each.clients) for each in point.staff] == [("Ivan Roy", "PRIMEAU", ())]
    designate(world, "Lucie")
    lucie = AssociateStaff(point_id=point_of(world), service="PRIMEAU", user_code=code_of("Lucie"))
    assert refused(world, "Paule", lucie) == ["no-local-function"]
    with pytest.raises(NotFound):
        world.call("Ivan", act)


def test_the_mandatary_manager_is_mandated_as_anybody_else(world: World) -> None:
    """R8: the function gives no right; he associates himself first."""
    designate_in_firm(world)
    designate(world, "Lucie")
    organisation = world.organisations["Sainte-Colombe"]
    grant = GrantRight(
        organisation_id=organisation, service="PRIMEAU", user_code=code_of("Paule"), right="mandatary-read"
    )
    assert refused(world, "Lucie", grant) == ["is-associated"]
    associate(world, "Paule")
    assert world.call("Lucie", grant).holders[1].firm == "Génie du Nord"
