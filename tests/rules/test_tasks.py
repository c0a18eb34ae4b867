"""The truth tables of tasks: reading, editing, completing, resetting (T2, T5, T9)."""

from itertools import product

import pytest

from portal_tui.contract.decisions import Decision
from portal_tui.rules.facts import ApplicationFacts, TaskFacts, Viewer
from portal_tui.rules.states import STATES
from portal_tui.rules.tasks import (
    may_complete_task,
    may_edit_task,
    may_read_content,
    may_reopen_task,
    may_reset_task,
    may_undo_reset,
)
from tests.decisions import failed, held, ways

from .facts import (
    ADMINISTRATOR,
    ADMINISTRATOR_READS,
    COMMUNICATIONS,
    DONE,
    EDITOR,
    EMPTIED,
    EVERYBODY,
    GUEST,
    MEMBER,
    NOW,
    OPEN,
    OWNER,
    OWNER_ADMINISTERS,
    PRIMARY,
    READER,
    STAFF,
    TASKS,
    WRONG,
    application,
)

READERS = (OWNER, EDITOR, READER, STAFF, GUEST, ADMINISTRATOR_READS, OWNER_ADMINISTERS)
EDITORS = (OWNER, EDITOR, GUEST, OWNER_ADMINISTERS)


def test_reading_over_every_combination() -> None:
    for viewer, policy, deleted in product(EVERYBODY, (False, True), (None, NOW - 5)):
        facts = application(administrators_read_content=policy, deleted_at=deleted)
        decision = may_read_content(facts, viewer)
        by_policy = policy and viewer in (PRIMARY, ADMINISTRATOR)
        assert held(decision) == {
            "not-deleted": deleted is None,
            "takes-part": viewer in READERS or by_policy,
        }
        assert decision.action == "open-task"


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        (PRIMARY, [("do", "add-myself"), ("ask", "ask-to-be-added")]),
        (ADMINISTRATOR, [("do", "add-myself"), ("ask", "ask-to-be-added")]),
        (MEMBER, [("ask", "ask-to-be-added"), ("ask", "ask-administrator-to-be-added")]),
    ],
)
def test_who_does_not_take_part_learns_how_to(viewer: Viewer, expected: list[tuple[str, str]]) -> None:
    assert ways(may_read_content(application(), viewer), "takes-part") == expected
    assert ways(may_edit_task(application(), viewer, OPEN), "may-edit") == expected


def editing(facts: ApplicationFacts, viewer: Viewer, task: TaskFacts) -> dict[str, bool]:
    return {
        "not-deleted": facts.deleted_at is None,
        "filled-by-applicant": task is not COMMUNICATIONS,
        "may-edit": viewer in EDITORS,
        "content-open": facts.state in ("draft", "changes-requested"),
    }


def check_each(task: TaskFacts, decision: Decision, expected: dict[str, bool], action: str) -> None:
    assert held(decision) == expected, task.title
    assert decision.action == action


def test_editing_over_every_combination() -> None:
    for viewer, state, deleted, task in product(EVERYBODY, STATES, (None, NOW - 5), TASKS):
        facts = application(state=state, deleted_at=deleted, round=1)
        base = editing(facts, viewer, task)
        check_each(task, may_edit_task(facts, viewer, task), base, "save-answers")
        check_each(
            task,
            may_complete_task(facts, viewer, task),
            base | {"task-valid": task is not WRONG},
            "complete-task",
        )
        check_each(
            task,
            may_reopen_task(facts, viewer, task),
            base | {"task-is-complete": task is DONE},
            "reopen-task",
        )
        check_each(
            task,
            may_reset_task(facts, viewer, task),
            base | {"task-has-content": task in (DONE, WRONG)},
            "reset-task",
        )
        check_each(
            task,
            may_undo_reset(facts, viewer, task),
            base | {"answers-kept": task is EMPTIED},
            "undo-reset",
        )


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        (READER, [("ask", "ask-to-edit")]),
        (ADMINISTRATOR_READS, [("do", "let-myself-edit"), ("ask", "ask-to-edit")]),
        (STAFF, [("go", "write-to-applicant")]),
    ],
)
def test_a_reader_learns_how_to_edit(viewer: Viewer, expected: list[tuple[str, str]]) -> None:
    decision = may_edit_task(application(), viewer, OPEN)
    assert ways(decision, "may-edit") == expected
    assert decision.reasons[0].params == {"owner": "Maude", "access": viewer.access}


def test_an_administrator_gives_himself_the_right_to_edit() -> None:
    remedy = may_edit_task(application(), ADMINISTRATOR_READS, OPEN).reasons[0].remedies[0]
    assert remedy.operation == "add-collaborator"
    assert remedy.arguments == {"application_id": 100, "account_id": 9, "access": "edit"}


def test_what_is_frozen_leads_to_the_receipt_and_to_staff() -> None:
    decision = may_edit_task(application(state="sent", round=2), OWNER, OPEN)
    assert ways(decision, "content-open") == [("go", "see-receipt"), ("ask", "ask-for-correction")]
    receipt = decision.reasons[0].remedies[0]
    assert (receipt.screen, receipt.arguments) == ("receipt", {"application_id": 100, "round": 2})
    assert decision.reasons[0].params == {"state": "sent"}


def test_errors_are_counted_and_lead_to_the_first() -> None:
    decision = may_complete_task(application(), OWNER, WRONG)
    assert decision.reasons[0].params == {"count": 2, "task": "Profil"}
    remedy = decision.reasons[0].remedies[0]
    assert (remedy.code, remedy.screen) == ("go-to-first-error", "task")
    assert remedy.arguments == {"application_id": 100, "task_id": 16}


def test_official_communications_are_the_operators() -> None:
    decision = may_edit_task(application(), OWNER, COMMUNICATIONS)
    assert failed(decision) == ["filled-by-applicant"]
    assert ways(decision, "filled-by-applicant") == [("ask", "ask-staff")]
    assert decision.reasons[0].params == {"task": "Communications", "desk": "Direction de la musique"}
    assert failed(may_reset_task(application(), OWNER, OPEN)) == ["task-has-content"]
    assert may_reset_task(application(), OWNER, OPEN).reasons[0].params == {"task": "Documents"}
