"""What follows from a change in a task: progress, mandatory tasks, place in lists (T1, T2)."""

from collections.abc import Iterable

from portal_tui.engine.applications.listing import touch
from portal_tui.engine.applications.loading import Loaded
from portal_tui.engine.work import Work

from .content import Content, holds


def task_changed(content: Content, **details: object) -> None:
    """The task was written: recount, move the application up, tell and audit."""
    work, application_id = content.work, content.loaded.record.id
    recount(work, content.loaded)
    touch(work, application_id)
    work.audit("task", content.record.id, **details)
    work.changed("task", content.record.id, application_id)


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


def recount(work: Work, loaded: Loaded) -> None:
    """Which tasks are mandatory now, and how many of them are complete."""
    for task in loaded.tasks:
        mandatory = loaded.programme.task(task.key).mandatory
        if not isinstance(mandatory, bool):
            work.run("tasks.set_mandatory", task_id=task.id, mandatory=int(holds(mandatory, loaded)))
    work.run("applications.set_progress", application_id=loaded.record.id)
