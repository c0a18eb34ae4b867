"""The terminal's own cursor stands on what has the focus, for whoever follows it with a screen reader."""

from collections.abc import Iterator

import pytest

from tests.driver import Person, person
from tests.stage import interface, theatre
from tests.world import World

DRAFT = {"number": "2026-000003"}


@pytest.fixture
def world() -> Iterator[World]:
    """The theatre's evening."""
    world = theatre()
    yield world
    world.engine.close()


def at_the_cursor(someone: Person) -> str:
    """The line of the screen on which the terminal's cursor stands, from there on."""
    x, y = someone.app.cursor_position
    return someone.screen.splitlines()[y][x:]


async def test_in_a_list_it_is_on_the_row(world: World) -> None:
    async with person(interface(world, start="applications")) as maude:
        await maude.sees("2026-000003")
        assert "2026-000004" in at_the_cursor(maude)
        await maude.presses("list.down")
        assert "2026-000003" in at_the_cursor(maude)


async def test_in_the_catalogue_it_is_on_the_programme(world: World) -> None:
    async with person(interface(world, start="programmes")) as maude:
        await maude.sees("Bourses")
        await maude.presses("options.down")
        assert at_the_cursor(maude).startswith("▌ Bourses")


async def test_in_the_workspace_it_follows_from_the_checklist_into_a_field(world: World) -> None:
    async with person(interface(world, start="application", arguments=DRAFT)) as maude:
        await maude.sees("Titre du projet")
        assert at_the_cursor(maude).startswith("▌ ○ * Formulaire")
        await maude.presses("checklist.enter")
        await maude.types("Marée")
        x, y = maude.app.cursor_position
        assert maude.screen.splitlines()[y][:x].endswith("┃ Marée")
        await maude.strikes("tab", "tab")
        assert at_the_cursor(maude).startswith("( ) chanson")


async def test_without_a_list_to_point_at_it_is_on_the_choice(world: World) -> None:
    async with person(interface(world, start="home")) as maude:
        await maude.sees("Brouillon")
        assert at_the_cursor(maude).startswith("▌ 1")
