"""The primary administrator has left with an address of the company's: it is taken back (A3, O3, O4)."""

from tests.journeys.conftest import Keyboard

THOMAS = "thomas.levesque@deuxrives.example"
REJEAN = "rejean.caron@deuxrives.example"
PASSWORD = "chaise verger moulin"


async def test_a_primary_administrator_who_left_is_replaced_and_removed(keyboard: Keyboard) -> None:
    async with keyboard() as mailbox, keyboard() as webmaster:
        await mailbox.sees("Courriel")
        await mailbox.rests()
        await mailbox.presses("sign-in.forgotten")
        await mailbox.sees("Mot de passe oublié")
        await mailbox.types(f"{REJEAN}\n\n")
        await mailbox.sees("un code vient d’y être envoyé")
        # On a demonstration the mailbox of the address is its account's Courriels.
        await webmaster.signs_in_as(REJEAN)
        await webmaster.goes_to("mail")
        code = await webmaster.reads(r"\b\d{4} ?\d{4}\b")
        await mailbox.types(f"{code}\n{PASSWORD}\n\n")
        await mailbox.until(lambda: mailbox.app.session.me is not None, "to be signed in")
        await mailbox.rests()
        await mailbox.goes_to("organisation")
        await mailbox.sees("Thomas Lévesque")
        await mailbox.moves_to("organisation", "Thomas Lévesque")
        await mailbox.presses("organisation.choose")
        await mailbox.chooses("Transférer l’administration principale")
        await mailbox.chooses("Transférer l’administration principale")
        await mailbox.sees("administration principale\u00a0: Thomas Lévesque")
    async with keyboard(THOMAS) as thomas:
        await thomas.goes_to("organisation")
        await thomas.sees("Réjean Caron")
        await thomas.moves_to("organisation", "Réjean Caron")
        await thomas.presses("organisation.choose")
        await thomas.chooses("Retirer de l’organisation")
        await thomas.chooses("Retirer la personne")
        await thomas.sees_no("Réjean Caron")
