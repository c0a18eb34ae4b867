"""Signing in, and as whom to act (A0, A3, A6, O2)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal_tui.app import PortalApp
from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.contract.accounts import SignInToDemonstration, WhoAmI
from portal_tui.contract.problems import Unavailable
from portal_tui.screens.applications import ApplicationsScreen
from portal_tui.screens.help import HelpScreen
from portal_tui.screens.sign_in import SignInScreen
from tests.demonstration import MAUDE as MAUDE_OF_QUAI
from tests.demonstration import NOW, demonstration
from tests.driver import person
from tests.stage import Instead, interface, theatre
from tests.world import World

MAUDE = "maude@example.org"


@pytest.fixture
def world() -> Iterator[World]:
    """The theatre's evening."""
    world = theatre()
    yield world
    world.engine.close()


async def test_a_demonstration_asks_for_no_password(world: World) -> None:
    app = interface(world, None, start="applications")
    async with person(app) as maude:
        await maude.sees("Petit portail", "Personne ne vous demandera jamais votre mot de passe")
        await maude.signs_in_as(MAUDE)
        await maude.is_on(ApplicationsScreen)
        await maude.sees("2026-000001")
        backend = app.session.backend
        assert isinstance(backend, Instead)
        assert SignInToDemonstration(email=MAUDE) in backend.asked


async def test_a_wrong_password_is_said_and_the_address_stays(world: World) -> None:
    async with person(interface(world, None, start="applications")) as maude:
        await maude.sees("Courriel")
        await maude.rests()
        await maude.fills("email", MAUDE)
        await maude.strikes("enter")
        await maude.types("faux mot\n")
        await maude.sees("✗ L’adresse ou le mot de passe ne convient pas.", MAUDE)
        await maude.is_on(SignInScreen)


async def test_an_address_must_be_given(world: World) -> None:
    async with person(interface(world, None, start="applications")) as maude:
        await maude.sees("Courriel")
        await maude.rests()
        await maude.strikes("enter", "enter")
        await maude.sees("Inscrivez votre courriel.")


async def test_a_session_that_still_holds_needs_no_signing_in(world: World) -> None:
    app = interface(world, None, start="applications")
    app.session.backend.session = world.session("Maude")
    async with person(app) as maude:
        await maude.is_on(ApplicationsScreen)
        await maude.sees("2026-000001")


async def test_a_portal_that_does_not_answer_says_so_and_is_asked_again(world: World) -> None:
    app = interface(world, None, start="applications", instead={"read-portal": Unavailable()})
    async with person(app) as maude:
        await maude.sees("Ce contenu n’a pas pu être chargé.", "Le portail ne répond pas", "F5")
        backend = app.session.backend
        assert isinstance(backend, Instead)
        backend.answers.clear()
        await maude.presses("app.retry")
        await maude.sees("Courriel", "Petit portail")


async def test_the_switcher_marks_my_roles_and_where_i_am(world: World) -> None:
    app = interface(world, start="applications", instead={"look-elsewhere": ()})
    async with person(app) as maude:
        await maude.sees("2026-000001")
        await maude.presses("app.act-as")
        await maude.sees(
            "Maude Tremblay compte personnel",
            "Théâtre du Quai administration principale · en ce moment",
            "Éditions de la Voix membre",
        )
        await maude.chooses("Éditions de la Voix")
        await maude.sees("Aucune demande ici pour le moment.")
    assert world.call("Maude", WhoAmI()).acting.name == "Éditions de la Voix"


async def test_the_language_is_switched_in_place_and_kept_with_the_account(world: World) -> None:
    async with person(interface(world, start="applications")) as maude:
        await maude.sees("MES DEMANDES", "brouillon")
        await maude.presses("app.palette")
        await maude.types("anglais\n")
        await maude.sees("MY APPLICATIONS", "draft", "in 5\u00a0h\u00a012", "Support for venues")
        await maude.rests()
    assert world.call("Maude", WhoAmI()).language == "en"


async def test_a_language_asked_for_holds_for_what_the_portal_says_too(world: World) -> None:
    """For this run: the account keeps its own, in which it is written to (A6)."""
    async with person(interface(world, start="applications", language="en")) as maude:
        await maude.sees("MY APPLICATIONS", "Support for venues")
        assert world.call("Maude", WhoAmI()).language == "fr-CA"
        await maude.presses("app.palette")
        await maude.types("french (canada)\n")
        await maude.sees("MES DEMANDES", "Aide aux lieux de diffusion")
        await maude.rests()


async def test_a_newcomer_chooses_who_to_be_with_arrows(tmp_path: Path) -> None:
    backend = EmbeddedBackend(demonstration(tmp_path))
    app = PortalApp(backend, clock=lambda: NOW, start="applications")
    async with person(app) as newcomer:
        await newcomer.sees("Qui voulez-vous être", "Maude Tremblay", "possède des demandes", MAUDE_OF_QUAI)
        await newcomer.presses("options.down")
        await newcomer.sees("que lui seul peut envoyer")
        await newcomer.strikes("enter")
        await newcomer.is_on(ApplicationsScreen)
    assert app.session.me is not None
    assert app.session.me.name == "Jean Roy"


async def test_an_address_can_be_typed_and_people_come_back(tmp_path: Path) -> None:
    app = PortalApp(EmbeddedBackend(demonstration(tmp_path)), clock=lambda: NOW, start="applications")
    async with person(app) as newcomer:
        await newcomer.sees("Quelqu’un d’autre…")
        await newcomer.presses("options.last")
        await newcomer.strikes("enter")
        await newcomer.sees("Mot de passe")
        await newcomer.presses("app.back")
        await newcomer.sees("Qui voulez-vous être")
        await newcomer.signs_in_as(MAUDE_OF_QUAI)
        await newcomer.is_on(ApplicationsScreen)


async def test_the_people_are_told_in_the_language_that_is_chosen(tmp_path: Path) -> None:
    app = PortalApp(EmbeddedBackend(demonstration(tmp_path)), clock=lambda: NOW, language="en")
    async with person(app) as newcomer:
        await newcomer.sees("Who would you like to be", "owns four applications")


async def test_people_who_cannot_be_listed_are_no_hindrance(tmp_path: Path) -> None:
    backend = Instead(EmbeddedBackend(demonstration(tmp_path)), {"list-demonstration-people": Unavailable()})
    async with person(PortalApp(backend, clock=lambda: NOW)) as newcomer:
        await newcomer.sees("Courriel", "Mot de passe")


async def test_help_before_signing_in_comes_back(world: World) -> None:
    async with person(interface(world, None)) as maude:
        await maude.sees("Courriel")
        await maude.rests()
        await maude.strikes("f1")
        await maude.is_on(HelpScreen)
        await maude.presses("app.back")
        await maude.is_on(SignInScreen)
