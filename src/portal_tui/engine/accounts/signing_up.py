"""Signing up, and confirming the address (A1, A2).

An address belongs to an account once it is confirmed. Whoever signs up with an address that has an account
gets an account that will never be confirmed, and the owner of the address a mail: so nobody learns who has
an account, and nobody takes an address before its owner does.
"""

from typing import Final

import msgspec

from portal_tui.contract.accounts import (
    ConfirmAddress,
    CorrectAddress,
    Me,
    SendConfirmation,
    SignedIn,
    SignUp,
)
from portal_tui.contract.problems import FieldProblem, Invalid, Refused
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.attempts import HOUR, CountedFailure, count, demand_patience
from portal_tui.engine.collation import address_key
from portal_tui.engine.handle import handles
from portal_tui.engine.people import create_account
from portal_tui.engine.work import Work
from portal_tui.rules.accounts import may_confirm, may_correct_address, may_send_confirmation

from .checking import check_address, check_password, check_text
from .codes import code_facts, new_code, use_code
from .reading import actor_by_id, me
from .signing_in import begin

MAILS: Final = 3
MAILS_WITHIN: Final = 6 * HOUR
"""So many mails with a code for one account or address within the time (microseconds)."""


@handles(SignUp)
def sign_up(work: Work, operation: SignUp) -> SignedIn:
    """A new account, signed in; until its address is confirmed it looks and creates nothing."""
    from portal_tui.engine.passwords import hash_password

    _check(work, operation)
    email = operation.email.strip()
    account_id = create_account(
        work,
        email=email,
        given_name=operation.given_name.strip(),
        family_name=operation.family_name.strip(),
        password_hash=hash_password(operation.password),
        language=operation.language or work.language,
        confirmed=False,
    )
    mail_code(work, account_id, email)
    return begin(work, account_id)


@handles(SendConfirmation)
def send_confirmation(work: Work, operation: SendConfirmation) -> None:
    """Another mail with another code."""
    demand(may_send_confirmation(confirmed=_confirmed(work)))
    mail_code(work, work.actor.account_id, work.actor.email)
    work.audit("account", work.actor.account_id)


@handles(CorrectAddress)
def correct_address(work: Work, operation: CorrectAddress) -> Me:
    """Another address; what was sent to the one before is void."""
    demand(may_correct_address(confirmed=_confirmed(work)))
    if problems := check_address(operation.email):
        raise Invalid(fields=tuple(problems))
    email = operation.email.strip()
    work.run(
        "accounts.set_address", account_id=work.actor.account_id, email=email, email_key=address_key(email)
    )
    mail_code(work, work.actor.account_id, email)
    work.audit("account", work.actor.account_id, before=work.actor.email, now=email)
    return me(work, msgspec.structs.replace(work.actor, email=email))


@handles(ConfirmAddress)
def confirm_address(work: Work, operation: ConfirmAddress) -> Me:
    """The code of the latest mail; a wrong one is counted."""
    actor = work.actor
    code, subject = code_facts(work, actor.account_id, "confirmation", operation.code)
    owner = work.value("accounts.owner_of_address", email_key=address_key(actor.email))
    decision = may_confirm(
        code,
        confirmed=_confirmed(work),
        address=actor.email,
        free=owner in (None, actor.account_id),
    )
    if not decision.allowed:
        refusal = Refused(decision=decision)
        if code.current and not code.right:
            raise CountedFailure(refusal, "confirmation-code", subject)
        raise refusal
    use_code(work, actor.account_id, "confirmation")
    confirm(work, actor.account_id)
    return me(work, actor_by_id(work, actor.account_id))


def confirm(work: Work, account_id: int) -> None:
    """From now on the address is this account's."""
    work.run("accounts.confirm", account_id=account_id, at=work.now)
    work.audit("account", account_id, confirmed=True)
    work.changed("account", account_id)


def mail_code(work: Work, account_id: int, email: str) -> None:
    """Mail a fresh code to an address that awaits confirmation, or tell its owner that somebody tried."""
    key = address_key(email)
    for subject in (str(account_id), key):
        demand_patience(work, "confirmation-mail", subject, most=MAILS, within=MAILS_WITHIN)
        count(work, "confirmation-mail", subject)
    code = new_code(work, account_id, "confirmation")
    owner = work.value("accounts.owner_of_address", email_key=key)
    if owner is None:
        work.mail(email, "confirm-address", account_id=account_id, secret=code)
    else:
        work.mail(email, "already-registered", account_id=owner)


def _confirmed(work: Work) -> bool:
    return work.actor.confirmed_at is not None


def _check(work: Work, operation: SignUp) -> None:
    """Raise Invalid with everything that is wrong."""
    problems = [
        *check_text("/given_name", operation.given_name),
        *check_text("/family_name", operation.family_name),
        *check_address(operation.email),
        *check_password(
            work, operation.password, operation.given_name, operation.family_name, operation.email
        ),
    ]
    if operation.terms_version != work.portal.terms.version:
        problems.append(FieldProblem("/terms_version", "terms-version"))
    if operation.language and operation.language not in work.portal.languages:
        allowed = ", ".join(work.portal.languages)
        problems.append(FieldProblem("/language", "enum", {"allowed": allowed}))
    if problems:
        raise Invalid(fields=tuple(problems))
