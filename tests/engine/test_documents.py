"""Documents: judged before the transaction, stored once, kept in what was sent (C0, C2, C3, T6, T9)."""

import hashlib

import pytest

from portal_tui.contract.applications import ReadReceipt, ReviewApplication
from portal_tui.contract.problems import Invalid, NotFound
from portal_tui.contract.tasks import (
    AddDocument,
    CompleteTask,
    DownloadDocument,
    DownloadTemplate,
    OpenTask,
    RemoveDocument,
    TaskView,
)
from portal_tui.engine.portal_loading import load_portal
from portal_tui.engine.uploads import sandbox
from tests.engine.theatre import (
    bring_to,
    opened,
    problem,
    refusal,
    refused,
    send,
    task_of,
    theatre,
)
from tests.engine.uploads.files import image, pdf
from tests.world import World, small_portal

PDF = pdf()
PNG = image("PNG")


@pytest.fixture
def world() -> World:
    return theatre()


@pytest.fixture
def task(world: World) -> int:
    """The task of an application that asks for accounts and, if wanted, plans."""
    return task_of(world, "Maude", world.application("Maude", "30-44-00"), "documents").id


def attach(
    world: World, task: int, slot: str = "accounts", *, name: str = "comptes.pdf", content: bytes = PDF
) -> TaskView:
    return world.call("Maude", AddDocument(task_id=task, slot=slot, name=name, content=content))


def blobs(world: World) -> int:
    return int(world.engine.database.rows("select count(*) from blobs")[0][0])


def test_a_file_is_attached_and_the_task_can_be_completed(world: World, task: int) -> None:
    assert refusal(world, "Maude", CompleteTask(task_id=task)) == ["task-valid"]
    view = attach(world, task, name="../États 2026.PDF")
    (document,) = view.documents
    assert (document.name, document.slot, document.media_type) == (
        "États 2026.PDF",
        "accounts",
        "application/pdf",
    )
    assert (document.size, document.digest) == (len(PDF), hashlib.sha256(PDF).hexdigest())
    assert (document.added_by, document.added_at) == ("Maude Tremblay", world.clock.now())
    assert (view.row.state, view.problems) == ("in-progress", ())
    assert not view.slots[0].decision.allowed
    assert view.slots[1].decision.allowed
    content = world.call("Maude", DownloadDocument(document_id=document.id))
    assert (content.content, content.name) == (PDF, "États 2026.PDF")
    assert world.call("Maude", CompleteTask(task_id=task)).row.state == "complete"
    attach(world, task, "plan", name="plan.png", content=PNG)
    assert task_of(world, "Maude", view.application_id, "documents").state == "in-progress"


def test_a_refused_file_says_what_was_found_and_nothing_changes(world: World, task: int) -> None:
    with pytest.raises(Invalid) as caught:
        attach(world, task, name="comptes.pdf", content=b"Bonjour")
    found = caught.value.problem
    assert found.code == "file-refused"
    assert [(field.pointer, field.code) for field in found.fields] == [("/content/0", "upload.misnamed")]
    assert found.fields[0].params["name"] == "comptes.pdf"
    assert blobs(world) == 0
    assert world.call("Maude", OpenTask(task_id=task)).documents == ()


def test_the_policy_says_what_may_be_attached(world: World, task: int) -> None:
    rules = world.call("Maude", OpenTask(task_id=task)).uploads
    assert (rules.max_bytes, len(rules.media_types)) == (5_000_000, 3)


def test_a_slot_for_one_holds_one(world: World, task: int) -> None:
    document = attach(world, task).documents[0]
    again = AddDocument(task_id=task, slot="accounts", name="autre.pdf", content=PDF)
    decision = refused(world, "Maude", again)
    assert [reason.code for reason in decision.reasons] == ["slot-free"]
    assert decision.reasons[0].remedies[0].arguments == {"document_id": document.id}
    world.call("Maude", RemoveDocument(document_id=document.id))
    attach(world, task, name="autre.pdf")
    attach(world, task, "plan", name="a.png", content=PNG)
    assert len(attach(world, task, "plan", name="b.png", content=PNG).documents) == 3
    assert blobs(world) == 2
    unknown = AddDocument(task_id=task, slot="nowhere", name="x.pdf", content=PDF)
    assert problem(world, "Maude", unknown, NotFound) == "slot-not-found"


