"""Answers out of a task and into one: as a file, or from an earlier application (T14)."""

from typing import Any, Literal

import msgspec

from .operation import Operation, operation
from .pages import Text
from .problems import FieldProblem
from .tasks import Change, FileContent


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that doesn't fit: where it stood, why it isn't brought along, and what it was."""

    pointer: str
    reason: Literal["not-asked", "filled-by-portal", "file", "another-shape"]
    value: Any


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that stays as it is."""

    pointer: str
    value: Any


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What bringing answers into a task comes to. Nothing is done yet: ``changes`` are for SaveAnswers."""

    source: str
    """The file's name, or the number of the earlier application."""
    revision: int
    """Of the task with which they were compared."""
    changes: tuple[Change, ...]
    kept: tuple[Kept, ...]
    left_out: tuple[LeftOut, ...]
    problems: tuple[FieldProblem, ...]
    """What will have to be corrected in the answers that change."""


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier application of the same applicant whose answers fit a task."""

    application_id: int
    number: str
    programme: Text
    same_programme: bool
    sent: bool
    fitting: int
    """So many fields of the task would be answered from it."""


@operation("GET /v1/tasks/{task_id}/answers/file")
class ExportAnswers(Operation[FileContent], frozen=True, kw_only=True):
    """The answers of a task as a JSON file (T14)."""

    task_id: int


@operation("POST /v1/tasks/{task_id}/answers/comparison")
class CompareAnswers(Operation[Comparison], frozen=True, kw_only=True):
    """What a file of answers would change; refused where it isn't one that fits this task (T14)."""

    task_id: int
    name: str
    content: bytes


@operation("GET /v1/tasks/{task_id}/earlier")
class ListEarlier(Operation[tuple[Earlier, ...]], frozen=True, kw_only=True):
    """Earlier applications with answers for this task, the nearest first (T14)."""

    task_id: int


@operation("GET /v1/tasks/{task_id}/earlier/{earlier_id}/comparison")
class CompareEarlier(Operation[Comparison], frozen=True, kw_only=True):
    """What the answers of an earlier application would add; what is answered already stays (T14)."""

    task_id: int
    earlier_id: int
    """Id of the earlier application."""
