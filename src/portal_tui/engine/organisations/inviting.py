"""Inviting an address, with an account or without, and answering (O3)."""

from typing import Any, Final

from portal_tui.contract.accounts import Me
from portal_tui.contract.organisations import (
    AnswerInvitation,
    CancelInvitation,
    InviteMember,
    ListMyInvitations,
    MyInvitation,
    OrganisationView,
)
from portal_tui.contract.problems import Conflict, Invalid, NotFound
from portal_tui.engine.accounts.checking import check_address
from portal_tui.engine.accounts.person import person
from portal_tui.engine.accounts.reading import me
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.attempts import HOUR, count, demand_patience
from portal_tui.engine.collation import address_key
from portal_tui.engine.handle import handles
from portal_tui.engine.people import add_member
from portal_tui.engine.work import Work
from portal_tui.rules.organisations import may_answer_invitation, may_cancel_invitation, may_invite

from .loading import load
from .open import view

INVITATIONS_A_DAY: Final = 50


@handles(InviteMember)
def invite_member(work: Work, operation: InviteMember) -> OrganisationView:
    """An invitation that waits for an answer, and a mail that says so."""
    organisation = load(work, operation.organisation_id)
    demand(may_invite(organisation.facts, organisation.viewer))
    if problems := check_address(operation.email):
        raise Invalid(fields=tuple(problems))
    email, key = operation.email.strip(), address_key(operation.email)
    waiting = work.value("organisations.invitation_to", entity_id=organisation.id, email_key=key)
    member = any(address_key(each.email) == key for each in organisation.members)
    demand(
        may_invite(
            organisation.facts, organisation.viewer, address=email, member=member, invitation_id=waiting
        )
    )
    who = str(work.actor.account_id)
    demand_patience(work, "invitation", who, most=INVITATIONS_A_DAY, within=24 * HOUR)
    count(work, "invitation", who)
    work.run(
        "organisations.add_invitation",
        id=work.new_id(),
        entity_id=organisation.id,
        email=email,
        email_key=key,
        standing=operation.standing,
        invited_by=work.actor.account_id,
        at=work.now,
    )
    work.mail(
        email,
        "invited",
        account_id=work.value("accounts.owner_of_address", email_key=key),
        organisation=organisation.name,
        by=work.actor.name,
    )
    work.audit("organisation", organisation.id, invited=email, standing=operation.standing)
    work.changed("organisation", organisation.id)
    return view(organisation)


@handles(CancelInvitation)
def cancel_invitation(work: Work, operation: CancelInvitation) -> OrganisationView:
    """Take it back; its mail leads nowhere any more."""
    row = _invitation(work, operation.invitation_id)
    organisation = load(work, row["entity_id"])
    demand(may_cancel_invitation(organisation.facts, organisation.viewer))
    work.run("organisations.remove_invitation", invitation_id=operation.invitation_id)
    work.audit("organisation", organisation.id, not_invited=row["email"])
    work.changed("organisation", organisation.id)
    return view(organisation)


@handles(ListMyInvitations)
def list_my_invitations(work: Work, operation: ListMyInvitations) -> tuple[MyInvitation, ...]:
    """Those to my address, once it is confirmed."""
    if work.actor.confirmed_at is None:
        return ()
    key = address_key(work.actor.email)
    return tuple(work.rows("organisations.invitations_to", MyInvitation, email_key=key))


@handles(AnswerInvitation)
def answer_invitation(work: Work, operation: AnswerInvitation) -> Me:
    """Become a member, or decline; whoever invited is told."""
    row = _invitation(work, operation.invitation_id)
    if row["email_key"] != address_key(work.actor.email):
        raise NotFound("invitation-not-found")
    demand(may_answer_invitation(person(work)))
    work.run(
        "organisations.answer_invitation",
        invitation_id=operation.invitation_id,
        at=work.now,
        accepted=int(operation.accept),
    )
    standing = work.value(
        "organisations.standing", entity_id=row["entity_id"], account_id=work.actor.account_id
    )
    if operation.accept and standing is None:
        add_member(work, row["entity_id"], work.actor.account_id, row["standing"])
    work.mail(
        row["inviter"],
        "invitation-accepted" if operation.accept else "invitation-declined",
        account_id=row["invited_by"],
        organisation=row["organisation"],
        person=work.actor.name,
    )
    work.audit("organisation", row["entity_id"], accepted=operation.accept)
    work.changed("organisation", row["entity_id"])
    work.changed("account", work.actor.account_id)
    return me(work, work.actor)


def _invitation(work: Work, invitation_id: int) -> dict[str, Any]:
    row = work.one("organisations.invitation", invitation_id=invitation_id)
    if row is None:
        raise NotFound("invitation-not-found")
    if row["answered_at"] is not None:
        raise Conflict("invitation-answered")
    return row
