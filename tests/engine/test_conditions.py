"""What depends on the application itself: mandatory tasks and documents, relative deadlines (T2, T3, T9)."""

from typing import Any

import pytest

from portal_tui.contract.applications import (
    AddCollaborator,
    ListApplications,
    OpenApplication,
    SendApplication,
)
from portal_tui.contract.finding import ReadHome
from portal_tui.contract.tasks import Change, CompleteTask, OpenTask, ReopenTask, SaveAnswers
from portal_tui.portals.definition import (
    Condition,
    DocumentSlot,
    FieldReference,
    Programme,
    RelativeDeadline,
    Task,
    Window,
)
from portal_tui.rules.deadlines import begins, ends
from tests.engine.theatre import opened, refusal, refused, send, task_of
from tests.world import ANSWERS, World, small_portal

FIRST = FieldReference(task="request", pointer="/first")
BEGINS = FieldReference(task="request", pointer="/begins")
DANCE = Condition(field=FieldReference(task="request", pointer="/kind"), values=("danse",))
JAZZ = Condition(field=FieldReference(task="request", pointer="/kind"), values=("jazz",))
PROGRAMME = Programme(
    code="p",
    title="Programme",
    service_desk="music",
    summary="Programme.",
    applicants=("company", "person"),
    windows=(Window(opens="2026-10-01", closes="2026-12-31"),),
    relative_deadlines=(
        RelativeDeadline(before=BEGINS, months=1, explanation="Un mois avant le début."),
        RelativeDeadline(before=BEGINS, months=3, when=JAZZ, explanation="Trois mois pour le jazz."),
    ),
    tasks=(
        Task(
            key="request",
            kind="form",
            title="Formulaire",
            form="request",
            documents=(DocumentSlot(key="bill", title="Affiche", mandatory=DANCE),),
        ),
        Task(
            key="documents",
            kind="documents",
            title="Documents",
            mandatory=False,
            documents=(
                DocumentSlot(key="plan", title="Plan", mandatory=Condition(field=FIRST, values=(True,))),
            ),
        ),
        Task(
            key="master",
            kind="form",
            title="Dossier maître",
            form="request",
            mandatory=Condition(first_time=True),
        ),
        Task(
            key="company",
            kind="form",
            title="Entreprise",
            form="request",
            mandatory=Condition(applicants=("company",)),
        ),
        Task(key="declaration", kind="declaration", title="Déclaration", declaration="Je le déclare."),
    ),
)


@pytest.fixture
def world() -> World:
    world = World(small_portal(programmes=(PROGRAMME,)))
    for given, family in (("Maude", "Tremblay"), ("Jean", "Roy")):
        world.person(given, family)
    world.organisation("Théâtre du Quai", Maude="primary", Jean="member")
    return world


def mandatory(world: World, application: int) -> set[str]:
    return {task.key for task in opened(world, "Maude", application).tasks if task.mandatory}


def save(world: World, application: int, **answers: Any) -> None:
    task = task_of(world, "Maude", application, "request").id
    changes = tuple(Change(pointer=f"/{name}", value=value) for name, value in answers.items())
    world.call("Maude", SaveAnswers(task_id=task, changes=changes, revision=0, keep_mine=True))


def complete_all(world: World) -> None:
    world.engine.database.connection.execute("update tasks set state = 'complete'")


def test_mandatory_depends_on_the_applicant_and_on_what_was_sent_before(world: World) -> None:
    first = world.application("Maude", "p", request=ANSWERS)
    second = world.application("Maude", "p", request=ANSWERS)
    assert mandatory(world, first) == {"request", "master", "company", "declaration"}
    complete_all(world)
    send(world, "Maude", first)
    assert mandatory(world, second) == {"request", "company", "declaration"}
    view = opened(world, "Maude", second)
    assert (view.done, view.mandatory) == (3, 3)
    send(world, "Maude", second)


def test_a_document_that_becomes_mandatory_reopens_its_task(world: World) -> None:
    application = world.application("Maude", "p", request=ANSWERS)
    documents = task_of(world, "Maude", application, "documents")
    assert world.call("Maude", CompleteTask(task_id=documents.id)).row.state == "complete"
    save(world, application, first=True)
    reopened = task_of(world, "Maude", application, "documents")
    assert (reopened.state, reopened.errors) == ("in-progress", 1)
    assert refusal(world, "Maude", CompleteTask(task_id=documents.id)) == ["task-valid"]


