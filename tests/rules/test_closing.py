"""The closing of what was granted: from when to when, and what may be done in it (T9, T12)."""

from itertools import product
from zoneinfo import ZoneInfo

import pytest

from portal_tui.portals.definition import Closing
from portal_tui.rules.closing import closing_deadline, takes_closings
from portal_tui.rules.deadlines import begins, ends
from portal_tui.rules.sending import may_send
from portal_tui.rules.staff import correction_deadline, may_move, may_request_changes
from portal_tui.rules.states import STATES
from portal_tui.rules.tasks import may_edit_task
from tests.decisions import failed, held, ways

from .facts import DONE, EDITOR, NOW, OPEN, OWNER, REPORT, REPORTED, STAFF, application

ZONE = ZoneInfo("America/Toronto")
GRANTED = begins("2026-11-30T23:30", ZONE)


@pytest.mark.parametrize(
    ("closing", "last"),
    [
        (Closing(), None),
        (Closing(opens="2026-12-01"), None),
        (Closing(closes="2027-03-31"), "2027-03-31"),
        (Closing(closes="2027-03-31T17:00"), "2027-03-31T17:00"),
        (Closing(months_after_grant=3), "2027-02-28"),
        (Closing(months_after_grant=12, closes="2027-03-31"), "2027-03-31"),
        (Closing(months_after_grant=1, closes="2027-03-31"), "2026-12-30"),
    ],
)
def test_the_sooner_of_a_date_and_months_after_the_grant(closing: Closing, last: str | None) -> None:
    assert closing_deadline(closing, ZONE, GRANTED) == (None if last is None else ends(last, ZONE))


@pytest.mark.parametrize(
    ("closing", "before", "between", "after"),
    [
        (None, False, False, False),
        (Closing(), True, True, True),
        (Closing(opens="2026-12-01"), False, True, True),
        (Closing(closes="2026-12-31"), True, True, False),
        (Closing(opens="2026-12-01", closes="2026-12-31"), False, True, False),
        (Closing(months_after_grant=1), True, True, True),
    ],
)
def test_a_programme_is_open_for_closing_within_its_dates(
    closing: Closing | None, before: bool, between: bool, after: bool
) -> None:
    opens, closes = begins("2026-12-01", ZONE), ends("2026-12-31", ZONE)
    found = [takes_closings(closing, ZONE, at) for at in (opens - 1, opens, closes - 1, closes)]
    assert found == [before, between, between, after]


@pytest.mark.parametrize(("state", "task"), product(STATES, (DONE, REPORT)))
def test_in_a_closing_its_tasks_alone_are_open(state: str, task: object) -> None:
    facts = application(state=state, round=1, tasks=(DONE, REPORT))
    found = held(may_edit_task(facts, OWNER, facts.tasks[0 if task is DONE else 1]))
    if task is DONE:
        assert found["of-closing"] is False
    else:
        assert (found["of-closing"], found["content-open"]) == (True, state == "closing")


def test_before_it_is_opened_nothing_of_it_is_there() -> None:
    """A closing without its tasks, as of another time, has nothing to fill or to send."""
    facts = application(state="closing", round=1)
    assert failed(may_edit_task(facts, OWNER, facts.tasks[0])) == ["content-open"]
    assert failed(may_send(facts, OWNER)) == ["not-sent"]


def test_what_it_leaves_says_what_to_fill_in_now() -> None:
    facts = application(state="closing", round=1, tasks=(DONE, REPORTED, REPORT))
    decision = may_edit_task(facts, EDITOR, DONE)
    assert ways(decision, "of-closing") == [("go", "go-to-task"), ("ask", "ask-for-correction")]
    assert decision.reasons[0].remedies[0].arguments == {"application_id": 100, "task_id": REPORT.id}
    sent = application(state="closing-sent", round=2, tasks=(DONE, REPORTED))
    assert ways(may_edit_task(sent, EDITOR, DONE), "of-closing") == [("ask", "ask-for-correction")]


@pytest.mark.parametrize(
    ("tasks", "deadline_at", "expected"),
    [
        ((DONE, REPORTED), None, []),
        ((OPEN, REPORTED), NOW + 1, []),
        ((DONE, REPORT), NOW + 1, ["tasks-complete"]),
        ((DONE, REPORTED), NOW, ["in-time"]),
    ],
)
def test_it_is_sent_once_its_own_tasks_are_complete(
    tasks: tuple[object, ...], deadline_at: int | None, expected: list[str]
) -> None:
    facts = application(state="closing", round=1, tasks=tasks, deadline_at=deadline_at)
    assert failed(may_send(facts, OWNER)) == expected


def test_it_is_sent_by_the_owner_and_once() -> None:
    facts = application(state="closing", round=1, tasks=(DONE, REPORTED))
    assert failed(may_send(facts, EDITOR)) == ["is-owner"]
    sent = application(state="closing-sent", round=2, tasks=(DONE, REPORTED))
    assert ways(may_send(sent, OWNER), "closing-not-sent") == [("go", "see-receipt")]


def test_the_final_payment_follows_it() -> None:
    waiting = application(state="closing", round=1, tasks=(DONE, REPORT))
    paid = may_move(waiting, STAFF, "record-final-payment", expected="closing", has_closing=True)
    assert ways(paid, "report-received") == [("go", "write-to-applicant"), ("do", "close-without-report")]
    asked = may_move(waiting, OWNER, "record-final-payment", expected="closing", has_closing=True)
    assert ways(asked, "report-received") == [("ask", "ask-staff")]
    without = may_move(waiting, STAFF, "close-application", expected="closing", has_closing=True)
    assert without.allowed


def test_it_is_given_back_for_changes() -> None:
    facts = application(
        state="closing-sent",
        round=2,
        tasks=(DONE, REPORTED),
        corrections_outlive_closing=False,
        closes_at=NOW + 9,
    )
    late = may_request_changes(facts, STAFF, expected="closing-sent", due_at=NOW + 10)
    assert failed(late) == ["due-before-closing"]
    assert may_request_changes(facts, STAFF, expected="closing-sent", due_at=NOW + 9).allowed
    assert correction_deadline(facts, None) == NOW + 9
