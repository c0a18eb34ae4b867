"""Whatever stands in the way, the remedy is one that works (E0)."""

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
    ("extend-deadline", "later-than-due"): "the reason says until when it is",
    ("undo-reset", "answers-kept"): "there is nothing to bring back",
    ("ask-person", "asked-once-a-day"): "it was asked already; the reason says from when on again",
    ("list-mail", "demonstration-mail"): "a code is shown to nobody; the reason says where mail goes",
}
"""What one wanted is so already, or nobody may lift it."""


def test_every_reason_has_remedies_that_work() -> None:
    """All in one pass over the truth tables, which is long."""
    without = set()
    for each in every_decision():
        for check in each.decision.checks:
            if check.holds:
                assert check.remedies == (), "a rule that holds offers nothing"
            elif not check.remedies:
                without.add((each.decision.action, check.code))
            for remedy in check.remedies:
                is_whole(remedy)
                names_whom_the_person_may_know(remedy, each.viewer)
        what_can_be_done_now_is_allowed(each)
    assert without == NOTHING_TO_LIFT.keys()


def is_whole(remedy: Remedy) -> None:
    """To do: an operation that takes these arguments. To ask: somebody. To go: a screen that there is."""
    if remedy.kind == "do":
        assert remedy.operation is not None
        msgspec.convert(remedy.arguments, OPERATIONS[remedy.operation].type)
        assert remedy.screen is remedy.role is None
    elif remedy.kind == "ask":
        assert remedy.role in get_args(Role)
        assert remedy.operation is remedy.screen is None
    else:
        assert remedy.kind == "go"
        assert remedy.screen in get_args(Screen)
        assert remedy.operation is remedy.role is None


def names_whom_the_person_may_know(remedy: Remedy, viewer: Viewer) -> None:
    """Administrators to members, the owner also to whoever takes part; nobody is sent to ask themselves."""
    assert viewer.name not in remedy.people
    if remedy.role == "administrator":
        assert bool(remedy.people) == (viewer.standing != "none")
    elif remedy.role == "owner":
        assert bool(remedy.people) == (viewer.standing != "none" or viewer.takes_part)
    else:
        assert not remedy.people


def what_can_be_done_now_is_allowed(each: Decided) -> None:
    """Where one reason alone stands in the way, what lifts it isn't refused in its turn."""
    reasons = each.decision.reasons
    if len(reasons) != 1:
        return
    for remedy in reasons[0].remedies:
        if remedy.kind == "do":
            after = _decide(remedy, each.facts, each.viewer)
            codes = [check.code for check in after.reasons]
            assert after.allowed, (each.decision.action, reasons[0].code, remedy.code, codes)


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
