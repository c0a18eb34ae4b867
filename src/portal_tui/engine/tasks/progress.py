"""What follows from a change in a task: progress, mandatory tasks, place in lists (T1, T2)."""

from collections.abc import Iterable

from portal_tui.engine.applications.conditions import holds, next_event
from portal_tui.engine.applications.listing import relist, touch
from portal_tui.engine.applications.loading import Loaded
from portal_tui.engine.work import Work
from portal_tui.rules.windows import closing_for

from .content import Content


def task_changed(content: Content, **details: object) -> Content:
    """The task was written: recount, move the application up, tell and audit. Returns what it holds now."""
    work, application_id = content.work, content.loaded.record.id
    now = recount(content.loaded, content.record.id)[content.record.id]
    touch(work, application_id)
    work.audit("task", content.record.id, **details)
    work.changed("task", content.record.id, application_id)
    return now


def put_authors(content: Content, pointers: Iterable[str]) -> None:
    """Remember who changed these fields last, in the revision that this change makes (T8)."""
    for pointer in pointers:
        content.work.run(
            "tasks.put_author",
            task_id=content.record.id,
            pointer=pointer,
            account_id=content.work.actor.account_id,
            revision=content.revision + 1,
        )


def recount(loaded: Loaded, *written: int) -> dict[int, Content]:
    """What depends on answers: what is mandatory, the deadline, what is wrong; and how much is complete.

    ``written``: ids of tasks whose own content changed; the others count anew where theirs hangs on it.
    Returns what was looked at, by id.
    """
    work, counted = loaded.work, {}
    for task in loaded.tasks:
        definition = loaded.programme.task(task.key)
        if not isinstance(definition.mandatory, bool):
            mandatory = holds(definition.mandatory, loaded)
            work.run("tasks.set_mandatory", task_id=task.id, mandatory=int(mandatory))
        if task.id in written or not all(isinstance(slot.mandatory, bool) for slot in definition.documents):
            counted[task.id] = content = Content(loaded, task)
            work.run("tasks.set_errors", task_id=task.id, errors=len(content.problems))
    if loaded.programme.relative_deadlines and loaded.record.state == "draft":
        _redate(work, loaded)
    closing = int(loaded.facts.in_closing)
    work.run("applications.set_progress", application_id=loaded.record.id, closing=closing)
    return counted


def _redate(work: Work, loaded: Loaded) -> None:
    """The deadline is the programme's, or what hangs on a date that the applicant gave, if that is sooner."""
    record = loaded.record
    live = work.portal.programme(record.programme_code)
    closes_at = closing_for(live, work.definitions.zone, record.created_at)
    event = next_event(loaded)
    deadlines = [closes_at, None if event is None else event.deadline_at]
    deadline_at = min((each for each in deadlines if each is not None), default=None)
    if deadline_at != record.deadline_at:
        work.run("applications.set_deadline", application_id=record.id, deadline_at=deadline_at)
        relist(work, record.id)
