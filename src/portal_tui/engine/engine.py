"""Where an operation meets the database: session, transaction, idempotency, use case."""

import hashlib
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final, TypeVar

import msgspec

from portal_tui.contract.events import Event
from portal_tui.contract.operation import OPERATIONS, Operation, name_of
from portal_tui.contract.problems import Conflict, NotSignedIn
from portal_tui.secret import Secret

from .attempts import CountedFailure, count
from .clock import Clock, SystemClock
from .definitions import Definitions
from .files.places import Places
from .handle import HANDLERS, PREPARATIONS
from .handlers import MODULES
from .ids import Ids, RandomIds
from .sessions import actor_of, hashed
from .storage.queries import query
from .storage.store import Store
from .work import Actor, Work

R = TypeVar("R")

_NEW: Final[Any] = object()
"""Stands for the answer to a key that hasn't been used."""


class Engine:
    """A portal on one database. Synchronous; used by one thread at a time."""

    def __init__(self, database: Store, *, clock: Clock | None = None, ids: Ids | None = None) -> None:
        self.database = database
        self.clock: Clock = clock or SystemClock()
        self.ids: Ids = ids or RandomIds(self.clock)
        self.definitions = Definitions(database)
        self.files = Places(database)

    def call(self, operation: Operation[R], session: Secret | None = None, /, *, language: str = "") -> R:
        """Do ``operation`` for the session's holder. Raises a PortalError; then nothing has changed.

        ``language`` is the one asked for; empty: the account's.
        """
        declared = OPERATIONS[name_of(operation)]
        now = self.clock.now()
        actor = None
        if session is not None:
            try:
                actor = actor_of(self.database, session.reveal(), now)
            except NotSignedIn:
                # Signing in again is asked for with the session that has ended.
                if declared.signed_in:
                    raise
        elif declared.signed_in:
            raise NotSignedIn()
        work = Work(
            database=self.database,
            definitions=self.definitions,
            files=self.files,
            ids=self.ids,
            now=now,
            operation=declared.name,
            actor=actor,
            session_hash=hashed(session.reveal()) if session else b"",
            language=language,
        )
        try:
            return self.do(operation, work)
        except CountedFailure as failure:
            with self.database.writing():
                count(work, failure.purpose, failure.subject)
            raise failure.error from None

    def do(self, operation: Operation[R], work: Work) -> R:
        """Do ``operation`` in a transaction of its own."""
        declared = OPERATIONS[name_of(operation)]
        handle = _handler(operation)
        if not declared.writes:
            with self.database.reading():
                return handle(work, operation)
        key = _Key.of(work, operation, declared.result)
        if prepare := PREPARATIONS.get(type(operation)):
            with self.database.reading():
                known = key.answer() if key else _NEW
            if known is not _NEW:
                return known  # type: ignore[no-any-return]
            work.prepared = prepare(work, operation)

        def change() -> R:
            if key is None:
                return handle(work, operation)
            known = key.answer()
            return key.keep(handle(work, operation)) if known is _NEW else known  # type: ignore[no-any-return]

        return self.database.unit(change)

    def within(self, operation: Operation[R], work: Work) -> R:
        """Do ``operation`` in the transaction that is open, without its preparation."""
        return _handler(operation)(work, operation)

    def work_for(self, actor: Actor | None, operation: str, *, at: int | None = None) -> Work:
        """A unit of work outside a session: for loading a portal or planting a demonstration.

        ``at`` is its moment, in UTC microseconds; now unless given.
        """
        return Work(
            database=self.database,
            definitions=self.definitions,
            files=self.files,
            ids=self.ids,
            now=self.clock.now() if at is None else at,
            operation=operation,
            actor=actor,
        )

    def last_change(self) -> int:
        """The sequence number of the newest change."""
        return int(self.database.rows(query("journal.last_change"))[0][0])

    def changes_after(self, seq: int) -> list[Event]:
        """What changed since, by id only. Raises DatabaseError, also where the file has been moved away."""
        self.database.check_place()
        return [Event(*row) for row in self.database.rows(query("journal.changes_after"), {"seq": seq})]

    def changes_for(self, account_id: int, seq: int) -> list[Event]:
        """What changed since, of what a person may know of: their entities; staff, every application."""
        names = {"account_id": account_id, "seq": seq}
        return [Event(*row) for row in self.database.rows(query("journal.changes_for"), names)]

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


def _handler(operation: Operation[R]) -> Callable[[Work, Operation[R]], R]:
    """The use case of an operation, imported when first needed."""
    if type(operation) not in HANDLERS:
        import_module(f"{__package__}.{MODULES[name_of(operation)]}")
    return HANDLERS[type(operation)]


class _Key:
    """An idempotency key: a known one gets what was answered then, before anything else is judged (T9)."""

    def __init__(self, work: Work, operation: Operation[Any], key: str, result: Any) -> None:
        self._work = work
        self._names = {"account_id": work.actor.account_id, "key": key}
        self._fingerprint = hashlib.sha256(msgspec.json.encode([work.operation, operation])).digest()
        self._result = result

    @classmethod
    def of(cls, work: Work, operation: Operation[Any], result: Any) -> "_Key | None":
        """The key that came with an operation, if one did."""
        key = getattr(operation, "idempotency_key", "")
        return cls(work, operation, key, result) if key else None

    def answer(self) -> Any:
        """What was answered to this key, or _NEW. Raises Conflict for the key of another operation."""
        found = self._work.one("journal.find_key", **self._names)
        if found is None:
            return _NEW
        if found["fingerprint"] != self._fingerprint:
            raise Conflict("key-reused")
        return msgspec.json.decode(found["answer"], type=self._result)

    def keep(self, answer: Any) -> Any:
        """Keep what was answered, in the same transaction."""
        self._work.run(
            "journal.add_key",
            **self._names,
            fingerprint=self._fingerprint,
            answer=msgspec.json.encode(answer).decode(),
            at=self._work.now,
        )
        return answer
