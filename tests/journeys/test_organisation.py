"""The organisation's people: who led it left, somebody comes, somebody creates it twice (A3, O1, O3-O5)."""

from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.join_organisation import JoinOrganisationScreen
from portal_tui.screens.organisation import OrganisationScreen
from tests.demonstration import EMILE, ISABELLE, NADIA
from tests.journeys.conftest import Keyboard
from tests.journeys.sodec import QUAI
from tests.someone import Someone

THOMAS = "thomas.levesque@deuxrives.example"
REJEAN = "rejean.caron@deuxrives.example"
PASSWORD = "chaise verger moulin"


async def test_a_primary_administrator_who_left_is_replaced_and_removed(keyboard: Keyboard) -> None:
    """With an address of the company's, which its webmaster can read."""
    async with keyboard() as mailbox, keyboard() as webmaster:
        await mailbox.sees("Quelqu’un d’autre")
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
        await mailbox.is_signed_in()
        await transfers(mailbox, "Thomas Lévesque")
    async with keyboard(THOMAS) as thomas:
        await removes(thomas, "Réjean Caron")


async def test_a_primary_administrator_who_left_is_asked_to_transfer(keyboard: Keyboard) -> None:
    """With a personal address: the person is asked; who can't be reached is for support."""
    async with keyboard(THOMAS) as thomas:
        await about(thomas, "Réjean Caron")
        await thomas.chooses("Retirer de l’organisation")
        await thomas.is_on(ExplainScreen)
        await thomas.sees("Si personne ne répond, écrire à", "sodacces@sodec")
        await thomas.chooses("Demander à Réjean Caron de transférer l’administration principale")
        await thomas.sees("message envoyé")
        async with keyboard(REJEAN) as rejean:
            await rejean.goes_to("mail")
            await rejean.sees("Thomas Lévesque", "transférer l’administration principale")
            await transfers(rejean, "Thomas Lévesque")
        await thomas.presses("dialog.close")
        await removes(thomas, "Réjean Caron")


async def test_an_administrator_invites_and_the_invited_person_joins(keyboard: Keyboard) -> None:
    async with keyboard(NADIA) as nadia:
        await nadia.goes_to("organisation")
        await nadia.presses("organisation.invite")
        await nadia.rests()
        await nadia.types(f"{EMILE}\n")
        await nadia.strikes("tab", "enter")
        await nadia.sees("Une invitation attend une réponse")
    async with keyboard(EMILE) as emile:
        await about(emile, QUAI)
        await emile.chooses("Accepter l’invitation")
        await emile.rests()
        await emile.acts_as(QUAI)
    async with keyboard(ISABELLE) as isabelle:
        await isabelle.goes_to("organisation")
        await isabelle.sees("Émile Bouchard")


async def test_an_organisation_that_is_there_already_is_joined_instead(keyboard: Keyboard) -> None:
    async with keyboard(EMILE) as emile:
        await emile.goes_to("organisation")
        await emile.presses("organisation.create")
        await emile.sees("Nom de l’organisation")
        await emile.rests()
        await emile.types("Théatre du quai")
        await emile.sees("Une organisation de nom semblable existe déjà", QUAI)
        await emile.presses("organisation.join-instead")
        await emile.is_on(JoinOrganisationScreen)
        await emile.replaces(QUAI)
        await emile.types("\n\n\n")
        await emile.sees("Votre demande est envoyée.")


async def about(someone: Someone, name: str) -> None:
    """What can be done about somebody of the organisation."""
    await someone.goes_to("organisation")
    await someone.is_on(OrganisationScreen)
    await someone.sees(name)
    await someone.moves_to("organisation", name)
    await someone.presses("organisation.choose")


async def transfers(someone: Someone, name: str) -> None:
    """Give primary administration to a member, at once."""
    await about(someone, name)
    await someone.chooses("Transférer l’administration principale à cette personne")
    await someone.sees("C’est immédiat.")
    await someone.chooses("Transférer l’administration principale")
    await someone.sees(f"administration principale\u00a0: {name}")


async def removes(someone: Someone, name: str) -> None:
    """Remove a member."""
    await about(someone, name)
    await someone.chooses("Retirer de l’organisation")
    await someone.chooses("Retirer la personne")
    await someone.sees_no(name)
