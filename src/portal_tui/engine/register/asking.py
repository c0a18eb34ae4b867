"""Asking those who can lift a reason of the register: a message, once a day (E0, R11)."""

from portal_tui.contract.problems import Conflict
from portal_tui.contract.register import AskAboutRights
from portal_tui.engine.attempts import HOUR, count, demand_patience
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.register import every_use

from .loading import Register
from .using import managers_of


@handles(AskAboutRights)
def ask_about_rights(work: Work, operation: AskAboutRights) -> None:
    """Whom a remedy that stands now asks. Raises Conflict where nothing needs to be asked any more."""
    register = Register(work, operation.organisation_id, operation.service)
    remedy = next(
        (
            remedy
            for checks in every_use(register.place, register.viewer).values()
            for check in checks
            for remedy in check.remedies
            if remedy.code == operation.remedy and remedy.operation == work.operation
        ),
        None,
    )
    if remedy is None or remedy.role is None:
        raise Conflict("nothing-to-ask")
    subject = f"{work.actor.account_id}:{register.id}:{register.service}:{remedy.code}"
    demand_patience(work, "question", subject, most=1, within=24 * HOUR)
    count(work, "question", subject)
    for account_id in managers_of(work, register.id, register.service, remedy.role, work.actor.account_id):
        if account_id != work.actor.account_id:
            work.mail(
                work.value("accounts.email", account_id=account_id),
                "asked-about-rights",
                account_id=account_id,
                organisation=register.place.organisation,
                service=register.place.title,
                by=work.actor.name,
                remedy=remedy.code,
                reply_to=work.actor.email,
            )
    work.audit("organisation", register.id, service=register.service, asked=remedy.code)
