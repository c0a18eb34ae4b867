"""When a programme takes the closing of what it granted (P1, T12)."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from .deadlines import begins, ends, local_date, shifted

if TYPE_CHECKING:
    from portal_tui.portals.definition import Closing


def takes_closings(closing: "Closing | None", zone: ZoneInfo, now: int) -> bool:
    """Whether a programme is open for closing what it granted, as far as its dates say (P1)."""
    if closing is None or (closing.opens is not None and now < begins(closing.opens, zone)):
        return False
    return closing.closes is None or now < ends(closing.closes, zone)


def closing_deadline(closing: "Closing", zone: ZoneInfo, granted_at: int) -> int | None:
    """The first instant too late, in UTC microseconds: a date or so many months on, the sooner."""
    found = []
    if closing.closes is not None:
        found.append(ends(closing.closes, zone))
    if closing.months_after_grant is not None:
        day = shifted(local_date(granted_at, zone), months=closing.months_after_grant)
        found.append(ends(day, zone))
    return min(found, default=None)
