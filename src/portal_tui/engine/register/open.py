"""The register, opened: who holds what, what I hold, what happened (R1, R6, R11)."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final, Literal

import msgspec

from portal_tui.contract.decisions import Value
from portal_tui.contract.problems import Invalid, NotFound
from portal_tui.contract.register import (
    HISTORY_PAGE,
    RIGHTS,
    Entry,
    ExplainRights,
    Holder,
    OpenRegister,
    ReadRegisterHistory,
    RegisterView,
    RightsExplained,
)
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.register import ACTIONS, USES, function_of, in_force, may_use, would_use
from portal_tui.rules.register_rights import (
    may_grant,
    may_name_deputy,
    may_read_register,
    may_remove_deputy,
    may_withdraw,
)

from .loading import ALL, Register, points_of
from .using import entered

_ACTS: Final = 500
"""So many of an organisation are read at once, to find those on one service."""
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
    people = _People(register)
    return RegisterView(
        organisation_id=register.id,
        organisation=place.organisation,
        service=register.service,
        title=register.title,
        firm=place.firm,
        manager=place.manager.name if place.manager and names else "",
        your_code=viewer.user_code,
        holders=people.holders if reading.allowed else (),
        senders=people.senders if names else (),
        rights_may_end=place.rights_may_end,
        decisions={decision.action: decision for decision in decisions},
    )


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
    return RightsExplained(
        user_code=who.user_code,
        name=who.name,
        right=who.right,
        ends_at=who.ends_at,
        function=function,
        points=points_of(register, who),
        decisions={ACTIONS[use]: may_use(place, who, use) for use in USES},
        would=would_use(place, who),
    )


class _People:
    """Who has to do with a register: the functions and the rights that are entered in it."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._functions = {row["account_id"]: row for row in register.functions}
        rows = register.work.dicts("register.holders", entity_id=register.id, service=register.service)
        self._rights = {row["account_id"]: row for row in rows}
        people = {account_id: entered(row) for account_id, row in self._rights.items()}
        self._holding = [id for id, person in people.items() if in_force(register.place, person)]
        self._sending = [id for id in self._holding if may_use(register.place, people[id], "send").allowed]

    @property
    def senders(self) -> tuple[str, ...]:
        """Whose right lets them transmit now (T3)."""
        return tuple(self._rights[account_id]["name"] for account_id in self._sending)

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Those with a function first, then by name; who has both stands once."""
        everybody = dict.fromkeys((*self._functions, *self._rights))
        return tuple(self._holder(account_id) for account_id in everybody)

    def _holder(self, account_id: int) -> Holder:
        register = self._register
        function, right = self._functions.get(account_id), self._rights.get(account_id)
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
            you=account_id == register.work.actor.account_id,
            last=self._last(account_id),
        )

    def _last(self, account_id: int) -> Literal["", "sends", "holds"]:
        """Whether nobody else transmits, or holds a right; own staff who need no entry are others."""
        if self._register.place.own_staff_without_grant:
            return ""
        if self._sending == [account_id]:
            return "sends"
        return "holds" if self._holding == [account_id] else ""


@handles(ReadRegisterHistory)
def read_register_history(work: Work, operation: ReadRegisterHistory) -> tuple[Entry, ...]:
    """Every act on the service, for whoever reads its register."""
    register = Register(work, operation.organisation_id, operation.service)
    demand(may_read_register(register.place, register.viewer))
    entries = (_entry(register, row) for row in _acts(register, min(operation.before or _NO_END, _NO_END)))
    there = (entry for entry in entries if entry.service in (ALL, register.service))
    return tuple(islice(there, HISTORY_PAGE))


def _acts(register: Register, before: int) -> Iterator[dict[str, Any]]:
    """Everything that happened in an organisation's registers, the newest first."""
    while True:
        rows = register.work.dicts("register.history", entity_id=register.id, before=before, limit=_ACTS)
        yield from rows
        if len(rows) < _ACTS:
            return
        before = rows[-1]["id"]


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
