"""From one portal to another in the interface: what is typed is kept, sessions go on, what fails is said."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from portal_tui.app import PortalApp
from portal_tui.backend import http
from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.backend.http import HttpBackend
from portal_tui.cli.doors import LocalDoors
from portal_tui.cli.kept import Kept
from portal_tui.config import Profile, Settings
from portal_tui.contract.accounts import WhoAmI
from portal_tui.contract.applications import FindApplication
from portal_tui.contract.problems import Unavailable
from portal_tui.contract.tasks import OpenTask
from portal_tui.folders import HOME_VARIABLE
from portal_tui.screens import saving
from portal_tui.screens.applications import ApplicationsScreen
from portal_tui.screens.home import HomeScreen
from portal_tui.screens.sign_in import SignInScreen
from portal_tui.screens.welcome import WelcomeScreen
from portal_tui.screens.workspace import WorkspaceScreen
from tests.driver import Person, person
from tests.served import beside, served
from tests.stage import Instead, theatre
from tests.world import World, small_portal

FIRST, SECOND = "Petit portail", "Grand portail"
TITLE = "Saison 2031"
UNREACHABLE = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying again is the same thing after a shorter pause."""
    monkeypatch.setattr(http, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(saving, "AGAIN_AFTER", 0.05)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    """Maude's portal in a file."""
    world = theatre(str(tmp_path / "here.db"))
    yield world
    world.engine.close()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[World]:
    """Another portal, where Maude is known too."""
    world = World(small_portal(name=SECOND), path=str(tmp_path / "there.db"))
    world.person("Maude", "Tremblay")
    yield world
    world.engine.close()


@pytest.fixture
def server(there: World) -> Iterator[str]:
    """The other portal's server."""
    with served(beside(there.engine)) as address:
        yield address


def place(world: World) -> str:
    return world.engine.database.path


@asynccontextmanager
async def maude_at(
    world: World,
    profiles: dict[str, Profile],
    *,
    server: str = "",
    start: str = "home",
    **arguments: object,
) -> AsyncIterator[Person]:
    """Maude, signed in to a portal in a file or behind a server, with other portals in her settings."""
    settings = Settings(profiles=profiles)
    token = world.session("Maude")
    real = HttpBackend(server) if server else EmbeddedBackend(beside(world.engine)())
    real.session = token
    backend = Instead(real, {})
    app = PortalApp(
        backend,
        clock=world.clock.now,
        me=world.call("Maude", WhoAmI()),
        settings=settings,
        start=start,
        arguments=arguments,
        doors=LocalDoors(settings),
        place=server or place(world),
    )
    async with person(app) as maude:
        yield maude
    await app.session.backend.close()


async def chooses_a_portal(maude: Person, name: str) -> None:
    await maude.rests()
    await maude.presses("app.palette")
    await maude.types("changer de portail\n")
    await maude.is_on(WelcomeScreen)
    await maude.rests()
    await maude.chooses(name)


async def types_a_title(maude: Person) -> None:
    await maude.sees("Formulaire")
    await maude.rests()
    await maude.presses("checklist.enter")
    await maude.rests()
    await maude.types(TITLE)


async def test_the_portals_that_are_known_are_listed_and_the_open_one_is_marked(here: World) -> None:
    profiles = {"travail": Profile(server="https://demandes.office.example/")}
    async with maude_at(here, profiles) as maude:
        await maude.is_on(HomeScreen)
        await maude.rests()
        await maude.presses("app.palette")
        await maude.types("changer de portail\n")
        await maude.sees("À quel portail voulez-vous aller?", f"1 {FIRST}", "ouvert en ce moment")
        await maude.sees("2 travail", "https://demandes.office.example", "Joindre un serveur")
        await maude.presses("app.back")
        await maude.is_on(HomeScreen)
        await chooses_a_portal(maude, FIRST)
        await maude.is_on(HomeScreen)


async def test_to_a_server_and_back_without_signing_in_twice(here: World, there: World, server: str) -> None:
    with served(beside(here.engine)) as mine:
        profiles = {"travail": Profile(server=server), "ici": Profile(server=mine)}
        async with maude_at(here, profiles, server=mine, start="applications") as maude:
            await maude.sees("2026-000001")
            await chooses_a_portal(maude, "travail")
            await maude.is_on(SignInScreen)
            await maude.sees(f"{SECOND} · travail")
            await maude.signs_in_as("maude@example.org")
            await maude.is_on(HomeScreen)
            await chooses_a_portal(maude, "ici")
            await maude.is_on(HomeScreen)
            await maude.sees(f"{FIRST} · ici")
            await chooses_a_portal(maude, SECOND)
            await maude.is_on(HomeScreen)
            await maude.sees(f"{SECOND} · travail")
    assert there.call("Maude", WhoAmI()).portal.name == SECOND


async def test_a_session_that_login_kept_goes_on(here: World, there: World, server: str) -> None:
    token = there.session("Maude")
    assert token is not None
    Kept(server).keep(token.reveal(), lambda _: None)
    async with maude_at(here, {"travail": Profile(server=server)}) as maude:
        await maude.is_on(HomeScreen)
        await chooses_a_portal(maude, "travail")
        await maude.sees(f"{SECOND} · travail", "Maude Tremblay")
        await maude.is_on(HomeScreen)


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (Profile(server=UNREACHABLE), "est injoignable"),
        (Profile(server="http://office.example"), "https"),
        (Profile(database="/nowhere/portal.db"), "/nowhere/portal.db"),
    ],
)
async def test_a_portal_that_cannot_be_opened_says_why_and_the_open_one_stays(
    here: World, profile: Profile, said: str
) -> None:
    async with maude_at(here, {"ailleurs": profile}, start="applications") as maude:
        await maude.sees("2026-000001")
        await chooses_a_portal(maude, "ailleurs")
        await maude.sees("✗", said, "ouvert en ce moment")
        await maude.presses("app.back")
        await maude.is_on(ApplicationsScreen)
        await maude.sees(FIRST, "2026-000001", "à jour")


async def test_what_is_typed_is_saved_before_the_portal_is_left(here: World, server: str) -> None:
    profiles = {"travail": Profile(server=server)}
    async with maude_at(here, profiles, start="application", number="2026-000003") as maude:
        await maude.is_on(WorkspaceScreen)
        await types_a_title(maude)
        await chooses_a_portal(maude, "travail")
        await maude.is_on(SignInScreen)
    assert stored(here) == TITLE


async def test_what_cannot_be_saved_keeps_its_portal_open(here: World, server: str) -> None:
    profiles = {"travail": Profile(server=server)}
    async with maude_at(here, profiles, start="application", number="2026-000003") as maude:
        await maude.is_on(WorkspaceScreen)
        backend = maude.app.session.backend
        assert isinstance(backend, Instead)
        backend.answers["save-answers"] = Unavailable()
        await types_a_title(maude)
        await chooses_a_portal(maude, "travail")
        await maude.sees("n’est pas encore enregistré", TITLE)
        await maude.is_on(WorkspaceScreen)
        backend.answers.clear()
        await maude.until(lambda: stored(here) == TITLE, "the answer to be saved")


def stored(world: World) -> str:
    task = world.call("Maude", FindApplication(number="2026-000003")).tasks[0].id
    return str(world.call("Maude", OpenTask(task_id=task)).answers.get("title", ""))
