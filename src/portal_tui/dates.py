"""Moments as people read them: in the portal's zone, by its name, and near ones by how far away they are.

Moments are UTC microseconds; the clock is given. Month names come from the catalogues: Babel costs more than
the whole first screen may.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from portal_tui.texts import Texts

Clock = Callable[[], int]
"""Gives the present moment, in UTC microseconds."""

SECOND: Final = 1_000_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

SOON: Final = 48 * HOUR
"""From here on a deadline is marked: time is running out."""

NEAR: Final = 14 * DAY
"""Up to here a deadline is said by how far away it is."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def local(at: int, zone: str) -> datetime:
    """A moment in a zone (IANA name)."""
    return (_EPOCH + timedelta(microseconds=at)).astimezone(ZoneInfo(zone))


class Dates:
    """Says moments in one language and one zone."""

    def __init__(self, texts: Texts, zone: str, clock: Clock) -> None:
        self._texts = texts
        self._zone = zone
        self._clock = clock

    @property
    def zone(self) -> str:
        """The zone as people call it: *Montréal*; its IANA name's last part where there is no other."""
        key = f"zone.{self._zone}"
        return self._texts(key) if self._texts.has(key) else self._zone.rpartition("/")[2].replace("_", " ")

    def day(self, at: int) -> str:
        """*7 nov.*, with the year where it isn't this one."""
        return self.of_calendar(local(at, self._zone).date())

    def of_calendar(self, day: date) -> str:
        """A day that belongs to no zone, said the same way: *7 mars 2027*."""
        today = local(self._clock(), self._zone)
        return self._date("moment.day" if day.year == today.year else "moment.day-year", day)

    def time(self, at: int) -> str:
        """*23:59*."""
        return local(at, self._zone).strftime("%H:%M")

    def moment(self, at: int) -> str:
        """*7 nov. 23:59*."""
        return self._texts("moment.day-time", day=self.day(at), time=self.time(at))

    def with_zone(self, at: int) -> str:
        """*7 nov. 23:59 (Montréal)*."""
        return self._texts("moment.with-zone", moment=self.moment(at), zone=self.zone)

    def precise(self, at: int) -> str:
        """*7 nov. 2026 23:58:12*: what a proof says."""
        when = local(at, self._zone)
        return self._texts(
            "moment.day-time", day=self._date("moment.day-year", when), time=when.strftime("%H:%M:%S")
        )

    def _date(self, key: str, when: date) -> str:
        number = self._texts("moment.first-day") if when.day == 1 else str(when.day)
        return self._texts(key, day=number, month=self._texts(f"month.{when.month}"), year=when.year)

    def deadline(self, at: int) -> str:
        """The last minute in time, with the zone. ``at`` is the first instant that is too late (T9)."""
        return self.with_zone(at - 1)

    def deadline_day(self, at: int) -> str:
        """The last day that is in time."""
        return self.day(at - 1)

    def ago(self, at: int) -> str:
        """How long ago, then *hier 14:20*, then the moment."""
        passed = max(self._clock() - at, 0)
        if passed < MINUTE:
            return self._texts("moment.ago", span=self._texts("span.seconds", count=passed // SECOND))
        if passed < 12 * HOUR:
            return self._texts("moment.ago", span=self._span(passed))
        days = (local(self._clock(), self._zone).date() - local(at, self._zone).date()).days
        if days <= 1:
            return self._texts("moment.today" if days == 0 else "moment.yesterday", time=self.time(at))
        return self.moment(at)

    def remaining(self, at: int) -> str:
        """How far away a deadline is: *dans 5 h 12*; that it has passed; its day where it is far."""
        left = at - self._clock()
        if left <= 0:
            return self._texts("moment.passed")
        if left >= NEAR:
            return self.deadline_day(at)
        return self._texts("moment.within", span=self._span(left))

    def is_near(self, at: int) -> bool:
        """Whether a deadline is near enough to be said by how far away it is, and hasn't passed."""
        return 0 < at - self._clock() < NEAR

    def is_soon(self, at: int) -> bool:
        """Whether a deadline is less than 48 hours away and hasn't passed."""
        return 0 < at - self._clock() < SOON

    def has_passed(self, at: int) -> bool:
        """Whether it is too late."""
        return at <= self._clock()

    def _span(self, span: int) -> str:
        if span < MINUTE:
            return self._texts("span.seconds", count=span // SECOND)
        if span < HOUR:
            return self._texts("span.minutes", count=span // MINUTE)
        if span < DAY:
            return self._texts("span.hours-minutes", hours=span // HOUR, minutes=span % HOUR // MINUTE)
        if span < SOON:
            return self._texts("span.hours", count=span // HOUR)
        return self._texts.plural("span.days", span // DAY)
