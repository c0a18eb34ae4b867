"""Signing up, confirming the address, a forgotten password (A1-A3)."""

from collections.abc import Iterator

import pytest

from portal_tui.contract.accounts import SignIn
from portal_tui.screens.confirm_address import ConfirmAddressScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.sign_up import SignUpScreen
from tests.driver import Person, person
from tests.stage import interface, theatre
from tests.world import World

PASSWORD = "chaise verger moulin"


@pytest.fixture
def world() -> Iterator[World]:
    """The theatre's evening."""
    world = theatre()
    yield world
    world.engine.close()


def code_to(world: World, address: str) -> str:
    return str(world.mails(address)[-1]["secret"])


async def signs_up(someone: Person, email: str = "zoe@example.org", password: str = PASSWORD) -> None:
    await someone.sees("Courriel")
    await someone.rests()
    await someone.presses("sign-in.sign-up")
    await someone.is_on(SignUpScreen)
    await someone.sees("Prénom")
    await someone.types(f"Zoé\nLavoie\n{email}\n{password}\n")
    await someone.strikes("space", "tab", "enter")
    await someone.rests()


async def test_a_new_person_signs_up_and_confirms(world: World) -> None:
    async with person(interface(world, None, start="programmes")) as zoe:
        await signs_up(zoe)
        await zoe.is_on(ConfirmAddressScreen)
        await zoe.sees(
            "Un message avec un code de 8 chiffres a été envoyé à zoe@example.org.", "indésirables"
        )
        await zoe.sees(
            "F9 voir mes courriels", "F6 renvoyer le lien de vérification", "F8 corriger l’adresse"
        )
        await zoe.sees("EXP <noreply@example.org>", "Adresse à confirmer")
        await zoe.types(f"{code_to(world, 'zoe@example.org')}\n\n")
        await zoe.sees("Votre adresse est confirmée.", "PROGRAMMES")
        await zoe.sees_no("Adresse à confirmer")
        assert zoe.app.session.me is not None
        assert zoe.app.session.me.confirmed


async def test_what_is_wrong_is_said_at_its_field(world: World) -> None:
    async with person(interface(world, None)) as zoe:
        await signs_up(zoe, email="zoe@", password="court")
        await zoe.is_on(SignUpScreen)
        await zoe.sees("✗ Écrivez une adresse courriel entière", "✗ 15 caractères au moins; il y en a 5.")
        await zoe.fills("email Input", "zoe@example.org")
        await zoe.types("\n\n")
    assert world.mails("zoe@example.org") == []


async def test_the_terms_are_read_and_accepted(world: World) -> None:
    async with person(interface(world, None)) as zoe:
        await zoe.sees("Courriel")
        await zoe.rests()
        await zoe.presses("sign-in.sign-up")
        await zoe.sees("Prénom")
        await zoe.presses("sign-up.terms")
        await zoe.sees("Conditions d’utilisation, version 1", "Conditions d’utilisation.")
        await zoe.presses("dialog.close")
        await zoe.types("Zoé\nLavoie\nzoe@example.org\nchaise verger moulin\n")
        await zoe.strikes("tab", "enter")
        await zoe.sees("✗ Pour créer un compte, acceptez les conditions d’utilisation.")


async def test_a_known_address_looks_the_same(world: World) -> None:
    async with person(interface(world, None, start="programmes")) as eve:
        await signs_up(eve, email="maude@example.org")
        await eve.is_on(ConfirmAddressScreen)
        await eve.sees("Un message avec un code de 8 chiffres a été envoyé à maude@example.org.")
    assert world.mails("maude@example.org")[-1]["code"] == "already-registered"


@pytest.fixture
def unconfirmed(world: World) -> World:
    world.person("Zoé", "Lavoie", confirmed=False)
    return world


async def test_the_banner_leads_to_confirming(unconfirmed: World) -> None:
    async with person(interface(unconfirmed, "Zoé", start="programmes")) as zoe:
        await zoe.sees("Adresse à confirmer", "F12 confirmer l’adresse", "PROGRAMMES")
        await zoe.presses("app.confirm-address")
        await zoe.is_on(ConfirmAddressScreen)


