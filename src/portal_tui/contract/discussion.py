"""Threads and messages (C1-C4) and the mail of a demonstration (C5)."""

import msgspec

from .applications import Document
from .decisions import Decision
from .operation import Operation, operation
from .tasks import UploadRules


class NewFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file to attach."""

    name: str
    content: bytes


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message of a thread."""

    id: int
    author: str
    you: bool
    staff: bool
    at: int
    body: str
    unread: bool
    documents: tuple[Document, ...]


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """A thread, whole, the oldest message first."""

    id: int
    subject: str
    opened_at: int
    unread: int
    messages: tuple[Message, ...]
    decisions: dict[str, Decision]


class DiscussionView(msgspec.Struct, frozen=True, kw_only=True):
    """The discussion of an application; where there is none, the decision says who opens one (C1)."""

    application_id: int
    threads: tuple[Thread, ...]
    uploads: UploadRules
    decisions: dict[str, Decision]


@operation("GET /v1/applications/{application_id}/discussion")
class ReadDiscussion(Operation[DiscussionView], frozen=True, kw_only=True):
    """The threads of an application."""

    application_id: int


@operation("POST /v1/applications/{application_id}/threads", status=201)
class OpenThread(Operation[DiscussionView], frozen=True, kw_only=True):
    """Open a discussion; staff only where the policy says so (C1)."""

    application_id: int
    subject: str
    body: str
    files: tuple[NewFile, ...] = ()
    idempotency_key: str = ""


@operation("POST /v1/threads/{thread_id}/messages", status=201)
class Reply(Operation[DiscussionView], frozen=True, kw_only=True):
    """Answer in a thread, with attachments (C1, C2)."""

    thread_id: int
    body: str
    files: tuple[NewFile, ...] = ()
    idempotency_key: str = ""


@operation("PUT /v1/threads/{thread_id}/read")
class MarkRead(Operation[None], frozen=True, kw_only=True):
    """This person has read the thread up to a message (C4)."""

    thread_id: int
    message_id: int


@operation("POST /v1/tasks/{task_id}/official-documents", status=201)
class DepositOfficial(Operation[None], frozen=True, kw_only=True):
    """Staff deposit official documents in a task; people are told (T11)."""

    task_id: int
    files: tuple[NewFile, ...]
    explanation: str = ""
    idempotency_key: str = ""


@operation("PUT /v1/tasks/{task_id}/read")
class MarkTaskRead(Operation[None], frozen=True, kw_only=True):
    """This person has seen the official documents of a task (C4, T11)."""

    task_id: int


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that a demonstration didn't deliver."""

    id: int
    at: int
    sender: str
    recipient: str
    subject: str
    body: str
    link: str
    application_id: int | None
    unread: bool = False


@operation("GET /v1/me/mail")
class ListMail(Operation[tuple[Mail, ...]], frozen=True, kw_only=True):
    """The signed-in person's own mail, the newest first; on demonstrations only (A1, B5)."""
