"""The closing of what was granted: filled in, sent, given back, paid (T12), as the application was (T9)."""

from dataclasses import replace

import msgspec
import pytest

from portal_tui.contract.applications import (
    ApplicationView,
    ListApplications,
    ReadReceipt,
    ReadTimeline,
    Receipt,
    ReviewApplication,
)
from portal_tui.contract.finding import ReadHome
from portal_tui.contract.problems import Invalid
from portal_tui.contract.staff import CloseApplication, OpenClosing, RecordFinalPayment, RequestChanges
from portal_tui.contract.tasks import AddDocument, Change, CompleteTask, OpenTask, SaveAnswers
from portal_tui.engine.portal_loading import load_portal
from portal_tui.portals.definition import Closing
from portal_tui.rules.deadlines import ends
from tests.engine.theatre import (
    bring_to,
    mail_of,
    opened,
    outbox,
    refusal,
    refused,
    send,
    sending,
    task_of,
    theatre,
)
from tests.engine.uploads.files import pdf
from tests.world import ANSWERS, ANYBODY, DAY, FORM, VENUES, World, small_portal


@pytest.fixture
def world() -> World:
    return theatre()


def granted(world: World) -> int:
    """An application to the programme that has a closing, granted; its id."""
    application = world.application("Maude", request=ANSWERS)
    world.engine.database.connection.execute("update tasks set state = 'complete' where mandatory = 1")
    send(world, "Maude", application)
    bring_to(world, application, "granted")
    return application


def in_closing(world: World) -> int:
    """The same, its closing opened."""
    application = granted(world)
    world.call("Zoé", OpenClosing(application_id=application, expected="granted"))
    return application


def fill(world: World, application: int, *, title: str = "Rapport") -> None:
    """Do what the closing asks."""
    report = world.call("Maude", OpenTask(task_id=task_of(world, "Maude", application, "report").id))
    given = {**ANSWERS, "title": title}
    changes = tuple(
        Change(pointer=f"/{name}", value=value, base=report.answers.get(name, msgspec.UNSET))
        for name, value in given.items()
    )
    world.call("Maude", SaveAnswers(task_id=report.row.id, changes=changes, revision=report.revision))
    world.call("Maude", CompleteTask(task_id=report.row.id))
    vouchers = world.call("Maude", OpenTask(task_id=task_of(world, "Maude", application, "vouchers").id))
    if not vouchers.documents:
        name = AddDocument(task_id=vouchers.row.id, slot="invoices", name="facture.pdf", content=pdf())
        world.call("Maude", name)
        world.call("Maude", CompleteTask(task_id=vouchers.row.id))


def closing_sent(world: World) -> tuple[int, Receipt]:
    """The closing sent; the application's id and the receipt."""
    application = in_closing(world)
    fill(world, application)
    return application, send(world, "Maude", application)


def keys(view: ApplicationView) -> list[str]:
    return [task.key for task in view.due]


def test_its_tasks_come_first_once_staff_open_it(world: World) -> None:
    application = granted(world)
    before = opened(world, "Maude", application)
    assert (before.in_closing, keys(before)) == (False, [task.key for task in VENUES.tasks])
    world.call("Zoé", OpenClosing(application_id=application, expected="granted"))
    view = opened(world, "Maude", application)
    assert (view.state, view.done, view.mandatory) == ("closing", 0, 2)
    assert keys(view) == ["report", "vouchers"]
    assert [task.key for task in view.tasks] == ["report", "vouchers", *keys(before)]
    assert view.deadline_at == ends("2027-10-23", world.engine.definitions.zone)
    (row,) = world.call("Maude", ListApplications()).items
    assert (row.state, row.done, row.mandatory, row.deadline_at) == ("closing", 0, 2, view.deadline_at)
    (item,) = world.call("Maude", ReadHome())
    assert (item.code, item.due_at) == ("closing", view.deadline_at)


def test_it_says_what_it_is_for_where_a_task_doesnt(world: World) -> None:
    application = in_closing(world)
    said = [
        world.call("Maude", OpenTask(task_id=task.id)).instructions
        for task in opened(world, "Maude", application).tasks
    ]
    assert [text and text.text for text in said[:2]] == ["Le rapport, puis le versement."] * 2
    assert said[2] is None


def test_what_was_granted_stays_as_it_was_sent(world: World) -> None:
    application = in_closing(world)
    request = task_of(world, "Maude", application, "request")
    change = Change(pointer="/title", value="Autre", base=ANSWERS["title"])
    late = SaveAnswers(task_id=request.id, changes=(change,), revision=1)
    decision = refused(world, "Maude", late)
    assert [reason.code for reason in decision.reasons] == ["of-closing"]
    report = task_of(world, "Maude", application, "report")
    assert decision.reasons[0].remedies[0].arguments == {"application_id": application, "task_id": report.id}


def test_it_is_sent_as_the_application_was(world: World) -> None:
    application = in_closing(world)
    assert refusal(world, "Maude", sending(application)) == ["tasks-complete"]
    fill(world, application)
    (item,) = world.call("Maude", ReadHome())
    assert item.code == "closing-ready"
    review = world.call("Maude", ReviewApplication(application_id=application))
    assert [task.row.key for task in review.tasks] == ["report", "vouchers"]
    receipt = send(world, "Maude", application)
    assert (receipt.number, receipt.round, receipt.closing) == ("2026-000001-2", 2, True)
    assert receipt.digest == review.digest
    assert [document.name for document in receipt.documents] == ["facture.pdf"]
    view = opened(world, "Maude", application)
    assert (view.state, view.round, view.deadline_at) == ("closing-sent", 2, None)
    assert [(row.round, row.closing) for row in view.receipts] == [(2, True), (1, False)]
    first = world.call("Maude", ReadReceipt(application_id=application, round=1))
    assert (first.closing, first.documents) == (False, ())
    assert refusal(world, "Maude", sending(application)) == ["closing-not-sent"]
    assert world.call("Maude", ReadTimeline(application_id=application))[0].state == "closing-sent"
    told = mail_of(world, "Maude")[0]
    assert (told.subject, receipt.number in told.body) == ("Demande 2026-000001\u00a0: clôture envoyée", True)


