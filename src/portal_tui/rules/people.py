"""Who takes part in an application: owner, collaborators, and who changes that (T4, T5)."""

from portal_tui.contract.decisions import Check, Decision, Remedy

from .checks import is_owner, not_deleted, to_become_owner
from .facts import ApplicationFacts, Viewer


def may_take_ownership(facts: ApplicationFacts, viewer: Viewer) -> Decision:
    """An organisation's administrator makes himself owner, and thereby collaborator (T4)."""
    ask = Remedy(kind="ask", code="ask-to-hand-over", people=(facts.owner,), params={"owner": facts.owner})
    return Decision(
        action="take-ownership",
        checks=(
            not_deleted(facts),
            Check(
                code="is-organisation",
                rule="T4",
                holds=not facts.personal,
                params={"owner": facts.owner},
                remedies=(ask,) if facts.personal else (),
            ),
            Check(
                code="administers",
                rule="T4",
                holds=viewer.administers,
                params={"applicant": facts.applicant},
                remedies=() if viewer.administers else (ask, *_administrators(facts)),
            ),
            Check(code="not-owner-yet", rule="T4", holds=viewer.access != "owner"),
        ),
    )


def may_hand_over(facts: ApplicationFacts, viewer: Viewer, *, to: Viewer) -> Decision:
    """The owner hands over to a collaborator, where the policy says so (T4)."""
    return Decision(
        action="hand-over",
        checks=(
            not_deleted(facts),
            Check(
                code="owners-hand-over",
                rule="T4",
                holds=facts.owners_hand_over,
                remedies=()
                if facts.owners_hand_over
                else (
                    Remedy(kind="ask", code="ask-administrator-to-take-over", people=facts.administrators),
                ),
            ),
            is_owner(facts, viewer),
            Check(
                code="is-collaborator",
                rule="T4",
                holds=to.takes_part,
                params={"person": to.name},
                remedies=() if to.takes_part else (_add(facts, to),),
            ),
            Check(code="not-the-owner", rule="T4", holds=to.access != "owner", params={"person": to.name}),
        ),
    )


def may_add_collaborator(facts: ApplicationFacts, viewer: Viewer, *, who: Viewer, anyone: bool) -> Decision:
    """The owner adds and changes collaborators; an administrator adds himself (T5)."""
    adds = viewer.access == "owner" or (viewer.administers and who.account_id == viewer.account_id)
    member = anyone or who.standing != "none"
    invite = Remedy(
        kind="go", code="invite-to-organisation", screen="organisation", params={"person": who.name}
    )
    ask_invite = Remedy(
        kind="ask",
        code="ask-administrator-to-invite",
        people=facts.administrators,
        params={"person": who.name},
    )
    return Decision(
        action="add-collaborator",
        checks=(
            not_deleted(facts),
            Check(
                code="adds-people",
                rule="T5",
                holds=adds,
                params={"owner": facts.owner},
                remedies=() if adds else to_become_owner(facts, viewer),
            ),
            Check(
                code="is-member",
                rule="T5",
                holds=member,
                params={"person": who.name, "applicant": facts.applicant},
                remedies=() if member else ((invite,) if viewer.administers else (ask_invite,)),
            ),
            Check(code="not-the-owner", rule="T4", holds=who.access != "owner", params={"person": who.name}),
        ),
    )


def may_remove_collaborator(facts: ApplicationFacts, viewer: Viewer, *, who: Viewer) -> Decision:
    """The owner removes collaborators; anybody leaves by themselves; an owner hands over first (T4)."""
    removes = viewer.access == "owner" or who.account_id == viewer.account_id
    hand_over = Remedy(
        kind="go", code="hand-over-first", screen="people", arguments={"application_id": facts.id}
    )
    return Decision(
        action="remove-collaborator",
        checks=(
            not_deleted(facts),
            Check(
                code="removes-people",
                rule="T4",
                holds=removes,
                params={"owner": facts.owner},
                remedies=() if removes else to_become_owner(facts, viewer),
            ),
            Check(code="is-collaborator", rule="T4", holds=who.takes_part, params={"person": who.name}),
            Check(
                code="not-the-owner",
                rule="T4",
                holds=who.access != "owner",
                params={"person": who.name},
                remedies=(hand_over,) if who.access == "owner" else (),
            ),
        ),
    )


def _add(facts: ApplicationFacts, who: Viewer) -> Remedy:
    return Remedy(
        kind="do",
        code="add-first",
        operation="add-collaborator",
        arguments={"application_id": facts.id, "account_id": who.account_id, "access": "edit"},
        params={"person": who.name},
    )


def _administrators(facts: ApplicationFacts) -> tuple[Remedy, ...]:
    if not facts.administrators:
        return ()
    return (Remedy(kind="ask", code="ask-administrator-to-take-over", people=facts.administrators),)
