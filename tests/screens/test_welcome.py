"""Before a portal is open: from the welcome screen into one, on real files (A0)."""

from pathlib import Path

import pytest

from portal_tui.app import PortalApp
from portal_tui.backend.doors import Nowhere
from portal_tui.cli.doors import LocalDoors
from portal_tui.cli.recent import recent, remember
from portal_tui.config import Profile, Settings
from portal_tui.engine.clock import SetClock
from portal_tui.engine.founding import found
from portal_tui.folders import HOME_VARIABLE
from portal_tui.screens.connect import ConnectScreen
from portal_tui.screens.help import HelpScreen
from portal_tui.screens.sign_in import SignInScreen
from portal_tui.screens.welcome import WelcomeScreen
from tests.driver import person
from tests.portals.folders import FILES, write
from tests.served import beside, served
from tests.world import NOON, World


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sound definition."""
    return write(tmp_path / "essai")


@pytest.fixture
def portal(tmp_path: Path, folder: Path) -> Path:
    """A portal made from it."""
    path = tmp_path / "essai.db"
    found(folder, path, clock=SetClock(NOON))
    return path


def interface(settings: Settings | None = None) -> PortalApp:
    settings = settings or Settings()
    return PortalApp(Nowhere(), clock=SetClock(NOON).now, settings=settings, doors=LocalDoors(settings))


async def test_the_first_run_offers_every_way_in() -> None:
    async with person(interface()) as somebody:
        await somebody.sees("Essayer une démonstration", "Ouvrir un portail", "Créer un portail")
        await somebody.sees("Joindre un serveur", "Continue in English")
        await somebody.chooses("Continue in English")
        await somebody.sees("Try a demonstration", "Continuer en français")


async def test_a_portal_that_is_opened_comes_first_the_next_time(portal: Path) -> None:
    async with person(interface()) as somebody:
        await somebody.chooses("Ouvrir un portail")
        await somebody.fills("path", str(portal))
        await somebody.strikes("enter")
        await somebody.is_on(SignInScreen)
        await somebody.sees("Portail d'essai", "ODE")
        await somebody.presses("app.back")
        await somebody.is_on(WelcomeScreen)
        await somebody.sees("1  Portail d'essai", "ouvert la dernière fois")
        await somebody.strikes("enter")
        await somebody.is_on(SignInScreen)
    assert [each.path for each in recent()] == [str(portal)]


async def test_the_demonstration_is_made_when_it_is_first_wanted() -> None:
    async with person(interface()) as somebody:
        await somebody.chooses("Essayer une démonstration")
        await somebody.is_on(SignInScreen)
        await somebody.sees("SOD@ccès", "Démonstration : rien n’est transmis")


async def test_a_file_that_is_no_portal_says_so_and_leaves_the_other_ways(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("my notes")
    async with person(interface()) as somebody:
        await somebody.chooses("Ouvrir un portail")
        await somebody.fills("path", str(notes))
        await somebody.strikes("enter")
        await somebody.sees("n’est pas celui d’un portail", "Essayer une démonstration")
        await somebody.is_on(WelcomeScreen)
    assert notes.read_text() == "my notes"


async def test_a_portal_is_created_from_its_folder(folder: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.db"
    async with person(interface()) as somebody:
        await somebody.chooses("Créer un portail")
        await somebody.fills("path", str(folder / "portal.yaml"))
        await somebody.strikes("enter")
        await somebody.sees("Fichier du portail")
        app = somebody.app
        app.screen.query_one("#file Input").focus()
        await somebody.gives(str(made))
        await somebody.strikes("enter", "enter", "enter")
        await somebody.sees("Le portail « Portail d'essai » est prêt", "aide@office.example")
        password = str(app.screen.query("Static.paragraph")[2].render())
        await somebody.strikes("escape", "enter")
        await somebody.is_on(SignInScreen)
        await somebody.signs_in_as("aide@office.example", password)
    assert made.exists()


async def test_a_broken_folder_is_explained_where_it_is(tmp_path: Path) -> None:
    files = {**FILES, "portal.yaml": FILES["portal.yaml"].replace("policies:", "policy:")}
    folder = write(tmp_path / "broken", files)
    async with person(interface()) as somebody:
        await somebody.rests()
        somebody.app.open("create-portal", folder=folder)
        await somebody.sees("Fichier du portail")
        await somebody.rests()
        await somebody.strikes("enter", "enter", "enter")
        await somebody.sees("1 problème", "portal.yaml", "Sans doute « policies »")
    assert not (tmp_path / "home" / "data" / "broken.db").exists()


async def test_a_server_is_joined_and_offered_first_the_next_time(tmp_path: Path) -> None:
    world = World(path=str(tmp_path / "served.db"))
    with served(beside(world.engine)) as address:
        async with person(interface()) as somebody:
            await somebody.chooses("Joindre un serveur")
            await somebody.is_on(ConnectScreen)
            await somebody.rests()
            await somebody.gives(address)
            await somebody.strikes("enter", "enter")
            await somebody.is_on(SignInScreen)
            await somebody.sees("Petit portail")
            await somebody.presses("app.back")
            await somebody.sees("1 Petit portail", address)
            await somebody.strikes("1")
            await somebody.is_on(SignInScreen)
            await somebody.app.session.backend.close()
    world.engine.close()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://demandes.office.example", "https"),
        ("http://127.0.0.1:9", "est injoignable"),
        ("", "Ce champ est requis"),
    ],
)
async def test_a_server_that_cannot_be_reached_is_said_at_its_address(address: str, said: str) -> None:
    async with person(interface()) as somebody:
        await somebody.chooses("Joindre un serveur")
        await somebody.is_on(ConnectScreen)
        await somebody.rests()
        await somebody.gives(address)
        await somebody.strikes("enter", "enter")
        await somebody.sees(said, address)
        await somebody.is_on(ConnectScreen)
    assert recent() == ()


async def test_a_server_of_the_settings_is_offered_by_its_name() -> None:
    settings = Settings(profiles={"office": Profile(server="https://demandes.office.example")})
    async with person(interface(settings)) as somebody:
        await somebody.sees("1 office", "https://demandes.office.example")


async def test_a_profile_is_offered_by_its_name(portal: Path) -> None:
    settings = Settings(profiles={"travail": Profile(database=str(portal))})
    async with person(interface(settings)) as somebody:
        await somebody.sees("1  travail")
        await somebody.strikes("1")
        await somebody.is_on(SignInScreen)


async def test_help_comes_back_here() -> None:
    async with person(interface()) as somebody:
        await somebody.sees("Essayer une démonstration")
        await somebody.presses("app.explain")
        await somebody.is_on(HelpScreen)
        await somebody.presses("app.back")
        await somebody.is_on(WelcomeScreen)


def test_a_portal_that_has_gone_is_no_longer_offered(portal: Path) -> None:
    remember(portal, "Portail d'essai", demonstration=False)
    assert [each.name for each in LocalDoors(Settings()).known()] == ["Portail d'essai"]
    portal.unlink()
    assert LocalDoors(Settings()).known() == ()


def test_what_is_remembered_may_be_spoilt(portal: Path, tmp_path: Path) -> None:
    remember(portal, "Portail d'essai", demonstration=False)
    (tmp_path / "home" / "state" / "portals.json").write_text("[{]")
    assert recent() == ()
    remember(portal, "Portail d'essai", demonstration=False)
    assert [each.path for each in recent()] == [str(portal)]
