"""Threads, messages, official documents, what is unread (C1-C4, T11)."""

import pytest

from portal_tui.contract.accounts import WhoAmI
from portal_tui.contract.applications import AddCollaborator, ListApplications, ReadTimeline
from portal_tui.contract.discussion import (
    DepositOfficial,
    DiscussionView,
    MarkRead,
    MarkTaskRead,
    NewFile,
    OpenThread,
    ReadDiscussion,
    Reply,
    Thread,
)
from portal_tui.contract.problems import Invalid, NotFound
from portal_tui.contract.tasks import DownloadDocument, OpenTask, RemoveDocument
from tests.engine.theatre import (
    mail_of,
    opened,
    outbox,
    problem,
    ready,
    refusal,
    refused,
    send,
    sent,
    task_of,
    theatre,
)
from tests.engine.uploads.files import pdf
from tests.world import World

PDF = pdf()


@pytest.fixture
def world() -> World:
    return theatre()


def read(world: World, person: str, application: int) -> DiscussionView:
    return world.call(person, ReadDiscussion(application_id=application))


def asked(world: World, application: int, body: str = "Combien de places?") -> Thread:
    """A thread that staff opened, as staff see it."""
    operation = OpenThread(application_id=application, subject="Plan de salle", body=body)
    return world.call("Zoé", operation).threads[0]


def test_where_there_is_none_the_decision_says_who_opens_one(world: World) -> None:
    application = ready(world)
    view = read(world, "Maude", application)
    assert view.threads == ()
    reasons = view.decisions["open-thread"].reasons
    assert [reason.code for reason in reasons] == ["sent-once", "opens-threads"]
    assert reasons[1].params == {"desk": "Direction de la musique"}
    send(world, "Maude", application)
    opening = OpenThread(application_id=application, subject="Bonjour", body="Une question")
    assert refusal(world, "Maude", opening) == ["opens-threads"]


def test_staff_ask_and_the_applicant_answers_with_a_document(world: World) -> None:
    application = sent(world)
    thread = asked(world, application)
    mail = mail_of(world, "Maude")[0]
    assert "Plan de salle" in mail.body
    assert mail.application_id == application
    view = read(world, "Maude", application)
    (message,) = view.threads[0].messages
    assert (message.author, message.staff, message.you, message.unread) == (
        "Direction de la musique",
        True,
        False,
        True,
    )
    file = NewFile(name="plan.pdf", content=PDF)
    answered = world.call("Maude", Reply(thread_id=thread.id, body="312 places.", files=(file,)))
    reply = answered.threads[0].messages[1]
    assert (reply.author, reply.you, reply.body) == ("Maude Tremblay", True, "312 places.")
    assert [document.name for document in reply.documents] == ["plan.pdf"]
    assert outbox(world)[-1] == ("m@example.org", "reply")
    download = DownloadDocument(document_id=reply.documents[0].id)
    assert world.call("Zoé", download).content == PDF
    assert [each.author for each in read(world, "Zoé", application).threads[0].messages] == [
        "Zoé Fortin",
        "Maude Tremblay",
    ]
    remove = RemoveDocument(document_id=reply.documents[0].id)
    assert refusal(world, "Maude", remove) == ["in-a-task"]
    (step,) = [
        step
        for step in world.call("Maude", ReadTimeline(application_id=application))
        if step.code == "open-thread"
    ]
    assert step.params == {"subject": "Plan de salle"}


def test_unread_is_counted_everywhere_and_ends_by_reading(world: World) -> None:
    application = sent(world)
    add = AddCollaborator(application_id=application, account_id=world.accounts["Jean"], access="view")
    world.call("Maude", add)
    thread = asked(world, application)
    world.call("Zoé", Reply(thread_id=thread.id, body="Et le plan?"))

    def unread(person: str) -> tuple[int, int, int]:
        (row,) = world.call(person, ListApplications()).items
        view = read(world, person, application)
        return row.unread, opened(world, person, application).unread, view.threads[0].unread

    assert unread("Maude") == (2, 2, 2)
    first, second = read(world, "Maude", application).threads[0].messages
    world.call("Maude", MarkRead(thread_id=thread.id, message_id=first.id))
    assert unread("Maude") == (1, 1, 1)
    world.call("Maude", MarkRead(thread_id=thread.id, message_id=second.id))
    world.call("Maude", MarkRead(thread_id=thread.id, message_id=first.id))
    assert unread("Maude") == (0, 0, 0)
    assert unread("Jean") == (2, 2, 2)
    (row,) = world.call("Anne", ListApplications()).items
    assert (row.unread, row.readable) == (0, False)
    world.call("Maude", Reply(thread_id=thread.id, body="Voilà."))
    assert read(world, "Zoé", application).threads[0].unread == 1


