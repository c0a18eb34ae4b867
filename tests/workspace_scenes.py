"""The workspace in its main states, and the screens that open from it."""

from pathlib import Path
from typing import Any, Final

from portal_tui.contract.applications import FindApplication, SendApplication
from portal_tui.contract.problems import Unavailable
from portal_tui.contract.programmes import StartApplication
from portal_tui.contract.tasks import AddDocument, Change, CompleteTask, OpenTask, SaveAnswers
from portal_tui.engine.engine import Engine
from portal_tui.screens.actions import ActionsScreen
from portal_tui.screens.compare import CompareScreen
from portal_tui.screens.conflict import ConflictScreen
from portal_tui.screens.pick_file import PickFileScreen
from portal_tui.screens.save_file import SaveFileScreen
from portal_tui.screens.workspace import WorkspaceScreen
from portal_tui.widgets.form import FormView
from tests.demonstration import JEAN, LOUISE, MAUDE, NADIA, SOLANGE, signed_in
from tests.driver import Person
from tests.scene import Scene, Step, pressing

DRAFT: Final = "2026-000008"
"""Maude’s, half done."""
READY: Final = "2026-000006"
"""Jean’s, which only he can send."""
RETURNED: Final = "2026-000005"
"""Maude’s, to be corrected."""
GRANTED: Final = "2025-000003"
"""Maude’s, decided."""
BEGUN: Final = "2026-000009"
"""What somebody has just created."""
FORM, DOCUMENTS, DECLARATION, SUPPLEMENTARY, MASTER, PAYMENT, COMMUNICATIONS = range(7)
"""Tasks by their place in the checklist."""
ANSWERS: Final = Path("tests/data/answers.json")
PAPERS: Final = Path("src/portal_tui/portals/sodec/demonstration/documents")
"""A folder that looks the same everywhere, seen from where the tests run."""
TOWN_PAPERS: Final = Path("src/portal_tui/portals/pgamr/demonstration/documents")


def _begins(engine: Engine) -> None:
    eligible = {"places": 312, "two-years": True, "programming": "bought"}
    engine.call(StartApplication(code="30-44-00", eligibility=eligible), signed_in(engine, MAUDE).session)


def _sends(engine: Engine) -> None:
    session = signed_in(engine, JEAN).session
    application = engine.call(FindApplication(number=READY), session)
    engine.call(SendApplication(application_id=application.id, idempotency_key="sent"), session)


def _reports(engine: Engine) -> None:
    """The final report of a municipality, whole."""
    session = signed_in(engine, SOLANGE).session
    report, accounts = engine.call(FindApplication(number="2025-000002"), session).due
    revision = engine.call(OpenTask(task_id=report.id), session).revision
    changes = (Change(pointer="/received", value=60480), Change(pointer="/claimed", value=15120))
    engine.call(SaveAnswers(task_id=report.id, changes=changes, revision=revision), session)
    paper = TOWN_PAPERS / "rapport-comptable-caserne.pdf"
    engine.call(
        AddDocument(
            task_id=accounts.id, slot="accounting-report", name=paper.name, content=paper.read_bytes()
        ),
        session,
    )
    for task in (report, accounts):
        engine.call(CompleteTask(task_id=task.id), session)


def _opens(task: int, *then: str) -> Step:
    """Goes to a task of the checklist and into it."""

    async def opens(person: Person) -> None:
        await person.presses("checklist.first", *("checklist.down",) * task)
        await person.rests()
        await person.presses("checklist.enter", *then)

    return opens


async def _loses_the_portal(person: Person) -> None:
    await _opens(FORM)(person)
    await person.types("!")
    await person.sees(person.app.session.texts("saving.failed"))


async def _writes_what_changed_elsewhere(person: Person) -> None:
    """Another window of hers changes the same field first, and this one hasn't heard of it."""
    await _opens(FORM)(person)
    screen = person.app.screen
    assert isinstance(screen, WorkspaceScreen)
    task, form = screen.task_pane.task_view, screen.query_one(FormView)
    assert task is not None
    assert form.pointer is not None
    change = Change(pointer=form.pointer, value="1142345679")
    backend = person.app.session.backend
    person.app.workers.cancel_group(person.app, "events")
    await backend.call(SaveAnswers(task_id=task.row.id, changes=(change,), revision=task.revision))
    await person.types("!")
    await person.is_on(ConflictScreen)


async def _picks(person: Person) -> None:
    await _opens(DOCUMENTS, "slots.choose")(person)
    await person.fills("path", f"{PAPERS}/b")


def _in_answers(*then: str) -> Step:
    """Opens the menu of the form's answers, and goes on in it."""

    async def opens(person: Person) -> None:
        await _opens(FORM)(person)
        await person.rests()
        await person.presses("workspace.answers")
        await person.is_on(ActionsScreen)
        await person.presses(*then)

    return opens


