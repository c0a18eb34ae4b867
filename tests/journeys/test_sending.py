"""*Envoyer* is grey: each reason met by the person whom it stops, and lifted from where it is said
(E0, T3, T4).
"""

from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.receipt import ReceiptScreen
from portal_tui.screens.review import ReviewScreen
from tests.demonstration import JEAN, MAUDE, NADIA
from tests.journeys.conftest import Keyboard
from tests.journeys.sodec import JEANS, MAUDES
from tests.someone import Someone


async def sends(someone: Someone) -> None:
    """Send what is open, and have the receipt."""
    await someone.presses("workspace.send")
    await someone.is_on(ReviewScreen)
    await someone.rests()
    await someone.presses("review.send")
    await someone.is_on(ReceiptScreen)
    await someone.rests()


async def test_sending_is_grey_because_tasks_are_not_complete_and_leads_to_the_first(
    keyboard: Keyboard,
) -> None:
    async with keyboard(MAUDE) as maude:
        await maude.opens(MAUDES)
        await maude.sees("Envoyer désactivé F1 pourquoi")
        await maude.presses("workspace.send")
        await maude.is_on(ExplainScreen)
        await maude.sees("Pourquoi ne puis-je pas envoyer cette demande?")
        await maude.chooses("Aller à la tâche «\u00a0Formulaire de demande\u00a0»")
        await maude.sees("Numéro d’entreprise du Québec")
        await maude.presses("workspace.complete")
        await maude.sees("✗ 500 places au plus pour ce programme")


async def test_an_administrator_takes_ownership_and_sends(keyboard: Keyboard) -> None:
    async with keyboard(NADIA) as nadia:
        await nadia.opens(JEANS)
        await nadia.presses("app.explain")
        await nadia.chooses("M’ajouter à la demande")
        await nadia.sees("Envoyer désactivé", "Jean Roy")
        await nadia.presses("workspace.send")
        await nadia.sees("Seule la personne propriétaire peut le faire. C’est Jean Roy.")
        await nadia.chooses("devenir propriétaire de la demande")
        await nadia.sees("Tout est complet")
        await sends(nadia)
        await nadia.sees(JEANS, "Nadia Haddad")


async def test_a_plain_collaborator_asks_the_owner_who_finds_it_in_the_mail(keyboard: Keyboard) -> None:
    async with keyboard(MAUDE) as maude:
        await maude.opens(JEANS)
        await maude.sees("Envoyer désactivé")
        await maude.presses("workspace.send")
        await maude.chooses("Demander à Jean Roy d’envoyer la demande")
        await maude.sees("message envoyé")
    async with keyboard(JEAN) as jean:
        await jean.goes_to("mail")
        await jean.sees(JEANS, "Maude Tremblay")
        await jean.strikes("enter")
        await jean.sees("Tout est complet")
        await sends(jean)
        await jean.sees(JEANS)
