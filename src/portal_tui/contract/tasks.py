"""Tasks: answers, completion, documents (T2, T6-T8)."""

from typing import Any

import msgspec

from .applications import Document, TaskRow
from .decisions import Decision
from .operation import Operation, operation
from .pages import Text
from .problems import FieldProblem


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A document that a task asks for."""

    key: str
    title: Text
    mandatory: bool
    several: bool
    help: Text | None = None
    template: str = ""
    """File name of the template to fill in; empty where there is none."""
    decision: Decision
    """Whether a file may be attached here (C0, T6)."""


class UploadRules(msgspec.Struct, frozen=True, kw_only=True):
    """What may be attached (C2)."""

    media_types: tuple[str, ...]
    max_bytes: int


class TaskView(msgspec.Struct, frozen=True, kw_only=True):
    """A task, opened."""

    row: TaskRow
    application_id: int
    instructions: Text | None
    form: str
    """The form's document as JSON (JSON Schema and UI schema); empty where the task has none."""
    answers: dict[str, Any]
    known: dict[str, Any]
    """What the portal knows of the applicant and the form asks for, by pointer (T7)."""
    untouched: bool
    """Whether nobody has written in it yet: what it began with doesn't count."""
    revision: int
    problems: tuple[FieldProblem, ...]
    slots: tuple[Slot, ...]
    documents: tuple[Document, ...]
    uploads: UploadRules
    undo: bool
    """Whether the answers before a reset, or before others were brought in, can come back."""
    decisions: dict[str, Decision]


class FieldConflict(msgspec.Struct, frozen=True, kw_only=True):
    """A field that two people changed: what was there, theirs, and mine (T8)."""

    pointer: str
    base: Any
    theirs: Any
    mine: Any
    author: str


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """What a save came to."""

    revision: int
    saved_at: int
    row: TaskRow
    merged: dict[str, Any]
    """Fields that somebody else changed meanwhile, by pointer; an absent value is null."""
    conflicts: tuple[FieldConflict, ...]
    """Fields that both changed; they were not saved."""
    problems: tuple[FieldProblem, ...]


@operation("GET /v1/tasks/{task_id}")
class OpenTask(Operation[TaskView], frozen=True, kw_only=True):
    """One task with its form, answers and documents."""

    task_id: int


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One field, as it was and as it is to be. UNSET means absent."""

    pointer: str
    value: Any = msgspec.UNSET
    base: Any = msgspec.UNSET


@operation("PATCH /v1/tasks/{task_id}/answers")
class SaveAnswers(Operation[Saved], frozen=True, kw_only=True):
    """Save fields, valid or not; what others changed meanwhile is merged field by field (T8)."""

    task_id: int
    changes: tuple[Change, ...]
    revision: int
    keep_mine: bool = False
    """Store these values even where somebody else changed the same field."""
    undoable: bool = False
    """Keep what was answered until now, so that UndoReset brings it back."""


@operation("POST /v1/tasks/{task_id}/completion")
class CompleteTask(Operation[TaskView], frozen=True, kw_only=True):
    """Mark a task as complete; only if it is valid (T2)."""

    task_id: int


@operation("DELETE /v1/tasks/{task_id}/completion")
class ReopenTask(Operation[TaskView], frozen=True, kw_only=True):
    """Put a task back in progress (T2)."""

    task_id: int


@operation("DELETE /v1/tasks/{task_id}/answers")
class ResetTask(Operation[TaskView], frozen=True, kw_only=True):
    """Empty a task; its answers are kept for undo (T2)."""

    task_id: int


@operation("POST /v1/tasks/{task_id}/answers/restoration")
class UndoReset(Operation[TaskView], frozen=True, kw_only=True):
    """Bring back what a reset emptied, or what stood before other answers were brought in (T2, T14)."""

    task_id: int


@operation("POST /v1/tasks/{task_id}/documents", status=201)
class AddDocument(Operation[TaskView], frozen=True, kw_only=True):
    """Attach a file; refused with what was found where it doesn't fit (C2)."""

    task_id: int
    slot: str
    name: str
    content: bytes
    idempotency_key: str = ""


@operation("DELETE /v1/documents/{document_id}")
class RemoveDocument(Operation[TaskView], frozen=True, kw_only=True):
    """Remove a file from a task."""

    document_id: int


class FileContent(msgspec.Struct, frozen=True, kw_only=True):
    """A file, whole."""

    name: str
    media_type: str
    digest: str
    content: bytes


@operation("GET /v1/documents/{document_id}/content")
class DownloadDocument(Operation[FileContent], frozen=True, kw_only=True):
    """A document's bytes (C3, T11)."""

    document_id: int


@operation("GET /v1/tasks/{task_id}/templates/{name}")
class DownloadTemplate(Operation[FileContent], frozen=True, kw_only=True):
    """A template to fill in."""

    task_id: int
    name: str
