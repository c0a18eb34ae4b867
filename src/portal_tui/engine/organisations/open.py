"""An organisation, opened: members, invitations, requests, and what may be done about each (O3, O4, O7)."""

from portal_tui.contract.organisations import (
    Identifier,
    Invitation,
    JoinRequest,
    Member,
    OpenOrganisation,
    OrganisationView,
)
from portal_tui.contract.pages import Text
from portal_tui.engine.handle import handles
from portal_tui.engine.register.codes import giving_codes
from portal_tui.engine.register.using import decides
from portal_tui.engine.work import Work
from portal_tui.rules.organisations import (
    may_answer_request,
    may_cancel_invitation,
    may_change,
    may_invite,
    may_remove,
    may_transfer,
)

from .loading import MemberRecord, Organisation, load


@handles(OpenOrganisation)
def open_organisation(work: Work, operation: OpenOrganisation) -> OrganisationView:
    """The organisation, for its members."""
    return view(load(work, operation.organisation_id))


def view(organisation: Organisation) -> OrganisationView:
    """What this member may see of it."""
    work, facts, viewer = organisation.work, organisation.facts, organisation.viewer
    decisions = (
        may_invite(facts, viewer),
        may_cancel_invitation(facts, viewer),
        may_answer_request(facts, viewer),
        may_transfer(facts, viewer),
        *([giving_codes(work, organisation.id)] if decides(work) else ()),
    )
    return OrganisationView(
        id=organisation.id,
        name=organisation.name,
        kind=kind_name(work, organisation.kind),
        identifiers=_identifiers(organisation),
        primary=facts.primary,
        members=tuple(_member(organisation, record) for record in organisation.members),
        invitations=_invitations(organisation) if viewer.administers else (),
        requests=_requests(organisation) if viewer.administers else (),
        decisions={decision.action: decision for decision in decisions},
    )


def _identifiers(organisation: Organisation) -> tuple[Identifier, ...]:
    """As people read them."""
    from portal_tui.forms.formats import readable_form

    rows = organisation.work.dicts("organisations.identifiers", entity_id=organisation.id)
    return tuple(
        Identifier(scheme=row["scheme"], value=readable_form(row["scheme"], row["value"])) for row in rows
    )


def kind_name(work: Work, kind: str) -> Text:
    """A kind of organisation as people read it; its key where the portal has it no more."""
    for known in work.portal.organisation_kinds:
        if known.key == kind:
            return work.portal.say(known.name, work.language)
    return Text(kind, work.portal.default_language)


def _member(organisation: Organisation, record: MemberRecord) -> Member:
    facts, viewer = organisation.facts, organisation.viewer
    member = organisation.member(record.account_id)
    decisions = (
        may_change(facts, viewer, member),
        may_remove(facts, viewer, member),
        may_transfer(facts, viewer, to=member),
    )
    return Member(
        account_id=record.account_id,
        name=record.name,
        email=record.email,
        standing=record.standing,
        since=record.since,
        you=record.account_id == viewer.account_id,
        applications=record.owns,
        decisions={decision.action: decision for decision in decisions},
    )


def _invitations(organisation: Organisation) -> tuple[Invitation, ...]:
    cancel = may_cancel_invitation(organisation.facts, organisation.viewer)
    return tuple(
        Invitation(**row, decisions={cancel.action: cancel})
        for row in organisation.work.dicts("organisations.invitations", entity_id=organisation.id)
    )


def _requests(organisation: Organisation) -> tuple[JoinRequest, ...]:
    return tuple(organisation.work.rows("organisations.requests", JoinRequest, entity_id=organisation.id))
