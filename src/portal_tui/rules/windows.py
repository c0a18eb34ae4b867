"""When a programme takes applications, and until when what is due next can be sent (P1, T9)."""

from typing import TYPE_CHECKING, Final, Literal
from zoneinfo import ZoneInfo

import msgspec

from .closing import takes_closings
from .deadlines import MINUTE, begins, ends, in_year, last_day_before, local_date

if TYPE_CHECKING:
    from portal_tui.portals.definition import Programme, RelativeDeadline, Window

Opening = Literal["always", "open", "soon", "closing-only", "closed"]
_NEVER: Final = 2**62


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """How a programme stands at a moment. ``closes_at`` is the first instant too late, grace not counted."""

    opening: Opening
    opens_at: int | None = None
    closes_at: int | None = None
    grace: int = 0
    """Microseconds after ``closes_at`` in which an application is still received."""

    @property
    def takes_new(self) -> bool:
        """Whether an application can be created."""
        return self.opening in ("always", "open")


def intake(programme: "Programme", zone: ZoneInfo, now: int, *, grace_minutes: int) -> Intake:
    """Whether ``programme`` takes applications at ``now`` (UTC microseconds), since when and until when.

    Closed: ``closes_at`` is when it last did.
    """
    grace = (grace_minutes if programme.grace_minutes is None else programme.grace_minutes) * MINUTE
    if programme.any_time:
        return Intake(opening="always", grace=grace)
    spans = sorted(span for window in programme.windows for span in _spans(window, zone, now))
    for opens, closes in spans:
        if opens <= now < closes + grace:
            return _intake("open", opens, closes, grace)
    for opens, closes in spans:
        if opens > now:
            return _intake("soon", opens, closes, grace)
    closed: Opening = "closing-only" if takes_closings(programme.closing, zone, now) else "closed"
    if not spans:
        return Intake(opening=closed, grace=grace)
    return _intake(closed, *max(spans, key=lambda span: span[1]), grace)


def closing_for(programme: "Programme", zone: ZoneInfo, begun_at: int) -> int | None:
    """When the window closes in which an application was begun, by today's dates (P5); grace not counted.

    Moved so that it no longer holds that moment, it is still the last that opened before. None: no closing.
    """
    if programme.any_time:
        return None
    spans = sorted(span for window in programme.windows for span in _spans(window, zone, begun_at))
    opened = [span for span in spans if span[0] <= begun_at] or spans[:1]
    closes = opened[-1][1] if opened else _NEVER
    return None if closes == _NEVER else closes


def relative_deadline(deadline: "RelativeDeadline", date: object, zone: ZoneInfo) -> int | None:
    """The first instant too late for something that is to begin on ``date``; None where that is no date."""
    if not isinstance(date, str):
        return None
    try:
        return ends(last_day_before(date, months=deadline.months, days=deadline.days), zone)
    except ValueError:
        return None


def _intake(opening: Opening, opens: int, closes: int, grace: int) -> Intake:
    return Intake(
        opening=opening,
        opens_at=opens or None,
        closes_at=None if closes == _NEVER else closes,
        grace=grace,
    )


def _spans(window: "Window", zone: ZoneInfo, now: int) -> list[tuple[int, int]]:
    if not window.yearly:
        return [_span(window.opens, window.closes, zone)]
    year = int(local_date(now, zone)[:4])
    spans = []
    for candidate in (year - 1, year, year + 1):
        opens = in_year(window.opens, candidate) if window.opens else None
        closes = in_year(window.closes, candidate) if window.closes else None
        if opens and closes and window.closes and closes < opens:
            closes = in_year(window.closes, candidate + 1)
        spans.append(_span(opens, closes, zone))
    return spans


def _span(opens: str | None, closes: str | None, zone: ZoneInfo) -> tuple[int, int]:
    return (begins(opens, zone) if opens else 0, ends(closes, zone) if closes else _NEVER)
