"""What every screen has: the edges, its designed states, and what it does in too small a window."""

from collections.abc import Iterator

import pytest
from textual.widgets import Input

from portal_tui.contract.problems import Unavailable
from portal_tui.screens.act_as import ActAsScreen
from portal_tui.screens.help import HelpScreen
from tests.driver import person
from tests.stage import interface, theatre
from tests.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """The theatre's evening."""
    world = theatre()
    yield world
    world.engine.close()


async def test_the_header_names_the_portal_the_person_and_as_whom_they_act(world: World) -> None:
    async with person(interface(world, start="applications"), size=(140, 40)) as maude:
        await maude.sees(
            "Petit portail", "Maude Tremblay · agir en tant que Théâtre du Quai (organisation) F2"
        )


async def test_a_demonstration_says_on_every_screen_that_nothing_reaches_the_operator(world: World) -> None:
    async with person(interface(world, start="applications")) as maude:
        for place in ("applications", "settings", "help"):
            await maude.goes_to(place)
            await maude.sees("Démonstration\u00a0: rien n’est transmis à l’organisme.")


async def test_an_unconfirmed_address_is_said_with_the_key_that_leads_on(world: World) -> None:
    world.person("Zoé", confirmed=False)
    async with person(interface(world, "Zoé", start="settings")) as zoe:
        await zoe.sees("Adresse à confirmer", "noreply@example.org", "F12 confirmer l’adresse")


async def test_the_next_keys_are_hinted_at_and_the_same_when_clicked(world: World) -> None:
    async with person(interface(world, start="applications")) as maude:
        await maude.sees("entrée ouvrir", "/ filtrer", "F1 expliquer", "ctrl+p commandes")


async def test_a_window_that_is_too_small_says_so_and_recovers_with_what_was_typed(world: World) -> None:
    app = interface(world, start="applications")
    async with person(app) as maude:
        await maude.sees("4 demandes")
        await maude.presses("list.filter")
        await maude.types("bou")
        await maude.resizes(40, 10)
        await maude.sees("Agrandissez la fenêtre\u00a0: 46 colonnes et 12 lignes au moins.")
        await maude.resizes(80, 24)
        await maude.types("rses")
        assert isinstance(app.focused, Input)
        assert app.focused.value == "bourses"


async def test_the_parts_of_the_header_can_be_clicked(world: World) -> None:
    async with person(interface(world, start="applications")) as maude:
        await maude.clicks("Théâtre du Quai")
        await maude.is_on(ActAsScreen)
        await maude.presses("dialog.close")
        await maude.clicks("F1 aide")
        await maude.sees("Pourquoi ne puis-je pas lire")


async def test_help_is_one_key_away_where_there_is_nothing_to_explain(world: World) -> None:
    async with person(interface(world, start="settings")) as maude:
        await maude.sees("RÉGLAGES")
        await maude.presses("app.explain")
        await maude.is_on(HelpScreen)
        await maude.sees("Rien n’est refusé sans dire pourquoi", "ctrl+q quitter")


async def test_ctrl_c_says_how_to_quit(world: World) -> None:
    async with person(interface(world, start="settings")) as maude:
        await maude.sees("RÉGLAGES")
        await maude.strikes("ctrl+c")
        await maude.sees("Pour quitter\u00a0: ctrl+q.")


async def test_a_screen_that_cannot_be_loaded_says_why_and_tries_again_on_request(world: World) -> None:
    async with person(interface(world, start="home", instead={"read-home": Unavailable()})) as maude:
        await maude.sees("Ce contenu n’a pas pu être chargé.", "Le portail ne répond pas", "F5 réessayer")
        backend = maude.app.session.backend
        backend.answers["read-home"] = ()  # type: ignore[attr-defined]
        await maude.presses("app.retry")
        await maude.sees("Rien ne vous attend.")
