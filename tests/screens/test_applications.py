"""The list: what it says of each application, finding one, and when it can't be read (T1, T5)."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal_tui.app import PortalApp
from portal_tui.contract.accounts import ChooseLanguage
from portal_tui.contract.applications import FindApplication, ListApplications
from portal_tui.contract.finding import LookElsewhere
from portal_tui.contract.operation import Operation
from portal_tui.contract.problems import NotSignedIn, Unavailable
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.storage.database import Database
from portal_tui.screens.applications import ApplicationsScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.sign_in import SignInAgain, SignInScreen
from portal_tui.screens.sort import SortScreen
from tests.driver import Person, person
from tests.stage import EVENING, Instead, interface, theatre
from tests.world import World

VENUES, SENT, DRAFT, JEANS = (f"2026-{number:06}" for number in range(1, 5))


@pytest.fixture
def world() -> Iterator[World]:
    """The theatre's evening."""
    world = theatre()
    yield world
    world.engine.close()


def line(someone: Person, number: str) -> str:
    return next(line for line in someone.screen.splitlines() if number in line)


def portal_of(app: PortalApp) -> Instead:
    backend = app.session.backend
    assert isinstance(backend, Instead)
    return backend


async def test_each_row_says_what_is_due_and_whose_turn_it_is(world: World) -> None:
    async with person(interface(world, start="applications")) as maude:
        await maude.sees(VENUES, "4 demandes")
        assert "Aide aux lieux de diffusion" in line(maude, VENUES)
        assert "○ brouillon" in line(maude, VENUES)
        assert "0/3" in line(maude, VENUES)
        assert "dans 5\u00a0h\u00a012" in line(maude, VENUES)
        assert "vous" in line(maude, VENUES)
        assert "◔ envoyée" in line(maude, SENT)
        assert "—" in line(maude, SENT)
        assert "Jean Roy" in line(maude, JEANS)


async def test_a_row_that_may_not_be_read_is_marked_and_explained_by_one_key(world: World) -> None:
    async with person(interface(world, "Lise", start="applications")) as lise:
        await lise.sees(VENUES)
        assert f"# {VENUES}" in line(lise, VENUES)
        assert "contenu réservé" in line(lise, VENUES)
        await lise.presses("list.last")
        await lise.sees(
            "F1 pourquoi? Contenu réservé aux collaborateurs. Propriétaire\u00a0: Maude Tremblay."
        )
        await lise.presses("app.explain")
        await lise.is_on(ExplainScreen)
        await lise.sees("Pourquoi ne puis-je pas lire le contenu de cette demande?", "M’ajouter à la demande")


async def test_a_text_that_is_not_in_my_language_is_marked(world: World) -> None:
    world.call("Maude", ChooseLanguage(language="en"))
    async with person(interface(world, start="applications")) as maude:
        await maude.sees("MY APPLICATIONS", "(fr-CA) Bourses", VENUES)
        assert "(fr-CA)" not in line(maude, VENUES)


async def test_it_filters_from_the_third_character_and_counts(world: World) -> None:
    app = interface(world, start="applications")
    async with person(app) as maude:
        await maude.sees("4 demandes")
        await maude.presses("list.filter")
        await maude.types("je")
        await maude.sees("4 demandes")
        await maude.strikes("a", "n")
        await maude.sees("1 sur 4")
        await maude.sees_no(VENUES)
        filters = {asked.filter for asked in portal_of(app).asked if isinstance(asked, ListApplications)}
        assert filters == {"", "jea", "jean"}
        await maude.presses("app.back")
        await maude.sees(VENUES, "4 demandes")
        await maude.is_on(ApplicationsScreen)


