"""What an application asks of a person now: the beginning page says it, the most pressing first (C4, T9)."""

from typing import Final, Literal

from .register import Use
from .states import DAY, EDITABLE

NEAR: Final = 14 * DAY
"""From so long before a deadline on, an application that isn't sent is warned about (microseconds)."""

MEMORY: Final = 30 * DAY
"""For so long after a right ended, what it leaves undone is pointed out (microseconds)."""

Call = Literal["changes-requested", "ready", "deadline", "closing", "closing-ready"]


def calls(
    *, state: str, may: Use | None, done: int, mandatory: int, deadline_at: int | None, now: int
) -> Call | None:
    """The one thing to do next, if there is one for this person; reading alone asks for nothing.

    ``may``: the most that they may do, by owning it or by a right (T3, R6).
    """
    if may not in ("send", "edit") or state not in EDITABLE:
        return None
    if state == "changes-requested":
        return "changes-requested"
    in_time = deadline_at is None or now < deadline_at
    ready = may == "send" and done == mandatory and in_time
    if state == "closing":
        return "closing-ready" if ready else "closing"
    if ready:
        return "ready"
    if deadline_at is not None and now < deadline_at <= now + NEAR:
        return "deadline"
    return None


def recalls(ended_at: int | None, now: int) -> bool:
    """Whether a right ended so lately that what it leaves undone is pointed out (E0)."""
    return ended_at is not None and ended_at <= now < ended_at + MEMORY
