"""Signing in, and as whom to act (A0, A3, A6, O2)."""

from collections.abc import Iterator

import pytest

from portal_tui.contract.accounts import SignInToDemonstration, WhoAmI
from portal_tui.contract.problems import Unavailable
from portal_tui.screens.applications import ApplicationsScreen
from portal_tui.screens.sign_in import SignInScreen
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
