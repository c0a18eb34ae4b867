"""The register, opened: who holds what, what I hold, what happened (R1, R6, R11)."""

from typing import Any, Final

import msgspec

from portal_tui.contract.decisions import Value
from portal_tui.contract.problems import Invalid, NotFound
from portal_tui.contract.register import (
    RIGHTS,
    Entry,
    ExplainRights,
    Holder,
    OpenRegister,
    ReadRegisterHistory,
    RegisterView,
    Right,
    RightsExplained,
)
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.register import ACTIONS, USES, Person, function_of, may_use
from portal_tui.rules.register_rights import (
    may_grant,
    may_name_deputy,
    may_read_register,
    may_remove_deputy,
    may_withdraw,
)

from .loading import ALL, Register

_ENTRIES: Final = 500
_NO_END: Final = 2**53
"""Above every id."""


@handles(OpenRegister)
def open_register(work: Work, operation: OpenRegister) -> RegisterView:
    """The register, for whoever has to do with it."""
    return view(Register(work, operation.organisation_id, operation.service))


def view(register: Register) -> RegisterView:
    """As much of it as this person may see, with what they may do."""
    place, viewer = register.place, register.viewer
    reading = may_read_register(place, viewer)
    decisions = (
        reading,
        may_grant(place, viewer, None, RIGHTS[0]),
        may_withdraw(place, viewer),
        may_name_deputy(place, viewer),
        may_remove_deputy(place, viewer),
    )
    names = viewer.member or viewer.staff
    return RegisterView(
        organisation_id=register.id,
        organisation=place.organisation,
        service=register.service,
        title=register.title,
        manager=place.manager.name if place.manager and names else "",
        your_code=viewer.user_code,
        holders=_holders(register) if reading.allowed else (),
        senders=_senders(register) if names else (),
        decisions={decision.action: decision for decision in decisions},
    )


def _senders(register: Register) -> tuple[str, ...]:
    """Whose right lets them transmit now (T3)."""
    rows = register.work.dicts("register.holders", entity_id=register.id, service=register.service)
    people = (
        Person(account_id=row["account_id"], name=row["name"], right=row["held"], ends_at=row["ends_at"])
        for row in rows
    )
    return tuple(each.name for each in people if may_use(register.place, each, "send").allowed)


@handles(ExplainRights)
def explain_rights(work: Work, operation: ExplainRights) -> RightsExplained:
    """Of a member, a mandatary or whoever has a function: nobody else is looked up by this (A7)."""
    register = Register(work, operation.organisation_id, operation.service)
    place = register.place
    demand(may_read_register(place, register.viewer))
    try:
        who = register.with_code(operation.user_code)
    except Invalid:
        raise NotFound("right-not-found") from None
    function = function_of(place, who)
    if not (who.member or who.right or function):
        raise NotFound("right-not-found")
    would: dict[Right, tuple[str, ...]] = {}
    for right in RIGHTS:
        given = msgspec.structs.replace(who, right=right, ends_at=None)
        decisions = (may_use(place, given, use) for use in USES)
        would[right] = tuple(decision.action for decision in decisions if decision.allowed)
    return RightsExplained(
        user_code=who.user_code,
        name=who.name,
        right=who.right,
        function=function,
        decisions={ACTIONS[use]: may_use(place, who, use) for use in USES},
        would=would,
    )


def _holders(register: Register) -> tuple[Holder, ...]:
    """Those with a function first, then by name; who has both stands once."""
    functions = {row["account_id"]: row for row in register.functions}
    rights = {
        row["account_id"]: row
        for row in register.work.dicts("register.holders", entity_id=register.id, service=register.service)
    }
    return tuple(
        _holder(register, functions.get(account_id), rights.get(account_id))
        for account_id in dict.fromkeys((*functions, *rights))
    )


def _holder(register: Register, function: dict[str, Any] | None, right: dict[str, Any] | None) -> Holder:
    row: dict[str, Any] = right or function or {}
    ends_at = right["ends_at"] if right else None
    return Holder(
        user_code=row["user_code"] or "",
        name=row["name"],
        right=right["held"] if right else None,
        function=function["function"] if function else None,
        firm=(right["firm"] or "") if right else "",
        point=(right["point"] or "") if right else "",
        ends_at=ends_at,
        ended=ends_at is not None and ends_at <= register.work.now,
        given_by=_speaker(register, row["given_by"], row["giver_role"]),
        since=row["since"],
    )


@handles(ReadRegisterHistory)
def read_register_history(work: Work, operation: ReadRegisterHistory) -> tuple[Entry, ...]:
    """Every act on the service, for whoever reads its register."""
    register = Register(work, operation.organisation_id, operation.service)
    demand(may_read_register(register.place, register.viewer))
    rows = work.dicts(
        "register.history",
        entity_id=register.id,
        before=min(operation.before or _NO_END, _NO_END),
        limit=_ENTRIES,
    )
    entries = (_entry(register, row) for row in rows)
    return tuple(entry for entry in entries if entry.service in (ALL, register.service))


def _entry(register: Register, row: dict[str, Any]) -> Entry:
    """One act, as whoever reads may know it."""
    details = msgspec.json.decode(row["details"], type=dict[str, Value])
    return Entry(
        id=row["id"],
        at=row["at"],
        act=row["operation"],
        by=_speaker(register, row["author"], row["role"]),
        service=str(details.pop("service", ALL)),
        whom=str(details.pop("whom", "")),
        details=details,
    )


def _speaker(register: Register, name: str | None, role: str | None) -> str:
    """Who did it; to applicants, the operator's staff speak for the operator."""
    if role == "staff" and not register.viewer.staff:
        return register.place.operator.name
    return name or ""