def test_refusals_come_before_a_file_is_parsed(
    world: World, task: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[bool] = []
    parse = sandbox.parse

    def watched(*arguments: object) -> object:
        parsed.append(world.engine.database.connection.in_transaction)
        return parse(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(sandbox, "parse", watched)
    operation = AddDocument(task_id=task, slot="accounts", name="x.pdf", content=PDF)
    assert refusal(world, "Lise", operation) == ["may-edit"]
    assert problem(world, "Rémi", operation, NotFound) == "application-not-found"
    assert parsed == []
    attach(world, task)
    assert parsed == [False], "no transaction is open while a file is parsed"


def test_a_known_key_attaches_once_and_parses_nothing(
    world: World, task: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    operation = AddDocument(task_id=task, slot="plan", name="x.pdf", content=PDF, idempotency_key="k")
    first = world.call("Maude", operation)
    monkeypatch.setattr(sandbox, "parse", lambda *_: pytest.fail("parsed again"))
    assert world.call("Maude", operation) == first
    assert len(world.call("Maude", OpenTask(task_id=task)).documents) == 1


def test_what_was_never_sent_goes_for_good(world: World, task: int) -> None:
    document = attach(world, task).documents[0]
    plan = attach(world, task, "plan").documents[1]
    world.call("Maude", RemoveDocument(document_id=document.id))
    assert blobs(world) == 1, "the plan has the same bytes"
    view = world.call("Maude", RemoveDocument(document_id=plan.id))
    assert (view.documents, view.row.state) == ((), "to-do")
    assert blobs(world) == 0
    gone = RemoveDocument(document_id=document.id)
    assert problem(world, "Maude", gone, NotFound) == "document-not-found"
    download = DownloadDocument(document_id=document.id)
    assert problem(world, "Maude", download, NotFound) == "document-not-found"


def test_a_removed_document_stays_in_what_was_sent(world: World, task: int) -> None:
    view = attach(world, task)
    application, document = view.application_id, view.documents[0]
    world.engine.database.connection.execute("update tasks set state = 'complete'")
    receipt = send(world, "Maude", application)
    assert [each.id for each in receipt.documents] == [document.id]
    frozen = RemoveDocument(document_id=document.id)
    assert refusal(world, "Maude", frozen) == ["content-open"]
    bring_to(world, application, "changes-requested")
    world.call("Maude", frozen)
    attach(world, task, name="nouveau.png", content=PNG)
    assert [each.name for each in world.call("Maude", OpenTask(task_id=task)).documents] == ["nouveau.png"]
    assert [each.name for each in world.call("Zoé", OpenTask(task_id=task)).documents] == ["comptes.pdf"]
    first = world.call("Maude", ReadReceipt(application_id=application, round=1))
    assert [each.id for each in first.documents] == [document.id]
    assert world.call("Zoé", DownloadDocument(document_id=document.id)).content == PDF
    fresh = world.call("Maude", OpenTask(task_id=task)).documents[0].id
    unsent = DownloadDocument(document_id=fresh)
    assert problem(world, "Zoé", unsent, NotFound) == "document-not-found"
    world.engine.database.connection.execute("update tasks set state = 'complete'")
    assert [each.id for each in send(world, "Maude", application).documents] == [fresh]


def test_documents_are_for_those_who_read_the_application(world: World, task: int) -> None:
    document = attach(world, task).documents[0].id
    download = DownloadDocument(document_id=document)
    assert refusal(world, "Anne", download) == ["takes-part"]
    assert refusal(world, "Jean", RemoveDocument(document_id=document)) == ["may-edit"]
    assert problem(world, "Rémi", download, NotFound) == "application-not-found"
    assert problem(world, "Zoé", download, NotFound) == "application-not-found"


def test_where_documents_travel_in_the_discussion_tasks_ask_for_none() -> None:
    world = theatre(documents_travel_in="discussion")
    application = world.application("Maude", "30-44-00")
    task = task_of(world, "Maude", application, "documents").id
    assert world.call("Maude", OpenTask(task_id=task)).problems == ()
    operation = AddDocument(task_id=task, slot="accounts", name="x.pdf", content=PDF)
    assert refusal(world, "Maude", operation) == ["documents-in-tasks"]


def test_the_review_lists_the_documents_of_each_task(world: World, task: int) -> None:
    application = attach(world, task).application_id
    review = world.call("Maude", ReviewApplication(application_id=application))
    by_key = {each.row.key: [document.name for document in each.documents] for each in review.tasks}
    assert by_key == {"request": [], "documents": ["comptes.pdf"], "declaration": [], "notes": []}
    assert opened(world, "Maude", application).done == 0


def test_templates_are_downloaded_from_the_task_that_names_them(world: World, task: int) -> None:
    portal = small_portal()
    with world.engine.database.writing():
        load_portal(
            world.work(), portal, demonstration=True, templates={"plan.xlsx": b"un tableur", "x.txt": b"x"}
        )
    download = DownloadTemplate(task_id=task, name="plan.xlsx")
    file = world.call("Maude", download)
    assert (file.content, file.name) == (b"un tableur", "plan.xlsx")
    assert "spreadsheet" in file.media_type
    other = DownloadTemplate(task_id=task, name="x.txt")
    assert problem(world, "Maude", other, NotFound) == "template-not-found"
    assert refusal(world, "Anne", download) == ["takes-part"]
