"""When a programme takes applications (P1, T9)."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal_tui.portals.definition import (
    Closing,
    FieldReference,
    Programme,
    RelativeDeadline,
    Task,
    Window,
)
from portal_tui.rules.deadlines import begins, ends
from portal_tui.rules.windows import Intake, closing_for, intake, relative_deadline

ZONE = ZoneInfo("America/Toronto")
MINUTE = 60_000_000
PROGRAMME = Programme(
    code="p",
    title="Programme",
    service_desk="music",
    summary="Programme.",
    applicants=("person",),
    tasks=(Task(key="request", kind="form", title="Formulaire"),),
)


def at(moment: str, programme: Programme, *, grace_minutes: int = 0) -> Intake:
    return intake(programme, ZONE, begins(moment, ZONE), grace_minutes=grace_minutes)


def with_windows(*windows: Window, **changes: Any) -> Programme:
    return replace(PROGRAMME, windows=windows, **changes)


ONCE = with_windows(Window(opens="2026-10-07", closes="2026-11-07T23:59"))


@pytest.mark.parametrize(
    ("moment", "opening", "takes_new"),
    [
        ("2026-10-06T23:59", "soon", False),
        ("2026-10-07T00:00", "open", True),
        ("2026-11-07T23:59", "open", True),
        ("2026-11-08T00:00", "closed", False),
    ],
)
def test_a_window_includes_both_its_ends(moment: str, opening: str, takes_new: bool) -> None:
    found = at(moment, ONCE)
    assert (found.opening, found.takes_new) == (opening, takes_new)
    assert found.opens_at == begins("2026-10-07", ZONE)
    assert found.closes_at == ends("2026-11-07T23:59", ZONE)


def test_any_time() -> None:
    found = at("2026-10-06T23:59", replace(PROGRAMME, any_time=True))
    assert (found.opening, found.takes_new) == ("always", True)
    assert found.opens_at is found.closes_at is None


def test_grace_is_counted_apart_and_the_programme_overrides_the_policy() -> None:
    """Received a while longer; the deadline that is said doesn't move."""
    found = at("2026-11-08T00:14", ONCE, grace_minutes=15)
    assert (found.opening, found.grace) == ("open", 15 * MINUTE)
    assert found.closes_at == ends("2026-11-07T23:59", ZONE)
    assert at("2026-11-08T00:15", ONCE, grace_minutes=15).opening == "closed"
    assert at("2026-11-08T00:00", replace(ONCE, grace_minutes=0), grace_minutes=15).opening == "closed"
    assert at("2026-11-08T00:00", replace(ONCE, grace_minutes=1)).grace == MINUTE
    assert at("2026-10-01T00:00", ONCE, grace_minutes=15).grace == 15 * MINUTE
    assert at("2026-12-01T00:00", ONCE, grace_minutes=15).grace == 15 * MINUTE
    assert at("2026-11-08T00:00", replace(PROGRAMME, any_time=True), grace_minutes=2).grace == 2 * MINUTE


def test_a_closed_programme_may_be_open_for_closing() -> None:
    assert at("2027-01-01T00:00", replace(ONCE, closing=Closing())).opening == "closing-only"
    assert at("2027-01-01T00:00", PROGRAMME).opening == "closed"
    never = at("2027-01-01T00:00", replace(PROGRAMME, closing=Closing()), grace_minutes=3)
    assert never == Intake(opening="closing-only", grace=3 * MINUTE)


def test_the_next_window_is_announced_and_after_the_last_the_latest_is_remembered() -> None:
    several = with_windows(
        Window(opens="2027-03-01", closes="2027-04-01"),
        Window(opens="2026-03-01", closes="2026-04-01"),
    )
    assert at("2026-02-01T00:00", several).opens_at == begins("2026-03-01", ZONE)
    between = at("2026-06-01T00:00", several)
    assert (between.opening, between.opens_at) == ("soon", begins("2027-03-01", ZONE))
    within = with_windows(
        Window(opens="2026-01-01", closes="2026-12-31"), Window(opens="2026-03-01", closes="2026-04-01")
    )
    assert at("2027-06-01T00:00", within).closes_at == ends("2026-12-31", ZONE)
    after = at("2027-06-01T00:00", several)
    assert (after.opening, after.closes_at) == ("closed", ends("2027-04-01", ZONE))


def test_open_ends() -> None:
    since_ever = at("2026-06-01T00:00", with_windows(Window(closes="2026-07-01")))
    assert (since_ever.opening, since_ever.opens_at) == ("open", None)
    until_further_notice = at("2026-06-01T00:00", with_windows(Window(opens="2026-05-01")))
    assert (until_further_notice.opening, until_further_notice.closes_at) == ("open", None)


