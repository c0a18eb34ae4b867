"""The closing of what was granted, from the report to the final payment, as its people live it (T12)."""

from pathlib import Path

import pytest

from portal_tui.contract.applications import FindApplication
from portal_tui.contract.staff import RecordFinalPayment, RequestChanges
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.pick_file import PickFileScreen
from portal_tui.screens.receipt import ReceiptScreen
from portal_tui.screens.review import ReviewScreen
from portal_tui.screens.timeline import TimelineScreen
from portal_tui.screens.workspace import WorkspaceScreen
from tests.demonstration import SOLANGE, ZOE
from tests.engine.uploads.files import pdf
from tests.journeys.conftest import Keyboard
from tests.journeys.pgamr import fresh
from tests.journeys.sodec import another_program
from tests.someone import Someone

HALL = "2025-000002"
"""Solange's, whose final report is begun."""
THOMAS = "thomas.levesque@deuxrives.example"
STAFF = "marc-andre.pelletier@sodec.example"


async def attaches(somebody: Someone, file: Path) -> None:
    """A file to the slot under the cursor, by the picker."""
    await somebody.presses("slots.choose")
    await somebody.is_on(PickFileScreen)
    await somebody.replaces(str(file))
    await somebody.strikes("enter")
    await somebody.is_on(WorkspaceScreen)
    await somebody.sees(file.name)
    await somebody.rests()


async def sends(somebody: Someone) -> None:
    """Read over, send."""
    await somebody.presses("workspace.send")
    await somebody.is_on(ReviewScreen)
    await somebody.sees("la clôture est figée")
    await somebody.presses("review.send")
    await somebody.is_on(ReceiptScreen)
    await somebody.sees("clôture (tour")


class TestUnderARegister:
    """Whoever may write transmits it (T3, R6)."""

    @pytest.fixture
    def database(self, tmp_path: Path) -> Path:
        """A fresh demonstration of the portal with a register."""
        return fresh(tmp_path)

    async def test_the_final_report_is_filled_in_transmitted_and_paid(
        self, keyboard: Keyboard, database: Path, tmp_path: Path
    ) -> None:
        """From the first page to the report, its documents, transmitting, the receipt; then it is closed."""
        file = tmp_path / "rapport.pdf"
        file.write_bytes(pdf())
        async with keyboard(SOLANGE) as solange:
            await solange.goes_to("home")
            await solange.sees("Clôture à remplir et à transmettre")
            await solange.chooses("Clôture à remplir")
            await solange.is_on(WorkspaceScreen)
            await solange.sees("EN CLÔTURE — pas encore transmise", "Demande, telle qu’elle a été")
            await solange.presses("workspace.send")
            await solange.is_on(ExplainScreen)
            await solange.sees("Rapport final et Pièces comptables")
            await solange.presses("dialog.close")
            await solange.presses("checklist.enter")
            await solange.strikes("tab", "tab", "tab")
            await solange.types("60480\t15120\t")
            await solange.presses("workspace.complete")
            await solange.sees("Rapport final * ✓ complète")
            await solange.presses("app.back", "checklist.down", "checklist.enter")
            await solange.sees("Rapport comptable", "aucun fichier")
            await attaches(solange, file)
            await solange.presses("workspace.complete")
            await solange.sees("Pièces comptables * ✓ complète")
            await sends(solange)
            await solange.sees("rapport.pdf")
            await solange.presses("app.back")
            await solange.is_on(WorkspaceScreen)
            await solange.sees("Clôture transmise")
            with another_program(database, ZOE) as zoe:
                found = zoe.call_now(FindApplication(number=HALL))
                paid = RecordFinalPayment(
                    application_id=found.id, expected="closing-sent", explanation="15 120 $ versés."
                )
                zoe.call_now(paid)
            await solange.sees("Close")
            await solange.presses("workspace.tasks", "workspace.timeline")
            await solange.is_on(TimelineScreen)
            await solange.sees("15 120 $ versés.", "Clôture transmise (tour 2)")

    async def test_what_was_granted_says_why_it_no_longer_changes(self, keyboard: Keyboard) -> None:
        """And what to fill in instead, one key away."""
        async with keyboard(SOLANGE) as solange:
            await solange.opens(HALL)
            await solange.presses("checklist.down", "checklist.down", "checklist.enter")
            await solange.sees("Lecture seule")
            await solange.presses("app.explain")
            await solange.is_on(ExplainScreen)
            await solange.sees("c’est la clôture qui se remplit.")
            await solange.chooses("Rapport final")
            await solange.is_on(WorkspaceScreen)
            await solange.sees("Ce qui a été fait")


class TestWhereTheOwnerSends:
    """In portals without a register."""

    async def test_a_closing_is_sent_given_back_and_sent_again(
        self, keyboard: Keyboard, database: Path
    ) -> None:
        """What is missing of a report that is begun; then a correction that staff ask for."""
        async with keyboard(THOMAS) as thomas:
            await thomas.goes_to("home")
            await thomas.chooses("Clôture à remplir et à envoyer")
            await thomas.is_on(WorkspaceScreen)
            await thomas.sees("EN CLÔTURE — pas encore envoyée")
            number = await thomas.reads(r"20\d\d-\d{6}")
            await thomas.presses("checklist.enter")
            await thomas.sees("Réalisé en entier")
            await thomas.strikes("tab", "tab", "tab")
            await thomas.types("340\t")
            await thomas.strikes("tab", "tab")
            await thomas.types("0\t7200\t1800\t")
            await thomas.presses("workspace.complete")
            await thomas.sees("Rapport final * ✓ complète")
            await thomas.presses("workspace.next")
            await thomas.sees("Déclaration de clôture *")
            await thomas.rests()
            await thomas.strikes("space", "tab")
            await thomas.types("Thomas Lévesque")
            await thomas.presses("workspace.complete")
            await thomas.sees("Envoyer la clôture", "Tout est complet")
            await sends(thomas)
            with another_program(database, STAFF) as staff:
                found = staff.call_now(FindApplication(number=number))
                back = RequestChanges(
                    application_id=found.id, expected="closing-sent", explanation="La facture est illisible."
                )
                staff.call_now(back)
            await thomas.presses("app.back")
            await thomas.is_on(WorkspaceScreen)
            await thomas.sees("Renvoyer la clôture")
            await sends(thomas)
            await thomas.sees("clôture (tour 3)")
