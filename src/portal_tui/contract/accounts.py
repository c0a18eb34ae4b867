"""Accounts and sessions: signing up, confirming, signing in, as whom to act, language (A0-A3, A6, O2)."""

from typing import Literal

import msgspec

from .decisions import Decision
from .operation import Operation, operation

Role = Literal["applicant", "staff"]
Standing = Literal["self", "primary", "administrator", "member", "mandatary"]
"""What a person is to an acting entity: themselves, their role in it (O3), or its mandatary (R7)."""


class ActingEntity(msgspec.Struct, frozen=True, kw_only=True):
    """An entity under which a person sees and does things: their personal account or an organisation (O2)."""

    id: int
    name: str
    kind: str
    """``person`` or a kind of organisation of the portal (O1)."""
    standing: Standing
    unread: int = 0
    """Unread messages and official documents in its applications."""


class PortalCard(msgspec.Struct, frozen=True, kw_only=True):
    """What every screen says about the portal."""

    code: str
    name: str
    operator: str
    demonstration: bool
    """Then nothing reaches the operator, and every screen and receipt says so (B5)."""
    time_zone: str
    language: str
    """The language of its own texts."""
    languages: tuple[str, ...]
    mail_sender: str
    terms_version: str
    support_email: str = ""
    version: str = ""
    """Of the program that answers; empty where that is too old to say."""
    register: bool = False
    """Whether rights come from a register of access rights, service by service (R1)."""


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """The signed-in person, as whom they act, and where."""

    account_id: int
    email: str
    given_name: str
    family_name: str
    role: Role
    language: str
    confirmed: bool
    acting: ActingEntity
    entities: tuple[ActingEntity, ...]
    portal: PortalCard

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}"


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """A fresh session. ``token`` is shown once; only its hash is stored."""

    token: str
    me: Me


class Terms(msgspec.Struct, frozen=True):
    """The terms of use, readable at any time (A1)."""

    version: str
    text: str
    language: str


@operation("GET /v1/portal", signed_in=False)
class ReadPortal(Operation[PortalCard], frozen=True, kw_only=True):
    """The portal, before anybody signs in."""


@operation("GET /v1/terms", signed_in=False)
class ReadTerms(Operation[Terms], frozen=True, kw_only=True):
    """The terms of use in force (A1)."""


@operation("POST /v1/sessions", status=201, signed_in=False)
class SignIn(Operation[SignedIn], frozen=True, kw_only=True):
    """Sign in with e-mail and password (A0)."""

    email: str
    password: str


@operation("POST /v1/demonstration/sessions", status=201, signed_in=False)
class SignInToDemonstration(Operation[SignedIn], frozen=True, kw_only=True):
    """Sign in to a demonstration without a password; refused elsewhere."""

    email: str


class DemonstrationPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who can sign in to a demonstration, and why one would want to."""

    email: str
    name: str
    role: str
    """What they are there to show: ``owner``, ``collaborator-view``, ``two-organisations``, …"""
    purpose: str


@operation("GET /v1/demonstration/people", signed_in=False)
class ListDemonstrationPeople(Operation[tuple[DemonstrationPerson, ...]], frozen=True, kw_only=True):
    """The people of a demonstration, to choose from; refused elsewhere (B5)."""

    language: str = ""
    """Of the purposes; the portal's own unless given."""


@operation("DELETE /v1/sessions/current")
class SignOut(Operation[None], frozen=True, kw_only=True):
    """End this session (A0)."""


@operation("GET /v1/me")
class WhoAmI(Operation[Me], frozen=True, kw_only=True):
    """The person, the entities they may act as, and the portal."""


@operation("PUT /v1/me/acting-entity")
class ActAs(Operation[Me], frozen=True, kw_only=True):
    """Act as another entity from now on, in this session and the next (O2)."""

    entity_id: int


@operation("PUT /v1/me/language")
class ChooseLanguage(Operation[Me], frozen=True, kw_only=True):
    """Choose the account's language, at any time (A6)."""

    language: str


@operation("POST /v1/accounts", status=201, signed_in=False)
class SignUp(Operation[SignedIn], frozen=True, kw_only=True):
    """Create an account; a confirmation goes to the address (A1). The address isn't told to exist or not."""

    email: str
    given_name: str
    family_name: str
    password: str
    terms_version: str
    """The version of the terms that was accepted."""
    language: str | None = None


@operation("POST /v1/me/confirmation")
class ConfirmAddress(Operation[Me], frozen=True, kw_only=True):
    """Confirm the address with the code of the confirmation mail (A1)."""

    code: str


@operation("POST /v1/me/confirmation-mail")
class SendConfirmation(Operation[None], frozen=True, kw_only=True):
    """Send the confirmation mail again: *Envoyer le lien de vérification* (A2)."""


@operation("PUT /v1/me/email")
class CorrectAddress(Operation[Me], frozen=True, kw_only=True):
    """Correct a mistyped address before it is confirmed; a new confirmation goes there (A2)."""

    email: str


@operation("POST /v1/password-resets", status=202, signed_in=False)
class AskPasswordReset(Operation[None], frozen=True, kw_only=True):
    """Send a one-time code for a new password, if there is such an account; the answer is the same (A3)."""

    email: str


@operation("POST /v1/passwords", signed_in=False)
class ResetPassword(Operation[SignedIn], frozen=True, kw_only=True):
    """Choose a new password with the one-time code; ends every other session (A3)."""

    email: str
    code: str
    password: str


class AccountDecisions(msgspec.Struct, frozen=True, kw_only=True):
    """What the person may do in this portal as the entity they act as."""

    decisions: dict[str, Decision]


@operation("GET /v1/me/decisions")
class ReadMyDecisions(Operation[AccountDecisions], frozen=True, kw_only=True):
    """The decisions that don't hang on an application."""