YEARLY = with_windows(Window(opens="09-15", closes="12-15T17:00", yearly=True))


@pytest.mark.parametrize(
    ("moment", "opening", "opens"),
    [
        ("2026-09-14T23:59", "soon", "2026-09-15"),
        ("2026-09-15T00:00", "open", "2026-09-15"),
        ("2026-12-15T17:00", "open", "2026-09-15"),
        ("2026-12-15T17:01", "soon", "2027-09-15"),
        ("2027-01-01T00:00", "soon", "2027-09-15"),
    ],
)
def test_a_yearly_window(moment: str, opening: str, opens: str) -> None:
    found = at(moment, YEARLY)
    assert (found.opening, found.opens_at) == (opening, begins(opens, ZONE))
    closes = ends(f"{opens[:4]}-12-15T17:00", ZONE)
    assert found.closes_at == closes


@pytest.mark.parametrize(
    ("moment", "opening", "opens", "closes"),
    [
        ("2026-12-31T23:59", "open", "2026-11-01", "2027-02-28"),
        ("2027-01-01T00:00", "open", "2026-11-01", "2027-02-28"),
        ("2027-02-28T23:59", "open", "2026-11-01", "2027-02-28"),
        ("2027-03-01T00:00", "soon", "2027-11-01", "2028-02-29"),
    ],
)
def test_a_yearly_window_over_the_new_year(moment: str, opening: str, opens: str, closes: str) -> None:
    found = at(moment, with_windows(Window(opens="11-01", closes="02-29", yearly=True)))
    assert (found.opening, found.opens_at) == (opening, begins(opens, ZONE))
    assert found.closes_at == ends(closes, ZONE)


def test_a_yearly_window_of_one_day() -> None:
    day = with_windows(Window(opens="09-15", closes="09-15", yearly=True))
    assert at("2026-09-15T23:59", day).opening == "open"
    assert at("2026-09-16T00:00", day).opens_at == begins("2027-09-15", ZONE)


def test_a_yearly_window_with_an_open_end() -> None:
    assert at("2026-06-01T00:00", with_windows(Window(opens="01-15", yearly=True))).opening == "open"
    found = at("2026-06-01T00:00", with_windows(Window(closes="07-01", yearly=True)))
    assert (found.opening, found.closes_at) == ("open", ends("2026-07-01", ZONE))


def closing(programme: Programme, begun: str) -> int | None:
    return closing_for(programme, ZONE, begins(begun, ZONE))


def test_an_application_closes_with_the_window_in_which_it_was_begun() -> None:
    several = with_windows(
        Window(opens="2027-03-01", closes="2027-04-01"), Window(opens="2026-03-01", closes="2026-04-01")
    )
    assert closing(several, "2026-03-01T00:00") == ends("2026-04-01", ZONE)
    assert closing(several, "2026-06-01T00:00") == ends("2026-04-01", ZONE)
    assert closing(several, "2027-03-15T00:00") == ends("2027-04-01", ZONE)


def test_windows_that_were_moved_since() -> None:
    """Moved to begin later than the application: the first; taken away: none."""
    later = with_windows(
        Window(opens="2026-05-01", closes="2026-06-01"), Window(opens="2027-05-01", closes="2027-06-01")
    )
    assert closing(later, "2026-03-15T00:00") == ends("2026-06-01", ZONE)
    assert closing(PROGRAMME, "2026-03-15T00:00") is None
    assert closing(with_windows(Window(opens="2026-01-01")), "2026-03-15T00:00") is None
    assert closing(replace(ONCE, any_time=True), "2026-10-15T00:00") is None
    assert closing(YEARLY, "2025-10-01T00:00") == ends("2025-12-15T17:00", ZONE)


@pytest.mark.parametrize(
    ("months", "days", "date", "last"),
    [
        (1, 0, "2026-06-15", "2026-05-15"),
        (0, 10, "2026-06-15", "2026-06-05"),
        (1, 0, "2026-02-30", None),
        (1, 0, "bientôt", None),
        (1, 0, 20260615, None),
        (1, 0, None, None),
    ],
)
def test_a_deadline_relative_to_a_date(months: int, days: int, date: object, last: str | None) -> None:
    before = FieldReference(task="request", pointer="/begins")
    rule = RelativeDeadline(before=before, months=months, days=days, explanation="Avant.")
    assert relative_deadline(rule, date, ZONE) == (None if last is None else ends(last, ZONE))


def test_begun_in_the_first_instant_of_a_window_it_closes_with_that_one() -> None:
    twice = with_windows(
        Window(opens="2026-01-01", closes="2026-02-01"), Window(opens="2026-10-07", closes="2026-11-07")
    )
    assert closing_for(twice, ZONE, begins("2026-10-07", ZONE)) == ends("2026-11-07", ZONE)
