"""Organisations: who creates one, joins it, and changes its members (O0-O4, O7)."""

import msgspec

from portal_tui.contract.decisions import Check, Decision, Remedy

from .accounts import creates
from .checks import confirmed
from .facts import Standing, Viewer


class OrganisationFacts(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation and who leads it. Whoever isn't a member is given no names."""

    id: int
    name: str
    primary: str = ""
    administrators: tuple[str, ...] = ()
    """Names, the primary administrator first."""
    members: int = 1
    support: str = ""
    """The operator's address, for when nobody answers."""


class MemberFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A member."""

    account_id: int
    name: str
    standing: Standing
    owns: int = 0
    """Applications of the organisation that they own."""
    numbers: tuple[str, ...] = ()
    """The visible numbers of the latest of those."""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """An identifier that an organisation has already."""

    scheme: str
    value: str
    """As it is kept."""
    shown: str
    """As people read it."""
    entity_id: int
    organisation: str
    mine: bool
    """Whether this person is a member of it."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody asked to join, and what came of it before."""

    typed: str
    """A name or an identifier."""
    organisation: OrganisationFacts | None
    """None: there is none, or several have that name."""
    several: bool = False
    member: bool = False
    asked_at: int | None = None
    """When they last asked, in the last day."""
    support: str = ""
    """The operator's address."""


def may_create(
    viewer: Viewer, *, by_anyone: bool, operator: str, support: str, taken: tuple[Taken, ...] = ()
) -> Decision:
    """Creating an organisation; an identifier that exists already leads to joining (O0, O1)."""
    ask = Remedy(
        kind="ask",
        code="ask-operator-to-create",
        role="operator",
        params={"operator": operator, "email": support},
    )
    by_policy = Check(
        code="organisations-by-anyone",
        rule="O0",
        holds=by_anyone,
        params={"operator": operator},
        remedies=() if by_anyone else (ask,),
    )
    return Decision(
        action="create-organisation",
        checks=(*creates(viewer), by_policy, *(_identifier_free(each) for each in taken)),
    )


def may_ask_membership(viewer: Viewer, asked: "Asked | None" = None) -> Decision:
    """Asking to be added: to an organisation; without one, asking at all (O7)."""
    checks = creates(viewer)
    if asked is not None:
        checks += (_found(asked),)
        if asked.organisation is not None:
            checks += (_not_yet_member(asked, asked.organisation), _not_asked_today(asked))
    return Decision(action="ask-membership", checks=checks)


def may_invite(
    organisation: OrganisationFacts,
    viewer: Viewer,
    *,
    address: str = "",
    member: bool = False,
    invitation_id: int | None = None,
) -> Decision:
    """Administrators invite addresses; ``member`` and ``invitation_id`` say what is known of one (O3)."""
    checks: tuple[Check, ...] = (administers(organisation, viewer), confirmed(viewer))
    if address:
        cancel = Remedy(
            kind="do",
            code="cancel-invitation-first",
            operation="cancel-invitation",
            arguments={"invitation_id": invitation_id},
            params={"email": address},
        )
        checks += (
            Check(
                code="no-member-yet",
                rule="O3",
                holds=not member,
                params={"email": address},
                remedies=(_see_members(organisation),) if member else (),
            ),
            Check(
                code="not-invited-yet",
                rule="O3",
                holds=invitation_id is None,
                params={"email": address},
                remedies=() if invitation_id is None else (cancel,),
            ),
        )
    return Decision(action="invite-member", checks=checks)


def may_cancel_invitation(organisation: OrganisationFacts, viewer: Viewer) -> Decision:
    """Administrators take an invitation back (O3)."""
    return Decision(action="cancel-invitation", checks=(administers(organisation, viewer),))


def may_answer_request(organisation: OrganisationFacts, viewer: Viewer) -> Decision:
    """Administrators add who asked, or decline (O7)."""
    return Decision(action="answer-membership", checks=(administers(organisation, viewer),))


def may_answer_invitation(viewer: Viewer) -> Decision:
    """An invitation is answered once the address that it went to is confirmed (O3, A1)."""
    return Decision(action="answer-invitation", checks=creates(viewer))


def may_change(organisation: OrganisationFacts, viewer: Viewer, member: MemberFacts) -> Decision:
    """Administrators make members administrators and the other way round; not the primary one (O3, O4)."""
    return Decision(
        action="change-member",
        checks=(administers(organisation, viewer), _not_primary(organisation, viewer, member)),
    )


def may_remove(
    organisation: OrganisationFacts, viewer: Viewer, member: MemberFacts, *, to: MemberFacts | None = None
) -> Decision:
    """Administrators remove members, anybody leaves; what they own goes to ``to`` first (O3, O4)."""
    leaves = member.account_id == viewer.account_id
    may = Check(
        code="removes-members",
        rule="O3",
        holds=viewer.administers or leaves,
        params={"organisation": organisation.name},
        remedies=() if viewer.administers or leaves else _ask_administrators(organisation),
    )
    checks = [may, _not_primary(organisation, viewer, member)]
    if to is None:
        checks.append(_handed_on(organisation, viewer, member))
    else:
        checks.append(_takes_over(organisation, member, to))
    return Decision(action="remove-member", checks=tuple(checks))


def may_transfer(
    organisation: OrganisationFacts, viewer: Viewer, *, to: MemberFacts | None = None
) -> Decision:
    """Its holder hands primary administration to a member (O4)."""
    holds = viewer.standing == "primary"
    is_primary = Check(
        code="is-primary",
        rule="O4",
        holds=holds,
        params={"primary": organisation.primary, "organisation": organisation.name},
        remedies=() if holds else _ask_primary(organisation),
    )
    if to is None:
        somebody = Check(
            code="has-other-members",
            rule="O4",
            holds=organisation.members > 1,
            params={"organisation": organisation.name},
            remedies=() if organisation.members > 1 else (_invite(organisation),),
        )
        return Decision(action="transfer-administration", checks=(is_primary, somebody))
    another = Check(
        code="to-another-member",
        rule="O4",
        holds=to.account_id != viewer.account_id,
        params={"person": to.name},
        remedies=(_see_members(organisation),) if to.account_id == viewer.account_id else (),
    )
    return Decision(action="transfer-administration", checks=(is_primary, another))


def administers(organisation: OrganisationFacts, viewer: Viewer) -> Check:
    """What is the administrators' (O3)."""
    return Check(
        code="administers-organisation",
        rule="O3",
        holds=viewer.administers,
        params={"organisation": organisation.name},
        remedies=() if viewer.administers else _ask_administrators(organisation),
    )


def _found(asked: Asked) -> Check:
    create = Remedy(kind="go", code="create-organisation", screen="new-organisation")
    by_number = Remedy(kind="go", code="join-by-identifier", screen="join-organisation")
    holds = asked.organisation is not None
    return Check(
        code="one-organisation" if asked.several else "organisation-found",
        rule="O7",
        holds=holds,
        params={"organisation": asked.typed},
        remedies=() if holds else ((by_number,) if asked.several else (by_number, create)),
    )


def _not_yet_member(asked: Asked, organisation: OrganisationFacts) -> Check:
    return Check(
        code="not-a-member-yet",
        rule="O7",
        holds=not asked.member,
        params={"organisation": organisation.name},
        remedies=(_act_as(organisation.id, organisation.name),) if asked.member else (),
    )


def _not_asked_today(asked: Asked) -> Check:
    holds = asked.asked_at is None
    return Check(
        code="not-asked-today",
        rule="O7",
        holds=holds,
        params={} if holds else {"asked_at": asked.asked_at},
        remedies=() if holds else (_write_to_support(asked.support),),
    )


def _identifier_free(taken: Taken) -> Check:
    join = Remedy(
        kind="do",
        code="ask-to-join",
        operation="ask-membership",
        arguments={"organisation": taken.value},
        params={"organisation": taken.organisation},
    )
    return Check(
        code="identifier-free",
        rule="O1",
        holds=False,
        params={"scheme": taken.scheme, "value": taken.shown, "organisation": taken.organisation},
        remedies=(_act_as(taken.entity_id, taken.organisation),) if taken.mine else (join,),
    )


def _not_primary(organisation: OrganisationFacts, viewer: Viewer, member: MemberFacts) -> Check:
    """The primary administrator is neither changed nor removed before another has taken over (O4)."""
    primary = member.standing == "primary"
    ways = _ask_primary(organisation)
    if viewer.account_id == member.account_id:
        transfer = Remedy(
            kind="go",
            code="transfer-first",
            screen="organisation",
            arguments={"organisation_id": organisation.id},
        )
        ways = (transfer,)
    return Check(
        code="not-primary",
        rule="O4",
        holds=not primary,
        params={"primary": organisation.primary, "organisation": organisation.name},
        remedies=ways if primary else (),
    )


def _ask_primary(organisation: OrganisationFacts) -> tuple[Remedy, ...]:
    """The person is asked; who has gone and can't be reached is for support to replace (O5)."""
    ask = Remedy(
        kind="ask",
        code="ask-primary-to-transfer",
        role="primary-administrator",
        people=(organisation.primary,),
    )
    return (ask, _write_to_support(organisation.support))


def _write_to_support(email: str) -> Remedy:
    return Remedy(
        kind="ask", code="ask-operator-about-organisation", role="operator", params={"email": email}
    )


def _handed_on(organisation: OrganisationFacts, viewer: Viewer, member: MemberFacts) -> Check:
    """What a member owns is handed on before they go; most often to whoever removes them (O3)."""
    remedies: tuple[Remedy, ...] = ()
    if member.owns and viewer.administers and viewer.account_id != member.account_id:
        take = Remedy(
            kind="do",
            code="remove-and-take-over",
            operation="remove-member",
            arguments={
                "organisation_id": organisation.id,
                "account_id": member.account_id,
                "hand_to": viewer.account_id,
            },
            params={"count": member.owns, "person": member.name},
        )
        remedies = (take,)
    if member.owns:
        remedies += (_choose(organisation, member),)
    return Check(
        code="applications-handed-on",
        rule="O3",
        holds=not member.owns,
        params={
            "person": member.name,
            "count": member.owns,
            "numbers": member.numbers + (("…",) if member.owns > len(member.numbers) else ()),
        },
        remedies=remedies,
    )


def _takes_over(organisation: OrganisationFacts, member: MemberFacts, to: MemberFacts) -> Check:
    return Check(
        code="another-member-takes-over",
        rule="O3",
        holds=to.account_id != member.account_id,
        params={"person": to.name},
        remedies=(_choose(organisation, member),) if to.account_id == member.account_id else (),
    )


def _choose(organisation: OrganisationFacts, member: MemberFacts) -> Remedy:
    return Remedy(
        kind="go",
        code="choose-who-takes-over",
        screen="organisation",
        arguments={"organisation_id": organisation.id, "hand_on": member.account_id},
        params={"person": member.name},
    )


def _see_members(organisation: OrganisationFacts) -> Remedy:
    return Remedy(
        kind="go",
        code="see-members",
        screen="organisation",
        arguments={"organisation_id": organisation.id},
    )


def _act_as(entity_id: int, name: str) -> Remedy:
    return Remedy(
        kind="do",
        code="act-as",
        operation="act-as",
        arguments={"entity_id": entity_id},
        params={"entity": name},
    )


def _invite(organisation: OrganisationFacts) -> Remedy:
    return Remedy(
        kind="go",
        code="invite-somebody",
        screen="organisation",
        arguments={"organisation_id": organisation.id},
    )


def _ask_administrators(organisation: OrganisationFacts) -> tuple[Remedy, ...]:
    return (
        Remedy(
            kind="ask",
            code="ask-organisation-administrator",
            role="administrator",
            people=organisation.administrators,
        ),
    )
