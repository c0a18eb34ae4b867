"""A right withdrawn while its holder is editing: refused with the reason, nothing typed lost (R6, T8, E0)."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest

from portal_tui.app import PortalApp
from portal_tui.backend.http import HttpBackend
from portal_tui.contract.accounts import ActAs, WhoAmI
from portal_tui.contract.applications import OpenApplication
from portal_tui.contract.operation import Operation
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

T = TypeVar("T")


class Elsewhere:
    """Another program on the same portal: what is done there, the interface hears of."""

    def __init__(self, world: World, path: str) -> None:
        self.world, self.path = world, path
        self._ids = iter(range(1_000_000, 100_000_000, 1_000_000))
        self.sessions = {name: world.session(name) for name in ("Lucie", "Rosalie", "Ivan")}
        self.engine = self.opened()

    def opened(self) -> Engine:
        """One more engine on the same file."""
        return Engine(open_store(self.path), clock=self.world.clock, ids=CountedIds(next(self._ids)))

    def call(self, who: str, operation: Operation[T]) -> T:
        return self.engine.call(operation, self.sessions[who])


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Elsewhere]:
    """Lucie manages PRIMEAU; Rosalie writes, Ivan is mandated to."""
    path = str(tmp_path / "portal.db")
    world = town(path)
    designate(world, "Lucie")
    designate_in_firm(world)
    associate(world, "Ivan")
    elsewhere = Elsewhere(world, path)
    give(elsewhere, "Rosalie", "applicant-write")
    give(elsewhere, "Ivan", "mandatary-write")
    for who in ("Lucie", "Rosalie", "Ivan"):
        elsewhere.call(who, ActAs(entity_id=world.organisations["Sainte-Colombe"]))
    yield elsewhere
    elsewhere.engine.close()
    world.engine.close()


def about(there: Elsewhere, whom: str) -> dict[str, Any]:
    organisation = there.world.organisations["Sainte-Colombe"]
    return {"organisation_id": organisation, "service": "PRIMEAU", "user_code": code_of(whom)}


def give(there: Elsewhere, whom: str, right: Right) -> None:
    there.call("Lucie", GrantRight(**about(there, whom), right=right))


def begin(there: Elsewhere) -> int:
    return there.call("Rosalie", StartApplication(code="PRIMEAU")).application_id


def title(there: Elsewhere, application: int) -> Any:
    (task,) = there.call("Rosalie", OpenApplication(application_id=application)).tasks
    return there.call("Rosalie", OpenTask(task_id=task.id)).answers.get("title")


@asynccontextmanager
async def reading(app: PortalApp, application: int) -> AsyncIterator[Person]:
    """Somebody in the first field of the form, who hasn't written anything."""
    async with person(app) as someone:
        await someone.rests()
        app.open("application", application_id=application)
        await someone.is_on(WorkspaceScreen)
        await someone.sees("Titre du projet")
        await someone.presses("checklist.enter")
        yield someone


@asynccontextmanager
async def writing(there: Elsewhere, app: PortalApp, application: int) -> AsyncIterator[Person]:
    """Somebody in the first field of the form, where something of theirs is saved."""
    async with reading(app, application) as someone:
        await someone.types("Aqueduc")
        await someone.until(lambda: title(there, application) == "Aqueduc", "that to be saved")
        yield someone


async def withdraws(lucie: Person, there: Elsewhere, name: str) -> None:
    """In the register, at another screen."""
    await lucie.rests()
    place = {key: value for key, value in about(there, "Lucie").items() if key != "user_code"}
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
async def test_what_is_typed_is_kept_and_saved_when_the_right_is_back(there: Elsewhere, name: str) -> None:
    """A member and a mandatary who doesn't own it: they go on where they were."""
    application = begin(there)
    async with writing(there, interface(there.world, name), application) as writer:
        there.call("Lucie", WithdrawRight(**about(there, name)))
        await types_on(writer, " du Nord")
        give(there, name, "applicant-write" if name == "Rosalie" else "mandatary-write")
        await writer.sees("Titre du projet", "Aqueduc du Nord", "enregistré")
        await writer.is_answered()
    assert title(there, application) == "Aqueduc du Nord"


async def test_what_is_typed_first_is_kept_too(there: Elsewhere) -> None:
    """R7: by a mandatary who had the application open when the mandate ended, and had saved nothing."""
    application = begin(there)
    async with reading(interface(there.world, "Ivan"), application) as ivan:
        there.call("Lucie", WithdrawRight(**about(there, "Ivan")))
        await types_on(ivan, "Aqueduc du Nord")
        give(there, "Ivan", "mandatary-write")
        await ivan.sees("Titre du projet", "Aqueduc du Nord", "enregistré")
        await ivan.is_answered()
    assert title(there, application) == "Aqueduc du Nord"


async def test_it_is_seen_at_once_where_nothing_is_being_typed(there: Elsewhere) -> None:
    """Two people, two screens."""
    application = begin(there)
    async with (
        writing(there, interface(there.world, "Rosalie"), application) as rosalie,
        person(interface(there.world, "Lucie")) as lucie,
    ):
        await withdraws(lucie, there, "Rosalie Roy")
        await rosalie.sees("Vous n’avez aucun droit d’accès au service", "Demander à Lucie Roy un droit")
        await rosalie.sees_no("n’est pas enregistré", "Aqueduc")


async def test_what_is_typed_is_kept_in_a_file_to_be_imported(there: Elsewhere, tmp_path: Path) -> None:
    """T14."""
    application = begin(there)
    file = tmp_path / "gardé.json"
    async with writing(there, interface(there.world, "Rosalie"), application) as rosalie:
        there.call("Lucie", WithdrawRight(**about(there, "Rosalie")))
        await types_on(rosalie, " du Sud")
        await rosalie.presses("workspace.answers")
        await rosalie.is_on(SaveFileScreen)
        await rosalie.fills("path", str(file))
        await rosalie.strikes("enter")
        await rosalie.is_on(WorkspaceScreen)
        await rosalie.until(file.exists, "for the file")
    assert json.loads(file.read_bytes())["title"] == "Aqueduc du Sud"


async def test_leaving_without_it_is_asked_about(there: Elsewhere) -> None:
    application = begin(there)
    async with writing(there, interface(there.world, "Rosalie"), application) as rosalie:
        there.call("Lucie", WithdrawRight(**about(there, "Rosalie")))
        await types_on(rosalie, " du Sud")
        await rosalie.presses("app.back")
        await rosalie.is_on(ActionsScreen)
        await rosalie.presses("dialog.close")
        await rosalie.is_on(WorkspaceScreen)
        await rosalie.presses("app.back")
        await rosalie.chooses("quitter sans le garder")
        await rosalie.until(lambda: not isinstance(rosalie.app.screen, WorkspaceScreen), "to have left")


async def test_over_http(there: Elsewhere) -> None:
    """The same before a server."""
    application = begin(there)
    with served(there.opened) as server:
        backend = HttpBackend(server, language="fr-CA")
        backend.session = there.sessions["Rosalie"]
        app = PortalApp(backend, clock=there.world.clock.now, me=there.call("Rosalie", WhoAmI()))
        async with writing(there, app, application) as rosalie:
            there.call("Lucie", WithdrawRight(**about(there, "Rosalie")))
            await types_on(rosalie, " du Nord")
            give(there, "Rosalie", "applicant-write")
            await rosalie.sees("Aqueduc du Nord", "enregistré")
            await rosalie.is_answered()
        await backend.close()
    assert title(there, application) == "Aqueduc du Nord"
