"""Asking the people who can lift a reason: a message with a link, once a day (E0)."""

from typing import Any

from portal_tui.contract.applications import AskPerson
from portal_tui.contract.decisions import Remedy
from portal_tui.contract.problems import Conflict
from portal_tui.engine.handle import handles
from portal_tui.engine.register.using import managers_of
from portal_tui.engine.work import Work
from portal_tui.rules.asking import may_ask

from .decide import every_decision
from .loading import Loaded, demand, load
from .moving import tell, tell_desk


@handles(AskPerson)
def ask_person(work: Work, operation: AskPerson) -> None:
    """Whom a remedy that stands now asks. Raises Conflict where nothing needs to be asked any more."""
    loaded = load(work, operation.application_id)
    remedy = _remedy(loaded, operation.remedy)
    names = {"account_id": work.actor.account_id, "application_id": loaded.record.id, "remedy": remedy.code}
    asked_at = work.value("applications.asked_at", **names)
    demand(may_ask(asked_at=asked_at, now=work.now))
    work.run("applications.put_asked", **names, at=work.now)
    _ask(loaded, remedy)
    work.audit("application", loaded.record.id, remedy=remedy.code)


def _remedy(loaded: Loaded, code: str) -> Remedy:
    for decision in every_decision(loaded):
        for check in decision.reasons:
            for remedy in check.remedies:
                if remedy.kind == "ask" and remedy.code == code:
                    return remedy
    raise Conflict("nothing-to-ask")


def _ask(loaded: Loaded, remedy: Remedy) -> None:
    work, record = loaded.work, loaded.record
    if remedy.role == "service-desk":
        tell_desk(loaded, "asked", remedy=remedy.code, reply_to=work.actor.email)
        return
    for person in _asked(loaded, remedy):
        tell(
            work,
            record,
            person["email"],
            "asked",
            account_id=person["id"],
            remedy=remedy.code,
            reply_to=work.actor.email,
        )


def _asked(loaded: Loaded, remedy: Remedy) -> list[dict[str, Any]]:
    """Addresses of the people of a role, with their accounts; the operator has none."""
    work, record = loaded.work, loaded.record
    if remedy.role == "operator":
        return [{"id": None, "email": work.portal.operator.email}]
    if remedy.role == "owner":
        return [{"id": record.owner_id, "email": work.value("accounts.email", account_id=record.owner_id)}]
    if remedy.role in ("local-manager", "mandatary-manager"):
        return [
            {"id": account_id, "email": work.value("accounts.email", account_id=account_id)}
            for account_id in managers_of(
                work, record.applicant_id, record.programme_code, remedy.role, work.actor.account_id
            )
            if account_id != work.actor.account_id
        ]
    administrators = work.dicts("organisations.administrators", entity_id=record.applicant_id)
    return [person for person in administrators if person["id"] != record.owner_id]
