"""Every action on an application, by name, with the rule that decides it: for views, refusals and explain."""

from collections.abc import Callable, Iterator
from typing import Final

from portal_tui.contract.decisions import Decision
from portal_tui.contract.problems import NotFound
from portal_tui.rules import discussion, documents, drafts, people, reuse, sending, staff, tasks
from portal_tui.rules.facts import ApplicationFacts, TaskFacts, Viewer
from portal_tui.rules.states import TRANSITIONS

from .loading import Loaded, viewer_of

Rule = Callable[[ApplicationFacts, Viewer], Decision]
TaskRule = Callable[[ApplicationFacts, Viewer, TaskFacts], Decision]

ON_APPLICATION: Final[dict[str, Rule]] = {
    "open-task": tasks.may_read_content,
    "send-application": sending.may_send,
    "take-ownership": people.may_take_ownership,
    "delete-application": drafts.may_delete,
    "restore-application": drafts.may_restore,
    "withdraw-application": drafts.may_withdraw,
    "open-thread": discussion.may_open_thread,
    "reply": discussion.may_reply,
}
"""Decided from the application and the person alone; a reply is the same in every thread."""

ON_TASK: Final[dict[str, TaskRule]] = {
    "save-answers": tasks.may_edit_task,
    "complete-task": tasks.may_complete_task,
    "reopen-task": tasks.may_reopen_task,
    "reset-task": tasks.may_reset_task,
    "undo-reset": tasks.may_undo_reset,
    "export-answers": reuse.may_export,
    "compare-answers": reuse.may_bring,
    "compare-earlier": reuse.may_bring_earlier,
    "add-document": documents.may_add_document,
    "remove-document": documents.may_remove_document,
    "deposit-official": discussion.may_deposit,
}

ON_PERSON: Final = frozenset({"add-collaborator", "remove-collaborator", "hand-over"})

STAFF: Final = frozenset(step.operation for step in TRANSITIONS if step.who == "staff")


def decide(loaded: Loaded, action: str, subject_id: int | None = None) -> Decision:
    """The decision about one action. Raises NotFound for an action that there isn't."""
    if action in ON_APPLICATION:
        return ON_APPLICATION[action](loaded.facts, loaded.viewer)
    if action in STAFF:
        return on_transition(loaded, action, expected=loaded.record.state)
    if action in ON_TASK and subject_id is not None:
        return ON_TASK[action](loaded.facts, loaded.viewer, task_of(loaded, subject_id))
    if action in ON_PERSON and subject_id is not None:
        return on_person(loaded, action, viewer_of(loaded.work, loaded.record, subject_id))
    raise NotFound("no-such-action", action=action)


def decisions_of(loaded: Loaded) -> dict[str, Decision]:
    """The decisions of the actions that make sense on an opened application."""
    names = [*ON_APPLICATION]
    if loaded.record.deleted_at is None:
        names.remove("restore-application")
    decisions = {name: decide(loaded, name) for name in names}
    decisions["add-collaborator"] = on_person(loaded, "add-collaborator", loaded.viewer)
    if loaded.viewer.staff:
        decisions |= {name: decide(loaded, name) for name in sorted(STAFF)}
    return decisions


def every_decision(loaded: Loaded) -> Iterator[Decision]:
    """Whatever a person can meet about an application: on itself, on its tasks, on its people."""
    yield from decisions_of(loaded).values()
    for task in loaded.facts.tasks:
        yield from decisions_on_task(loaded, task).values()
    for person in loaded.work.dicts(
        "applications.people", application_id=loaded.record.id, owner_id=loaded.record.owner_id
    ):
        for action in sorted(ON_PERSON):
            yield decide(loaded, action, person["account_id"])


def decisions_on_task(loaded: Loaded, task: TaskFacts) -> dict[str, Decision]:
    """The decisions of the actions on one task."""
    return {name: rule(loaded.facts, loaded.viewer, task) for name, rule in ON_TASK.items()}


def on_person(loaded: Loaded, action: str, who: Viewer) -> Decision:
    """An action about one person."""
    if action == "hand-over":
        return people.may_hand_over(loaded.facts, loaded.viewer, to=who)
    if action == "remove-collaborator":
        return people.may_remove_collaborator(loaded.facts, loaded.viewer, who=who)
    return people.may_add_collaborator(loaded.facts, loaded.viewer, who=who)


def on_transition(loaded: Loaded, action: str, *, expected: str) -> Decision:
    """A step of staff."""
    return staff.may_move(
        loaded.facts,
        loaded.viewer,
        action,
        expected=expected,
        has_closing=loaded.programme.closing is not None,
    )


def task_of(loaded: Loaded, task_id: int) -> TaskFacts:
    """A task of the application as decisions see it. Raises NotFound."""
    for task in loaded.facts.tasks:
        if task.id == task_id:
            return task
    raise NotFound("task-not-found")
