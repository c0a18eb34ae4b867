"""A designation's form while it is filled in: particulars, what stands in the way, how often (A7, R4)."""

from typing import Any

import pytest

from portal_tui.contract.designations import FillDesignation, FormView
from portal_tui.contract.problems import NotFound, TooMany
from portal_tui.engine.register.patience import TRIES_AN_HOUR
from tests.decisions import demand_readable, failed
from tests.register_town import (
    GEOGRAPHIC_CODE,
    NEQ,
    associate,
    code_of,
    designate,
    designate_in_firm,
    form,
    point_of,
    town,
)
from tests.world import World, small_portal


@pytest.fixture
def world() -> World:
    return town()


def fill(world: World, who: str = "Denis", **fields: Any) -> FormView:
    view = world.call(who, FillDesignation(**{"identifier": GEOGRAPHIC_CODE, **fields}))
    people = [view.person.decision] if view.person else []
    for decision in (*view.decisions.values(), *people, *(seat.decision for seat in view.seats)):
        demand_readable(decision)
    return view


def test_both_sides_appear_by_themselves(world: World) -> None:
    """R4: numbers pasted with spaces or dashes; the contact is masked (A7)."""
    view = fill(world, identifier=" 100-43", user_code="luc 0001")
    assert view.organisation is not None
    assert (view.organisation.name, view.organisation.kind.text) == ("Sainte-Colombe", "Municipalité")
    assert view.organisation.identifier == GEOGRAPHIC_CODE
    assert view.person is not None
    assert (view.person.name, view.person.contact) == ("Lucie Roy", "l…e@example.org")
    assert (view.function, view.problems) == ("local-manager", ())
    assert [(seat.service, seat.manager, seat.decision.allowed) for seat in view.seats] == [
        ("PRIMEAU", "", True),
        ("PRIMA", "", True),
    ]


def test_it_begins_with_the_organisation_that_it_is_opened_for(world: World) -> None:
    view = fill(world, identifier="", organisation_id=world.organisations["Sainte-Colombe"])
    assert view.organisation is not None
    assert view.organisation.identifier == GEOGRAPHIC_CODE
    assert fill(world, "Kim", identifier="", organisation_id=view.organisation.id).organisation is None


def test_what_is_not_complete_yet_is_no_problem(world: World) -> None:
    for identifier in ("", "1", "1004", "114289301"):
        view = fill(world, identifier=identifier, user_code="LUC")
        assert (view.organisation, view.person, view.seats, view.problems) == (None, None, (), ())


def test_what_leads_to_nothing_is_said_at_its_field(world: World) -> None:
    """R4; strangers don't learn that the organisation is there."""
    assert [each.code for each in fill(world, identifier="99999").problems] == ["identifier-unknown"]
    assert [each.code for each in fill(world, "Kim").problems] == ["identifier-unknown"]
    (problem,) = fill(world, user_code="XXX9999").problems
    assert (problem.pointer, problem.code) == ("/user_code", "user-code-unknown")


def test_who_may_not_ask_is_told_so_and_looks_nobody_up(world: World) -> None:
    """R4, A7."""
    view = fill(world, "Omer", user_code=code_of("Lucie"))
    assert failed(view.decisions["request-designation"]) == ["administers-organisation"]
    assert (view.person, view.problems) == (None, ())


def test_what_stands_in_the_way_of_the_person_is_said(world: World) -> None:
    """R3: of a firm, no member; of a firm's manager, no local function."""
    designate_in_firm(world)
    associate(world, "Ivan")
    view = fill(world, user_code=code_of("Ivan"))
    assert view.person is not None
    assert failed(view.person.decision) == ["is-own-person", "in-no-firm"]
    designate(world, "Lucie")
    view = fill(world, "Paule", identifier=NEQ, user_code=code_of("Lucie"))
    assert view.person is not None
    assert failed(view.person.decision) == ["is-own-person", "no-local-function"]


def test_what_is_taken_or_asked_for_is_said(world: World) -> None:
    """R1, R5, R8, R10: each seat by itself."""

    def ways(**fields: Any) -> list[list[str]]:
        return [failed(seat.decision) for seat in fill(world, **fields).seats]

    designate(world, "Lucie")
    world.call("Denis", form("Omer", services=("PRIMA",)))
    assert ways() == [["no-manager-yet"], ["no-request-waiting"]]
    assert ways(replaces=True) == [[], ["manager-to-replace", "no-request-waiting"]]
    assert ways(replaces=True, user_code=code_of("Lucie"))[0] == ["another-than-manager"]
    firm = {"who": "Paule", "identifier": NEQ}
    assert ways(**firm) == [[]]
    designate_in_firm(world)
    assert ways(**firm) == [["no-point-manager-yet"]]
    assert ways(**firm, replaces=True) == [[]]
    (seat,) = fill(world, **firm).seats
    assert (seat.point_id, seat.title.text, seat.manager) == (point_of(world), "Rimouski", "Paule Roy")


def test_one_manager_for_every_service_is_one_seat() -> None:
    """R1: by policy."""
    (seat,) = fill(town(register="organisation")).seats
    assert (seat.service, seat.decision.allowed) == ("", True)


def test_each_code_counts_once(world: World) -> None:
    """A7: fifty an hour; a form is looked at whenever it changes."""
    for _ in range(3):
        fill(world, user_code=code_of("Lucie"))
    for number in range(TRIES_AN_HOUR - 1):
        fill(world, user_code=f"ABC{number:04}")
    fill(world, user_code=code_of("Lucie"))
    with pytest.raises(TooMany):
        fill(world, user_code=code_of("Omer"))


def test_a_portal_without_a_register_has_no_such_form() -> None:
    world = World(small_portal())
    world.person("Maude")
    with pytest.raises(NotFound):
        world.call("Maude", FillDesignation())
