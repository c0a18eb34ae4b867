"""A real programme with documents that hang on answers, from a draft to its receipt (P5, T2, T6, T9)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal_tui.contract.accounts import SignInToDemonstration
from portal_tui.contract.applications import ListApplications, OpenApplication
from portal_tui.contract.tasks import Change, OpenTask, SaveAnswers
from portal_tui.engine.clock import SetClock
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.storage.database import Database
from portal_tui.screens.pick_file import PickFileScreen
from portal_tui.screens.receipt import ReceiptScreen
from portal_tui.screens.review import ReviewScreen
from portal_tui.screens.workspace import WorkspaceScreen
from portal_tui.secret import Secret
from tests.demonstration import NOW
from tests.engine.uploads.files import pdf
from tests.journeys.conftest import Keyboard
from tests.someone import Someone

INES = "ines.carbonel@lacale.example"


@pytest.fixture
def portal() -> str:
    return "departement"


@pytest.fixture
def engine(database: Path) -> Iterator[Engine]:
    opened = Engine(Database(database), clock=SetClock(NOW), ids=CountedIds(500_000_000))
    yield opened
    opened.close()


@pytest.fixture
def ines(engine: Engine) -> Secret:
    return Secret(engine.call(SignInToDemonstration(email=INES)).token)


def draft(engine: Engine, ines: Secret) -> tuple[str, int]:
    """Number and id of the draft for a project."""
    rows = engine.call(ListApplications(), ines).items
    return next((row.number, row.id) for row in rows if row.state == "draft")


def mandatory(engine: Engine, ines: Secret, application: int) -> set[str]:
    tasks = engine.call(OpenApplication(application_id=application), ines).tasks
    return {task.key for task in tasks if task.mandatory}


def change(engine: Engine, ines: Secret, application: int, **answers: Any) -> None:
    tasks = engine.call(OpenApplication(application_id=application), ines).tasks
    request = next(task.id for task in tasks if task.key == "request")
    revision = engine.call(OpenTask(task_id=request), ines).revision
    changes = tuple(Change(pointer=f"/purpose/{name}", value=value) for name, value in answers.items())
    engine.call(SaveAnswers(task_id=request, changes=changes, revision=revision), ines)


def test_what_is_asked_for_follows_from_what_the_grant_is_for(engine: Engine, ines: Secret) -> None:
    _, application = draft(engine, ines)
    always = {"request", "budget", "documents", "declaration"}
    assert mandatory(engine, ines, application) == always | {"project-documents"}
    change(engine, ines, application, kind="investment", premises="lease")
    assert mandatory(engine, ines, application) == always | {"investment-documents"}
    assert missing(engine, ines, application) == ["financing", "quotes", "owner", "lease"]
    change(engine, ines, application, premises="lent")
    assert missing(engine, ines, application) == ["financing", "quotes", "owner"]
    change(engine, ines, application, premises="own")
    assert missing(engine, ines, application) == ["financing", "quotes"]
    change(engine, ines, application, kind="operation")
    assert mandatory(engine, ines, application) == always


def missing(engine: Engine, ines: Secret, application: int) -> list[str]:
    """The documents that the investment lacks."""
    tasks = engine.call(OpenApplication(application_id=application), ines).tasks
    task = next(task.id for task in tasks if task.key == "investment-documents")
    problems = engine.call(OpenTask(task_id=task), ines).problems
    return [each.pointer.rpartition("/")[2] for each in problems if each.code == "document-missing"]


def test_the_deadline_follows_from_the_beginning(engine: Engine, ines: Secret) -> None:
    def deadline() -> int | None:
        rows = engine.call(ListApplications(), ines).items
        return next(row.deadline_at for row in rows if row.state == "draft")

    _, application = draft(engine, ines)
    change(engine, ines, application, begins="2027-01-10")
    a_month_before = deadline()
    change(engine, ines, application, begins="2027-01-15")
    later = deadline()
    assert a_month_before is not None and later is not None
    assert later - a_month_before == 5 * 24 * 3600 * 1_000_000


async def test_a_project_is_sent_with_its_own_documents(
    keyboard: Keyboard, engine: Engine, ines: Secret, tmp_path: Path
) -> None:
    number, _ = draft(engine, ines)
    (tmp_path / "d.pdf").write_bytes(pdf())
    async with keyboard(INES) as someone:
        await someone.opens(number)
        await someone.sees("Envoyer désactivé", "Pièces du projet")
        await someone.presses("workspace.next")
        await someone.sees("Présentation du projet", "aucun fichier")
        await attaches(someone, tmp_path / "d.pdf", first=True)
        await someone.presses("slots.down", "slots.down")
        await attaches(someone, tmp_path / "d.pdf", first=False)
        await someone.presses("workspace.complete")
        await someone.sees("Tout est complet")
        await someone.presses("workspace.send")
        await someone.is_on(ReviewScreen)
        await someone.rests()
        await someone.presses("review.send")
        await someone.is_on(ReceiptScreen)
        await someone.sees(number)


async def attaches(someone: Someone, file: Path, *, first: bool) -> None:
    await someone.presses("slots.choose")
    await someone.is_on(PickFileScreen)
    if first:
        await someone.replaces(str(file))
    else:
        await someone.types(file.name)
    await someone.strikes("enter")
    await someone.is_on(WorkspaceScreen)
    await someone.sees(file.name)
    await someone.rests()


def test_the_budget_says_by_how_much_it_is_out_of_balance(engine: Engine, ines: Secret) -> None:
    _, application = draft(engine, ines)
    tasks = engine.call(OpenApplication(application_id=application), ines).tasks
    budget = next(task.id for task in tasks if task.key == "budget")
    view = engine.call(OpenTask(task_id=budget), ines)
    changes = (Change(pointer="/products/department/asked", value="18300.00"),)
    saved = engine.call(SaveAnswers(task_id=budget, changes=changes, revision=view.revision), ines)
    (problem,) = saved.problems
    assert (problem.pointer, problem.code, problem.params["found"]) == ("/difference", "const", "-3700.00")
    answers = engine.call(OpenTask(task_id=budget), ines).answers
    assert answers["products"]["total"]["asked"] == "96800.50"
    assert answers["difference"] == "-3700.00"