async def test_a_refusal_leads_to_confirming_too(unconfirmed: World) -> None:
    async with person(interface(unconfirmed, "Zoé", start="programmes")) as zoe:
        await zoe.sees("Bourses")
        await zoe.presses("options.down", "catalogue.new")
        await zoe.chooses("Confirmer mon adresse")
        await zoe.is_on(ConfirmAddressScreen)


async def test_the_mail_is_sent_again_and_a_mistyped_address_corrected(unconfirmed: World) -> None:
    async with person(interface(unconfirmed, "Zoé", start="confirm-address")) as zoe:
        await zoe.sees("Confirmer votre adresse")
        await zoe.presses("confirm-address.send")
        await zoe.sees("Un nouveau message a été envoyé à zoé@example.org.")
        await zoe.presses("confirm-address.correct")
        await zoe.sees("Votre adresse, corrigée")
        await zoe.fills("email Input", "zoe@")
        await zoe.types("\n\n")
        await zoe.sees("✗ Écrivez une adresse courriel entière")
        await zoe.fills("email Input", "zoe@example.org")
        await zoe.types("\n\n")
        await zoe.sees("Un message avec un code de 8 chiffres a été envoyé à zoe@example.org.", "Code")
        await zoe.types(f"{code_to(unconfirmed, 'zoe@example.org')}\n\n")
        await zoe.sees("Votre adresse est confirmée.")


async def test_a_wrong_code_is_explained_with_the_way_on(unconfirmed: World) -> None:
    async with person(interface(unconfirmed, "Zoé", start="confirm-address")) as zoe:
        await zoe.sees("Code")
        await zoe.presses("confirm-address.send")
        await zoe.sees("Un nouveau message")
        await zoe.types("99999999\n\n")
        await zoe.is_on(ExplainScreen)
        await zoe.sees("Ce code n’est pas celui du dernier message envoyé. Essais qui restent\u00a0: 4.")
        await zoe.chooses("Envoyer le lien de vérification")
        await zoe.is_on(ConfirmAddressScreen)
    assert len(unconfirmed.mails("zoé@example.org")) == 2


async def test_an_address_that_is_confirmed_says_so(world: World) -> None:
    async with person(interface(world, start="confirm-address")) as maude:
        await maude.sees("Votre adresse est confirmée.", "On vous écrira à maude@example.org.")


async def test_a_forgotten_password_is_replaced(world: World) -> None:
    async with person(interface(world, None, start="programmes")) as maude:
        await maude.sees("Courriel")
        await maude.rests()
        await maude.presses("sign-in.forgotten")
        await maude.sees("Mot de passe oublié", "Personne ne vous demandera jamais votre mot de passe")
        await maude.types("maude@example.org\n\n")
        await maude.sees("Si un compte a l’adresse maude@example.org, un code vient d’y être envoyé.")
        await maude.types(f"{code_to(world, 'maude@example.org')}\n{PASSWORD}\n\n")
        await maude.sees("PROGRAMMES", "Maude Tremblay")
    assert world.call(None, SignIn(email="maude@example.org", password=PASSWORD)).me.name == "Maude Tremblay"


async def test_an_address_without_an_account_looks_the_same(world: World) -> None:
    async with person(interface(world, None)) as eve:
        await eve.sees("Courriel")
        await eve.rests()
        await eve.presses("sign-in.forgotten")
        await eve.sees("Mot de passe oublié")
        await eve.types("nobody@example.org\n\n")
        await eve.sees("Si un compte a l’adresse nobody@example.org, un code vient d’y être envoyé.")
        await eve.types(f"12345678\n{PASSWORD}\n\n")
        await eve.is_on(ExplainScreen)
        await eve.sees("Ce code ne convient pas", "Envoyer un nouveau code à nobody@example.org")
