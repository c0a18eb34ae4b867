"""Signing in and out; too many failures make it wait (A0)."""

from typing import Final

from portal_tui.contract.accounts import SignedIn, SignIn, SignInToDemonstration, SignOut
from portal_tui.contract.problems import NotSignedIn, Refused
from portal_tui.engine.attempts import CountedFailure, demand_patience
from portal_tui.engine.collation import collation_key
from portal_tui.engine.handle import handles
from portal_tui.engine.sessions import open_session
from portal_tui.engine.work import Work

from .reading import actor_by_id, me

WINDOW: Final = 5 * 60 * 1_000_000
FAILURES: Final = 10
"""So many failures for one address within the window; then it is to wait."""


@handles(SignIn)
def sign_in(work: Work, operation: SignIn) -> SignedIn:
    """Check the password; the answer for a wrong address is that for a wrong password."""
    from portal_tui.engine.passwords import hash_password, is_outdated, verify_password

    email_key = collation_key(operation.email.strip())
    demand_patience(work, "sign-in", email_key, most=FAILURES, within=WINDOW)
    account = work.one("accounts.for_sign_in", email_key=email_key)
    if (
        not verify_password(account["password_hash"] if account else None, operation.password)
        or account is None
    ):
        raise CountedFailure("sign-in", email_key)
    if is_outdated(account["password_hash"]):
        work.run(
            "accounts.set_password", account_id=account["id"], password_hash=hash_password(operation.password)
        )
    return _begin(work, account["id"])


@handles(SignInToDemonstration)
def sign_in_to_demonstration(work: Work, operation: SignInToDemonstration) -> SignedIn:
    """On a demonstration, the address is enough."""
    if not work.definitions.demonstration:
        raise Refused("not-a-demonstration")
    account = work.one("accounts.for_sign_in", email_key=collation_key(operation.email.strip()))
    if account is None:
        raise NotSignedIn("no-such-demonstration-account", email=operation.email)
    return _begin(work, account["id"])


@handles(SignOut)
def sign_out(work: Work, operation: SignOut) -> None:
    """End the session."""
    work.run("sessions.remove", token_hash=work.session_hash)


def _begin(work: Work, account_id: int) -> SignedIn:
    token = open_session(work.database, work.ids, account_id, work.now)
    actor = actor_by_id(work, account_id)
    work.audit("account", account_id)
    return SignedIn(token=token, me=me(work, actor))
