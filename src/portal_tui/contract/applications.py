"""Applications: the list, the workspace, sending, the people, the states (T1-T5, T9, T10, T14)."""

from typing import Literal

import msgspec

from .decisions import Decision, Value
from .operation import Operation, operation
from .pages import Page, Text
from .rights import Right

State = Literal[
    "draft",
    "sent",
    "under-review",
    "changes-requested",
    "eligible",
    "ineligible",
    "granted",
    "refused",
    "closing",
    "closing-sent",
    "closed",
    "withdrawn",
]
"""The states of T10. Resubmission is a further round of ``sent``, not a state."""

Access = Literal["owner", "edit", "view", "none"]
SortKey = Literal["number", "programme", "owner", "state", "deadline", "changed"]


class ApplicationRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the list (T1)."""

    id: int
    number: str
    programme: str
    """Title in the reader's language, or the portal's (then ``programme_language`` differs)."""
    programme_language: str
    applicant: str
    owner: str
    mine: bool
    """Whether the reader owns it."""
    state: State
    round: int
    done: int
    mandatory: int
    deadline_at: int | None
    """The first instant at which it is too late for what is due next, in UTC microseconds."""
    changed_at: int
    unread: int
    readable: bool
    """Whether this person may read its content (T5)."""
    may: Literal["read", "edit", "send"] | None = None
    """Where a register decides: the most that this person's right lets them do (R6, R7)."""


class Collaborator(msgspec.Struct, frozen=True, kw_only=True):
    """A person of an application, the owner first; a plain member isn't told the ``email`` (T4)."""

    account_id: int
    name: str
    email: str
    access: Access
    you: bool
    since: int
    decisions: dict[str, Decision]
    right: Right | None = None
    """Where a register decides: what they hold now on the service (R6, R7)."""
    sends: bool = False
    """There: whether it lets them transmit (T3)."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A member who may be added."""

    account_id: int
    name: str
    standing: str
    decision: Decision
    """Whether this person may be added by the reader."""


class PeopleView(msgspec.Struct, frozen=True, kw_only=True):
    """The people of an application, who could be added, what the reader may do about themselves (T4, T5)."""

    people: tuple[Collaborator, ...]
    candidates: tuple[Candidate, ...]
    decisions: dict[str, Decision]
    by_register: bool = False
    """Whether rights entered in a register say who takes part, and owning it gives nothing (T3)."""


class TaskRow(msgspec.Struct, frozen=True, kw_only=True):
    """A task in the checklist (T2)."""

    id: int
    key: str
    kind: str
    title: Text
    mandatory: bool
    state: Literal["to-do", "in-progress", "complete"]
    errors: int
    """Problems found when it was last checked; 0 where it hasn't been begun."""
    unread: int = 0
    closing: bool = False
    """Whether it is of the closing of what was granted (T12)."""


class ReceiptRow(msgspec.Struct, frozen=True, kw_only=True):
    """A sending, by its receipt."""

    id: int
    number: str
    round: int
    sent_at: int
    closing: bool = False
    """Whether the closing was sent, rather than the application (T12)."""


class ApplicationView(msgspec.Struct, frozen=True, kw_only=True):
    """An application, opened, with the decision of every action that makes sense on it."""

    id: int
    number: str
    programme_code: str
    programme: Text
    applicant_id: int
    applicant: str
    owner: str
    access: Access
    collaborators: int
    state: State
    round: int
    created_at: int
    changed_at: int
    deadline_at: int | None
    sent_at: int | None
    done: int
    """Mandatory tasks that are complete, of those due: from its opening on, those of the closing (T12)."""
    mandatory: int
    unread: int
    revision: int
    tasks: tuple[TaskRow, ...]
    """Those due first. Empty where the content may not be read: see ``decisions["open-task"]``."""
    receipts: tuple[ReceiptRow, ...]
    senders: tuple[str, ...] | None = None
    """In portals with a register, whose right lets them transmit, for those who may know; None elsewhere."""
    decisions: dict[str, Decision]

    @property
    def in_closing(self) -> bool:
        """Whether its closing was opened: then that is what is filled in and sent (T12)."""
        return any(task.closing for task in self.tasks)

    @property
    def due(self) -> tuple[TaskRow, ...]:
        """The tasks that are sent next, or were sent last."""
        return tuple(task for task in self.tasks if task.closing == self.in_closing)


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A stored file, as it is listed."""

    id: int
    name: str
    media_type: str
    size: int
    """Bytes."""
    digest: str
    """SHA-256, hexadecimal."""
    signed: bool
    added_by: str
    added_at: int
    slot: str = ""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """The proof of a sending (T9)."""

    id: int
    number: str
    application_id: int
    application_number: str
    programme: Text
    applicant: str
    sent_by: str
    round: int
    sent_at: int
    time_zone: str
    digest: str
    """SHA-256 of the canonical content: answers and the digests of the documents."""
    documents: tuple[Document, ...]
    closing: bool = False
    """Whether the closing was sent, rather than the application (T12)."""
    demonstration: bool


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the timeline (T10)."""

    at: int
    author: str
    code: str
    """The operation that was done; text ``step.<code>``, filled with ``params``."""
    state: State | None
    explanation: str = ""
    params: dict[str, Value] = {}


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What would be sent, to read before sending (T9)."""

    application: ApplicationView
    tasks: tuple["ReviewedTask", ...]
    digest: str


class ReviewedTask(msgspec.Struct, frozen=True, kw_only=True):
    """A task's content as it would be sent."""

    row: TaskRow
    answers: str
    """The answers as JSON."""
    form: str
    """The form's document as JSON, empty where the task has none."""
    documents: tuple[Document, ...]


