"""Saving answers, field by field, also while somebody else edits the same task (T8)."""

from typing import Any

import msgspec

from portal_tui.contract.tasks import Change, FieldConflict, SaveAnswers, Saved
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.applications.open import task_row
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.forms.pointers import ABSENT, get, put
from portal_tui.rules.tasks import may_edit_task

from .content import Content, load_task
from .progress import task_changed


@handles(SaveAnswers)
def save_answers(work: Work, operation: SaveAnswers) -> Saved:
    """Store what can be stored; say what others changed meanwhile and what both changed."""
    content = load_task(work, operation.task_id)
    loaded, record = content.loaded, content.record
    demand(may_edit_task(loaded.facts, loaded.viewer, loaded.task_facts(record)))
    conflicts = []
    answers = content.answers
    written = []
    for change in operation.changes:
        current = get(answers, change.pointer)
        if current == change.value:
            continue
        if operation.revision == content.revision or operation.keep_mine or current == change.base:
            answers = put(answers, change.pointer, change.value)
            written.append(change)
        else:
            conflicts.append(_conflict(work, content, change, current))
    merged = _others_changes(work, content, operation)
    problems = content.problems(answers)
    revision = content.revision
    if written:
        revision += 1
        work.run(
            "tasks.put_answers",
            task_id=record.id,
            answers=msgspec.json.encode(answers).decode(),
            errors=len(problems),
            state="in-progress",
            at=work.now,
            account_id=work.actor.account_id,
        )
        for change in written:
            work.run(
                "tasks.put_author",
                task_id=record.id,
                pointer=change.pointer,
                account_id=work.actor.account_id,
                revision=revision,
            )
        task_changed(content, pointers=[change.pointer for change in written])
        record = msgspec.structs.replace(record, state="in-progress", errors=len(problems), filled=True)
    return Saved(
        revision=revision,
        saved_at=work.now,
        row=task_row(loaded, record),
        merged=merged,
        conflicts=tuple(conflicts),
        problems=problems,
    )


def _conflict(work: Work, content: Content, change: Change, current: Any) -> FieldConflict:
    author = work.value("tasks.author", task_id=content.record.id, pointer=change.pointer)
    return FieldConflict(
        pointer=change.pointer,
        base=_or_null(change.base),
        theirs=_or_null(current),
        mine=_or_null(change.value),
        author=author or content.loaded.record.owner,
    )


def _others_changes(work: Work, content: Content, operation: SaveAnswers) -> dict[str, Any]:
    if operation.revision == content.revision:
        return {}
    mine = {change.pointer for change in operation.changes}
    since = work.dicts("tasks.changed_since", task_id=content.record.id, revision=operation.revision)
    return {
        row["pointer"]: _or_null(get(content.answers, row["pointer"]))
        for row in since
        if row["pointer"] not in mine
    }


def _or_null(value: Any) -> Any:
    return None if value is ABSENT else value
