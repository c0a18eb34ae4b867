"""Organisations and their members (O0-O7)."""

from typing import Literal

import msgspec

from .accounts import Me, Standing
from .decisions import Decision
from .operation import Operation, operation
from .pages import Text


class Identifier(msgspec.Struct, frozen=True, kw_only=True):
    """A public identifier, such as a NEQ (O1)."""

    scheme: str
    value: str


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A member, with what may be done about them."""

    account_id: int
    name: str
    email: str
    standing: Standing
    since: int
    you: bool
    applications: int
    """Applications of this organisation that they own: handed on before they are removed (O3)."""
    decisions: dict[str, Decision]


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation that hasn't been answered."""

    id: int
    email: str
    standing: Standing
    invited_by: str
    at: int
    decisions: dict[str, Decision]


class JoinRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who asked to be added (O7)."""

    id: int
    account_id: int
    name: str
    email: str
    message: str
    at: int


class OrganisationView(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation as its members see it."""

    id: int
    name: str
    kind: Text
    identifiers: tuple[Identifier, ...]
    primary: str
    """Name of the primary administrator (O3)."""
    members: tuple[Member, ...]
    invitations: tuple[Invitation, ...]
    """Shown to administrators only, as ``requests``."""
    requests: tuple[JoinRequest, ...]
    decisions: dict[str, Decision]


class OrganisationKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of organisation of this portal, and the identifiers that it has (O1)."""

    code: str
    title: Text
    identifiers: tuple["IdentifierKind", ...]


class IdentifierKind(msgspec.Struct, frozen=True, kw_only=True):
    """An identifier that organisations of a kind have."""

    scheme: str
    """A format of the forms: ``neq``, ``rna``…"""
    mandatory: bool


class MyInvitation(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation to me."""

    id: int
    organisation: str
    standing: Standing
    invited_by: str
    at: int


class Similar(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation with a similar name: warned about before another is created (O1, O6)."""

    name: str
    kind: Text
    mine: bool
    """Whether I am a member."""


@operation("GET /v1/organisation-kinds")
class ListOrganisationKinds(Operation[tuple[OrganisationKind, ...]], frozen=True, kw_only=True):
    """What kinds of organisation may be created."""


@operation("GET /v1/organisations/similar")
class FindSimilar(Operation[tuple[Similar, ...]], frozen=True, kw_only=True):
    """Organisations of a similar name, without their members (O1)."""

    name: str


@operation("POST /v1/organisations", status=201)
class CreateOrganisation(Operation[Me], frozen=True, kw_only=True):
    """Create an organisation; its creator becomes primary administrator and acts as it (O0).

    An identical identifier is refused, with the way to join (O1).
    """

    name: str
    kind: str
    identifiers: tuple[Identifier, ...] = ()
    idempotency_key: str = ""


@operation("GET /v1/organisations/{organisation_id}")
class OpenOrganisation(Operation[OrganisationView], frozen=True, kw_only=True):
    """An organisation that I am a member of."""

    organisation_id: int


@operation("POST /v1/organisations/{organisation_id}/invitations", status=201)
class InviteMember(Operation[OrganisationView], frozen=True, kw_only=True):
    """Invite an address, with an account or without (O3)."""

    organisation_id: int
    email: str
    standing: Literal["administrator", "member"] = "member"


@operation("DELETE /v1/invitations/{invitation_id}")
class CancelInvitation(Operation[OrganisationView], frozen=True, kw_only=True):
    """Take an invitation back."""

    invitation_id: int


@operation("GET /v1/me/invitations")
class ListMyInvitations(Operation[tuple[MyInvitation, ...]], frozen=True, kw_only=True):
    """Invitations to my confirmed address."""


@operation("POST /v1/invitations/{invitation_id}/answer")
class AnswerInvitation(Operation[Me], frozen=True, kw_only=True):
    """Accept or decline an invitation."""

    invitation_id: int
    accept: bool


@operation("PUT /v1/organisations/{organisation_id}/members/{account_id}")
class ChangeMember(Operation[OrganisationView], frozen=True, kw_only=True):
    """Make a member an administrator, or the other way round (O3)."""

    organisation_id: int
    account_id: int
    standing: Literal["administrator", "member"]


@operation("DELETE /v1/organisations/{organisation_id}/members/{account_id}")
class RemoveMember(Operation[OrganisationView | None], frozen=True, kw_only=True):
    """Remove a member, or leave (which answers None); what they own goes to ``hand_to`` first (O3, O4)."""

    organisation_id: int
    account_id: int
    hand_to: int | None = None


@operation("PUT /v1/organisations/{organisation_id}/primary-administrator")
class TransferAdministration(Operation[OrganisationView], frozen=True, kw_only=True):
    """Its holder transfers primary administration to a member, at once (O4)."""

    organisation_id: int
    account_id: int


@operation("POST /v1/membership-requests", status=202)
class AskMembership(Operation[None], frozen=True, kw_only=True):
    """Ask to be added to an organisation, by name or identifier; tells nothing about its members (O7)."""

    organisation: str
    message: str = ""


@operation("POST /v1/membership-requests/{request_id}/answer")
class AnswerMembership(Operation[OrganisationView], frozen=True, kw_only=True):
    """An administrator adds the person who asked, or declines."""

    request_id: int
    accept: bool


@operation("POST /v1/organisations/{organisation_id}/questions", status=202)
class AskOrganisation(Operation[None], frozen=True, kw_only=True):
    """Ask those who can lift a reason in an organisation of mine: a message with a link, once a day (E0)."""

    organisation_id: int
    remedy: str
    """Code of the ``ask`` remedy."""
