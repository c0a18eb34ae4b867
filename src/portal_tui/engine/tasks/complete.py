"""Marking tasks as complete, reopening, resetting and undoing that (T2)."""

import msgspec

from portal_tui.contract.problems import Refused
from portal_tui.contract.tasks import CompleteTask, ReopenTask, ResetTask, TaskView, UndoReset
from portal_tui.engine.applications.decide import ON_TASK
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.forms.pointers import pointer_of
from portal_tui.rules.tasks import may_complete_task

from .content import Content, load_task
from .open import view
from .progress import put_authors, task_changed


@handles(CompleteTask)
def complete_task(work: Work, operation: CompleteTask) -> TaskView:
    """Mark as complete if everything is valid now; the refusal names the fields."""
    content = load_task(work, operation.task_id)
    record = msgspec.structs.replace(content.record, errors=len(content.problems))
    decision = may_complete_task(
        content.loaded.facts, content.loaded.viewer, content.loaded.task_facts(record)
    )
    if not decision.allowed:
        raise Refused(decision=decision, fields=content.problems)
    if content.record.state == "complete":
        return view(content)
    return _set_state(content, "complete")


@handles(ReopenTask)
def reopen_task(work: Work, operation: ReopenTask) -> TaskView:
    """Put it back in progress."""
    return _set_state(_allowed(work, operation.task_id), "in-progress")


@handles(ResetTask)
def reset_task(work: Work, operation: ResetTask) -> TaskView:
    """Empty it, and keep the answers for undo; documents stay until they are removed."""
    content = _allowed(work, operation.task_id)
    if content.answers:
        work.run(
            "tasks.reset",
            task_id=content.record.id,
            state="in-progress" if content.documents else "to-do",
            at=work.now,
            account_id=work.actor.account_id,
        )
        put_authors(content, [pointer_of([name]) for name in content.answers])
    return _after(content)


@handles(UndoReset)
def undo_reset(work: Work, operation: UndoReset) -> TaskView:
    """Bring the answers back; what was answered since is kept for undo in its turn."""
    content = _allowed(work, operation.task_id)
    kept = msgspec.json.decode(work.value("tasks.undo_answers", task_id=content.record.id))
    work.run(
        "tasks.undo_reset",
        task_id=content.record.id,
        state="in-progress" if kept or content.documents else "to-do",
        at=work.now,
        account_id=work.actor.account_id,
    )
    put_authors(content, [pointer_of([name]) for name in sorted({*content.answers, *kept})])
    return _after(content)


def _allowed(work: Work, task_id: int) -> Content:
    content = load_task(work, task_id)
    loaded = content.loaded
    demand(ON_TASK[work.operation](loaded.facts, loaded.viewer, loaded.task_facts(content.record)))
    return content


def _set_state(content: Content, state: str) -> TaskView:
    content.work.run(
        "tasks.set_state",
        task_id=content.record.id,
        state=state,
        at=content.work.now,
        account_id=content.work.actor.account_id,
    )
    return _after(content)


def _after(content: Content) -> TaskView:
    task_changed(content)
    return view(load_task(content.work, content.record.id))
