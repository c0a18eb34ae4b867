"""A draft is deleted and comes back; what was sent is withdrawn (T10, T14)."""

from portal_tui.screens.applications import ApplicationsScreen
from portal_tui.screens.workspace import WorkspaceScreen
from tests.demonstration import JEAN
from tests.journeys.conftest import Keyboard
from tests.journeys.sodec import JEANS, MAUDES
from tests.journeys.test_sending import sends


async def test_a_deleted_draft_is_restored_from_the_list(keyboard: Keyboard) -> None:
    async with keyboard(JEAN) as jean:
        await jean.opens(JEANS)
        await jean.presses("workspace.delete")
        await jean.sees("Vous pourrez le restaurer pendant 14 jours.")
        await jean.chooses("Supprimer le brouillon")
        await jean.is_on(ApplicationsScreen)
        await jean.sees("Le brouillon est supprimé.")
        await jean.goes_to("applications")
        await jean.sees_no(JEANS)
        await jean.presses("list.deleted")
        await jean.chooses(f"Restaurer {JEANS}")
        await jean.is_on(WorkspaceScreen)
        await jean.sees(f"La demande {JEANS} est restaurée.", "Tout est complet")


async def test_only_its_owner_deletes_a_draft_and_others_ask(keyboard: Keyboard) -> None:
    async with keyboard(JEAN) as jean:
        await jean.opens(MAUDES)
        await jean.presses("workspace.delete")
        await jean.sees("Seule la personne propriétaire peut le faire. C’est Maude Tremblay.")
        await jean.chooses("Demander à Maude Tremblay")
        await jean.sees("message envoyé")


async def test_what_was_sent_is_withdrawn(keyboard: Keyboard) -> None:
    async with keyboard(JEAN) as jean:
        await jean.opens(JEANS)
        await sends(jean)
        await jean.presses("app.back")
        await jean.is_on(WorkspaceScreen)
        await jean.sees("Envoyée, tour 1")
        await jean.presses("workspace.delete")
        await jean.sees("Ce geste est définitif.")
        await jean.chooses("Retirer la demande")
        await jean.sees("Retirée")
