"""What every change of state has in common: the step, the list, the mail, the audit (T10, C5)."""

from typing import Any

import msgspec

from portal_tui.engine.work import Work

from .listing import relist, touch
from .loading import ApplicationRecord, Loaded


def move(
    work: Work,
    record: ApplicationRecord,
    state: str,
    *,
    round: int | None = None,
    deadline_at: int | None = None,
    explanation: str = "",
    **params: Any,
) -> None:
    """Put an application in another state; the operation is the step's code, ``params`` fill its text."""
    round = record.round if round is None else round
    work.run(
        "applications.set_state",
        application_id=record.id,
        state=state,
        round=round,
        deadline_at=deadline_at,
    )
    add_step(work, record.id, state=state, explanation=explanation, round=round, **params)
    relist(work, record.id)


def add_step(
    work: Work, application_id: int, *, state: str | None = None, explanation: str = "", **params: Any
) -> None:
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
        params=msgspec.json.encode(params).decode(),
    )
    touch(work, application_id)
    work.audit("application", application_id, state=state, explanation=explanation, **params)
    work.changed("application", application_id, application_id)


def tell_people(
    work: Work, record: ApplicationRecord, code: str, *, me_too: bool = True, **params: Any
) -> None:
    """Mail everybody who takes part, also whoever did it unless ``me_too`` says otherwise (C5)."""
    for person in work.dicts("applications.people", application_id=record.id, owner_id=record.owner_id):
        if me_too or person["account_id"] != work.actor.account_id:
            tell(work, record, person["email"], code, account_id=person["account_id"], **params)


def tell_desk(loaded: Loaded, code: str, **params: Any) -> None:
    """Mail the service desk in charge."""
    work = loaded.work
    desk = work.portal.service_desk(loaded.programme.service_desk)
    tell(work, loaded.record, desk.email or work.portal.operator.email, code, **params)


def tell(
    work: Work,
    record: ApplicationRecord,
    recipient: str,
    code: str,
    *,
    account_id: int | None = None,
    **params: Any,
) -> None:
    """Mail one address about an application: with its number, and by whom."""
    work.mail(
        recipient,
        code,
        account_id=account_id,
        application_id=record.id,
        number=record.number,
        applicant=record.applicant,
        by=work.actor.name,
        **params,
    )
