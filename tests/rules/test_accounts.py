"""The truth tables of accounts: confirming, correcting, resetting, creating anything (A1-A3, W2)."""

from collections.abc import Callable
from itertools import product

import pytest

from portal_tui.contract.decisions import Decision
from portal_tui.rules.accounts import (
    CodeFacts,
    creates,
    may_confirm,
    may_correct_address,
    may_reset_password,
    may_send_confirmation,
)
from portal_tui.rules.facts import Viewer
from tests.decisions import demand_readable, failed, held, ways

RIGHT = CodeFacts(current=True, right=True, tries_left=4)


@pytest.mark.parametrize(("confirmed", "staff"), product((True, False), repeat=2))
def test_creating_takes_a_confirmed_address_and_an_applicants_account(confirmed: bool, staff: bool) -> None:
    viewer = Viewer(account_id=1, name="Maude", confirmed=confirmed, staff=staff)
    decision = Decision(action="start-application", checks=creates(viewer))
    assert held(decision) == {"confirmed": confirmed, "is-applicant": not staff}
    demand_readable(decision)


@pytest.mark.parametrize("may", [may_send_confirmation, may_correct_address])
def test_there_is_something_to_confirm_only_once(may: Callable[..., Decision]) -> None:
    for confirmed in (True, False):
        decision = may(confirmed=confirmed)
        assert held(decision) == {"not-confirmed-yet": not confirmed}
        demand_readable(decision)


@pytest.mark.parametrize(("confirmed", "current", "right", "free"), product((True, False), repeat=4))
def test_confirming(confirmed: bool, current: bool, right: bool, free: bool) -> None:
    code = CodeFacts(current=current, right=right, tries_left=3)
    decision = may_confirm(code, confirmed=confirmed, address="m@example.org", free=free)
    expected = {"not-confirmed-yet": not confirmed, "code-current": current, "address-free": free}
    if current:
        expected["code-right"] = right
    assert held(decision) == expected
    assert decision.allowed == (not confirmed and current and right and free)
    demand_readable(decision)


def test_a_wrong_code_says_how_many_tries_are_left_and_sends_another() -> None:
    code = CodeFacts(current=True, right=False, tries_left=3)
    decision = may_confirm(code, confirmed=False, address="m@example.org", free=True)
    assert decision.reasons[0].params == {"left": 3}
    assert ways(decision, "code-right") == [("do", "send-confirmation")]


def test_a_code_that_is_too_old_sends_another() -> None:
    code = CodeFacts(current=False, right=True)
    decision = may_confirm(code, confirmed=False, address="m@example.org", free=True)
    assert ways(decision, "code-current") == [("do", "send-confirmation")]


def test_an_address_confirmed_elsewhere_meanwhile_leads_there() -> None:
    decision = may_confirm(RIGHT, confirmed=False, address="m@example.org", free=False)
    assert failed(decision) == ["address-free"]
    assert ways(decision, "address-free") == [("go", "sign-in-there")]


@pytest.mark.parametrize(("current", "right"), product((True, False), repeat=2))
def test_a_reset_says_the_same_of_every_code_that_is_no_good(current: bool, right: bool) -> None:
    decision = may_reset_password(CodeFacts(current=current, right=right), address="m@example.org")
    assert decision.allowed == (current and right)
    refusals = {
        may_reset_password(CodeFacts(current=a, right=b, tries_left=c), address="m@example.org")
        == may_reset_password(CodeFacts(current=False, right=False), address="m@example.org")
        for a, b, c in ((True, False, 3), (False, True, 0), (False, False, 4))
    }
    assert refusals == {True}
    demand_readable(decision)


def test_a_reset_that_failed_sends_another_code_to_the_same_address() -> None:
    decision = may_reset_password(CodeFacts(current=False, right=False), address="m@example.org")
    remedy = decision.reasons[0].remedies[0]
    assert (remedy.operation, remedy.arguments) == ("ask-password-reset", {"email": "m@example.org"})
