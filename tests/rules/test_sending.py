"""The truth table of sending (T3, T9)."""

from itertools import product

import msgspec
import pytest

from portal_tui.rules.facts import EventFacts, Viewer
from portal_tui.rules.sending import may_send
from portal_tui.rules.states import STATES
from tests.decisions import failed, ways

from .facts import (
    ADMINISTRATOR,
    DONE,
    EDITOR,
    EVERYBODY,
    MEMBER,
    NOW,
    OPEN,
    OPTIONAL,
    OWNER,
    PRIMARY,
    STAFF,
    application,
)


@pytest.mark.parametrize(
    ("viewer", "state", "late", "missing", "confirmed", "deleted"),
    product(EVERYBODY, STATES, (False, True), (False, True), (True, False), (False, True)),
)
def test_every_combination(
    viewer: Viewer, state: str, late: bool, missing: bool, confirmed: bool, deleted: bool
) -> None:
    """Each rule stands by itself: what fails is exactly what is violated."""
    decision = may_send(
        application(
            state=state,
            deadline_at=NOW if late else NOW + 1,
            tasks=(DONE, OPEN if missing else OPTIONAL),
            deleted_at=NOW - 5 if deleted else None,
        ),
        msgspec.structs.replace(viewer, confirmed=confirmed),
    )
    expected = {
        "not-deleted": not deleted,
        "not-sent": state in ("draft", "changes-requested"),
        "is-owner": viewer.access == "owner",
        "confirmed": confirmed,
        "in-time": not late,
        "tasks-complete": not missing,
    }
    assert {check.code: check.holds for check in decision.checks} == expected
    assert decision.allowed == all(expected.values())


def test_the_last_instant_counts() -> None:
    assert may_send(application(deadline_at=NOW + 1), OWNER).allowed
    assert failed(may_send(application(deadline_at=NOW), OWNER)) == ["in-time"]
    assert may_send(application(deadline_at=None), OWNER).allowed


def test_what_is_missing_is_named_in_order() -> None:
    second = msgspec.structs.replace(OPEN, id=14, title="Déclaration", state="to-do")
    decision = may_send(application(tasks=(OPEN, DONE, OPTIONAL, second)), OWNER)
    check = decision.reasons[0]
    assert check.params == {"count": 2, "tasks": ("Documents", "Déclaration")}
    assert check.remedies[0].screen == "task"
    assert check.remedies[0].arguments == {"application_id": 100, "task_id": 12}


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        (EDITOR, [("ask", "ask-owner-to-send"), ("ask", "ask-administrator-to-take-over")]),
        (MEMBER, [("ask", "ask-owner-to-send"), ("ask", "ask-administrator-to-take-over")]),
        (PRIMARY, [("do", "take-ownership"), ("ask", "ask-owner-to-send")]),
        (ADMINISTRATOR, [("do", "take-ownership"), ("ask", "ask-owner-to-send")]),
        (STAFF, [("go", "write-to-applicant")]),
    ],
)
def test_who_is_not_the_owner_learns_how_to_get_it_sent(
    viewer: Viewer, expected: list[tuple[str, str]]
) -> None:
    assert ways(may_send(application(), viewer), "is-owner") == expected


def test_an_owner_who_administers_is_not_asked_to_take_over() -> None:
    facts = application(administrators=(OWNER.name,))
    assert ways(may_send(facts, EDITOR), "is-owner") == [("ask", "ask-owner-to-send")]


def test_what_this_person_can_lift_comes_first() -> None:
    decision = may_send(application(deadline_at=NOW, tasks=(OPEN,)), PRIMARY)
    assert failed(decision) == ["is-owner", "tasks-complete", "in-time"]


def test_a_sent_application_shows_its_receipt() -> None:
    assert ways(may_send(application(state="sent", round=1), OWNER), "not-sent") == [("go", "see-receipt")]


def test_an_unconfirmed_address_leads_to_confirming_it() -> None:
    viewer = msgspec.structs.replace(OWNER, confirmed=False)
    assert ways(may_send(application(), viewer), "confirmed") == [("go", "confirm-address")]


def test_a_deleted_draft_leads_to_restoring_it() -> None:
    assert ways(may_send(application(deleted_at=1), OWNER), "not-deleted") == [("do", "restore")]


EVENT = EventFacts(deadline_at=NOW + 5, explanation="Un mois avant.", task_id=11)


@pytest.mark.parametrize(
    ("closes", "event_at", "code"),
    [
        (None, NOW + 5, "before-event"),
        (NOW + 6, NOW + 5, "before-event"),
        (NOW + 5, NOW + 5, "before-event"),
        (NOW + 4, NOW + 5, "in-time"),
    ],
)
def test_the_sooner_deadline_is_the_one_that_is_said(closes: int | None, event_at: int, code: str) -> None:
    event = msgspec.structs.replace(EVENT, deadline_at=event_at)
    decision = may_send(application(deadline_at=closes, event=event), OWNER)
    assert decision.allowed
    (check,) = [check for check in decision.checks if check.rule == "T9" and check.code != "not-sent"]
    assert check.code == code
    assert check.params["deadline_at"] == (event_at if code == "before-event" else closes)


def test_too_late_for_an_event_leads_to_its_date() -> None:
    facts = application(deadline_at=None, event=EVENT, now=EVENT.deadline_at)
    decision = may_send(facts, OWNER)
    assert ways(decision, "before-event") == [("go", "change-date"), ("ask", "ask-for-extension")]
    assert decision.reasons[0].remedies[0].arguments == {"application_id": 100, "task_id": 11}
    assert decision.reasons[0].params["explanation"] == "Un mois avant."


@pytest.mark.parametrize("event", [None, msgspec.structs.replace(EVENT, deadline_at=NOW)])
def test_grace_is_given_without_a_word(event: EventFacts | None) -> None:
    """What is received a little later is received; the deadline that is told is the same."""
    facts = application(deadline_at=NOW, event=event, now=NOW + 9, grace=10)
    assert may_send(facts, OWNER).allowed
    late = may_send(msgspec.structs.replace(facts, now=NOW + 10), OWNER)
    assert late.reasons[0].params["deadline_at"] == NOW
