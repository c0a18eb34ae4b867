"""Who takes part in an application: owner, collaborators, and who changes that (T4, T5)."""

from portal_tui.contract.decisions import Check, Decision, Remedy

from .checks import (
    ask_administrators,
    ask_owner,
    is_owner,
    not_deleted,
    to_become_owner,
    to_take_part,
    write_to_applicant,
)
from .facts import ApplicationFacts, Viewer


def may_take_ownership(facts: ApplicationFacts, viewer: Viewer) -> Decision:
    """An organisation's administrator makes himself owner, and thereby collaborator (T4)."""
    if viewer.uses is not None:
        return Decision(action="take-ownership", checks=viewer.uses["people"])
    not_owner_yet = Check(code="not-owner-yet", rule="T4", holds=viewer.access != "owner")
    if viewer.access == "owner":
        return Decision(action="take-ownership", checks=(not_owner_yet,))
    return Decision(
        action="take-ownership",
        checks=(
            not_deleted(facts, viewer),
            not_owner_yet,
            Check(
                code="is-organisation",
                rule="T4",
                holds=not facts.personal,
                params={"owner": facts.owner},
                remedies=_to_be_given(facts, viewer) if facts.personal else (),
            ),
            Check(
                code="administers",
                rule="T4",
                holds=viewer.administers,
                params={"applicant": facts.applicant},
                remedies=() if viewer.administers else _to_be_given(facts, viewer),
            ),
        ),
    )


def may_hand_over(facts: ApplicationFacts, viewer: Viewer, *, to: Viewer) -> Decision:
    """The owner hands over to a collaborator, where the policy says so (T4)."""
    if viewer.uses is not None:
        return Decision(action="hand-over", checks=viewer.uses["people"])
    allowed = facts.owners_hand_over
    name_one = Remedy(kind="go", code="name-an-administrator", screen="organisation")
    others = ask_administrators(facts, viewer, "ask-administrator-to-take-over")
    return Decision(
        action="hand-over",
        checks=(
            not_deleted(facts, viewer),
            Check(
                code="owners-hand-over",
                rule="T4",
                holds=allowed,
                remedies=() if allowed else others or (name_one,),
            ),
            is_owner(facts, viewer),
            Check(
                code="is-collaborator",
                rule="T4",
                holds=to.takes_part,
                params={"person": to.name},
                remedies=() if to.takes_part else _to_add(facts, viewer, to),
            ),
            Check(code="not-the-owner", rule="T4", holds=to.access != "owner", params={"person": to.name}),
        ),
    )


def may_add_collaborator(facts: ApplicationFacts, viewer: Viewer, *, who: Viewer) -> Decision:
    """The owner adds and changes collaborators; an administrator adds himself (T5)."""
    if viewer.uses is not None:
        return Decision(action="add-collaborator", checks=viewer.uses["people"])
    myself = who.account_id == viewer.account_id
    adds = viewer.access == "owner" or (viewer.administers and myself)
    member = facts.anyone_collaborates or who.standing != "none"
    ways = to_take_part if myself and not viewer.staff else to_become_owner
    return Decision(
        action="add-collaborator",
        checks=(
            not_deleted(facts, viewer),
            Check(
                code="adds-people",
                rule="T5",
                holds=adds,
                params={"owner": facts.owner},
                remedies=() if adds else ways(facts, viewer),
            ),
            Check(
                code="is-member",
                rule="T5",
                holds=member,
                params={"person": who.name, "applicant": facts.applicant},
                remedies=() if member else _invite(facts, viewer, who),
            ),
            Check(code="not-the-owner", rule="T4", holds=who.access != "owner", params={"person": who.name}),
        ),
    )


def may_remove_collaborator(facts: ApplicationFacts, viewer: Viewer, *, who: Viewer) -> Decision:
    """The owner removes collaborators; anybody leaves by themselves; an owner hands over first (T4)."""
    if viewer.uses is not None:
        return Decision(action="remove-collaborator", checks=viewer.uses["people"])
    removes = viewer.access == "owner" or who.account_id == viewer.account_id
    hand_over = Remedy(
        kind="go", code="hand-over-first", screen="people", arguments={"application_id": facts.id}
    )
    is_owner_of_it = who.access == "owner"
    return Decision(
        action="remove-collaborator",
        checks=(
            not_deleted(facts, viewer),
            Check(
                code="removes-people",
                rule="T4",
                holds=removes,
                params={"owner": facts.owner},
                remedies=() if removes else to_become_owner(facts, viewer),
            ),
            Check(code="is-collaborator", rule="T4", holds=who.takes_part, params={"person": who.name}),
            Check(
                code="owner-stays",
                rule="T4",
                holds=not is_owner_of_it,
                params={"person": who.name},
                remedies=(hand_over,) if is_owner_of_it else (),
            ),
        ),
    )


def _to_be_given(facts: ApplicationFacts, viewer: Viewer) -> tuple[Remedy, ...]:
    """How an application gets to somebody who can't take it."""
    if viewer.staff:
        return (write_to_applicant(facts),)
    return (
        ask_owner(facts, viewer, "ask-to-hand-over"),
        *ask_administrators(facts, viewer, "ask-administrator-to-take-over"),
    )


def _to_add(facts: ApplicationFacts, viewer: Viewer, who: Viewer) -> tuple[Remedy, ...]:
    if not facts.anyone_collaborates and who.standing == "none":
        return _invite(facts, viewer, who)
    add = Remedy(
        kind="do",
        code="add-first",
        operation="add-collaborator",
        arguments={"application_id": facts.id, "account_id": who.account_id, "access": "edit"},
        params={"person": who.name},
    )
    return (add,)


def _invite(facts: ApplicationFacts, viewer: Viewer, who: Viewer) -> tuple[Remedy, ...]:
    if viewer.administers:
        return (
            Remedy(
                kind="go", code="invite-to-organisation", screen="organisation", params={"person": who.name}
            ),
        )
    if viewer.staff:
        return (write_to_applicant(facts),)
    if facts.personal:
        return (Remedy(kind="go", code="apply-as-organisation", screen="programmes"),)
    others = ask_administrators(facts, viewer, "ask-administrator-to-invite")
    return others or (ask_owner(facts, viewer, "ask-owner-to-invite"),)
