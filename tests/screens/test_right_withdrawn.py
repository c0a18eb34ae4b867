"""A right withdrawn while its holder is editing: refused with the reason, nothing typed lost (R6, T8, E0)."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from portal_tui.app import PortalApp
from portal_tui.backend.http import HttpBackend
from portal_tui.contract.accounts import ActAs, WhoAmI
from portal_tui.contract.applications import OpenApplication
from portal_tui.contract.programmes import StartApplication
from portal_tui.contract.register import GrantRight, Right, WithdrawRight
from portal_tui.contract.tasks import OpenTask
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.storage.store import open_store
from portal_tui.screens.actions import ActionsScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.register import RegisterScreen
from portal_tui.screens.save_file import SaveFileScreen
from portal_tui.screens.workspace import WorkspaceScreen
from portal_tui.widgets.choice import Choice
from tests.driver import Person, person
from tests.register_town import associate, code_of, designate, designate_in_firm, town
from tests.served import served
from tests.stage import interface
from tests.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Lucie manages PRIMEAU; Rosalie writes, Ivan is mandated to; Rosalie has a draft."""
    made = town(str(tmp_path / "portal.db"))
    designate(made, "Lucie")
    designate_in_firm(made)
    associate(made, "Ivan")
    give(made, "Rosalie", "applicant-write")
    give(made, "Ivan", "mandatary-write")
    for who in ("Lucie", "Rosalie", "Ivan"):
        made.call(who, ActAs(entity_id=made.organisations["Sainte-Colombe"]))
    yield made
    made.engine.close()


def about(world: World, whom: str) -> dict[str, Any]:
    organisation = world.organisations["Sainte-Colombe"]
    return {"organisation_id": organisation, "service": "PRIMEAU", "user_code": code_of(whom)}


def give(world: World, whom: str, right: Right) -> None:
    world.call("Lucie", GrantRight(**about(world, whom), right=right))


def begin(world: World) -> int:
    return world.call("Rosalie", StartApplication(code="PRIMEAU")).application_id


def title(world: World, application: int) -> Any:
    (task,) = world.call("Rosalie", OpenApplication(application_id=application)).tasks
    return world.call("Rosalie", OpenTask(task_id=task.id)).answers.get("title")


@asynccontextmanager
async def writing(app: PortalApp, application: int) -> AsyncIterator[Person]:
    """Somebody in the first field of the form, where something of theirs is saved."""
    async with person(app) as someone:
        await someone.rests()
        app.open("application", application_id=application)
        await someone.is_on(WorkspaceScreen)
        await someone.sees("Titre du projet")
        await someone.presses("checklist.enter")
        await someone.types("Aqueduc")
        await someone.sees("enregistré")
        yield someone


async def withdraws(lucie: Person, world: World, name: str) -> None:
    """In the register, at another screen."""
    await lucie.rests()
    place = {key: value for key, value in about(world, "Lucie").items() if key != "user_code"}
    lucie.app.open("register", **place)
    await lucie.is_on(RegisterScreen)
    await lucie.moves_to("register", name)
    await lucie.presses("rights.choose")
    await lucie.chooses("Retirer le droit")
    if lucie.app.screen.query(Choice):
        await lucie.chooses("Retirer")
    await lucie.is_answered()


async def types_on(someone: Person, text: str) -> None:
    """The next save is refused: why, and whom to ask; then what was typed is still there."""
    await someone.types(text)
    await someone.is_on(ExplainScreen)
    await someone.sees("Vous n’avez aucun droit d’accès au service", "un droit d’accès au service")
    await someone.presses("dialog.close")
    await someone.is_on(WorkspaceScreen)
    await someone.sees("Ce que vous venez d’écrire n’est pas enregistré", "le garder dans un fichier")


@pytest.mark.parametrize("name", ["Rosalie", "Ivan"])
async def test_what_is_typed_is_kept_and_saved_when_the_right_is_back(world: World, name: str) -> None:
    """A member and a mandatary who doesn't own it: they go on where they were."""
    application = begin(world)
    async with writing(interface(world, name), application) as writer:
        world.call("Lucie", WithdrawRight(**about(world, name)))
        await types_on(writer, " du Nord")
        give(world, name, "applicant-write" if name == "Rosalie" else "mandatary-write")
        await writer.sees("Titre du projet", "Aqueduc du Nord", "enregistré")
        await writer.is_answered()
    assert title(world, application) == "Aqueduc du Nord"


async def test_it_is_seen_at_once_where_nothing_is_being_typed(world: World) -> None:
    """Two people, two screens."""
    application = begin(world)
    async with (
        writing(interface(world, "Rosalie"), application) as rosalie,
        person(interface(world, "Lucie")) as lucie,
    ):
        await withdraws(lucie, world, "Rosalie Roy")
        await rosalie.sees("Vous n’avez aucun droit d’accès au service", "Demander à Lucie Roy un droit")
        await rosalie.sees_no("n’est pas enregistré", "Aqueduc")


async def test_what_is_typed_is_kept_in_a_file_for_who_may_import_it(world: World, tmp_path: Path) -> None:
    """T14."""
    application = begin(world)
    file = tmp_path / "gardé.json"
    async with writing(interface(world, "Rosalie"), application) as rosalie:
        world.call("Lucie", WithdrawRight(**about(world, "Rosalie")))
        await types_on(rosalie, " du Sud")
        await rosalie.presses("workspace.answers")
        await rosalie.is_on(SaveFileScreen)
        await rosalie.fills("path", str(file))
        await rosalie.strikes("enter")
        await rosalie.is_on(WorkspaceScreen)
        await rosalie.until(file.exists, "for the file")
    assert json.loads(file.read_bytes())["title"] == "Aqueduc du Sud"


async def test_leaving_without_it_is_asked_about(world: World) -> None:
    application = begin(world)
    async with writing(interface(world, "Rosalie"), application) as rosalie:
        world.call("Lucie", WithdrawRight(**about(world, "Rosalie")))
        await types_on(rosalie, " du Sud")
        await rosalie.presses("app.back")
        await rosalie.is_on(ActionsScreen)
        await rosalie.presses("dialog.close")
        await rosalie.is_on(WorkspaceScreen)
        await rosalie.presses("app.back")
        await rosalie.chooses("quitter sans le garder")
        await rosalie.until(lambda: not isinstance(rosalie.app.screen, WorkspaceScreen), "to have left")


async def test_over_http(world: World, tmp_path: Path) -> None:
    """The same before a server."""
    application = begin(world)
    ids = iter(range(1_000_000, 100_000_000, 1_000_000))

    def opened() -> Engine:
        store = open_store(str(tmp_path / "portal.db"))
        return Engine(store, clock=world.clock, ids=CountedIds(next(ids)))

    with served(opened) as server:
        backend = HttpBackend(server, language="fr-CA")
        backend.session = world.session("Rosalie")
        app = PortalApp(backend, clock=world.clock.now, me=world.call("Rosalie", WhoAmI()))
        async with writing(app, application) as rosalie:
            world.call("Lucie", WithdrawRight(**about(world, "Rosalie")))
            await types_on(rosalie, " du Nord")
            give(world, "Rosalie", "applicant-write")
            await rosalie.sees("Aqueduc du Nord", "enregistré")
            await rosalie.is_answered()
        await backend.close()
    assert title(world, application) == "Aqueduc du Nord"
