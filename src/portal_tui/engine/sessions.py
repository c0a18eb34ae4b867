"""Sessions: opaque tokens, hashed at rest, with idle and absolute limits (A0)."""

import hashlib
from typing import Any, Final

from portal_tui.contract.problems import NotSignedIn

from .ids import Ids
from .storage.queries import query
from .storage.store import Store
from .work import Actor

_MINUTE: Final = 60_000_000
IDLE: Final = 12 * 60 * _MINUTE
"""A session ends when it hasn't been used for so long (microseconds)."""
ABSOLUTE: Final = 30 * 24 * 60 * _MINUTE
"""A session ends so long after signing in (microseconds)."""


def hashed(token: str) -> bytes:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).digest()


def open_session(database: Store, ids: Ids, account_id: int, now: int) -> str:
    """Begin a session inside a writing transaction; the token."""
    token = ids.token()
    database.run(query("sessions.add"), {"token_hash": hashed(token), "account_id": account_id, "now": now})
    return token


def actor_of(database: Store, token: str, now: int) -> Actor:
    """Who holds the token. Raises NotSignedIn when the session has ended."""
    found = _find(database, token, now)
    if not found:
        raise NotSignedIn("session-ended")
    row = found[0]
    used_at = row.pop("used_at")
    if now - used_at > _MINUTE:
        with database.writing():
            database.run(query("sessions.touch"), {"token_hash": hashed(token), "now": now})
    return Actor(**row)


def holder_of(database: Store, token: str, now: int) -> int | None:
    """The account that holds the token, None when the session has ended; looking doesn't count as use."""
    found = _find(database, token, now)
    return int(found[0]["account_id"]) if found else None


def _find(database: Store, token: str, now: int) -> list[dict[str, Any]]:
    names = {"token_hash": hashed(token), "idle_since": now - IDLE, "made_since": now - ABSOLUTE}
    return database.dicts(query("sessions.find"), names)
