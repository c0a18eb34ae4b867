"""When deadlines begin and end (§ 10, T9)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from portal_tui.rules import deadlines
from portal_tui.rules.deadlines import LocalTimeError

TORONTO = ZoneInfo("America/Toronto")


def utc(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1_000_000, UTC).strftime("%Y-%m-%dT%H:%M:%S")


@pytest.mark.parametrize(
    ("zone", "local", "begins", "ends"),
    [
        ("America/Toronto", "2026-11-07", "2026-11-07T05:00:00", "2026-11-08T05:00:00"),
        ("America/Toronto", "2026-11-07T23:59", "2026-11-08T04:59:00", "2026-11-08T05:00:00"),
        ("America/Toronto", "2026-07-07T12:00", "2026-07-07T16:00:00", "2026-07-07T16:01:00"),
        # A day of 23 hours and one of 25.
        ("America/Toronto", "2026-03-08", "2026-03-08T05:00:00", "2026-03-09T04:00:00"),
        ("America/Toronto", "2026-11-01", "2026-11-01T04:00:00", "2026-11-02T05:00:00"),
        # The minutes beside the gap and the overlap.
        ("America/Toronto", "2026-03-08T01:59", "2026-03-08T06:59:00", "2026-03-08T07:00:00"),
        ("America/Toronto", "2026-03-08T03:00", "2026-03-08T07:00:00", "2026-03-08T07:01:00"),
        ("America/Toronto", "2026-11-01T00:59", "2026-11-01T04:59:00", "2026-11-01T05:00:00"),
        ("America/Toronto", "2026-11-01T02:00", "2026-11-01T07:00:00", "2026-11-01T07:01:00"),
        # Where daylight saving begins at midnight, the day begins an hour later.
        ("America/Havana", "2026-03-08", "2026-03-08T05:00:00", "2026-03-09T04:00:00"),
        ("Europe/Paris", "2026-03-31", "2026-03-30T22:00:00", "2026-03-31T22:00:00"),
        ("America/Toronto", "2028-02-29", "2028-02-29T05:00:00", "2028-03-01T05:00:00"),
    ],
)
def test_a_local_date_or_minute(zone: str, local: str, begins: str, ends: str) -> None:
    assert utc(deadlines.begins(local, ZoneInfo(zone))) == begins
    assert utc(deadlines.ends(local, ZoneInfo(zone))) == ends


@pytest.mark.parametrize(
    ("zone", "local", "code", "before", "after"),
    [
        ("America/Toronto", "2026-03-08T02:30", "skipped", "2026-03-08T01:59", "2026-03-08T03:00"),
        ("America/Toronto", "2026-03-08T02:00", "skipped", "2026-03-08T01:59", "2026-03-08T03:00"),
        ("America/Toronto", "2026-11-01T01:30", "repeated", "2026-11-01T00:59", "2026-11-01T02:00"),
        ("America/Toronto", "2026-11-01T01:00", "repeated", "2026-11-01T00:59", "2026-11-01T02:00"),
        ("Europe/Paris", "2026-03-29T02:15", "skipped", "2026-03-29T01:59", "2026-03-29T03:00"),
    ],
)
def test_a_minute_that_daylight_saving_skips_or_repeats(
    zone: str, local: str, code: str, before: str, after: str
) -> None:
    with pytest.raises(LocalTimeError) as caught:
        deadlines.begins(local, ZoneInfo(zone))
    error = caught.value
    assert (error.code, error.written, error.before, error.after) == (code, local, before, after)
    assert str(error) == f"{local}: {code}"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "7 nov. 2026",
        "2026-11-7",
        "2026-02-30",
        "2026-11-07T24:00",
        "2026-11-07 23:59",
        "2026-11-07T23:59:59",
    ],
)
def test_what_is_not_a_moment(written: str) -> None:
    with pytest.raises(LocalTimeError) as caught:
        deadlines.ends(written, TORONTO)
    error = caught.value
    assert (error.code, error.written, error.before, error.after) == ("not-a-moment", written, "", "")


@pytest.mark.parametrize(
    ("closes", "grace", "last_instant_in_time"),
    [
        ("2026-11-07T23:59", 0, "2026-11-08T04:59:59"),
        ("2026-11-07", 0, "2026-11-08T04:59:59"),
        ("2026-11-07T17:00", 0, "2026-11-07T22:00:59"),
        ("2026-11-07T17:00", 15, "2026-11-07T22:15:59"),
        # Grace is time that passes, across the change of the clocks too.
        ("2026-11-01T00:59", 120, "2026-11-01T06:59:59"),
    ],
)
def test_the_last_second_counts_and_the_next_is_late(
    closes: str, grace: int, last_instant_in_time: str
) -> None:
    late = deadlines.too_late_from(closes, TORONTO, grace)
    assert utc(late - 1) == last_instant_in_time
    assert utc(late) > last_instant_in_time


def test_there_is_no_grace_unless_it_is_given() -> None:
    late = deadlines.too_late_from("2026-11-07", TORONTO)
    assert late == deadlines.ends("2026-11-07", TORONTO)
    assert isinstance(late, int)


@pytest.mark.parametrize(
    ("day", "months", "days", "expected"),
    [
        ("2026-06-15", 1, 0, "2026-05-15"),
        ("2026-03-31", 1, 0, "2026-02-28"),
        ("2028-03-31", 1, 0, "2028-02-29"),
        ("2026-02-10", 3, 0, "2025-11-10"),
        ("2026-01-01", 0, 1, "2025-12-31"),
        ("2026-03-31", 1, 1, "2026-02-27"),
    ],
)
def test_the_last_day_so_long_before_a_date(day: str, months: int, days: int, expected: str) -> None:
    assert deadlines.last_day_before(day, months=months, days=days) == expected


def test_a_date_is_not_moved_by_what_is_not_given() -> None:
    assert deadlines.last_day_before("2026-06-15") == "2026-06-15"
    assert deadlines.shifted("2026-06-15") == "2026-06-15"


def test_months_after_a_date() -> None:
    assert deadlines.shifted("2026-08-31", months=6) == "2027-02-28"
    assert deadlines.shifted("2026-12-01", months=1) == "2027-01-01"
    assert deadlines.shifted("2026-11-30", months=1) == "2026-12-30"


def test_a_local_date_of_a_moment() -> None:
    moment = deadlines.begins("2026-11-07T23:59", TORONTO)
    assert deadlines.local_date(moment, TORONTO) == "2026-11-07"
    assert deadlines.local_date(moment, ZoneInfo("UTC")) == "2026-11-08"


def test_yearly_dates() -> None:
    assert deadlines.in_year("09-15", 2026) == "2026-09-15"
    assert deadlines.in_year("12-15T17:00", 2027) == "2027-12-15T17:00"
    assert deadlines.in_year("02-29", 2026) == "2026-02-28"
    assert deadlines.in_year("02-29T12:00", 2026) == "2026-02-28T12:00"
    assert deadlines.in_year("02-29T12:00", 2028) == "2028-02-29T12:00"
    with pytest.raises(LocalTimeError) as caught:
        deadlines.in_year("2026-09-15", 2026)
    assert (caught.value.code, caught.value.written) == ("not-a-moment", "2026-09-15")