async def _imports(person: Person) -> None:
    """The last but one of the menu, up to what would change."""
    await _in_answers("dialog.previous", "dialog.previous", "dialog.choose")(person)
    await person.is_on(PickFileScreen)
    await person.fills("path", str(ANSWERS))
    await person.strikes("enter")
    await person.is_on(CompareScreen)


async def _exports(person: Person) -> None:
    """Over a file that is there."""
    await _in_answers("dialog.previous", "dialog.choose")(person)
    await person.is_on(SaveFileScreen)
    await person.fills("path", str(ANSWERS))
    await person.strikes("enter")


async def _looks_at_a_person(person: Person) -> None:
    await person.presses("workspace.people")
    await person.rests()
    await person.presses("people.down", "people.choose")


def _at(number: str) -> dict[str, Any]:
    return {"start": "application", "arguments": {"number": number}}


_IN_CLOSING: Final[dict[str, Any]] = {"who": SOLANGE, "portal": "pgamr", **_at("2025-000002")}
_CLOSING_SENT: Final[dict[str, Any]] = {"who": SOLANGE, "portal": "pgamr", **_at("2025-000001")}

WORKSPACE: Final = (
    Scene("workspace-begun", before=_begins, main=False, **_at(BEGUN)),
    Scene("workspace", **_at(DRAFT)),
    Scene("workspace-form", do=_opens(FORM), **_at(DRAFT)),
    Scene("workspace-errors", do=_opens(FORM, "workspace.complete"), **_at(DRAFT)),
    Scene(
        "workspace-not-saved",
        do=_loses_the_portal,
        instead={"save-answers": Unavailable()},
        **_at(DRAFT),
    ),
    Scene("workspace-documents", do=_opens(DOCUMENTS), **_at(DRAFT)),
    Scene("workspace-declaration", do=_opens(DECLARATION), **_at(DRAFT)),
    Scene("workspace-payment", do=_opens(PAYMENT), main=False, **_at(DRAFT)),
    Scene("workspace-communications", do=_opens(COMMUNICATIONS), main=False, **_at(GRANTED)),
    Scene("workspace-ready", who=JEAN, main=False, **_at(READY)),
    Scene("workspace-not-mine", main=False, **_at(READY)),
    Scene("workspace-returned", **_at(RETURNED)),
    Scene("workspace-discussion", do=pressing("workspace.discussion"), **_at(RETURNED)),
    Scene("workspace-sent", who=JEAN, before=_sends, **_at(READY)),
    Scene("workspace-decided", main=False, **_at(GRANTED)),
    Scene("workspace-viewer", who=LOUISE, do=_opens(FORM), main=False, **_at(DRAFT)),
    Scene("workspace-reserved", who=NADIA, main=False, **_at(DRAFT)),
    Scene("workspace-failed", instead={"find-application": Unavailable()}, main=False, **_at(DRAFT)),
    Scene("workspace-explain", do=pressing("app.explain"), main=False, **_at(DRAFT)),
    Scene("workspace-reset", do=pressing("workspace.reset"), main=False, **_at(DRAFT)),
    Scene("conflict", do=_writes_what_changed_elsewhere, **_at(DRAFT)),
    Scene("pick-file", do=_picks, **_at(DRAFT)),
    Scene("answers-offered", before=_begins, do=_opens(FORM), **_at(BEGUN)),
    Scene("answers", before=_begins, do=_in_answers(), **_at(BEGUN)),
    Scene(
        "compare-earlier",
        before=_begins,
        do=_in_answers("dialog.choose"),
        **_at(BEGUN),
    ),
    Scene("compare-file", do=_imports, **_at(DRAFT)),
    Scene("save-file", do=_exports, **_at(DRAFT)),
    Scene("people", do=pressing("workspace.people"), **_at(DRAFT)),
    Scene("people-actions", do=_looks_at_a_person, main=False, **_at(DRAFT)),
    Scene("review", who=JEAN, do=pressing("workspace.send"), **_at(READY)),
    Scene("receipt", do=pressing("workspace.receipt"), **_at(GRANTED)),
    Scene("timeline", do=pressing("workspace.timeline"), **_at(GRANTED)),
    Scene("closing", **_IN_CLOSING),
    Scene("closing-granted", do=_opens(2), main=False, **_IN_CLOSING),
    Scene("closing-explained", do=_opens(2, "app.explain"), main=False, **_IN_CLOSING),
    Scene("closing-review", do=pressing("workspace.send"), before=_reports, main=False, **_IN_CLOSING),
    Scene("closing-sent", **_CLOSING_SENT),
    Scene("closing-receipt", do=pressing("workspace.receipt"), main=False, **_CLOSING_SENT),
    Scene("closing-timeline", do=pressing("workspace.timeline"), main=False, **_CLOSING_SENT),
)
