"""Gives an application its tasks: those to apply with, and those of its closing (T2, T12)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from portal_tui.contract.problems import NotFound
from portal_tui.engine.work import Work

from .knowing import known_of

if TYPE_CHECKING:
    from portal_tui.engine.applications.loading import ApplicationRecord
    from portal_tui.portals.definition import Task


def add_tasks(
    work: Work,
    record: "ApplicationRecord",
    tasks: "tuple[Task, ...]",
    *,
    answers: Mapping[str, dict[str, Any]] | None = None,
    closing: bool = False,
) -> None:
    """Add them after those that are there, with the forms that the programme had when it was begun (P5).

    ``answers``: what they begin with, by task key. Raises NotFound for a form that there isn't.
    """
    after = work.value("tasks.count", application_id=record.id)
    for position, task in enumerate(tasks, start=after):
        task_id = work.new_id()
        digest = _form_of(work, record, task)
        work.run(
            "tasks.add",
            id=task_id,
            application_id=record.id,
            position=position,
            key=task.key,
            kind=task.kind,
            mandatory=int(task.mandatory is True),
            form_digest=digest,
            closing=int(closing),
            at=work.now,
        )
        _begin(work, task_id, (answers or {}).get(task.key, {}), known_of(work, digest, record.applicant_id))


def _form_of(work: Work, record: "ApplicationRecord", task: "Task") -> str | None:
    if not task.form:
        return None
    about = {"programme_digest": record.programme_digest, "name": task.form}
    digest: str | None = work.value("definitions.form_as_begun", **about)
    if digest is None:
        raise NotFound("form-not-found", form=task.form)
    return digest


def _begin(work: Work, task_id: int, answers: dict[str, Any], known: dict[str, Any]) -> None:
    from portal_tui.forms.answers import prefilled

    begun = prefilled(answers, known)
    if begun:
        work.run(
            "tasks.put_answers",
            task_id=task_id,
            answers=msgspec.json.encode(begun).decode(),
            state="in-progress" if answers else "to-do",
            at=work.now,
            account_id=work.actor.account_id,
        )
