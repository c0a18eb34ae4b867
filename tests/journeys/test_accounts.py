"""The confirmation mail didn't arrive, and nothing can be created before: the way from there (A0-A2)."""

from portal_tui.screens.confirm_address import ConfirmAddressScreen
from portal_tui.screens.mail import MailScreen
from portal_tui.screens.sign_in import SignInScreen
from tests.demonstration import CHLOE, JEAN, MAUDE
from tests.journeys.conftest import Keyboard
from tests.journeys.sodec import MAUDES
from tests.someone import Someone


async def test_the_confirmation_mail_is_found_from_the_banner(keyboard: Keyboard) -> None:
    async with keyboard(CHLOE) as chloe:
        await chloe.sees("Adresse à confirmer")
        await chloe.presses("app.confirm-address")
        await confirms(chloe)


async def test_a_mistyped_address_is_corrected_and_the_mail_sent_again(keyboard: Keyboard) -> None:
    async with keyboard(CHLOE) as chloe:
        await chloe.rests()
        await chloe.presses("app.confirm-address")
        await chloe.sees("Confirmer votre adresse")
        await chloe.presses("confirm-address.correct")
        await chloe.sees("Votre adresse, corrigée")
        await chloe.answers("Votre adresse, corrigée", "chloe.simard@atelier.example")
        await chloe.types("\n\n")
        await chloe.sees("a été envoyé à chloe.simard@atelier.example.")
        await chloe.presses("confirm-address.send")
        await chloe.sees("Un nouveau message a été envoyé")
        await confirms(chloe)


async def test_who_is_not_confirmed_learns_it_where_they_begin_and_goes_on(keyboard: Keyboard) -> None:
    async with keyboard(CHLOE) as chloe:
        await chloe.goes_to("programmes")
        await chloe.moves_to("programmes", "30-44-00")
        await chloe.presses("catalogue.new")
        await chloe.sees("n’est pas encore confirmée")
        await chloe.chooses("Confirmer mon adresse")
        await confirms(chloe)
        await chloe.presses("catalogue.new")
        await chloe.sees("Seules les organisations peuvent déposer une demande")
        await chloe.sees_no("n’est pas encore confirmée")


async def test_another_person_signs_in_at_the_same_program_and_what_was_typed_is_kept(
    keyboard: Keyboard,
) -> None:
    async with keyboard(MAUDE) as person:
        await person.opens(MAUDES)
        await person.presses("checklist.enter")
        await person.types("9")
        await person.presses("app.act-as")
        await person.chooses("Fermer la session, ou changer de compte")
        await person.is_on(SignInScreen)
        await person.sees_no("agir en tant que")
        await person.signs_in_as(JEAN)
        await person.sees("Jean Roy")
        await person.opens(MAUDES)
        await person.sees("1142 345 6789")


async def confirms(chloe: Someone) -> None:
    """Read the mail over the screen that asks for its code, come back and type it."""
    await chloe.is_on(ConfirmAddressScreen)
    await chloe.presses("confirm-address.mail")
    await chloe.is_on(MailScreen)
    code = await chloe.reads(r"\b\d{4} ?\d{4}\b")
    await chloe.presses("app.back")
    await chloe.is_on(ConfirmAddressScreen)
    await chloe.answers("Code", code)
    await chloe.strikes("enter", "enter")
    await chloe.sees("Votre adresse est confirmée.")
    await chloe.sees_no("Adresse à confirmer")