async def test_enter_before_it_is_known_where_else_to_look_leads_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The filter is left at once; the ways on take the focus when they come."""
    app, known = interface(world, start="applications"), asyncio.Event()
    backend = portal_of(app)
    answer = backend.call

    async def late(operation: Operation[Any]) -> Any:
        if isinstance(operation, LookElsewhere):
            await known.wait()
        return await answer(operation)

    monkeypatch.setattr(backend, "call", late)
    async with person(app) as maude:
        await maude.sees("4 demandes")
        await maude.presses("list.filter")
        await maude.types("festival")
        await maude.strikes("enter")
        known.set()
        await maude.sees("Effacer le filtre")
        await maude.rests()
        await maude.strikes("enter")
        await maude.sees(VENUES)


async def test_a_whole_number_in_the_filter_opens_that_application(world: World) -> None:
    app = interface(world, start="applications", instead={"look-elsewhere": ()})
    async with person(app) as maude:
        await maude.sees("4 demandes")
        await maude.presses("list.filter")
        await maude.types("2019-000001\n")
        await maude.sees("Aucune demande de ce numéro")
        assert FindApplication(number="2019-000001") in portal_of(app).asked


async def test_it_sorts_by_key_and_turns_round(world: World) -> None:
    app = interface(world, start="applications")
    async with person(app) as maude:
        await maude.sees("tri\u00a0: dernière modification ▼")
        await maude.presses("list.sort")
        await maude.chooses("échéance")
        await maude.sees("tri\u00a0: échéance ▲")
        await maude.presses("list.reverse")
        await maude.sees("tri\u00a0: échéance ▼")
        asked = [each for each in portal_of(app).asked if isinstance(each, ListApplications)][-1]
        assert (asked.sort, asked.descending) == ("deadline", True)


async def test_a_key_struck_twice_closes_a_dialog_and_nothing_below(world: World) -> None:
    async with person(interface(world, start="applications")) as maude:
        await maude.sees("2026-000003")
        await maude.presses("list.sort")
        await maude.is_on(SortScreen)
        await maude.types("22")
        await maude.is_on(ApplicationsScreen)
        await maude.sees("2026-000003")


async def test_a_change_by_another_program_shows_without_moving_the_cursor(tmp_path: Path) -> None:
    file = str(tmp_path / "portal.db")
    world, other = theatre(file), World.__new__(World)
    other.__dict__ = {
        **world.__dict__,
        "engine": Engine(Database(file), clock=world.clock, ids=CountedIds(10_000)),
    }
    async with person(interface(world, start="applications")) as maude:
        await maude.sees(VENUES)
        await maude.presses("list.last")
        world.clock.set(EVENING + 1)
        other.application("Jean", "any")
        await maude.sees("2026-000005", "5 demandes")
        assert "▌" in line(maude, VENUES)
    other.engine.close()
    world.engine.close()


async def test_a_list_that_cannot_be_read_says_so_and_is_read_again(world: World) -> None:
    app = interface(world, start="applications", instead={"list-applications": Unavailable()})
    async with person(app) as maude:
        await maude.sees("✗ Le portail ne répond pas", "F5 réessayer")
        portal_of(app).answers.clear()
        await maude.presses("app.retry")
        await maude.sees(VENUES)


async def test_a_session_that_has_ended_is_renewed_in_place(world: World) -> None:
    app = interface(world, start="applications", instead={"list-applications": NotSignedIn()})
    async with person(app) as maude:
        await maude.is_on(SignInAgain)
        await maude.sees("Votre session a pris fin", "maude@example.org")
        portal_of(app).answers.clear()
        await maude.strikes("enter")
        await maude.sees(VENUES)
        await maude.is_on(ApplicationsScreen)


async def test_what_waited_for_one_person_does_not_go_on_for_the_next(world: World) -> None:
    app = interface(world, start="applications", instead={"list-applications": NotSignedIn()})
    async with person(app) as someone:
        await someone.is_on(SignInAgain)
        await someone.presses("dialog.close")
        portal_of(app).answers.clear()
        await someone.presses("app.act-as")
        await someone.chooses("Fermer la session, ou changer de compte")
        await someone.is_on(SignInScreen)
        await someone.signs_in_as("jean@example.org")
        await someone.is_on(ApplicationsScreen)
        await someone.sees("Jean Roy", JEANS)
