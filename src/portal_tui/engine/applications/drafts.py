"""Deleting drafts, restoring them, withdrawing what was sent (T10, T14)."""

from portal_tui.contract.applications import (
    ApplicationView,
    DeleteApplication,
    Deleted,
    ListDeleted,
    RestoreApplication,
    WithdrawApplication,
)
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.drafts import may_delete, may_restore, may_withdraw
from portal_tui.rules.states import RESTORABLE

from .listing import relist
from .loading import demand, load
from .moving import add_step, move, tell_desk, tell_people
from .open import view


@handles(DeleteApplication)
def delete_application(work: Work, operation: DeleteApplication) -> None:
    """Out of every list, with all that it holds; for 14 days it can come back."""
    loaded = load(work, operation.application_id)
    demand(may_delete(loaded.facts, loaded.viewer))
    _set_deleted(work, loaded.record.id, work.now)
    tell_people(work, loaded.record, "deleted", me_too=False, restorable_at=work.now + RESTORABLE)


@handles(RestoreApplication)
def restore_application(work: Work, operation: RestoreApplication) -> ApplicationView:
    """As it was."""
    loaded = load(work, operation.application_id)
    demand(may_restore(loaded.facts, loaded.viewer))
    _set_deleted(work, loaded.record.id, None)
    tell_people(work, loaded.record, "restored", me_too=False)
    return view(load(work, loaded.record.id))


@handles(ListDeleted)
def list_deleted(work: Work, operation: ListDeleted) -> tuple[Deleted, ...]:
    """Those of the acting entity that this person takes part in or administers, the latest first."""
    rows = work.dicts(
        "applications.deleted",
        entity_id=work.actor.acting_entity_id,
        account_id=work.actor.account_id,
        since=work.now - RESTORABLE,
    )
    deleted = []
    for row in rows:
        loaded = load(work, row["id"])
        title = work.portal.programme(loaded.record.programme_code).title
        deleted.append(
            Deleted(
                application_id=row["id"],
                number=loaded.record.number,
                programme=work.portal.say(title, work.language),
                deleted_by=row["deleted_by"],
                deleted_at=row["deleted_at"],
                restorable_until=row["deleted_at"] + RESTORABLE,
                decision=may_restore(loaded.facts, loaded.viewer),
            )
        )
    return tuple(deleted)


@handles(WithdrawApplication)
def withdraw_application(work: Work, operation: WithdrawApplication) -> ApplicationView:
    """Everybody is told, the service desk too."""
    loaded = load(work, operation.application_id)
    demand(may_withdraw(loaded.facts, loaded.viewer))
    move(work, loaded.record, "withdrawn", explanation=operation.explanation)
    tell_people(work, loaded.record, "withdrawn", explanation=operation.explanation)
    tell_desk(loaded, "withdrawn", explanation=operation.explanation)
    return view(load(work, loaded.record.id))


def _set_deleted(work: Work, application_id: int, at: int | None) -> None:
    work.run(
        "applications.set_deleted",
        application_id=application_id,
        at=at,
        account_id=None if at is None else work.actor.account_id,
    )
    add_step(work, application_id)
    relist(work, application_id)
