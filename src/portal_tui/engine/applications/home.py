"""What needs me now, across my entities: unread first, then what is due (C4, T9)."""

from collections import Counter
from typing import Any, Final, NamedTuple

import msgspec

from portal_tui.contract.decisions import Decision
from portal_tui.contract.finding import HomeItem, ReadHome
from portal_tui.engine.handle import handles
from portal_tui.engine.register.ended import ended_at
from portal_tui.engine.register.using import OwnRights, decides, uses_of
from portal_tui.engine.work import Work
from portal_tui.rules.attention import calls, recalls
from portal_tui.rules.register import Use

LOOKED_AT: Final = 300
"""Applications looked at in each list of mine: those that changed last, and as many that are due next."""
SHOWN: Final = 50


@handles(ReadHome)
def read_home(work: Work, operation: ReadHome) -> tuple[HomeItem, ...]:
    """At most fifty things."""
    if work.actor.staff:
        return _waiting(work)
    rows, lost = _parted(work, _applications(work))
    unread = [_item(work, row, "unread", count=row["unread"]) for row in rows if row["unread"]]
    official = [_item(work, row, "official", count=row["official"]) for row in rows if row["official"]]
    due = [_item(work, row, code) for row in rows if (code := _calls(work, row))]
    due.sort(key=lambda item: (item.due_at is None, item.due_at or 0, item.number))
    confirm = [] if work.actor.confirmed_at is not None else [HomeItem(code="confirm")]
    return tuple([*unread, *official, *confirm, *due, *_ended(work, lost)][:SHOWN])


def _waiting(work: Work) -> tuple[HomeItem, ...]:
    """What the operator's staff have to answer (R4, R5)."""
    if not decides(work):
        return ()
    queue = work.dicts("register.designations_queue")[0]
    return (HomeItem(code="requests-waiting", **queue),) if queue["count"] else ()


_FACTS: Final = ("state", "may", "done", "mandatory", "deadline_at")
_MAY: Final[dict[str | None, Use]] = {"owner": "send", "edit": "edit", "view": "read"}
"""What taking part lets somebody do, where no register decides."""


def _calls(work: Work, row: dict[str, Any]) -> Any:
    return calls(now=work.now, **{name: row[name] for name in _FACTS})


def _applications(work: Work) -> list[dict[str, Any]]:
    """Those that this person takes part in and that may ask for something, the last changed first."""
    account_id = work.actor.account_id
    ids: set[int] = set()
    for scope in work.dicts("listing.scopes_of_account", account_id=account_id):
        changed = work.dicts("listing.last_changed", scope_id=scope["id"], limit=LOOKED_AT)
        due = work.dicts("listing.due_next", scope_id=scope["id"], now=work.now, limit=LOOKED_AT)
        ids |= {row["id"] for row in (*changed, *due)}
    encoded = msgspec.json.encode(sorted(ids)).decode()
    return work.dicts("listing.for_home", ids=encoded, account_id=account_id)


class _Service(NamedTuple):
    """Where a right is held."""

    organisation_id: int
    organisation: str
    code: str


_Parted = tuple[list[dict[str, Any]], Counter[_Service]]


def _parted(work: Work, rows: list[dict[str, Any]]) -> _Parted:
    """What I may read; of what I may not any more, how many would ask for something on each service (R6)."""
    rights = OwnRights(work) if decides(work) else None
    readable: list[dict[str, Any]] = []
    lost: Counter[_Service] = Counter()
    for row in rows:
        service = _Service(row["applicant_id"], row["applicant"], row["programme_code"])
        may, kept = _MAY.get(row["access"]), True
        if rights is not None and not row["personal"]:
            most = rights.most(service.organisation_id, service.code)
            may, kept = most or may, most is not None
        row["may"] = may
        if kept:
            readable.append(row)
        elif row["unread"] or row["official"] or _calls(work, row):
            lost[service] += 1
    return readable, lost


def _ended(work: Work, lost: Counter[_Service]) -> list[HomeItem]:
    """Since when, and whom to ask; what ended long ago isn't said here any more."""
    account_id, items = work.actor.account_id, []
    for service, count in lost.items():
        since = ended_at(work, service.organisation_id, service.code, account_id)
        if not recalls(since, work.now):
            continue
        uses, _ = uses_of(work, service.organisation_id, service.code, account_id)
        items.append(
            HomeItem(
                code="right-ended",
                programme=_title(work, service.code),
                entity_id=service.organisation_id,
                entity=service.organisation,
                count=count,
                since=since,
                decision=Decision(action="open-task", checks=uses["read"]),
            )
        )
    return items


def _item(work: Work, row: dict[str, Any], code: Any, *, count: int = 0) -> HomeItem:
    return HomeItem(
        code=code,
        application_id=row["id"],
        task_id=row["official_task"] if code == "official" else None,
        number=row["number"],
        programme=_title(work, row["programme_code"]),
        entity_id=row["applicant_id"],
        entity=row["applicant"],
        count=count,
        due_at=row["deadline_at"],
    )


def _title(work: Work, code: str) -> str:
    return work.portal.say(work.portal.programme(code).title, work.language).text
