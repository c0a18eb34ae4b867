"""Moments are said in the portal's zone, and near ones by how far away they are."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from portal_tui.dates import DAY, HOUR, MINUTE, SECOND, Dates
from portal_tui.texts import texts

ZONE = "America/Toronto"


def at(moment: str) -> int:
    """A moment written in the portal's zone."""
    return int(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(ZONE)).timestamp()) * SECOND


NOW = at("2026-11-07T18:47:30")


def dates(language: str = "fr-CA", zone: str = ZONE) -> Dates:
    return Dates(texts(language), zone, lambda: NOW)


@pytest.mark.parametrize(
    ("moment", "french", "english"),
    [
        ("2026-11-07", "7 nov.", "Nov 7"),
        ("2026-12-01", "1er déc.", "Dec 1"),
        ("2025-03-31", "31 mars 2025", "Mar 31, 2025"),
        ("2027-07-02", "2 juill. 2027", "Jul 2, 2027"),
    ],
)
def test_a_day_has_its_year_where_it_is_another_one(moment: str, french: str, english: str) -> None:
    assert dates().day(at(moment)) == french
    assert dates("en").day(at(moment)) == english


def test_moments_are_in_the_portals_zone_and_say_so() -> None:
    moment = at("2026-11-07T23:59")
    assert dates().with_zone(moment) == "7 nov. 23:59 (Montréal)"
    assert dates("en").with_zone(moment) == "Nov 7, 23:59 (Montréal)"
    assert dates(zone="Europe/Paris").with_zone(moment) == "8 nov. 05:59 (Paris)"
    assert dates(zone="America/Port_of_Spain").zone == "Port of Spain"


def test_a_proof_says_the_year_and_the_second() -> None:
    assert dates().precise(at("2026-12-01T23:58:12")) == "1er déc. 2026 23:58:12"
    assert dates("en").precise(at("2026-12-01T23:58:12")) == "Dec 1, 2026, 23:58:12"


def test_a_deadline_is_the_last_minute_that_is_in_time() -> None:
    too_late = at("2026-11-08T00:00")
    assert dates().deadline(too_late) == "7 nov. 23:59 (Montréal)"
    assert dates().deadline_day(too_late) == "7 nov."


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (-1, "échue"),
        (0, "échue"),
        (40 * SECOND, "dans 40\u00a0s"),
        (42 * MINUTE + 59 * SECOND, "dans 42\u00a0min"),
        (HOUR, "dans 1\u00a0h\u00a000"),
        (5 * HOUR + 12 * MINUTE, "dans 5\u00a0h\u00a012"),
        (31 * HOUR, "dans 31\u00a0h"),
        (3 * DAY, "dans 3\u00a0jours"),
        (14 * DAY, "21 nov."),
    ],
)
def test_what_remains_is_said_the_finer_the_nearer(left: int, said: str) -> None:
    assert dates().remaining(NOW + left) == said


@pytest.mark.parametrize(
    ("left", "soon", "passed"),
    [
        (-1, False, True),
        (0, False, True),
        (1, True, False),
        (48 * HOUR - 1, True, False),
        (48 * HOUR, False, False),
    ],
)
def test_time_runs_out_from_48_hours_on(left: int, soon: bool, passed: bool) -> None:
    assert dates().is_soon(NOW + left) is soon
    assert dates().has_passed(NOW + left) is passed


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (-SECOND, "il y a 0\u00a0s"),
        (2 * SECOND, "il y a 2\u00a0s"),
        (5 * MINUTE, "il y a 5\u00a0min"),
        (3 * HOUR + 4 * MINUTE, "il y a 3\u00a0h\u00a004"),
        (18 * HOUR, "aujourd’hui 00:47"),
        (19 * HOUR, "hier 23:47"),
        (2 * DAY, "5 nov. 18:47"),
    ],
)
def test_what_has_passed_is_said_the_finer_the_nearer(passed: int, said: str) -> None:
    assert dates().ago(NOW - passed) == said
