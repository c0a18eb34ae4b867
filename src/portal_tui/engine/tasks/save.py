"""Saving answers, field by field, also while somebody else edits the same task (T8)."""

from typing import Any, Final

import msgspec

from portal_tui.contract.problems import FieldProblem, Invalid
from portal_tui.contract.tasks import Change, FieldConflict, SaveAnswers, Saved
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.applications.open import task_row
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.forms.pointers import ABSENT, get, overlap, tokens
from portal_tui.rules.tasks import may_edit_task

from .content import Content, load_task
from .merging import Merged, merge
from .progress import put_authors, task_changed

LARGEST: Final = 4_000_000
"""Bytes that the answers of one task may have, as JSON."""
DEEPEST: Final = 32
"""Steps that a pointer may have."""


@handles(SaveAnswers)
def save_answers(work: Work, operation: SaveAnswers) -> Saved:
    """Store what can be stored; say what others changed meanwhile and what both changed."""
    content = load_task(work, operation.task_id)
    loaded, record = content.loaded, content.record
    demand(may_edit_task(loaded.facts, loaded.viewer, loaded.task_facts(record)))
    _check_pointers(content, operation.changes)
    since = work.dicts("tasks.changed_since", task_id=record.id, revision=operation.revision)
    theirs = [row["pointer"] for row in since]
    merged = merge(
        content.answers,
        operation.changes,
        moved=[pointer for pointer in theirs if isinstance(get(content.answers, pointer), list)],
        overwrite=operation.keep_mine or operation.revision == content.revision,
    )
    merged = _with_totals(content, merged)
    if merged.written:
        content = _store(content, merged, undoable=operation.undoable)
        record = msgspec.structs.replace(
            record, state="in-progress", errors=len(content.problems), filled=True, answered=True
        )
    return Saved(
        revision=content.revision,
        saved_at=work.now,
        row=task_row(loaded, record),
        merged=_others_changes(theirs, merged.answers, operation.changes),
        conflicts=tuple(_conflict(content, change, current) for change, current in merged.conflicts),
        problems=content.problems,
    )


def _with_totals(content: Content, merged: Merged) -> Merged:
    """The totals follow from the other answers, whoever sent what for them (T6)."""
    if not merged.written or not content.record.form_digest:
        return merged
    from portal_tui.forms.totals import totals_of, with_totals

    totals = totals_of(content.work.definitions.checked_form(content.record.form_digest))
    answers, changed = with_totals(totals, merged.answers)
    return merged._replace(answers=answers, written=tuple(dict.fromkeys((*merged.written, *changed))))


def _check_pointers(content: Content, changes: tuple[Change, ...]) -> None:
    """Answers are for fields, and fields have names. Raises Invalid."""
    has_fields = bool(content.record.form_digest) or content.definition.declaration is not None
    wrong = [
        FieldProblem(change.pointer, "unknown-field")
        for change in changes
        if not has_fields
        or not change.pointer.startswith("/")
        or tokens(change.pointer)[0] in ("", "-")
        or len(tokens(change.pointer)) > DEEPEST
    ]
    if wrong:
        raise Invalid(fields=tuple(wrong))


def _store(content: Content, merged: Merged, *, undoable: bool) -> Content:
    work = content.work
    answers = msgspec.json.encode(merged.answers)
    if len(answers) > LARGEST:
        raise Invalid("answers-too-large", size=len(answers), limit=LARGEST)
    if undoable:
        work.run("tasks.keep_for_undo", task_id=content.record.id)
    work.run(
        "tasks.put_answers",
        task_id=content.record.id,
        answers=answers.decode(),
        state="in-progress",
        at=work.now,
        account_id=work.actor.account_id,
    )
    put_authors(content, merged.written)
    return task_changed(content, pointers=merged.written)


def _conflict(content: Content, change: Change, current: Any) -> FieldConflict:
    return FieldConflict(
        pointer=change.pointer,
        base=_or_null(change.base),
        theirs=_or_null(current),
        mine=_or_null(change.value),
        author=_author(content, change.pointer),
    )


def _author(content: Content, pointer: str) -> str:
    """Who last changed the field, or what it is part of, or a part of it."""
    for row in content.work.dicts("tasks.authors", task_id=content.record.id):
        if overlap(row["pointer"], pointer):
            return str(row["name"])
    return content.loaded.record.owner


def _others_changes(theirs: list[str], answers: Any, changes: tuple[Change, ...]) -> dict[str, Any]:
    mine = {change.pointer for change in changes}
    return {pointer: _or_null(get(answers, pointer)) for pointer in theirs if pointer not in mine}


def _or_null(value: Any) -> Any:
    return None if value is ABSENT else value