def test_what_is_left_in_a_task_begun_follows_the_answers_of_another(world: World) -> None:
    application = world.application("Maude", "p", request=ANSWERS)
    documents = task_of(world, "Maude", application, "documents").id
    world.call("Maude", CompleteTask(task_id=documents))
    world.call("Maude", ReopenTask(task_id=documents))
    for first, left in ((True, 1), (False, 0), (True, 1)):
        save(world, application, first=first)
        begun = task_of(world, "Maude", application, "documents")
        assert (begun.state, begun.errors) == ("in-progress", left)


def test_a_save_counts_the_document_that_it_makes_mandatory_in_its_own_task(world: World) -> None:
    application = world.application("Maude", "p", request=ANSWERS)
    task = task_of(world, "Maude", application, "request").id
    for kind, missing in (("danse", ["document-missing"]), ("jazz", [])):
        change = Change(pointer="/kind", value=kind)
        saved = world.call("Maude", SaveAnswers(task_id=task, changes=(change,), revision=0, keep_mine=True))
        assert [each.code for each in saved.problems] == missing
        assert saved.row.errors == task_of(world, "Maude", application, "request").errors == len(missing)


def test_a_task_that_begins_with_answers_says_what_is_left(world: World) -> None:
    application = world.application("Maude", "p", request={"title": "Saison 2027"})
    begun = task_of(world, "Maude", application, "request")
    assert begun.state == "in-progress"
    assert begun.errors == len(world.call("Maude", OpenTask(task_id=begun.id)).problems) > 0


def test_a_deadline_hangs_on_a_date_that_is_given(world: World) -> None:
    application = world.application("Maude", "p", request=ANSWERS | {"kind": "danse"})
    zone = world.engine.definitions.zone
    closing = ends("2026-12-31", zone)
    assert opened(world, "Maude", application).deadline_at == closing
    save(world, application, begins="2027-06-15")
    assert opened(world, "Maude", application).deadline_at == closing, "the closing is sooner"
    save(world, application, begins="2026-12-15")
    assert opened(world, "Maude", application).deadline_at == ends("2026-11-15", zone)
    (row,) = world.call("Maude", ListApplications(sort="deadline")).items
    assert row.deadline_at == ends("2026-11-15", zone)
    save(world, application, begins="bientôt")
    assert opened(world, "Maude", application).deadline_at == closing
    save(world, application, begins="2027-01-31", kind="jazz")
    assert opened(world, "Maude", application).deadline_at == ends("2026-10-31", zone)
    world.at(begins("2026-10-25", zone))
    assert [item.code for item in world.call("Maude", ReadHome())] == ["deadline"]


def test_too_late_for_the_date_says_why_and_leads_to_it(world: World) -> None:
    application = world.application("Maude", "p", request=ANSWERS | {"begins": "2027-01-31"})
    zone = world.engine.definitions.zone
    complete_all(world)
    world.at(ends("2026-10-31", zone))
    decision = refused(world, "Maude", SendApplication(application_id=application))
    (reason,) = decision.reasons
    assert reason.code == "before-event"
    assert reason.params == {
        "deadline_at": ends("2026-10-31", zone),
        "explanation": "Trois mois pour le jazz.",
    }
    task = task_of(world, "Maude", application, "request").id
    assert reason.remedies[0].arguments == {"application_id": application, "task_id": task}
    world.at(ends("2026-10-31", zone) - 1)
    send(world, "Maude", application)
    assert opened(world, "Maude", application).deadline_at is None


def test_a_declaration_is_signed_by_who_completes_it_and_stays_so_for_every_reader(world: World) -> None:
    application = world.application("Maude", "p")
    account = world.accounts["Jean"]
    world.call("Maude", AddCollaborator(application_id=application, account_id=account, access="edit"))
    task = task_of(world, "Maude", application, "declaration").id
    changes = (Change(pointer="/accepted", value=True), Change(pointer="/name", value="maude tremblay"))
    world.call("Maude", SaveAnswers(task_id=task, changes=changes, revision=0, keep_mine=True))
    assert [each.code for each in world.call("Jean", OpenTask(task_id=task)).problems] == ["signature-name"]
    assert refusal(world, "Jean", CompleteTask(task_id=task)) == ["task-valid"]
    world.call("Maude", CompleteTask(task_id=task))
    for person in ("Maude", "Jean"):
        assert world.call(person, OpenTask(task_id=task)).problems == ()
        assert world.call(person, CompleteTask(task_id=task)).row.state == "complete"
    assert world.call("Jean", OpenApplication(application_id=application)).done == 1
