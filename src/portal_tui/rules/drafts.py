"""Deleting and restoring drafts, withdrawing what was sent (T10, T14)."""

from typing import Final

from portal_tui.contract.decisions import Check, Decision, Remedy

from .checks import ask_owner, ask_staff, not_deleted, owns_or_leads, restorable, sends, start_again
from .facts import ApplicationFacts, Viewer
from .states import DAY, RESTORABLE, steps_of

WITHDRAWABLE: Final = frozenset(steps_of("withdraw-application")[0].sources)


def may_delete(facts: ApplicationFacts, viewer: Viewer) -> Decision:
    """The owner deletes a draft that was never sent (T14)."""
    never_sent = facts.state == "draft" and facts.round == 0
    instead = ask_staff(facts)
    if facts.state in WITHDRAWABLE:
        instead = Remedy(
            kind="do",
            code="withdraw-instead",
            operation="withdraw-application",
            arguments={"application_id": facts.id},
        )
    return Decision(
        action="delete-application",
        checks=(
            not_deleted(facts, viewer),
            *sends(facts, viewer),
            Check(
                code="never-sent",
                rule="T14",
                holds=never_sent,
                params={"state": facts.state},
                remedies=() if never_sent else (instead,),
            ),
        ),
    )


def may_restore(facts: ApplicationFacts, viewer: Viewer) -> Decision:
    """Its owner or an administrator restores a deleted draft for 14 days (T14)."""
    in_time = restorable(facts)
    return Decision(
        action="restore-application",
        checks=(
            Check(code="is-deleted", rule="T14", holds=facts.deleted_at is not None),
            *(viewer.uses["send"] if viewer.uses is not None else (_leads(facts, viewer),)),
            Check(
                code="restorable-in-time",
                rule="T14",
                holds=in_time,
                params={"days": RESTORABLE // DAY},
                remedies=() if in_time else (start_again(),),
            ),
        ),
    )


def _leads(facts: ApplicationFacts, viewer: Viewer) -> Check:
    allowed = owns_or_leads(viewer)
    return Check(
        code="owner-or-administrator",
        rule="T14",
        holds=allowed,
        params={"owner": facts.owner},
        remedies=() if allowed else (ask_owner(facts, viewer, "ask-to-restore"),),
    )


def may_withdraw(facts: ApplicationFacts, viewer: Viewer) -> Decision:
    """The owner withdraws what was sent, before it is decided (T10)."""
    possible = facts.state in WITHDRAWABLE
    delete = Remedy(
        kind="do",
        code="delete-instead",
        operation="delete-application",
        arguments={"application_id": facts.id},
    )
    remedies: tuple[Remedy, ...] = ()
    if not possible:
        remedies = (delete,) if facts.state == "draft" else (ask_staff(facts),)
    return Decision(
        action="withdraw-application",
        checks=(
            not_deleted(facts, viewer),
            *sends(facts, viewer),
            Check(
                code="withdrawable",
                rule="T10",
                holds=possible,
                params={"state": facts.state},
                remedies=remedies,
            ),
        ),
    )
