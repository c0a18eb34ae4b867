"""What every change of state has in common: the step, the list, the mail, the audit (T10, C5)."""

from typing import Any

from portal_tui.engine.work import Work

from .listing import relist, touch
from .loading import ApplicationRecord


def move(
    work: Work,
    record: ApplicationRecord,
    state: str,
    *,
    round: int | None = None,
    deadline_at: int | None = None,
    explanation: str = "",
) -> None:
    """Put an application in another state; the operation at work is the step's code."""
    work.run(
        "applications.set_state",
        application_id=record.id,
        state=state,
        round=record.round if round is None else round,
        deadline_at=deadline_at,
    )
    add_step(work, record.id, state=state, explanation=explanation)
    relist(work, record.id)


def add_step(work: Work, application_id: int, *, state: str | None = None, explanation: str = "") -> None:
    """Write a step of the timeline, the audit and the change."""
    work.run(
        "applications.add_step",
        id=work.new_id(),
        application_id=application_id,
        at=work.now,
        author_id=work.actor.account_id,
        code=work.operation,
        state=state,
        explanation=explanation,
    )
    touch(work, application_id)
    work.audit("application", application_id, state=state, explanation=explanation)
    work.changed("application", application_id, application_id)


def tell_people(work: Work, record: ApplicationRecord, code: str, **params: Any) -> None:
    """Mail everybody who takes part, but not whoever did it (C5)."""
    for person in work.dicts("applications.people", application_id=record.id, owner_id=record.owner_id):
        work.mail(
            person["email"],
            code,
            account_id=person["account_id"],
            application_id=record.id,
            number=record.number,
            applicant=record.applicant,
            by=work.actor.name,
            **params,
        )
