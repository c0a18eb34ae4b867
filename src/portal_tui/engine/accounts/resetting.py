"""A forgotten password: a mail with a one-time code, then a new one. Reveals nothing about accounts (A3)."""

from portal_tui.contract.accounts import AskPasswordReset, ResetPassword, SignedIn
from portal_tui.contract.problems import Invalid, Refused
from portal_tui.engine.attempts import CountedFailure, count, demand_patience
from portal_tui.engine.collation import address_key
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.accounts import may_reset_password

from .checking import check_address, check_password
from .codes import code_facts, new_code, use_code
from .signing_in import begin
from .signing_up import MAILS, MAILS_WITHIN, confirm


@handles(AskPasswordReset)
def ask_password_reset(work: Work, operation: AskPasswordReset) -> None:
    """Mail a code to the account's address; an address without an account is told so by mail as well."""
    from portal_tui.engine.passwords import hash_password

    if problems := check_address(operation.email):
        raise Invalid(fields=tuple(problems))
    email, key = operation.email.strip(), address_key(operation.email)
    demand_patience(work, "password-mail", key, most=MAILS, within=MAILS_WITHIN)
    count(work, "password-mail", key)
    account = work.one("accounts.with_address", email_key=key, limit=1)
    if account is None:
        hash_password(email)  # as long as a code takes
        work.mail(email, "no-account")
        return
    code = new_code(work, account["id"], "password")
    work.mail(account["email"], "reset-password", account_id=account["id"], secret=code)
    work.audit("account", account["id"])


@handles(ResetPassword)
def reset_password(work: Work, operation: ResetPassword) -> SignedIn:
    """The new password, with the code: it proves the address too. Every session of the account ends."""
    from portal_tui.engine.passwords import hash_password

    if problems := check_password(work, operation.password, operation.email):
        raise Invalid(fields=tuple(problems))
    account = work.one("accounts.with_address", email_key=address_key(operation.email), limit=1)
    code, subject = code_facts(work, account["id"] if account else None, "password", operation.code)
    decision = may_reset_password(code, address=operation.email.strip())
    if account is None or not decision.allowed:
        refusal = Refused(decision=decision)
        if code.current:
            raise CountedFailure(refusal, "password-code", subject)
        raise refusal
    account_id = account["id"]
    if problems := check_password(work, operation.password, account["given_name"], account["family_name"]):
        raise Invalid(fields=tuple(problems))
    use_code(work, account_id, "password")
    work.run("accounts.set_password", account_id=account_id, password_hash=hash_password(operation.password))
    work.run("sessions.remove_all", account_id=account_id)
    if account["confirmed_at"] is None:
        confirm(work, account_id)
    work.mail(account["email"], "password-changed", account_id=account_id, changed_at=work.now)
    return begin(work, account_id)