def test_staff_read_nothing_of_it_before_it_is_sent(world: World) -> None:
    """Neither what is answered, nor what is attached (T9, T10)."""
    application = in_closing(world)
    fill(world, application)
    for key in ("report", "vouchers"):
        task = world.call("Zoé", OpenTask(task_id=task_of(world, "Zoé", application, key).id))
        assert (task.answers, task.documents) == ({}, ())
    review = world.call("Zoé", ReviewApplication(application_id=application))
    assert [task.row.key for task in review.tasks] == ["request", "documents", "declaration", "notes"]
    assert review.digest == world.call("Maude", ReadReceipt(application_id=application, round=1)).digest


def test_staff_read_both_as_they_were_sent(world: World) -> None:
    """The application of its round, the closing of its own; not what is being corrected since."""
    application, _ = closing_sent(world)
    changes = RequestChanges(application_id=application, expected="closing-sent", explanation="Un titre?")
    world.call("Zoé", changes)
    fill(world, application, title="Corrigé")

    def title(key: str) -> str:
        task_id = task_of(world, "Zoé", application, key).id
        return str(world.call("Zoé", OpenTask(task_id=task_id)).answers["title"])

    assert (title("request"), title("report")) == (ANSWERS["title"], "Rapport")
    send(world, "Maude", application)
    assert (title("request"), title("report")) == (ANSWERS["title"], "Corrigé")
    review = world.call("Zoé", ReviewApplication(application_id=application))
    assert [task.row.key for task in review.tasks] == ["report", "vouchers"]


def test_it_is_given_back_and_sent_again(world: World) -> None:
    application, _ = closing_sent(world)
    due_at = world.clock.now() + 10 * DAY
    changes = RequestChanges(
        application_id=application, expected="closing-sent", explanation="La facture?", due_at=due_at
    )
    view = world.call("Zoé", changes)
    assert (view.state, view.deadline_at) == ("closing", due_at)
    told = mail_of(world, "Maude")[0]
    assert "clôture à corriger" in told.subject
    assert "La facture?" in told.body
    world.at(due_at)
    assert refusal(world, "Maude", sending(application)) == ["in-time"]
    world.at(due_at - 1)
    receipt = send(world, "Maude", application)
    assert (receipt.round, receipt.closing) == (3, True)


def test_the_final_payment_closes_it_and_comes_after_it(world: World) -> None:
    application = in_closing(world)
    early = RecordFinalPayment(application_id=application, expected="closing")
    assert refusal(world, "Zoé", early) == ["report-received"]
    fill(world, application)
    send(world, "Maude", application)
    paid = RecordFinalPayment(application_id=application, expected="closing-sent", explanation="12 000 $")
    assert world.call("Zoé", paid).state == "closed"
    assert outbox(world)[-1] == ("maude@example.org", "record-final-payment")
    (row,) = world.call("Maude", ListApplications()).items
    assert (row.state, row.done, row.mandatory) == ("closed", 2, 2)


def test_what_never_sends_its_report_is_closed_with_an_explanation(world: World) -> None:
    application = in_closing(world)
    silent = CloseApplication(application_id=application, expected="closing")
    with pytest.raises(Invalid):
        world.call("Zoé", silent)
    said = CloseApplication(application_id=application, expected="closing", explanation="Sans rapport.")
    assert world.call("Zoé", said).state == "closed"


def test_a_programme_with_a_closing_is_not_closed_without_opening_it(world: World) -> None:
    close = CloseApplication(application_id=granted(world), expected="granted")
    assert refusal(world, "Zoé", close) == ["without-closing"]


def test_its_forms_are_those_with_which_the_application_began(world: World) -> None:
    """Loaded anew with another form, what was begun before keeps its own, also for the closing (P5)."""
    application = granted(world)
    other = {**FORM, "jsonSchema": {**FORM["jsonSchema"], "required": []}}
    with world.engine.database.writing():
        load_portal(world.work(), small_portal(forms={"request": other}), demonstration=True)
    world.call("Zoé", OpenClosing(application_id=application, expected="granted"))
    report = world.call("Maude", OpenTask(task_id=task_of(world, "Maude", application, "report").id))
    assert '"required":["title"' in report.form.replace(" ", "")


def test_its_date_is_that_of_today_unless_staff_gave_one(world: World) -> None:
    """Moved in the programme, it is moved for what is due by it (P5)."""
    application = in_closing(world)
    given_back, _ = closing_sent(world)
    due_at = world.clock.now() + 10 * DAY
    changes = RequestChanges(
        application_id=given_back, expected="closing-sent", explanation="La facture?", due_at=due_at
    )
    world.call("Zoé", changes)
    moved = replace(VENUES, closing=Closing(months_after_grant=3))
    with world.engine.database.writing():
        load_portal(world.work(), small_portal(programmes=(moved, ANYBODY)), demonstration=True)
    zone = world.engine.definitions.zone
    assert opened(world, "Maude", application).deadline_at == ends("2027-01-23", zone)
    assert opened(world, "Maude", given_back).deadline_at == due_at
