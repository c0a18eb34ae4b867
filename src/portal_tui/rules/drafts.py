"""Deleting and restoring drafts, withdrawing what was sent (T10, T14)."""

from typing import Final

from portal_tui.contract.decisions import Check, Decision, Remedy

from .checks import ask_staff, is_owner, not_deleted
from .facts import ApplicationFacts, Viewer
from .states import transition

RESTORABLE: Final = 14 * 24 * 3600 * 1_000_000
"""How long a deleted draft can be restored, in microseconds (T14)."""


def may_delete(facts: ApplicationFacts, viewer: Viewer) -> Decision:
    """The owner deletes a draft that was never sent (T14)."""
    never_sent = facts.state == "draft" and facts.round == 0
    withdraw = Remedy(
        kind="do",
        code="withdraw-instead",
        operation="withdraw-application",
        arguments={"application_id": facts.id},
    )
    return Decision(
        action="delete-application",
        checks=(
            not_deleted(facts),
            is_owner(facts, viewer),
            Check(
                code="never-sent",
                rule="T14",
                holds=never_sent,
                params={"state": facts.state},
                remedies=() if never_sent else (withdraw,),
            ),
        ),
    )


def may_restore(facts: ApplicationFacts, viewer: Viewer) -> Decision:
    """Its owner or an administrator restores a deleted draft for 14 days (T14)."""
    allowed = viewer.access == "owner" or viewer.administers
    in_time = facts.deleted_at is not None and facts.now < facts.deleted_at + RESTORABLE
    ask = Remedy(kind="ask", code="ask-owner", people=(facts.owner,), params={"owner": facts.owner})
    return Decision(
        action="restore-application",
        checks=(
            Check(code="is-deleted", rule="T14", holds=facts.deleted_at is not None),
            Check(
                code="owner-or-administrator",
                rule="T14",
                holds=allowed,
                params={"owner": facts.owner},
                remedies=() if allowed else (ask,),
            ),
            Check(code="restorable-in-time", rule="T14", holds=in_time, params={"days": 14}),
        ),
    )


def may_withdraw(facts: ApplicationFacts, viewer: Viewer) -> Decision:
    """The owner withdraws what was sent, before it is decided (T10)."""
    sources = transition("withdraw-application").sources
    possible = facts.state in sources
    delete = Remedy(
        kind="do",
        code="delete-instead",
        operation="delete-application",
        arguments={"application_id": facts.id},
    )
    remedies: tuple[Remedy, ...] = ()
    if not possible:
        remedies = (delete,) if facts.state == "draft" else (ask_staff(facts, "ask-staff"),)
    return Decision(
        action="withdraw-application",
        checks=(
            is_owner(facts, viewer),
            Check(
                code="withdrawable",
                rule="T10",
                holds=possible,
                params={"state": facts.state},
                remedies=remedies,
            ),
        ),
    )