def test_readers_do_not_write(world: World) -> None:
    application = sent(world)
    add = AddCollaborator(application_id=application, account_id=world.accounts["Jean"], access="view")
    world.call("Maude", add)
    thread = asked(world, application)
    reply = Reply(thread_id=thread.id, body="Moi aussi")
    assert refusal(world, "Jean", reply) == ["may-write"]
    assert refusal(world, "Lise", ReadDiscussion(application_id=application)) == ["takes-part"]
    assert problem(world, "Rémi", reply, NotFound) == "application-not-found"
    missing = Reply(thread_id=12345678, body="?")
    assert problem(world, "Maude", missing, NotFound) == "thread-not-found"


def test_applicants_open_discussions_where_the_policy_says_so() -> None:
    world = theatre(threads_opened_by="everyone")
    application = ready(world)
    opening = OpenThread(application_id=application, subject="Bonjour", body="Une question")
    assert refusal(world, "Maude", opening) == ["sent-once"]
    send(world, "Maude", application)
    assert world.call("Maude", opening).threads[0].subject == "Bonjour"
    assert outbox(world)[-1] == ("m@example.org", "thread-opened")


def test_something_must_be_said(world: World) -> None:
    application = sent(world)
    empty = OpenThread(application_id=application, subject=" ", body="")
    with pytest.raises(Invalid) as caught:
        world.call("Zoé", empty)
    assert {field.pointer for field in caught.value.problem.fields} == {"/subject", "/body"}
    thread = asked(world, application)
    assert problem(world, "Maude", Reply(thread_id=thread.id, body="\n"), Invalid) == "invalid"
    long = Reply(thread_id=thread.id, body="x" * 65_537)
    with pytest.raises(Invalid) as caught:
        world.call("Maude", long)
    assert caught.value.problem.fields[0].params == {"expected": 65_536, "found": 65_537, "excess": 1}


def test_a_refused_attachment_sends_nothing(world: World) -> None:
    thread = asked(world, sent(world))
    files = (NewFile(name="ok.pdf", content=PDF), NewFile(name="non.docx", content=b""))
    with pytest.raises(Invalid) as caught:
        world.call("Maude", Reply(thread_id=thread.id, body="Voilà", files=files))
    assert [(each.pointer, each.code) for each in caught.value.problem.fields] == [
        ("/files/1", "upload.empty")
    ]
    assert len(read(world, "Maude", opened_id(world)).threads[0].messages) == 1


def opened_id(world: World) -> int:
    return world.call("Maude", ListApplications()).items[0].id


def test_a_reply_sent_twice_is_said_once(world: World) -> None:
    application = sent(world)
    thread = asked(world, application)
    reply = Reply(thread_id=thread.id, body="Voilà", idempotency_key="k")
    assert world.call("Maude", reply) == world.call("Maude", reply)
    assert len(read(world, "Maude", application).threads[0].messages) == 2


def test_official_documents_are_told_listed_and_read(world: World) -> None:
    application = world.application("Maude", "30-44-00")
    world.engine.database.connection.execute("update tasks set state = 'complete'")
    send(world, "Maude", application)
    task = task_of(world, "Zoé", application, "communications").id
    deposit = DepositOfficial(
        task_id=task,
        files=(NewFile(name="Lettre.pdf", content=PDF),),
        explanation="Votre décision.",
        idempotency_key="k",
    )
    world.call("Zoé", deposit)
    world.call("Zoé", deposit)
    mail = mail_of(world, "Maude")[0]
    assert "Lettre.pdf" in mail.body
    assert "Votre décision." in mail.body
    assert [code for _, code in outbox(world)].count("official") == 1
    row = task_of(world, "Maude", application, "communications")
    assert row.unread == 1
    (listed,) = world.call("Maude", ListApplications()).items
    assert listed.unread == 1
    (document,) = world.call("Maude", OpenTask(task_id=task)).documents
    assert world.call("Maude", DownloadDocument(document_id=document.id)).content == PDF
    world.call("Maude", MarkTaskRead(task_id=task))
    assert task_of(world, "Maude", application, "communications").unread == 0
    assert refusal(world, "Maude", deposit) == ["is-staff"]
    assert refusal(world, "Maude", RemoveDocument(document_id=document.id)) == [
        "content-open",
        "filled-by-applicant",
    ]
    wrong = DepositOfficial(task_id=task_of(world, "Zoé", application, "request").id, files=deposit.files)
    assert refusal(world, "Zoé", wrong) == ["task-for-communications"]
    assert problem(world, "Zoé", DepositOfficial(task_id=task, files=()), Invalid) == "invalid"


def test_staff_are_judged_by_the_same_rules_for_files(world: World) -> None:
    application = sent(world)
    opening = OpenThread(
        application_id=application,
        subject="Plan",
        body="Voici",
        files=(NewFile(name="note.docx", content=b"PK\x03\x04"),),
    )
    assert problem(world, "Zoé", opening, Invalid) == "file-refused"
    assert world.call("Zoé", WhoAmI()).role == "staff"
    assert refused(world, "Jean", ReadDiscussion(application_id=application)).action == "open-task"
