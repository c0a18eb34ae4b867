"""What waits for somebody where there is a register: requests to answer, rights that have ended (R4, R6)."""

from collections.abc import Iterator
from typing import Any

import pytest

from portal_tui.contract.accounts import ActAs
from portal_tui.contract.applications import OpenApplication
from portal_tui.contract.designations import AnswerDesignation, ListDesignations
from portal_tui.contract.discussion import OpenThread
from portal_tui.contract.programmes import StartApplication
from portal_tui.contract.register import GrantRight, WithdrawRight
from portal_tui.contract.tasks import Change, SaveAnswers
from portal_tui.screens.designation import DesignationScreen
from portal_tui.screens.designations import DesignationsScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.home import HomeScreen
from tests.driver import Person, person
from tests.register_town import code_of, designate, form, town
from tests.stage import interface, send
from tests.world import ANSWERS, World

SIZES = [(120, 40), (80, 24), (60, 20)]


@pytest.fixture
def world() -> Iterator[World]:
    """Lucie manages PRIMEAU of Sainte-Colombe; Denis administers it, and has asked for Omer on PRIMA."""
    made = town()
    designate(made, "Lucie")
    for whom in ("Denis", "Rosalie"):
        made.call(whom, ActAs(entity_id=made.organisations["Sainte-Colombe"]))
    yield made
    made.engine.close()


@pytest.mark.parametrize("size", SIZES)
async def test_staff_open_what_waits_for_them_with_one_key(world: World, size: tuple[int, int]) -> None:
    """R4: how many, since when; when all are answered, nothing waits."""
    world.call("Denis", form("Omer", services=("PRIMA",)))
    world.clock.advance(7200)
    async with person(interface(world, "Zoé"), size) as zoe:
        await zoe.is_on(HomeScreen)
        await zoe.sees("1 désignation attend une réponse", "demandée\u00a0: il y a 2 h")
        await zoe.strikes("enter")
        await zoe.is_on(DesignationsScreen)
        (waiting,) = world.call("Zoé", ListDesignations())
        world.call("Zoé", AnswerDesignation(designation_id=waiting.id, approve=True))
        await zoe.goes_to("home")
        await zoe.sees("Rien ne vous attend")


async def test_a_request_that_comes_in_is_seen_where_nothing_waited(world: World) -> None:
    """R4: staff needn't look again."""
    async with person(interface(world, "Zoé")) as zoe:
        await zoe.sees("Rien ne vous attend")
        world.call("Denis", form("Omer", services=("PRIMA",)))
        await zoe.sees("1 désignation attend une réponse")


async def finds(someone: Person, name: str) -> None:
    """In the palette, by its name."""
    await someone.presses("app.palette")
    await someone.types(f"{name}\n")


async def test_the_palette_has_a_new_designation(world: World) -> None:
    """R4: for the organisation as which one acts; from anywhere."""
    async with person(interface(world, "Denis")) as denis:
        await denis.rests()
        await finds(denis, "Nouvelle désignation")
        await denis.is_on(DesignationScreen)
        await denis.sees("Sainte-Colombe · Municipalité")


def about(world: World) -> dict[str, Any]:
    organisation = world.organisations["Sainte-Colombe"]
    return {"organisation_id": organisation, "service": "PRIMEAU", "user_code": code_of("Rosalie")}


def asked(world: World) -> None:
    """Rosalie's application under way, with a question that nobody has read."""
    world.call("Lucie", GrantRight(**about(world), right="applicant-write"))
    application = world.call("Rosalie", StartApplication(code="PRIMEAU")).application_id
    (task,) = world.call("Rosalie", OpenApplication(application_id=application)).tasks
    changes = tuple(Change(pointer=f"/{name}", value=value) for name, value in ANSWERS.items())
    world.call("Rosalie", SaveAnswers(task_id=task.id, changes=changes, revision=1))
    send(world, "Rosalie", application)
    world.call("Zoé", OpenThread(application_id=application, subject="Plan", body="Lequel?"))


@pytest.mark.parametrize("size", SIZES)
async def test_what_a_right_opened_is_explained_when_it_has_ended(
    world: World, size: tuple[int, int]
) -> None:
    """R6, E0: instead of the application's line, since when, and one key to whom to ask."""
    asked(world)
    async with person(interface(world, "Rosalie"), size) as rosalie:
        await rosalie.sees("1 message non lu")
        world.call("Lucie", WithdrawRight(**about(world)))
        await rosalie.sees_no("1 message non lu")
        await rosalie.sees("Votre droit d’accès a pris fin\u00a0: 23 oct.", "1 demande en cours")
        await rosalie.strikes("1")
        await rosalie.is_on(ExplainScreen)
        await rosalie.sees("Vous n’avez aucun droit d’accès", "Demander à Lucie Roy un droit")
