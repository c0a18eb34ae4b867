"""The main job, from signing in to the answered discussion: keyboard only, in French."""

import asyncio
import json
import sys
from pathlib import Path

from portal_tui.contract.applications import FindApplication
from portal_tui.contract.discussion import ReadDiscussion
from portal_tui.contract.tasks import Change, OpenTask, SaveAnswers
from portal_tui.screens.new_application import NewApplicationScreen
from portal_tui.screens.pick_file import PickFileScreen
from portal_tui.screens.receipt import ReceiptScreen
from portal_tui.screens.review import ReviewScreen
from portal_tui.screens.workspace import WorkspaceScreen
from tests.demonstration import JEAN, MAUDE
from tests.engine.uploads.files import pdf
from tests.journeys.conftest import Keyboard
from tests.journeys.sodec import JEANS, QUAI, STAFF, another_program
from tests.someone import Someone


async def test_from_signing_in_to_the_answered_discussion(
    keyboard: Keyboard, database: Path, tmp_path: Path
) -> None:
    (tmp_path / "d.pdf").write_bytes(pdf())
    async with keyboard() as maude:
        await maude.signs_in_as(MAUDE, "demonstration-sodacces")
        await maude.acts_as(QUAI)
        await begins(maude)
        number = await maude.reads(r"\d{4}-\d{6}")
        await fills_the_form_in(maude, database, number)
        await attaches_documents(maude, tmp_path / "d.pdf")
        await declares(maude)
        await says_where_to_pay(maude)
        await maude.sees("Tout est complet")
        await maude.presses("workspace.send")
        await maude.is_on(ReviewScreen)
        await maude.rests()
        await maude.presses("review.send")
        await maude.is_on(ReceiptScreen)
        await maude.sees("ACCUSÉ DE RÉCEPTION", number, "rien n’a été transmis à l’organisme")
        await maude.presses("app.back")
        await maude.is_on(WorkspaceScreen)
        await maude.sees("Lecture seule")
        await staff_opens_a_discussion(database, number)
        await maude.sees("Où est la salle B?")
        await answers_with_a_file(maude, tmp_path / "d.pdf")
    said = read_by_staff(database, number)
    assert sorted(said) == [("Au rez-de-chaussée.", ["d.pdf"]), ("Où est la salle B?", [])]


async def begins(maude: Someone) -> None:
    """A new application for venues, its eligibility answered."""
    await maude.goes_to("programmes")
    await maude.moves_to("programmes", "30-44-00")
    await maude.presses("catalogue.new")
    await maude.is_on(NewApplicationScreen)
    await maude.sees("Combien de personnes")
    await maude.types("312\t")
    await maude.strikes("down", "tab", "down")
    await maude.sees(f"sera créé pour {QUAI}")
    await maude.strikes("tab", "enter")
    await maude.is_on(WorkspaceScreen)
    await maude.sees("BROUILLON — pas encore envoyée")


async def fills_the_form_in(maude: Someone, database: Path, number: str) -> None:
    """Two sections by hand, with a conditional part; the others are written by a second program."""
    await maude.presses("checklist.enter")
    await maude.sees("1142 345 678", "vient du compte du demandeur")
    await maude.types("\t\t\t118, rue du Quai-Saint-André\tQuébec\tG1K 3Y2\t")
    await maude.strikes("tab")
    await maude.types("Maude Tremblay\tmaude@theatreduquai.example\t418 555-0118\tSalle B\t")
    await maude.strikes("ctrl+u")
    await maude.types("640\t")
    await maude.sees("✗ 500 places au plus pour ce programme")
    await maude.strikes("shift+tab", "ctrl+u")
    await maude.types("312\t1998-10-02\t")
    await maude.strikes("tab")
    await maude.sees_no("Fin du bail")
    await maude.strikes("down", "space", "tab")
    await maude.sees("Fin du bail")
    await maude.types("2031-06-30\tSociété immobilière du Vieux-Port")
    await maude.sees("✓ enregistré")
    write_the_rest(database, number)
    await maude.presses("workspace.complete")
    await maude.sees("Formulaire de demande * ✓ complète")


