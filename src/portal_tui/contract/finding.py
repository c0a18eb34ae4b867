"""What needs me now, and where else an application may be that isn't in the list (C4, T9, T1)."""

from typing import Literal

import msgspec

from .decisions import Decision
from .operation import Operation, operation


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """Where else an application may be: a cause that fits this person, or a colleague's own (T1)."""

    code: Literal[
        "entity",
        "not-member",
        "not-collaborator",
        "no-right",
        "colleague",
        "more-colleagues",
        "language",
        "deleted",
        "filter",
    ]
    entity_id: int | None = None
    application_id: int | None = None
    number: str = ""
    name: str = ""
    count: int = 0


class HomeItem(msgspec.Struct, frozen=True, kw_only=True):
    """Something that needs this person now."""

    code: Literal[
        "requests-waiting",
        "unread",
        "official",
        "confirm",
        "changes-requested",
        "deadline",
        "ready",
        "closing",
        "closing-ready",
        "right-ended",
    ]
    application_id: int | None = None
    task_id: int | None = None
    """Of ``official``: the task in which the documents are."""
    number: str = ""
    programme: str = ""
    entity_id: int | None = None
    entity: str = ""
    count: int = 0
    """How many are unread, or wait; of ``right-ended``, in how many applications something is to be done."""
    since: int | None = None
    """Since when the oldest request waits; when the right ended."""
    due_at: int | None = None
    decision: Decision | None = None
    """Of ``right-ended``: why the applications can't be read any more, and whom to ask."""


@operation("GET /v1/home")
class ReadHome(Operation[tuple[HomeItem, ...]], frozen=True, kw_only=True):
    """What needs me now, across my entities: unread first, then what is due, last what I lost (C4, T9, R6).

    For the operator's staff, the designations that wait for an answer stand first (R4, R5).
    """


@operation("GET /v1/applications/elsewhere")
class LookElsewhere(Operation[tuple[Elsewhere, ...]], frozen=True, kw_only=True):
    """Why a list is empty or fruitless, and where to look (T1)."""

    filter: str = ""
