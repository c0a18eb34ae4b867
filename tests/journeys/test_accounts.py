"""The confirmation mail didn't arrive: the banner leads to it (A1, A2)."""

from tests.demonstration import CHLOE
from tests.journeys.conftest import Keyboard


async def test_the_confirmation_mail_is_found_from_the_banner(keyboard: Keyboard) -> None:
    async with keyboard(CHLOE) as chloe:
        await chloe.sees("Adresse à confirmer")
        await chloe.presses("app.confirm-address")
        await chloe.sees("Confirmer votre adresse")
        await chloe.presses("confirm-address.mail")
        code = await chloe.reads(r"\b\d{4} ?\d{4}\b")
        await chloe.presses("app.confirm-address")
        await chloe.sees("Confirmer votre adresse")
        await chloe.fills("code Input", code)
        await chloe.strikes("enter", "enter")
        await chloe.sees("Votre adresse est confirmée.")
        await chloe.sees_no("Adresse à confirmer")
