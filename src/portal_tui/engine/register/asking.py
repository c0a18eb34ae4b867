"""Asking those who can lift a reason of the register: a message, once a day (E0, R11)."""

from collections.abc import Iterable, Iterator
from typing import Any

from portal_tui.contract.decisions import Check, Remedy
from portal_tui.contract.problems import Conflict
from portal_tui.contract.register import RIGHTS, AskAboutRights, AskMandataryManager
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.attempts import HOUR, count, demand_patience
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.register import Person, every_use
from portal_tui.rules.register_functions import may_associate
from portal_tui.rules.register_rights import may_grant, may_look_up, may_name_deputy, may_read_register

from .loading import Register, load_point
from .patience import counted_look, counted_tries
from .using import managers_of


@handles(AskAboutRights)
def ask_about_rights(work: Work, operation: AskAboutRights) -> None:
    """Whom a remedy that stands now asks. Raises Conflict where nothing needs to be asked any more."""
    register = Register(work, operation.organisation_id, operation.service)
    who = _about(register, operation.user_code) if operation.user_code else None
    remedy = _standing(work, _checks(register, who), operation.remedy)
    whom = f":{who.account_id}" if who else ""
    ask_once_a_day(
        work,
        f"{work.actor.account_id}:{register.id}:{register.service}:{remedy.code}{whom}",
        _asked(register, remedy, who),
        "asked-about-rights",
        organisation=register.place.organisation,
        service=register.place.title,
        remedy=remedy.code,
        person=who.name if who else "",
    )
    work.audit("organisation", register.id, service=register.service, asked=remedy.code)


@handles(AskMandataryManager)
def ask_mandatary_manager(work: Work, operation: AskMandataryManager) -> None:
    """By the people of the firm. Raises Conflict for the manager, and where there is none."""
    point, viewer = load_point(work, operation.point_id)
    remedy = _standing(work, may_associate(point, viewer).checks, "ask-mandatary-manager")
    assert point.manager is not None
    subject = f"{work.actor.account_id}:point-{point.id}:{remedy.code}"
    ask_once_a_day(
        work,
        subject,
        [point.manager.account_id],
        "asked-mandatary-manager",
        organisation=point.firm,
        point=point.name,
    )
    work.audit("organisation", point.firm_id, point=point.name, asked=remedy.code)


def _about(register: Register, user_code: str) -> Person:
    """Whom it is about: asking tells as much about somebody as looking them up (A7)."""
    work = register.work
    demand(may_look_up(register.place, register.viewer, manages_mandataries=register.manages_mandataries))
    with counted_tries(work):
        who = register.with_code(user_code)
    counted_look(work, who.user_code)
    return who


def _checks(register: Register, who: Person | None) -> Iterator[Check]:
    """Every rule of the register in which this person may meet a reason; with ``who``, about them."""
    place, viewer = register.place, register.viewer
    for checks in every_use(place, viewer).values():
        yield from checks
    yield from may_read_register(place, viewer).checks
    yield from may_name_deputy(place, viewer, who).checks
    for right in RIGHTS:
        yield from may_grant(place, viewer, who, right).checks


def _standing(work: Work, checks: Iterable[Check], code: str) -> Remedy:
    for check in checks:
        for remedy in check.remedies:
            if remedy.code == code and remedy.operation == work.operation:
                return remedy
    raise Conflict("nothing-to-ask")


def _asked(register: Register, remedy: Remedy, who: Person | None) -> tuple[int, ...]:
    """Accounts of those whom a remedy asks; a deputy is asked for of the manager alone (R2)."""
    work = register.work
    if who is not None and remedy.code == "ask-person-to-be-associated":
        return (who.account_id,)
    if who is not None and remedy.role == "mandatary-manager":
        return _firm_managers(work, who.account_id)
    if remedy.role == "administrator":
        rows = work.dicts("organisations.administrators", entity_id=register.id)
        return tuple(row["id"] for row in rows)
    if remedy.code == "ask-local-manager-for-deputy":
        return tuple(row["account_id"] for row in register.functions if row["function"] == "local-manager")
    return managers_of(work, register.id, register.service, remedy.role or "", work.actor.account_id)


def _firm_managers(work: Work, account_id: int) -> tuple[int, ...]:
    """Of the points of service where somebody works; where they work nowhere yet, of their firms (R9)."""
    rows = work.dicts("register.managers_in_firms", account_id=account_id)
    where = [row for row in rows if row["works_there"]] or rows
    return tuple(dict.fromkeys(row["manager_id"] for row in where))


def ask_once_a_day(work: Work, subject: str, accounts: Iterable[int], mail: str, **says: Any) -> None:
    """Mail them, whoever asks left out; ``subject`` says who asks what. Raises TooMany the second time."""
    demand_patience(work, "question", subject, most=1, within=24 * HOUR)
    count(work, "question", subject)
    for account_id in accounts:
        if account_id != work.actor.account_id:
            work.mail(
                work.value("accounts.email", account_id=account_id),
                mail,
                account_id=account_id,
                by=work.actor.name,
                reply_to=work.actor.email,
                **says,
            )
