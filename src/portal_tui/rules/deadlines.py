"""When a local date or minute begins and ends, in UTC microseconds (§ 10, T9).

A closing *date* means the end of that day, and a closing minute is included: *23:59* is over at midnight.
So every end is given as the first microsecond that is too late. Minutes that daylight saving skips or
repeats are refused: nobody could tell when they are. What is written here is checked when a portal is
loaded; a caller with a checked definition meets no error.
"""

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

MINUTE: Final = 60_000_000
"""In microseconds."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENT: Final = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:T(?P<minute>\d{2}:\d{2}))?")
_WITHOUT_YEAR: Final = re.compile(r"\d{2}-\d{2}(?:T\d{2}:\d{2})?")


class LocalTimeError(ValueError):
    """A local moment that can't be told: not written as one, skipped or repeated by daylight saving.

    For ``skipped`` and ``repeated``, ``before`` and ``after`` are the nearest minutes that can be told.
    """

    def __init__(
        self,
        code: Literal["not-a-moment", "skipped", "repeated"],
        written: str,
        before: str = "",
        after: str = "",
    ) -> None:
        super().__init__(f"{written}: {code}")
        self.code = code
        self.written = written
        self.before = before
        self.after = after


def begins(local: str, zone: ZoneInfo) -> int:
    """The first microsecond of a local date or minute; raises LocalTimeError."""
    day, minute = _parsed(local)
    if minute is None:
        return _microseconds(datetime(day.year, day.month, day.day, tzinfo=zone))
    return _microseconds(_unambiguous(minute.replace(tzinfo=zone), local))


def ends(local: str, zone: ZoneInfo) -> int:
    """The first microsecond after a local date or minute; raises LocalTimeError."""
    day, minute = _parsed(local)
    if minute is None:
        return begins((day + timedelta(days=1)).isoformat(), zone)
    return begins(local, zone) + MINUTE


def too_late_from(closes: str, zone: ZoneInfo, grace_minutes: int = 0) -> int:
    """The first microsecond at which a deadline is missed, its grace counted in; raises LocalTimeError."""
    return ends(closes, zone) + grace_minutes * MINUTE


def local_date(moment: int, zone: ZoneInfo) -> str:
    """The local date of a moment in UTC microseconds, as ``YYYY-MM-DD``."""
    return (_EPOCH + timedelta(microseconds=moment)).astimezone(zone).date().isoformat()


def shifted(day: str, *, months: int = 0, days: int = 0) -> str:
    """A date so many months, then days, later (earlier if negative); the last day of a shorter month."""
    start = date.fromisoformat(day)
    count = start.year * 12 + start.month - 1 + months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return (date(year, month + 1, min(start.day, last)) + timedelta(days=days)).isoformat()


def last_day_before(day: str, *, months: int = 0, days: int = 0) -> str:
    """The last date on which something can be sent that must be sent so long before ``day``."""
    return shifted(day, months=-months, days=-days)


def in_year(written: str, year: int) -> str:
    """A yearly ``MM-DD`` or ``MM-DDTHH:MM`` in ``year``; 29 February is the 28th where there is none."""
    if not _WITHOUT_YEAR.fullmatch(written):
        raise LocalTimeError("not-a-moment", written)
    if written.startswith("02-29") and not calendar.isleap(year):
        written = f"02-28{written[5:]}"
    return f"{year:04}-{written}"


def _parsed(local: str) -> tuple[date, datetime | None]:
    match = _MOMENT.fullmatch(local)
    if match is None:
        raise LocalTimeError("not-a-moment", local)
    try:
        day = date.fromisoformat(match["day"])
        # The zone is attached by the caller.
        minute = datetime.fromisoformat(local) if match["minute"] else None
    except ValueError as error:
        raise LocalTimeError("not-a-moment", local) from error
    return day, minute


def _unambiguous(minute: datetime, written: str) -> datetime:
    earlier, later = (minute.replace(fold=fold).utcoffset() for fold in (0, 1))
    if earlier is None or later is None or earlier == later:
        return minute
    skipped = earlier < later
    before = after = minute
    step = timedelta(minutes=1)
    while _is_odd(before):
        before -= step
    while _is_odd(after):
        after += step
    raise LocalTimeError("skipped" if skipped else "repeated", written, _written(before), _written(after))


def _is_odd(minute: datetime) -> bool:
    return minute.replace(fold=0).utcoffset() != minute.replace(fold=1).utcoffset()


def _written(minute: datetime) -> str:
    return minute.strftime("%Y-%m-%dT%H:%M")


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)
