"""What may be done with a task: read, edit, mark complete, reopen, reset (T2, T5, T9)."""

from portal_tui.contract.decisions import Check, Decision, Remedy

from .checks import ask_staff, content_open, edits, not_deleted, reads
from .facts import ApplicationFacts, TaskFacts, Viewer

TO_APPLICANTS = "communications"
"""The kind of task that the operator fills, not the applicant (T6, T11)."""


def may_read_content(facts: ApplicationFacts, viewer: Viewer) -> Decision:
    """Reading tasks, answers, documents and the discussion."""
    return Decision(action="open-task", checks=(not_deleted(facts, viewer), *reads(facts, viewer)))


def may_edit_task(facts: ApplicationFacts, viewer: Viewer, task: TaskFacts) -> Decision:
    """Changing answers and documents."""
    return Decision(action="save-answers", checks=editing(facts, viewer, task))


def may_complete_task(facts: ApplicationFacts, viewer: Viewer, task: TaskFacts) -> Decision:
    """Marking as complete: explicitly, and only if valid."""
    correct = Check(
        code="task-valid",
        rule="T2",
        holds=task.errors == 0,
        params={"count": task.errors, "task": task.title},
        remedies=()
        if task.errors == 0
        else (
            Remedy(
                kind="go",
                code="go-to-first-error",
                screen="task",
                arguments={"application_id": facts.id, "task_id": task.id},
            ),
        ),
    )
    return Decision(action="complete-task", checks=(*editing(facts, viewer, task), correct))


def may_reopen_task(facts: ApplicationFacts, viewer: Viewer, task: TaskFacts) -> Decision:
    """Putting a complete task back in progress."""
    complete = Check(code="task-is-complete", rule="T2", holds=task.state == "complete")
    return Decision(action="reopen-task", checks=(*editing(facts, viewer, task), complete))


def may_reset_task(facts: ApplicationFacts, viewer: Viewer, task: TaskFacts) -> Decision:
    """Emptying a task; its answers are kept for undo."""
    filled = Check(code="task-has-content", rule="T2", holds=task.filled, params={"task": task.title})
    return Decision(action="reset-task", checks=(*editing(facts, viewer, task), filled))


def may_undo_reset(facts: ApplicationFacts, viewer: Viewer, task: TaskFacts) -> Decision:
    """Bringing back what a reset emptied."""
    kept = Check(code="answers-kept", rule="T2", holds=task.undo)
    return Decision(action="undo-reset", checks=(*editing(facts, viewer, task), kept))


def editing(facts: ApplicationFacts, viewer: Viewer, task: TaskFacts) -> tuple[Check, ...]:
    """What every change of a task needs."""
    ours = Check(
        code="filled-by-applicant",
        rule="T6",
        holds=task.kind != TO_APPLICANTS,
        params={"task": task.title, "desk": facts.service_desk},
        remedies=() if task.kind != TO_APPLICANTS else (ask_staff(facts),),
    )
    return (not_deleted(facts, viewer), ours, *edits(facts, viewer), *content_open(facts, task))
