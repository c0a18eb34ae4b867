"""Every change leaves its audit, its notice to whoever looks on and its mail, in one transaction (C5, W1)."""

import hashlib
from collections.abc import Callable
from typing import Any, NamedTuple

import apsw
import pytest

from portal_tui.contract.applications import (
    AddCollaborator,
    AskPerson,
    DeleteApplication,
    HandOver,
    RemoveCollaborator,
    RestoreApplication,
    SendApplication,
    TakeOwnership,
    WithdrawApplication,
)
from portal_tui.contract.discussion import DepositOfficial, NewFile, OpenThread, ReadDiscussion, Reply
from portal_tui.contract.operation import Operation, name_of
from portal_tui.contract.staff import BeginReview, RequestChanges
from portal_tui.contract.tasks import (
    AddDocument,
    Change,
    CompleteTask,
    OpenTask,
    RemoveDocument,
    ReopenTask,
    ResetTask,
    SaveAnswers,
    UndoReset,
)
from tests.engine.theatre import task_of, theatre
from tests.engine.uploads.files import pdf
from tests.world import ANSWERS, World

PDF = pdf()


class Errand:
    """An application on its way, with what the next operation needs."""

    def __init__(self) -> None:
        self.world: World = theatre()
        self.application = self.world.application("Maude", "30-44-00", request=ANSWERS)

    def task(self, key: str) -> int:
        return task_of(self.world, "Maude", self.application, key).id

    def account(self, person: str) -> int:
        return self.world.accounts[person]

    def thread(self) -> int:
        view = self.world.call("Maude", ReadDiscussion(application_id=self.application))
        return view.threads[0].id

    def document(self) -> int:
        return self.world.call("Maude", OpenTask(task_id=self.task("documents"))).documents[0].id

    def complete_all(self) -> None:
        """What is beside the point here."""
        self.world.engine.database.connection.execute("update tasks set state = 'complete'")

    def fingerprint(self) -> str:
        """Of everything that is stored."""
        database = self.world.engine.database
        tables = database.rows(
            "select name from sqlite_schema where type = 'table' and name not like '%search%'"
        )
        content = [sorted(map(repr, database.rows(f"select * from {name}"))) for (name,) in tables]
        return hashlib.sha256(repr(content).encode()).hexdigest()


class Step(NamedTuple):
    """Who does what next, whom the mail goes to."""

    person: str
    operation: Callable[[Errand], Operation[Any]]
    mail: tuple[str, ...] = ()


def save(errand: Errand) -> SaveAnswers:
    changes = (Change(pointer="/title", value="Autre"),)
    return SaveAnswers(task_id=errand.task("request"), changes=changes, revision=0, keep_mine=True)


def person(kind: type[Any], who: str, **more: Any) -> Callable[[Errand], Operation[Any]]:
    return lambda errand: kind(application_id=errand.application, account_id=errand.account(who), **more)  # type: ignore[no-any-return]


def whole(kind: type[Any], **more: Any) -> Callable[[Errand], Operation[Any]]:
    return lambda errand: kind(application_id=errand.application, **more)  # type: ignore[no-any-return]


def task(kind: type[Any], key: str, **more: Any) -> Callable[[Errand], Operation[Any]]:
    return lambda errand: kind(task_id=errand.task(key), **more)  # type: ignore[no-any-return]


MAUDE, JEAN, PAUL, ANNE, DESK = (
    "maude@example.org",
    "jean@example.org",
    "paul@example.org",
    "anne@example.org",
    "m@example.org",
)
ERRAND = (
    Step("Maude", save),
    Step("Maude", task(CompleteTask, "request")),
    Step("Maude", task(ReopenTask, "request")),
    Step("Maude", task(ResetTask, "request")),
    Step("Maude", task(UndoReset, "request")),
    Step("Maude", task(AddDocument, "documents", slot="accounts", name="a.pdf", content=PDF)),
    Step("Maude", lambda errand: RemoveDocument(document_id=errand.document())),
    Step("Jean", whole(AskPerson, remedy="ask-to-be-added"), (MAUDE,)),
    Step("Maude", person(AddCollaborator, "Jean", access="edit"), (JEAN,)),
    Step("Maude", person(HandOver, "Jean"), (JEAN,)),
    Step("Paul", whole(TakeOwnership), (JEAN,)),
    Step("Paul", person(RemoveCollaborator, "Jean"), (JEAN,)),
    Step("Paul", whole(DeleteApplication), (MAUDE,)),
    Step("Paul", whole(RestoreApplication), (MAUDE,)),
    Step("Paul", whole(SendApplication), (PAUL, MAUDE)),
    Step("Zoé", whole(BeginReview, expected="sent"), (PAUL, MAUDE)),
    Step("Zoé", whole(OpenThread, subject="Plan", body="?"), (PAUL, MAUDE)),
    Step("Maude", lambda errand: Reply(thread_id=errand.thread(), body="Oui"), (PAUL, DESK)),
    Step(
        "Zoé",
        task(DepositOfficial, "communications", files=(NewFile(name="a.pdf", content=PDF),)),
        (PAUL, MAUDE),
    ),
    Step("Zoé", whole(RequestChanges, expected="under-review", explanation="Plan?"), (PAUL, MAUDE)),
    Step("Paul", whole(WithdrawApplication), (PAUL, MAUDE, DESK)),
)


@pytest.mark.parametrize("table", ["audit", "changes"])
def test_a_change_and_its_traces_are_one(table: str) -> None:
    """Where the last trace can't be written, nothing is; where it can, everything is."""
    errand = Errand()
    database = errand.world.engine.database
    forbid = f"create temp trigger no_trace before insert on {table} begin select raise(abort, 'no'); end"
    for step in ERRAND:
        if step.operation(errand).__class__ is SendApplication:
            errand.complete_all()
        operation = step.operation(errand)
        name = name_of(operation)
        errand.world.session(step.person)
        before = errand.fingerprint()
        database.connection.execute(forbid)
        with pytest.raises(apsw.ConstraintError):
            errand.world.call(step.person, operation)
        database.connection.execute("drop trigger no_trace")
        assert errand.fingerprint() == before, name
        audited, changed, mailed = _last(errand)
        errand.world.call(step.person, operation)
        traces = database.rows("select operation, account_id from audit where id > ? order by id", (audited,))
        assert (name, errand.account(step.person)) in traces
        assert _last(errand)[1] > changed or name == "ask-person"
        recipients = database.rows("select recipient from outbox where id > ? order by id", (mailed,))
        assert {recipient for (recipient,) in recipients} == set(step.mail), name


def _last(errand: Errand) -> tuple[int, int, int]:
    rows = errand.world.engine.database.rows(
        "select (select max(id) from audit), (select max(seq) from changes),"
        " (select coalesce(max(id), 0) from outbox)"
    )
    audited, changed, mailed = rows[0]
    return audited, changed, mailed


def test_the_audit_is_append_only() -> None:
    database = theatre().engine.database
    for change in ("update audit set at = 0", "delete from audit"):
        with pytest.raises(apsw.ConstraintError):
            database.connection.execute(change)
