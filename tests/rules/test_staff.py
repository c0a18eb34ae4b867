"""The truth tables of what staff do (T10, W1)."""

from itertools import product

import pytest

from portal_tui.rules.staff import correction_deadline, may_extend, may_move, may_request_changes
from portal_tui.rules.states import STATES, TRANSITIONS, steps_of, transition
from tests.decisions import failed, held, ways

from .facts import EVERYBODY, NOW, OWNER, STAFF, application

MOVES = {
    "begin-review": {"sent": "under-review"},
    "request-changes": {"under-review": "changes-requested", "closing-sent": "closing"},
    "declare-eligible": {"under-review": "eligible"},
    "declare-ineligible": {"under-review": "ineligible"},
    "grant-application": {"eligible": "granted"},
    "refuse-application": {"eligible": "refused"},
    "open-closing": {"granted": "closing"},
    "record-final-payment": {"closing-sent": "closed"},
    "close-application": {"granted": "closed", "closing": "closed"},
}
"""From which states an operation of staff leads to which."""


def test_moving_over_every_combination() -> None:
    for operation, moves in MOVES.items():
        for viewer, state, expected, has_closing in product(
            EVERYBODY, STATES, ("sent", "granted"), (False, True)
        ):
            decision = may_move(
                application(state=state, round=1),
                viewer,
                operation,
                expected=expected,
                has_closing=has_closing,
            )
            step = transition(operation, state)
            assert (step.target if step else None) == moves.get(state)
            rules = {"is-staff": viewer.staff, "state-as-expected": state == expected}
            if operation == "record-final-payment" and state in ("closing", "closing-sent"):
                rules["report-received"] = state == "closing-sent"
            else:
                rules["transition-possible"] = state in moves
            if operation == "open-closing":
                rules["with-closing"] = has_closing
            if operation == "close-application" and state != "closing":
                rules["without-closing"] = not has_closing
            assert held(decision) == rules
            assert decision.action == operation


def test_every_transition_of_staff_is_there_and_every_state_is_reached() -> None:
    assert {step.operation for step in TRANSITIONS if step.who == "staff"} == MOVES.keys()
    assert {step.target for step in TRANSITIONS} == set(STATES) - {"draft"}
    assert steps_of("no-such-step") == ()


def test_two_officers_do_not_decide_against_each_other() -> None:
    """Who has seen another state looks again."""
    decision = may_move(
        application(state="ineligible"),
        STAFF,
        "declare-eligible",
        expected="under-review",
        has_closing=True,
    )
    assert failed(decision) == ["state-as-expected", "transition-possible"]
    for reason in decision.reasons:
        assert reason.params == {"state": "ineligible"}
        assert reason.remedies[0].screen == "application"
        assert reason.remedies[0].arguments == {"application_id": 100}


@pytest.mark.parametrize(
    ("state", "deadline_at", "until", "expected"),
    [
        ("draft", NOW + 5, NOW + 6, []),
        ("draft", NOW - 5, NOW + 1, []),
        ("changes-requested", NOW + 5, NOW + 6, []),
        ("draft", NOW + 5, NOW + 5, ["later-than-due"]),
        ("draft", NOW - 5, NOW, ["later-than-due"]),
        ("draft", None, NOW + 6, ["still-due"]),
        ("sent", NOW + 5, NOW + 6, ["still-due"]),
    ],
)
def test_more_time_is_for_what_is_due_and_goes_further(
    state: str, deadline_at: int | None, until: int, expected: list[str]
) -> None:
    facts = application(state=state, deadline_at=deadline_at)
    assert failed(may_extend(facts, STAFF, until=until)) == expected
    assert sorted(failed(may_extend(facts, OWNER, until=until))) == sorted(["is-staff", *expected])


def test_an_applicant_asks_staff() -> None:
    decision = may_move(application(state="sent"), OWNER, "begin-review", expected="sent", has_closing=False)
    assert ways(decision, "is-staff") == [("ask", "ask-staff")]
    assert decision.reasons[0].remedies[0].role == "service-desk"
    assert decision.reasons[0].params == {"desk": "Direction de la musique"}


@pytest.mark.parametrize(
    ("operation", "has_closing", "code", "instead"),
    [
        ("open-closing", False, "with-closing", "close-application"),
        ("close-application", True, "without-closing", "open-closing"),
    ],
)
def test_the_closing_is_as_the_programme_has_it(
    operation: str, has_closing: bool, code: str, instead: str
) -> None:
    facts = application(state="granted", round=1)
    decision = may_move(facts, STAFF, operation, expected="granted", has_closing=has_closing)
    assert failed(decision) == [code]
    remedy = decision.reasons[0].remedies[0]
    assert (remedy.code, remedy.operation) == (f"{instead}-instead", instead)
    assert remedy.arguments == {"application_id": 100, "expected": "granted"}


CLOSES = NOW + 100


@pytest.mark.parametrize(
    ("outlives", "closes_at", "due_at", "expected", "deadline"),
    [
        (True, None, None, [], None),
        (True, CLOSES, CLOSES + 50, [], CLOSES + 50),
        (True, NOW - 1, NOW + 1, [], NOW + 1),
        (True, None, NOW, ["due-ahead"], NOW),
        (False, None, NOW + 9, [], NOW + 9),
        (False, CLOSES, CLOSES, [], CLOSES),
        (False, CLOSES, None, [], CLOSES),
        (False, CLOSES, CLOSES + 1, ["due-before-closing"], CLOSES + 1),
        (False, NOW, None, ["due-before-closing"], NOW),
        (False, NOW + 1, None, [], NOW + 1),
    ],
)
def test_the_window_for_corrections(
    outlives: bool, closes_at: int | None, due_at: int | None, expected: list[str], deadline: int | None
) -> None:
    facts = application(
        state="under-review", round=1, corrections_outlive_closing=outlives, closes_at=closes_at
    )
    decision = may_request_changes(facts, STAFF, expected="under-review", due_at=due_at)
    assert failed(decision) == expected
    assert decision.action == "request-changes"
    assert correction_deadline(facts, due_at) == deadline


def test_a_window_that_is_refused_has_one_that_is_not() -> None:
    facts = application(state="under-review", round=1, corrections_outlive_closing=False, closes_at=CLOSES)
    late = may_request_changes(facts, STAFF, expected="under-review", due_at=CLOSES + 1)
    until = late.reasons[0].remedies[0]
    assert (until.code, until.operation) == ("due-at-closing", "request-changes")
    assert until.arguments == {"application_id": 100, "expected": "under-review", "due_at": CLOSES}
    assert late.reasons[0].params == {"closes_at": CLOSES}
    past = may_request_changes(facts, STAFF, expected="under-review", due_at=NOW)
    without = past.reasons[0].remedies[0]
    assert (without.code, without.operation) == ("without-due-date", "request-changes")
    assert without.arguments == {"application_id": 100, "expected": "under-review"}
    assert past.reasons[0].params == {"due_at": NOW}
    closed = application(state="under-review", round=1, corrections_outlive_closing=False, closes_at=NOW)
    decision = may_request_changes(closed, STAFF, expected="under-review", due_at=None)
    assert ways(decision, "due-before-closing") == [("go", "decide-as-it-is")]
    assert decision.reasons[0].remedies[0].screen == "application"


def test_requesting_changes_is_a_step_of_staff_like_the_others() -> None:
    decision = may_request_changes(application(), OWNER, expected="under-review", due_at=None)
    assert held(decision) == {
        "is-staff": False,
        "state-as-expected": False,
        "transition-possible": False,
        "due-ahead": True,
    }
