"""Giving, changing and withdrawing rights; naming deputies; at once, audited, told (R2, R3, R6, R7)."""

from typing import Final

from portal_tui.contract.problems import FieldProblem, Invalid, NotFound
from portal_tui.contract.register import (
    GrantRight,
    NameDeputy,
    RegisterView,
    RemoveDeputy,
    WithdrawRight,
)
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.deadlines import LocalTimeError, ends
from portal_tui.rules.register import MANDATES, Person, function_of
from portal_tui.rules.register_rights import may_grant, may_name_deputy, may_remove_deputy, may_withdraw

from .ended import end_right
from .loading import Register, key_of, points_of
from .open import view
from .patience import counted_tries
from .using import follow

_DATE: Final = len("2027-03-31")


@handles(GrantRight)
def grant_right(work: Work, operation: GrantRight) -> RegisterView:
    """One right for a person on a service: what they held before, it replaces."""
    register = Register(work, operation.organisation_id, operation.service)
    demand(may_grant(register.place, register.viewer, None, operation.right))
    ends_at = _end_of(work, operation.ends)
    with counted_tries(work):
        who = register.with_code(operation.user_code)
        demand(may_grant(register.place, register.viewer, who, operation.right, ends_at=ends_at))
    point_id = _point_of(register, who, operation.point_id) if operation.right in MANDATES else None
    if (who.right, who.ends_at) == (operation.right, ends_at) and operation.point_id is None:
        return view(register)
    work.run(
        "register.put_right",
        entity_id=register.id,
        service=register.service,
        account_id=who.account_id,
        held=operation.right,
        point_id=point_id,
        ends_at=ends_at,
        given_by=work.actor.account_id,
        at=work.now,
    )
    follow(work, register.id, register.service, who.account_id)
    _record(register, who, before=who.right or "", right=operation.right, ends=operation.ends or "")
    _tell(register, who, "right-granted", right=operation.right)
    return view(Register(work, register.id, register.service))


@handles(WithdrawRight)
def withdraw_right(work: Work, operation: WithdrawRight) -> RegisterView:
    """From now on it lets do nothing; what was done with it stays."""
    register = Register(work, operation.organisation_id, operation.service)
    demand(may_withdraw(register.place, register.viewer))
    with counted_tries(work):
        who = register.with_code(operation.user_code)
    if who.right is None:
        raise NotFound("right-not-found")
    end_right(work, register.id, register.service, who.account_id)
    follow(work, register.id, register.service, who.account_id)
    _record(register, who, before=who.right)
    _tell(register, who, "right-withdrawn")
    return view(Register(work, register.id, register.service))


@handles(NameDeputy)
def name_deputy(work: Work, operation: NameDeputy) -> RegisterView:
    """Any number of them; the function gives no right by itself."""
    register = Register(work, operation.organisation_id, operation.service)
    demand(may_name_deputy(register.place, register.viewer))
    with counted_tries(work):
        who = register.with_code(operation.user_code)
        demand(may_name_deputy(register.place, register.viewer, who))
    if function_of(register.place, who) is not None:
        return view(register)
    work.run(
        "register.put_function",
        entity_id=register.id,
        service=key_of(work, register.service),
        account_id=who.account_id,
        function="deputy",
        given_by=work.actor.account_id,
        at=work.now,
    )
    _record(register, who, function="deputy")
    _tell(register, who, "deputy-named")
    return view(Register(work, register.id, register.service))


@handles(RemoveDeputy)
def remove_deputy(work: Work, operation: RemoveDeputy) -> RegisterView:
    """The rights that they gave stay (R3)."""
    register = Register(work, operation.organisation_id, operation.service)
    demand(may_remove_deputy(register.place, register.viewer))
    with counted_tries(work):
        who = register.with_code(operation.user_code)
    if function_of(register.place, who) != "deputy":
        raise NotFound("deputy-not-found")
    work.run(
        "register.remove_function",
        entity_id=register.id,
        service=key_of(work, register.service),
        account_id=who.account_id,
        function="deputy",
    )
    _record(register, who, function="deputy")
    _tell(register, who, "deputy-removed")
    return view(Register(work, register.id, register.service))


def _end_of(work: Work, day: str | None) -> int | None:
    """The first instant after the last day. Raises Invalid for what isn't a date."""
    if not day:
        return None
    try:
        if len(day) == _DATE:
            return ends(day, work.definitions.zone)
    except LocalTimeError:
        pass
    raise Invalid(fields=(FieldProblem("/ends", "format-date", {"found": day}),))


def _point_of(register: Register, who: Person, chosen: int | None) -> int:
    """The point of service through which a mandatary works. Raises Invalid where it is to be chosen."""
    points = points_of(register, who)
    ids = [each.id for each in points]
    if chosen is None and len(ids) == 1:
        return ids[0]
    if chosen is None:
        raise Invalid(fields=(FieldProblem("/point_id", "required"),))
    if chosen not in ids:
        places = tuple(f"{each.firm}, {each.point}" for each in points)
        raise Invalid(fields=(FieldProblem("/point_id", "enum", {"expected": places}),))
    return chosen


def _record(register: Register, who: Person, **details: str) -> None:
    """Keep who did what to whom, and let whoever looks at it know (R11)."""
    work = register.work
    work.audit("register", register.id, service=register.service, whom=who.name, **details)
    work.changed("organisation", register.id)
    work.changed("account", who.account_id)


def _tell(register: Register, who: Person, code: str, right: str = "") -> None:
    """Mail them, unless they did it themselves."""
    work = register.work
    if who.account_id == work.actor.account_id:
        return
    work.mail(
        work.value("accounts.email", account_id=who.account_id),
        code,
        account_id=who.account_id,
        organisation=register.place.organisation,
        service=register.place.title,
        by=work.actor.name,
        right=right,
    )
