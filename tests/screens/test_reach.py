"""Every action of the register is found where there is no room for its key: in the palette (E0)."""

from collections.abc import Iterator
from typing import Any

import pytest

from portal_tui.contract.accounts import ActAs
from portal_tui.keys import KEYS
from portal_tui.screens.base import PortalScreen
from portal_tui.screens.designation import DesignationScreen
from portal_tui.screens.designations import DesignationsScreen
from portal_tui.screens.go import GoScreen
from portal_tui.texts import texts
from tests.driver import Person, person
from tests.register_town import designate, designate_in_firm, form, town
from tests.stage import interface
from tests.world import World

NARROW = [(80, 24), (60, 20)]
SAY = texts("fr-CA", transmits=True)


@pytest.fixture
def world() -> Iterator[World]:
    """Denis administers Sainte-Colombe and manages PRIMEAU himself; Paule a firm."""
    made = town()
    designate(made, "Denis")
    designate_in_firm(made)
    made.call("Denis", form("Omer", services=("PRIMA",)))
    made.call("Denis", ActAs(entity_id=made.organisations["Sainte-Colombe"]))
    made.call("Paule", ActAs(entity_id=made.organisations["Génie du Nord"]))
    yield made
    made.engine.close()


PLACES = [
    ("Denis", "services", "", ("services.open", "services.register")),
    ("Denis", "register", "Sainte-Colombe", ("rights.choose", "rights.new", "rights.sort", "rights.history")),
    ("Denis", "register", "Sainte-Colombe", ("rights.export",)),
    ("Denis", "designations", "", ("designations.choose", "designations.new")),
    ("Denis", "designation", "Sainte-Colombe", ("designation.replace",)),
    ("Denis", "organisation", "", ("organisation.invite", "organisation.designate")),
    ("Paule", "firm", "Génie du Nord", ("firm.choose", "firm.associate", "firm.add-point", "firm.designate")),
    ("Zoé", "home", "", ("home.designations", "home.applications", "home.programmes")),
]


@pytest.mark.parametrize("size", NARROW)
@pytest.mark.parametrize(("who", "screen", "organisation", "ids"), PLACES)
async def test_what_has_no_room_below_is_in_the_palette(
    world: World, size: tuple[int, int], who: str, screen: str, organisation: str, ids: tuple[str, ...]
) -> None:
    """By the words of its key."""
    async with person(interface(world, who), size) as someone:
        await someone.rests()
        await opens(someone, world, screen, organisation)
        here = someone.app.screen
        assert isinstance(here, PortalScreen)
        offered = {command.text.rpartition(" · ")[0] for command in here.key_commands()}
        assert {SAY(id) for id in ids} <= offered
        assert all(KEYS[id].shown for id in ids)


async def opens(someone: Person, world: World, screen: str, organisation: str) -> None:
    arguments: dict[str, Any] = {"organisation_id": world.organisations[organisation]} if organisation else {}
    if screen == "register":
        arguments["service"] = "PRIMEAU"
    someone.app.open(screen, **arguments)
    await someone.rests()
    await someone.is_answered()


@pytest.mark.parametrize("size", NARROW)
async def test_it_does_there_what_its_key_does(world: World, size: tuple[int, int]) -> None:
    """R5: the other form, from the palette; what is typed stays."""
    async with person(interface(world, "Denis"), size) as denis:
        await denis.rests()
        await opens(denis, world, "designation", "Sainte-Colombe")
        await denis.types("omer")
        await finds(denis, "remplacement")
        await denis.is_on(DesignationScreen)
        form = denis.app.screen
        assert isinstance(form, DesignationScreen)
        await denis.until(lambda: form.title_text().startswith("Remplacer"), "for the other form")
        assert form.entry("user_code").value == "omer"


@pytest.mark.parametrize("size", NARROW)
async def test_places_are_in_the_palette_and_one_key_away(world: World, size: tuple[int, int]) -> None:
    """R4: without knowing that it is g, then n."""
    async with person(interface(world, "Denis"), size) as denis:
        await denis.rests()
        await finds(denis, "Désignations et remplacements")
        await denis.is_on(DesignationsScreen)
        await denis.presses("app.go")
        await denis.is_on(GoScreen)
        await denis.sees("n Désignations et remplacements", "s Mes services en ligne")


async def finds(someone: Person, words: str) -> None:
    await someone.presses("app.palette")
    await someone.types(f"{words}\n")
