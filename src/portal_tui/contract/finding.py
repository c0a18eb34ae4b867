"""What needs me now, and where else an application may be that isn't in the list (C4, T9, T1)."""

from typing import Literal

import msgspec

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

    code: Literal["unread", "official", "changes-requested", "deadline", "ready", "confirm"]
    application_id: int | None = None
    task_id: int | None = None
    """Of ``official``: the task in which the documents are."""
    number: str = ""
    programme: str = ""
    entity_id: int | None = None
    entity: str = ""
    count: int = 0
    due_at: int | None = None


@operation("GET /v1/home")
class ReadHome(Operation[tuple[HomeItem, ...]], frozen=True, kw_only=True):
    """What needs me now, across my entities: unread first, then what is due (C4, T9)."""


@operation("GET /v1/applications/elsewhere")
class LookElsewhere(Operation[tuple[Elsewhere, ...]], frozen=True, kw_only=True):
    """Why a list is empty or fruitless, and where to look (T1)."""

    filter: str = ""
