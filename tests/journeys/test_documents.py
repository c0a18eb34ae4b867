"""What isn't open to everybody, and what the operator deposits: asked for, downloaded (C3, C4, T5, T11)."""

from pathlib import Path

import pytest

from portal_tui.contract.applications import FindApplication
from portal_tui.contract.discussion import DepositOfficial, NewFile
from portal_tui.contract.tasks import AddDocument, OpenTask
from portal_tui.folders import HOME_VARIABLE
from portal_tui.screens.workspace import WorkspaceScreen
from tests.demonstration import JEAN, LOUISE, MAUDE, NADIA
from tests.engine.uploads.files import pdf, pdf_with_signature_field
from tests.journeys.conftest import Keyboard
from tests.journeys.sodec import JEANS, MAUDES, STAFF, another_program
from tests.journeys.test_sending import sends


@pytest.fixture
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where documents are saved."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    return tmp_path / "downloads"


async def test_who_only_reads_asks_for_the_right_to_edit_and_has_it_at_once(keyboard: Keyboard) -> None:
    async with keyboard(LOUISE) as louise:
        await louise.opens(MAUDES)
        await louise.presses("checklist.enter")
        await louise.sees("Lecture seule")
        await louise.presses("app.explain")
        await louise.chooses("Demander à Maude Tremblay le droit de modifier la demande")
        await louise.sees("message envoyé")
        await louise.presses("dialog.close")
        async with keyboard(MAUDE) as maude:
            await maude.goes_to("mail")
            await maude.sees("Louise Gagnon", MAUDES)
            await maude.strikes("enter")
            await maude.is_on(WorkspaceScreen)
            await maude.rests()
            await maude.presses("workspace.people")
            await maude.moves_to("people", "Louise Gagnon")
            await maude.presses("people.choose")
            await maude.chooses("Permettre de modifier")
            await maude.rests()
        await louise.sees_no("Lecture seule")
        await louise.sees("marquer comme complète")


async def test_a_signed_document_is_downloaded_as_it_was_by_who_was_added(
    keyboard: Keyboard, database: Path, downloads: Path
) -> None:
    """The administrator adds herself first; that a PDF is signed stands in nobody's way."""
    signed = pdf_with_signature_field(signed=True)
    with another_program(database, JEAN) as jean:
        tasks = jean.call_now(FindApplication(number=JEANS)).tasks
        documents = next(task for task in tasks if task.kind == "documents" and not task.mandatory)
        slot = jean.call_now(OpenTask(task_id=documents.id)).slots[0].key
        jean.call_now(AddDocument(task_id=documents.id, slot=slot, name="mandat.pdf", content=signed))
    async with keyboard(NADIA) as nadia:
        await nadia.opens(JEANS)
        await nadia.sees("collabor")
        await nadia.presses("app.explain")
        await nadia.chooses("M’ajouter à la demande")
        await nadia.sees("mandat.pdf", "signé numériquement")
        await nadia.rests()
        await nadia.presses("checklist.enter", "slots.down", "slots.down", "slots.choose")
        await nadia.until((downloads / "mandat.pdf").exists, "to have the file")
    assert (downloads / "mandat.pdf").read_bytes() == signed


async def test_an_official_document_is_told_of_first_and_downloaded(
    keyboard: Keyboard, database: Path, downloads: Path
) -> None:
    async with keyboard(JEAN) as jean:
        await jean.opens(JEANS)
        await sends(jean)
    with another_program(database, STAFF) as staff:
        tasks = staff.call_now(FindApplication(number=JEANS)).tasks
        task = next(task for task in tasks if task.kind == "communications")
        letter = NewFile(name="lettre.pdf", content=pdf())
        staff.call_now(DepositOfficial(task_id=task.id, files=(letter,)))
    async with keyboard(JEAN) as jean:
        await jean.sees("1 communication officielle à lire", JEANS)
        await jean.chooses("1 communication officielle à lire")
        await jean.is_on(WorkspaceScreen)
        await jean.sees("lettre.pdf")
        await jean.rests()
        await jean.presses("slots.choose")
        await jean.until((downloads / "lettre.pdf").exists, "to have the file")
        await jean.goes_to("mail")
        await jean.sees("communication officielle", "lettre.pdf")