@operation("GET /v1/applications")
class ListApplications(Operation[Page[ApplicationRow]], frozen=True, kw_only=True):
    """A page of the acting entity's applications that this person may see (T1, T5)."""

    sort: SortKey = "changed"
    descending: bool = True
    filter: str = ""
    """Words to find in number, programme, owner and state, from the third character."""
    states: tuple[State, ...] = ()
    after: str | None = None
    before: str | None = None
    offset: int | None = None
    limit: int = 50


@operation("GET /v1/applications/count")
class CountApplications(Operation[int], frozen=True, kw_only=True):
    """How many there are; asked after the first page."""

    filter: str = ""
    states: tuple[State, ...] = ()


@operation("GET /v1/applications/{application_id}")
class OpenApplication(Operation[ApplicationView], frozen=True, kw_only=True):
    """One application (T2, T3, T5)."""

    application_id: int


@operation("GET /v1/application-numbers/{number}")
class FindApplication(Operation[ApplicationView], frozen=True, kw_only=True):
    """One application by its visible number, whichever entity it belongs to."""

    number: str


@operation("GET /v1/applications/{application_id}/review")
class ReviewApplication(Operation[Review], frozen=True, kw_only=True):
    """What would be sent."""

    application_id: int


@operation("POST /v1/applications/{application_id}/submissions", status=201)
class SendApplication(Operation[Receipt], frozen=True, kw_only=True):
    """Send: all or nothing, exactly once per round (T3, T9)."""

    application_id: int
    idempotency_key: str = ""


@operation("GET /v1/applications/{application_id}/receipts/{round}")
class ReadReceipt(Operation[Receipt], frozen=True, kw_only=True):
    """The receipt of a round."""

    application_id: int
    round: int


@operation("GET /v1/applications/{application_id}/timeline")
class ReadTimeline(Operation[tuple[Step, ...]], frozen=True, kw_only=True):
    """Every step, the newest first (T10)."""

    application_id: int


@operation("GET /v1/applications/{application_id}/people")
class ListPeople(Operation[PeopleView], frozen=True, kw_only=True):
    """The people of an application (T4)."""

    application_id: int


@operation("PUT /v1/applications/{application_id}/people/{account_id}")
class AddCollaborator(Operation[PeopleView], frozen=True, kw_only=True):
    """Add a collaborator, or change what they may do; administrators may add themselves (T5)."""

    application_id: int
    account_id: int
    access: Literal["edit", "view"]


@operation("DELETE /v1/applications/{application_id}/people/{account_id}")
class RemoveCollaborator(Operation[PeopleView], frozen=True, kw_only=True):
    """Remove a collaborator; the owner hands over first (T4)."""

    application_id: int
    account_id: int


@operation("POST /v1/applications/{application_id}/ownership")
class TakeOwnership(Operation[PeopleView], frozen=True, kw_only=True):
    """An administrator of the organisation becomes owner, and thereby collaborator (T4)."""

    application_id: int


@operation("PUT /v1/applications/{application_id}/owner")
class HandOver(Operation[PeopleView], frozen=True, kw_only=True):
    """The owner hands over to a collaborator (T4)."""

    application_id: int
    account_id: int


@operation("POST /v1/applications/{application_id}/requests")
class AskPerson(Operation[None], frozen=True, kw_only=True):
    """Ask the people who can lift a reason: a message with a link, once a day (E0)."""

    application_id: int
    remedy: str
    """Code of the ``ask`` remedy."""


@operation("POST /v1/applications/{application_id}/withdrawal")
class WithdrawApplication(Operation[ApplicationView], frozen=True, kw_only=True):
    """The applicant withdraws what was sent (T10)."""

    application_id: int
    explanation: str = ""


@operation("DELETE /v1/applications/{application_id}")
class DeleteApplication(Operation[None], frozen=True, kw_only=True):
    """Delete a draft; it can be restored for 14 days (T14)."""

    application_id: int


class Deleted(msgspec.Struct, frozen=True, kw_only=True):
    """A deleted draft that can still be restored (T14)."""

    application_id: int
    number: str
    programme: Text
    deleted_by: str
    deleted_at: int
    restorable_until: int
    decision: Decision


@operation("GET /v1/deleted-applications")
class ListDeleted(Operation[tuple[Deleted, ...]], frozen=True, kw_only=True):
    """The deleted drafts of the acting entity (T14)."""


@operation("POST /v1/applications/{application_id}/restoration")
class RestoreApplication(Operation[ApplicationView], frozen=True, kw_only=True):
    """Restore a deleted draft (T14)."""

    application_id: int


@operation("GET /v1/applications/{application_id}/explanations/{action}")
class Explain(Operation[Decision], frozen=True, kw_only=True):
    """The full decision about an action: every rule looked at, with the facts it saw (H4, E0)."""

    application_id: int
    action: str
    subject_id: int | None = None
    """A task, a person or a thread, where the action is about one."""
