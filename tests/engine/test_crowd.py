"""Generated applications: as many as are asked for, in every state, found, sorted, opened."""

import pytest

from portal_tui.cli.demo import MOST
from portal_tui.contract.applications import CountApplications, ListApplications, OpenApplication
from portal_tui.engine.demonstration.crowd import (
    DAY,
    NUMBERS_A_YEAR,
    NUMBERS_FROM,
    SPREAD_DAYS,
    Crowd,
    generated,
)
from portal_tui.rules.states import STATES
from tests.world import World


@pytest.fixture(scope="module")
def world() -> World:
    """An organisation with a thousand generated applications."""
    world = World()
    world.person("Maude", "Tremblay")
    world.person("Jean")
    world.organisation("Théâtre du Quai", Maude="primary", Jean="member")
    with world.engine.database.writing():
        work = world.work("Maude", "generate-applications")
        crowd = Crowd(
            work,
            organisation_id=world.organisations["Théâtre du Quai"],
            owner_id=world.accounts["Maude"],
            others=(world.accounts["Jean"],),
        )
        crowd.fill(1000)
    return world


def test_the_owner_sees_all_of_them_and_a_collaborator_some(world: World) -> None:
    assert generated(world.engine) == 1000
    assert world.call("Maude", CountApplications()) == 1000
    assert world.call("Jean", CountApplications()) == 200


def test_they_are_in_all_states(world: World) -> None:
    page = world.call("Maude", ListApplications(sort="number", limit=100))
    assert {row.state for row in page.items} == set(STATES)


def test_each_can_be_opened(world: World) -> None:
    row = world.call("Jean", ListApplications(limit=1)).items[0]
    view = world.call("Jean", OpenApplication(application_id=row.id))
    assert len(view.tasks) == 1
    assert row.readable


@pytest.mark.parametrize("text", ["\0", "\0\0\0\0", "Þ\x8d\0ü\x10\x0f", '"""', "' or *", "a\0b"])
def test_no_filter_is_too_odd_to_be_looked_for(world: World, text: str) -> None:
    assert world.call("Maude", CountApplications(filter=text)) in (0, 1000)


def test_a_nul_parts_words(world: World) -> None:
    number = world.call("Maude", ListApplications(limit=1)).items[0].number
    assert world.call("Maude", CountApplications(filter=f"{number}\0tremblay")) == 1


def test_a_number_finds_exactly_one(world: World) -> None:
    number = world.call("Maude", ListApplications(limit=1)).items[0].number
    assert [row.number for row in world.call("Maude", ListApplications(filter=number)).items] == [number]


def test_the_next_application_gets_a_free_number(world: World) -> None:
    world.application("Maude", "any")


def test_every_list_reads_an_index_alone(world: World) -> None:
    database = world.engine.database
    for name in ("number", "programme", "owner", "state", "deadline", "changed"):
        plan = database.rows(
            f"explain query plan select application_id from listing l where scope_id = 1 "
            f"and ({name}_key, application_id) > (1, 1) order by {name}_key, application_id limit 50"
        )
        said = " ".join(str(row[3]) for row in plan)
        assert f"listing_by_{name}" in said
        assert "TEMP B-TREE" not in said


def test_the_largest_crowd_has_numbers_of_six_digits_that_differ() -> None:
    """Where the digits begin again, another year has begun."""
    apart = NUMBERS_A_YEAR * (SPREAD_DAYS * DAY // MOST)
    assert apart > 366 * DAY
    assert NUMBERS_FROM + NUMBERS_A_YEAR - 1 <= 999_999
