"""Signing in and out; too many failures make it wait (A0)."""

from typing import Any, Final

from portal_tui.contract.accounts import SignedIn, SignIn, SignInToDemonstration, SignOut
from portal_tui.contract.problems import NotSignedIn, Refused
from portal_tui.engine.attempts import CountedFailure, demand_patience
from portal_tui.engine.collation import address_key
from portal_tui.engine.handle import handles
from portal_tui.engine.sessions import open_session
from portal_tui.engine.work import Work

from .reading import actor_by_id, me

WINDOW: Final = 5 * 60 * 1_000_000
FAILURES: Final = 10
"""So many failures for one address within the window; then it is to wait."""
UNCONFIRMED: Final = 3
"""So many accounts that await the confirmation of one address can be signed in to: the newest."""


@handles(SignIn)
def sign_in(work: Work, operation: SignIn) -> SignedIn:
    """Check the password; the answer for a wrong address is that for a wrong password."""
    from portal_tui.engine.passwords import hash_password, is_outdated

    email_key = address_key(operation.email)
    demand_patience(work, "sign-in", email_key, most=FAILURES, within=WINDOW)
    account = _with_password(work, email_key, operation.password)
    if account is None:
        raise CountedFailure(NotSignedIn("wrong-password"), "sign-in", email_key)
    if is_outdated(account["password_hash"]):
        work.run(
            "accounts.set_password", account_id=account["id"], password_hash=hash_password(operation.password)
        )
    return begin(work, account["id"])


def _with_password(work: Work, email_key: str, password: str) -> dict[str, Any] | None:
    """The account of this address that has this password: the confirmed one, else one that awaits that.

    As many hashes are tried whether or not one of them is of a confirmed account.
    """
    from portal_tui.engine.passwords import verify_password

    accounts: list[dict[str, Any] | None] = [
        *work.dicts("accounts.with_address", email_key=email_key, limit=1 + UNCONFIRMED)
    ]
    if not accounts or accounts[0] is None or accounts[0]["confirmed_at"] is None:
        accounts = [None, *accounts[:UNCONFIRMED]]
    right = [each for each in accounts if verify_password(each["password_hash"] if each else None, password)]
    return right[0] if right else None


@handles(SignInToDemonstration)
def sign_in_to_demonstration(work: Work, operation: SignInToDemonstration) -> SignedIn:
    """On a demonstration, the address is enough."""
    if not work.definitions.demonstration:
        raise Refused("not-a-demonstration")
    account = work.one("accounts.with_address", email_key=address_key(operation.email), limit=1)
    if account is None:
        raise NotSignedIn("no-such-demonstration-account", email=operation.email)
    return begin(work, account["id"])


@handles(SignOut)
def sign_out(work: Work, operation: SignOut) -> None:
    """End the session."""
    work.run("sessions.remove", token_hash=work.session_hash)


def begin(work: Work, account_id: int) -> SignedIn:
    """A session of an account."""
    token = open_session(work.database, work.ids, account_id, work.now)
    actor = actor_by_id(work, account_id)
    work.audit("account", account_id)
    return SignedIn(token=token, me=me(work, actor))
