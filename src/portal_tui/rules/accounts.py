"""Accounts: confirming an address, what everybody may do who is signed in (A1, A2)."""

import msgspec

from portal_tui.contract.decisions import Check, Decision, Remedy

from .checks import confirmed as address_confirmed
from .facts import Viewer


class CodeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A one-time code as it was typed, and the one that was sent."""

    current: bool
    """Whether one was sent that is neither used, nor too old, nor tried too often."""
    right: bool
    tries_left: int = 0


def may_send_confirmation(*, confirmed: bool) -> Decision:
    """Another confirmation mail, as long as the address isn't confirmed (A2)."""
    return Decision(action="send-confirmation", checks=(_not_confirmed_yet(confirmed),))


def may_correct_address(*, confirmed: bool) -> Decision:
    """A mistyped address is corrected until it is confirmed (A2)."""
    return Decision(action="correct-address", checks=(_not_confirmed_yet(confirmed),))


def may_confirm(code: CodeFacts, *, confirmed: bool, address: str, free: bool) -> Decision:
    """The code of the latest mail confirms the address, which then is this account's alone (A1)."""
    return Decision(
        action="confirm-address",
        checks=(
            _not_confirmed_yet(confirmed),
            *_code(code, Remedy(kind="do", code="send-confirmation", operation="send-confirmation")),
            Check(
                code="address-free",
                rule="A1",
                holds=free,
                params={"email": address},
                remedies=() if free else (Remedy(kind="go", code="sign-in-there", screen="sign-in"),),
            ),
        ),
    )


def may_reset_password(code: CodeFacts, *, address: str) -> Decision:
    """A new password with the code that was sent; the answer is the same where there is no account (A3)."""
    send = Remedy(
        kind="do",
        code="ask-password-reset",
        operation="ask-password-reset",
        arguments={"email": address},
        params={"email": address},
    )
    holds = code.current and code.right
    return Decision(
        action="reset-password",
        checks=(Check(code="reset-code-valid", rule="A3", holds=holds, remedies=() if holds else (send,)),),
    )


def is_applicant(viewer: Viewer) -> Check:
    """Staff accounts are apart from applicants' (W2)."""
    other = Remedy(kind="go", code="sign-in-as-applicant", screen="sign-in")
    return Check(
        code="is-applicant", rule="W2", holds=not viewer.staff, remedies=(other,) if viewer.staff else ()
    )


def creates(viewer: Viewer) -> tuple[Check, ...]:
    """What creating anything asks of the person: an applicant's account, its address confirmed (A1, W2)."""
    return (address_confirmed(viewer), is_applicant(viewer))


def _not_confirmed_yet(confirmed: bool) -> Check:
    """There is something to confirm."""
    on = Remedy(kind="go", code="go-on", screen="home")
    return Check(
        code="not-confirmed-yet", rule="A2", holds=not confirmed, remedies=(on,) if confirmed else ()
    )


def _code(code: CodeFacts, again: Remedy) -> tuple[Check, ...]:
    current = Check(
        code="code-current", rule="A1", holds=code.current, remedies=() if code.current else (again,)
    )
    if not code.current:
        return (current,)
    right = Check(
        code="code-right",
        rule="A1",
        holds=code.right,
        params={"left": code.tries_left},
        remedies=() if code.right else (again,),
    )
    return (current, right)
