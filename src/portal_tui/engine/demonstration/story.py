"""Replays what people of a demonstration did, with the operations they would have used, on their day."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from portal_tui.contract.applications import (
    AddCollaborator,
    DeleteApplication,
    HandOver,
    SendApplication,
    TakeOwnership,
    WithdrawApplication,
)
from portal_tui.contract.discussion import (
    DepositOfficial,
    MarkRead,
    NewFile,
    OpenThread,
    ReadDiscussion,
    Reply,
)
from portal_tui.contract.operation import Operation, name_of
from portal_tui.contract.staff import (
    BeginReview,
    CloseApplication,
    DeclareEligible,
    DeclareIneligible,
    GrantApplication,
    OpenClosing,
    RecordFinalPayment,
    RefuseApplication,
    RequestChanges,
    Transition,
)
from portal_tui.contract.tasks import AddDocument, Change, CompleteTask, OpenTask, RemoveDocument, SaveAnswers
from portal_tui.engine.documents.inspecting import Inspected
from portal_tui.engine.engine import Engine
from portal_tui.engine.files.keeping import put
from portal_tui.engine.programmes.start import create
from portal_tui.engine.uploads import Accepted
from portal_tui.engine.uploads.recognise import recognise
from portal_tui.engine.work import Actor, Work
from portal_tui.forms.pointers import ABSENT, get, pointer_of
from portal_tui.portals.demonstration import Demonstration, Event, Happening, last_moment

R = TypeVar("R")

TRANSITIONS: Final[dict[str, type[Transition]]] = {
    name_of(kind): kind
    for kind in (
        BeginReview,
        DeclareEligible,
        DeclareIneligible,
        GrantApplication,
        RefuseApplication,
        OpenClosing,
        RecordFinalPayment,
        CloseApplication,
    )
}

TALK: Final = frozenset({"open-thread", "reply", "mark-read", "deposit-official"})


class Story:
    """The applications of a demonstration as they come about."""

    def __init__(
        self,
        engine: Engine,
        demonstration: Demonstration,
        accounts: Mapping[str, int],
        applicants: Mapping[str, int],
        files: Mapping[str, Path],
        made_at: int,
    ) -> None:
        self._engine = engine
        self._demonstration = demonstration
        self._accounts = accounts
        self._applicants = applicants
        self._files = files
        self._made_at = made_at
        self._ids: dict[int, int] = {}

    def tell(self, happening: Happening) -> None:
        """Do what happened then."""
        event = happening.event
        work = self._work(event.by, happening.at, event.do)
        if event.do == "start-application":
            self._start(work, happening.application)
            return
        application_id = self._ids[happening.application]
        if event.do == "work":
            self._do_task(work, application_id, event)
        elif event.do in TRANSITIONS or event.do == "request-changes":
            self._do(work, self._transition(work, application_id, event))
        elif event.do in TALK:
            self._talk(work, application_id, event)
        else:
            self._do(work, self._operation(application_id, event))

    def demand_endings(self) -> None:
        """Every application is in the state that its story says."""
        for index, application in enumerate(self._demonstration.applications):
            work = self._engine.work_for(None, "read")
            row = work.one("applications.one", application_id=self._ids[index])
            assert row is not None
            found, told = (row["state"], row["round"]), (application.state, application.round)
            if found != told:
                raise AssertionError(f"{row['number']} ends as {found}, its story says {told}")

    def _work(self, email: str, at: int, operation: str) -> Work:
        work = self._engine.work_for(None, operation, at=at)
        actor = work.rows("accounts.actor", Actor, account_id=self._accounts[email])[0]
        return self._engine.work_for(actor, operation, at=at)

    def _do(self, work: Work, operation: Operation[R], prepared: Any = None) -> R:
        named = self._engine.work_for(work.actor, name_of(operation), at=work.now)
        named.prepared = prepared
        return self._engine.within(operation, named)

    def _start(self, work: Work, index: int) -> None:
        application = self._demonstration.applications[index]
        programme = work.portal.programme(application.programme)
        applicant_id = self._applicants[application.applicant]
        self._ids[index] = create(work, programme, applicant_id=applicant_id, answers={}).application_id

    def _do_task(self, work: Work, application_id: int, event: Event) -> None:
        task_id = work.value("tasks.id_of", application_id=application_id, key=event.task)
        if event.answers is not None:
            task = self._do(work, OpenTask(task_id=task_id))
            changes = tuple(
                Change(pointer=pointer, value=value, base=get(task.answers, pointer))
                for pointer, value in _differences(task.answers, event.answers)
            )
            self._do(work, SaveAnswers(task_id=task_id, changes=changes, revision=task.revision))
        for slot, names in event.documents.items():
            self._make_room(work, task_id, slot)
            for name in names:
                file = self._inspected(work, name)
                operation = AddDocument(task_id=task_id, slot=slot, name=name, content=file.put.content)
                self._do(work, operation, file)
        if event.complete:
            self._do(work, CompleteTask(task_id=task_id))

    def _make_room(self, work: Work, task_id: int, key: str) -> None:
        """A file for a slot that takes one replaces the one that is there."""
        task = self._do(work, OpenTask(task_id=task_id))
        if not next(slot.several for slot in task.slots if slot.key == key):
            for document in task.documents:
                if document.slot == key:
                    self._do(work, RemoveDocument(document_id=document.id))

    def _transition(self, work: Work, application_id: int, event: Event) -> Transition:
        row = work.one("applications.one", application_id=application_id)
        assert row is not None
        common: dict[str, Any] = {
            "application_id": application_id,
            "expected": row["state"],
            "explanation": event.explanation,
        }
        if event.do != "request-changes":
            return TRANSITIONS[event.do](**common)
        zone = self._engine.definitions.zone
        due_at = last_moment(event.due, self._made_at, zone) if event.due else None
        return RequestChanges(**common, due_at=due_at)

    def _operation(self, application_id: int, event: Event) -> Operation[Any]:
        about: dict[str, Any] = {"application_id": application_id}
        match event.do:
            case "send-application":
                return SendApplication(**about)
            case "withdraw-application":
                return WithdrawApplication(**about, explanation=event.explanation)
            case "delete-application":
                return DeleteApplication(**about)
            case "take-ownership":
                return TakeOwnership(**about)
            case "add-collaborator":
                return AddCollaborator(**about, account_id=self._accounts[event.person], access=event.access)
            case "hand-over":
                return HandOver(**about, account_id=self._accounts[event.person])
            case _:
                raise AssertionError(f"a story can't tell {event.do}")

    def _talk(self, work: Work, application_id: int, event: Event) -> None:
        files = tuple(self._inspected(work, name) for name in event.files)
        sent = tuple(NewFile(name=file.name, content=file.put.content) for file in files)
        if event.do == "open-thread":
            operation: Operation[Any] = OpenThread(
                application_id=application_id, subject=event.subject, body=event.body, files=sent
            )
        elif event.do == "deposit-official":
            task_id = work.value("tasks.id_of", application_id=application_id, key=event.task)
            operation = DepositOfficial(task_id=task_id, files=sent, explanation=event.explanation)
        else:
            thread = self._do(work, ReadDiscussion(application_id=application_id)).threads[event.thread]
            if event.do == "mark-read":
                operation = MarkRead(thread_id=thread.id, message_id=thread.messages[-1].id)
            else:
                operation = Reply(thread_id=thread.id, body=event.body, files=sent)
        self._do(work, operation, files)

    def _inspected(self, work: Work, name: str) -> Inspected:
        """A file of ours: a test inspects all of them, so that planting need not, which takes seconds."""
        content = self._files[name].read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        return Inspected(
            name=name,
            found=Accepted(media_type=recognise(content).media_type, digest=digest, size=len(content)),
            put=put(work, digest, content),
        )


def _differences(before: Any, after: Any, at: tuple[str, ...] = ()) -> list[tuple[str, Any]]:
    """The pointers at which ``after`` differs, as a person would change them: field by field, lists whole."""
    if isinstance(before, dict) and isinstance(after, dict):
        found = []
        for name in {**before, **after}:
            value = after.get(name, ABSENT)
            if isinstance(value, dict):
                found += _differences(before.get(name, {}), value, (*at, name))
            elif before.get(name, ABSENT) != value:
                found.append((pointer_of((*at, name)), value))
        return found
    return [(pointer_of(at), after)]
