"""What needs me now, across my entities: unread first, then what is due (C4, T9)."""

from typing import Any, Final

import msgspec

from portal_tui.contract.finding import HomeItem, ReadHome
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.attention import calls

LOOKED_AT: Final = 300
"""Applications looked at in each list of mine: those that changed last, and as many that are due next."""
SHOWN: Final = 50


@handles(ReadHome)
def read_home(work: Work, operation: ReadHome) -> tuple[HomeItem, ...]:
    """At most fifty things."""
    rows = _applications(work)
    unread = [_item(work, row, "unread", count=row["unread"]) for row in rows if row["unread"]]
    official = [_item(work, row, "official", count=row["official"]) for row in rows if row["official"]]
    due = [
        _item(work, row, code)
        for row in rows
        if (code := calls(now=work.now, **{name: row[name] for name in _FACTS}))
    ]
    due.sort(key=lambda item: (item.due_at is None, item.due_at or 0, item.number))
    confirm = [] if work.actor.confirmed_at is not None else [HomeItem(code="confirm")]
    return tuple([*unread, *official, *confirm, *due][:SHOWN])


_FACTS: Final = ("state", "access", "done", "mandatory", "deadline_at")


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


def _item(work: Work, row: dict[str, Any], code: Any, *, count: int = 0) -> HomeItem:
    title = work.portal.programme(row["programme_code"]).title
    return HomeItem(
        code=code,
        application_id=row["id"],
        task_id=row["official_task"] if code == "official" else None,
        number=row["number"],
        programme=work.portal.say(title, work.language).text,
        entity_id=row["applicant_id"],
        entity=row["applicant"],
        count=count,
        due_at=row["deadline_at"],
    )
