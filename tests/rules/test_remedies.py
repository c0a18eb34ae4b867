"""Whatever stands in the way, the remedy is one that works (E0)."""

from functools import cache
from typing import Any, get_args

import msgspec
import pytest

from portal_tui.contract import OPERATIONS
from portal_tui.contract.decisions import Decision, Remedy, Role, Screen
from portal_tui.rules import documents, drafts, people, staff
from portal_tui.rules.facts import ApplicationFacts, Viewer

from .facts import OPEN
from .tables import OTHERS, Decided, every_decision

NOTHING_TO_LIFT = {
    ("take-ownership", "not-owner-yet"): "it is theirs already",
    ("hand-over", "not-the-owner"): "the owner has it already",
    ("add-collaborator", "not-the-owner"): "the owner may do everything already",
    ("remove-collaborator", "is-collaborator"): "they are out already",
    ("restore-application", "is-deleted"): "it is there already",
    ("reopen-task", "task-is-complete"): "it is open already",
    ("reset-task", "task-has-content"): "it is empty already",
    ("undo-reset", "answers-kept"): "there is nothing to bring back",
    ("ask-person", "asked-once-a-day"): "it was asked already; the reason says from when on again",
    ("list-mail", "demonstration-mail"): "a code is shown to nobody; the reason says where mail goes",
}
"""What one wanted is so already, or nobody may lift it."""


@cache
def decided() -> tuple[Decided, ...]:
    return tuple(every_decision())


@cache
def remedies() -> tuple[tuple[Remedy, Viewer], ...]:
    """Each kind of remedy once, with whom it was offered to."""
    found = {}
    for each in decided():
        for check in each.decision.reasons:
            for remedy in check.remedies:
                found[msgspec.json.encode((remedy, each.viewer))] = (remedy, each.viewer)
    return tuple(found.values())


def test_every_reason_has_a_remedy() -> None:
    without = {
        (each.decision.action, check.code)
        for each in decided()
        for check in each.decision.reasons
        if not check.remedies
    }
    assert without == NOTHING_TO_LIFT.keys()


def test_a_rule_that_holds_offers_nothing() -> None:
    assert not [
        (each.decision.action, check.code)
        for each in decided()
        for check in each.decision.checks
        if check.holds and check.remedies
    ]


def test_every_remedy_is_whole() -> None:
    """To do: an operation that takes these arguments. To ask: somebody. To go: a screen that there is."""
    for remedy, _ in remedies():
        if remedy.kind == "do":
            assert remedy.operation is not None
            msgspec.convert(remedy.arguments, OPERATIONS[remedy.operation].type)
            assert remedy.screen is remedy.role is None
        elif remedy.kind == "ask":
            assert remedy.role in get_args(Role)
            assert remedy.operation is remedy.screen is None
        else:
            assert remedy.screen in get_args(Screen)
            assert remedy.operation is remedy.role is None
            assert not remedy.people


def test_people_are_named_to_those_who_may_know_them_only() -> None:
    for remedy, viewer in remedies():
        if remedy.role == "administrator":
            assert bool(remedy.people) == (viewer.standing != "none")
        elif remedy.role == "owner":
            assert bool(remedy.people) == (viewer.standing != "none" or viewer.takes_part)
        else:
            assert not remedy.people


def test_nobody_is_sent_to_ask_themselves() -> None:
    assert not [remedy for remedy, viewer in remedies() if viewer.name in remedy.people]


def test_what_this_person_can_do_now_is_allowed() -> None:
    """Where one reason alone stands in the way, what lifts it isn't refused in its turn."""
    refused = set()
    for each in decided():
        reasons = each.decision.reasons
        if len(reasons) != 1:
            continue
        for remedy in reasons[0].remedies:
            if remedy.kind == "do":
                next_decision = _decide(remedy, each.facts, each.viewer)
                if not next_decision.allowed:
                    codes = tuple(check.code for check in next_decision.reasons)
                    refused.add((each.decision.action, reasons[0].code, remedy.code, codes))
    assert not refused


def _decide(remedy: Remedy, facts: ApplicationFacts, viewer: Viewer) -> Decision:
    arguments: dict[str, Any] = dict(remedy.arguments)
    match remedy.operation:
        case "take-ownership":
            return people.may_take_ownership(facts, viewer)
        case "add-collaborator":
            who = next(each for each in (viewer, *OTHERS) if each.account_id == arguments["account_id"])
            return people.may_add_collaborator(facts, viewer, who=who)
        case "restore-application":
            return drafts.may_restore(facts, viewer)
        case "withdraw-application":
            return drafts.may_withdraw(facts, viewer)
        case "delete-application":
            return drafts.may_delete(facts, viewer)
        case "remove-document":
            return documents.may_remove_document(facts, viewer, OPEN)
        case "request-changes":
            return staff.may_request_changes(
                facts, viewer, expected=arguments["expected"], due_at=arguments.get("due_at")
            )
        case "open-closing" | "close-application":
            return staff.may_move(
                facts,
                viewer,
                remedy.operation,
                expected=arguments["expected"],
                has_closing=remedy.operation == "open-closing",
            )
    pytest.fail(f"no rule for {remedy.operation}")