def write_the_rest(database: Path, number: str) -> None:
    """What the same person writes in another program on the same file: as in Jean's application."""
    with another_program(database, JEAN) as jean:
        model = jean.call_now(FindApplication(number=JEANS)).tasks[0].id
        answers = jean.call_now(OpenTask(task_id=model)).answers
    with another_program(database, MAUDE) as maude:
        request = maude.call_now(FindApplication(number=number)).tasks[0].id
        task = maude.call_now(OpenTask(task_id=request))
        changes = tuple(
            Change(pointer=f"/{section}/{name}", value=value)
            for section, answered in answers.items()
            for name, value in answered.items()
            if name not in task.answers.get(section, {}) and (section, name) != ("applicant", "usual_name")
        )
        maude.call_now(SaveAnswers(task_id=request, changes=changes, revision=task.revision))


async def attaches_documents(maude: Someone, file: Path) -> None:
    """The same file to each of seven slots, by the picker."""
    await maude.presses("app.back")
    await maude.presses("checklist.down", "checklist.enter")
    await maude.sees("Résolution autorisant la demande", "aucun fichier")
    for at in range(7):
        if at:
            await maude.presses("slots.down", "slots.down")
        await maude.presses("slots.choose")
        await maude.is_on(PickFileScreen)
        if at:
            await maude.types(file.name)
        else:
            await maude.replaces(str(file))
        await maude.strikes("enter")
        await maude.is_on(WorkspaceScreen)
        if left := 6 - at:
            await maude.sees(f"{left} à revoir")
        await maude.rests()
    await maude.presses("workspace.complete")
    await maude.sees("Documents obligatoires * ✓ complète")


async def declares(maude: Someone) -> None:
    """The declaration, accepted and signed."""
    await maude.presses("app.back")
    await maude.presses("checklist.down", "checklist.enter")
    await maude.sees("Déclaration et signature *")
    await maude.rests()
    while "[x] Je fais cette déclaration" not in maude.screen:  # in a small terminal it is first shown
        await maude.strikes("space")
        await maude.rests()
    await maude.strikes("tab")
    await maude.types("Maude Tremblay")
    await maude.presses("workspace.complete")
    await maude.sees("Déclaration et signature * ✓ complète")


async def says_where_to_pay(maude: Someone) -> None:
    """The account, and the debit that is authorised."""
    await maude.presses("app.back")
    await maude.presses("workspace.next")
    await maude.sees("Titulaire du compte")
    await maude.rests()
    await maude.types("Théâtre du Quai\t815\t30118\t0412078\tcomptes@theatreduquai.example\t")
    await maude.strikes("space", "tab", "tab")
    await maude.types("Isabelle Fortin\tPrésidente")
    await maude.presses("workspace.complete")


async def staff_opens_a_discussion(database: Path, number: str) -> None:
    """By ``portal-tui call``, in a process of its own."""
    found = json.loads(await call(database, "find-application", {"number": number}))
    opening = {"application_id": found["id"], "subject": "Salle B", "body": "Où est la salle B?"}
    await call(database, "open-thread", opening)


async def call(database: Path, operation: str, document: dict[str, object]) -> bytes:
    """What ``portal-tui call`` answers."""
    words = ("call", operation, json.dumps(document), "--as", STAFF, "--database", str(database))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "import sys; from portal_tui.cli import main; sys.exit(main(sys.argv[1:]))",
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert process.returncode == 0, out + err
    return out


async def answers_with_a_file(maude: Someone, file: Path) -> None:
    """A reply with a PDF."""
    await maude.presses("workspace.switch-pane")
    await maude.types("Au rez-de-chaussée.")
    await maude.presses("talk.attach")
    await maude.is_on(PickFileScreen)
    await maude.types(file.name)
    await maude.strikes("enter")
    await maude.is_on(WorkspaceScreen)
    await maude.sees(file.name)
    await maude.presses("talk.send")
    await maude.sees("pj d.pdf")


def read_by_staff(database: Path, number: str) -> list[tuple[str, list[str]]]:
    """The messages that staff read, with the files that came with them."""
    with another_program(database, STAFF) as staff:
        application = staff.call_now(FindApplication(number=number))
        threads = staff.call_now(ReadDiscussion(application_id=application.id)).threads
    return [
        (message.body, [each.name for each in message.documents])
        for thread in threads
        for message in thread.messages
    ]
