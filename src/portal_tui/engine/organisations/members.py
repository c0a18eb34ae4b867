"""Changing, removing, leaving, and transferring primary administration (O3, O4)."""

from typing import Any

from portal_tui.contract.organisations import (
    AskOrganisation,
    ChangeMember,
    OrganisationView,
    RemoveMember,
    TransferAdministration,
)
from portal_tui.contract.problems import NotFound
from portal_tui.engine.applications.listing import relist
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.applications.moving import add_step
from portal_tui.engine.attempts import HOUR, count, demand_patience
from portal_tui.engine.handle import handles
from portal_tui.engine.register.leaving import end_of_membership
from portal_tui.engine.work import Work
from portal_tui.rules.organisations import may_change, may_remove, may_transfer

from .loading import MemberRecord, Organisation, load
from .open import view


@handles(ChangeMember)
def change_member(work: Work, operation: ChangeMember) -> OrganisationView:
    """Another role, at once; the person is told."""
    organisation = load(work, operation.organisation_id)
    member = organisation.record(operation.account_id)
    demand(may_change(organisation.facts, organisation.viewer, organisation.member(operation.account_id)))
    if member.standing != operation.standing:
        _set_standing(organisation, member, operation.standing)
        _tell(organisation, member, "standing-changed", standing=operation.standing)
    return view(load(work, organisation.id))


@handles(TransferAdministration)
def transfer_administration(work: Work, operation: TransferAdministration) -> OrganisationView:
    """The former holder stays as an administrator; both are told."""
    organisation = load(work, operation.organisation_id)
    to = organisation.record(operation.account_id)
    demand(
        may_transfer(organisation.facts, organisation.viewer, to=organisation.member(operation.account_id))
    )
    former = organisation.primary
    _set_standing(organisation, former, "administrator")
    _set_standing(organisation, to, "primary")
    for person in (former, to):
        _tell(organisation, person, "administration-transferred", former=former.name, primary=to.name)
    return view(load(work, organisation.id))


@handles(RemoveMember)
def remove_member(work: Work, operation: RemoveMember) -> OrganisationView | None:
    """Hand on what they own, end what they take part in here, then end the membership."""
    organisation = load(work, operation.organisation_id)
    member = organisation.record(operation.account_id)
    to = None if operation.hand_to is None else organisation.record(operation.hand_to)
    demand(
        may_remove(
            organisation.facts,
            organisation.viewer,
            organisation.member(member.account_id),
            to=None if to is None else organisation.member(to.account_id),
        )
    )
    _end_collaborations(organisation, member, to)
    work.run("organisations.remove_member", entity_id=organisation.id, account_id=member.account_id)
    end_of_membership(work, organisation.id, member.account_id, member.name)
    work.run("accounts.act_as_oneself", entity_id=organisation.id, account_id=member.account_id)
    work.audit(
        "organisation",
        organisation.id,
        removed=member.account_id,
        handed_to=None if to is None else to.account_id,
    )
    work.changed("organisation", organisation.id)
    work.changed("account", member.account_id)
    if member.account_id == work.actor.account_id:
        _tell(organisation, organisation.primary, "member-left", person=member.name)
        return None
    _tell(organisation, member, "member-removed")
    return view(load(work, organisation.id))


@handles(AskOrganisation)
def ask_organisation(work: Work, operation: AskOrganisation) -> None:
    """A message to those who can lift a reason; once a day."""
    organisation = load(work, operation.organisation_id)
    asked = {
        "ask-primary-to-transfer": [organisation.primary],
        "ask-organisation-administrator": organisation.administrators,
        "ask-for-user-code": organisation.administrators,
    }.get(operation.remedy)
    if asked is None:
        raise NotFound("no-such-remedy", remedy=operation.remedy)
    subject = f"{work.actor.account_id}:{organisation.id}:{operation.remedy}"
    demand_patience(work, "question", subject, most=1, within=24 * HOUR)
    count(work, "question", subject)
    for person in asked:
        _tell(organisation, person, operation.remedy, email=work.actor.email)
    work.audit("organisation", organisation.id, asked=operation.remedy)


def _set_standing(organisation: Organisation, member: MemberRecord, standing: str) -> None:
    work = organisation.work
    work.run(
        "organisations.set_standing",
        entity_id=organisation.id,
        account_id=member.account_id,
        standing=standing,
    )
    work.audit(
        "organisation", organisation.id, account=member.account_id, before=member.standing, now=standing
    )
    work.changed("organisation", organisation.id)
    work.changed("account", member.account_id)


def _end_collaborations(organisation: Organisation, member: MemberRecord, to: MemberRecord | None) -> None:
    """Nothing of the organisation stays with somebody who isn't a member any more (O3, T5)."""
    work = organisation.work
    concerned = work.dicts(
        "organisations.taken_part_in", entity_id=organisation.id, account_id=member.account_id
    )
    for row in concerned:
        if row["owned"] and to is not None:
            work.run("applications.set_owner", application_id=row["id"], owner_id=to.account_id)
            work.run(
                "applications.add_collaborator",
                application_id=row["id"],
                account_id=to.account_id,
                access="edit",
                at=work.now,
            )
            add_step(work, row["id"])
        work.run("applications.remove_collaborator", application_id=row["id"], account_id=member.account_id)
        relist(work, row["id"])
        work.changed("application", row["id"], row["id"])
    if to is not None and member.owns:
        _tell(organisation, to, "applications-handed-on", former=member.name, count=member.owns)


def _tell(organisation: Organisation, member: MemberRecord, code: str, **params: Any) -> None:
    """Mail a member about the organisation, unless it was they who did it."""
    work = organisation.work
    if member.account_id == work.actor.account_id and code != "administration-transferred":
        return
    work.mail(
        member.email,
        code,
        account_id=member.account_id,
        organisation=organisation.name,
        by=work.actor.name,
        **params,
    )
