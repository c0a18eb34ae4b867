"""Where an operation meets the database: session, transaction, idempotency, use case."""

import hashlib
from importlib import import_module
from typing import Any, TypeVar

import msgspec

from portal_tui.contract.events import Event
from portal_tui.contract.operation import OPERATIONS, Operation, name_of
from portal_tui.contract.problems import Conflict, NotSignedIn
from portal_tui.secret import Secret

from .attempts import CountedFailure, count
from .clock import Clock, SystemClock
from .definitions import Definitions
from .handle import HANDLERS
from .handlers import MODULES
from .ids import Ids, RandomIds
from .sessions import actor_of, hashed
from .storage.database import Database
from .storage.queries import query
from .work import Actor, Work

R = TypeVar("R")


class Engine:
    """A portal on one database. Synchronous; used by one thread at a time."""

    def __init__(self, database: Database, *, clock: Clock | None = None, ids: Ids | None = None) -> None:
        self.database = database
        self.clock: Clock = clock or SystemClock()
        self.ids: Ids = ids or RandomIds(self.clock)
        self.definitions = Definitions(database)

    def call(self, operation: Operation[R], session: Secret | None = None, /, *, language: str = "") -> R:
        """Do ``operation`` for the session's holder. Raises a PortalError; then nothing has changed.

        ``language`` is that of answers to somebody who hasn't signed in.
        """
        declared = OPERATIONS[name_of(operation)]
        now = self.clock.now()
        actor = None
        if session is not None:
            actor = actor_of(self.database, session.reveal(), now)
        elif declared.signed_in:
            raise NotSignedIn()
        work = Work(
            database=self.database,
            definitions=self.definitions,
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
        if type(operation) not in HANDLERS:
            import_module(f"{__package__}.{MODULES[declared.name]}")
        handle = HANDLERS[type(operation)]
        if not declared.writes:
            with self.database.reading():
                return handle(work, operation)  # type: ignore[no-any-return]
        with self.database.writing():
            key = getattr(operation, "idempotency_key", "")
            if not key:
                return handle(work, operation)  # type: ignore[no-any-return]
            return _once(work, operation, key, declared.result, lambda: handle(work, operation))  # type: ignore[no-any-return]

    def work_for(self, actor: Actor | None, operation: str) -> Work:
        """A unit of work outside a session: for loading a portal or planting a demonstration."""
        return Work(
            database=self.database,
            definitions=self.definitions,
            ids=self.ids,
            now=self.clock.now(),
            operation=operation,
            actor=actor,
        )

    def last_change(self) -> int:
        """The sequence number of the newest change."""
        return int(self.database.rows(query("journal.last_change"))[0][0])

    def changes_after(self, seq: int) -> list[Event]:
        """What changed since, by id only."""
        return [Event(*row) for row in self.database.rows(query("journal.changes_after"), {"seq": seq})]

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


def _once(work: Work, operation: Operation[Any], key: str, result: Any, handle: Any) -> Any:
    """Answer a known key with what was answered then, before anything else is judged (T9)."""
    fingerprint = hashlib.sha256(msgspec.json.encode([work.operation, operation])).digest()
    found = work.one("journal.find_key", account_id=work.actor.account_id, key=key)
    if found is not None:
        if found["fingerprint"] != fingerprint:
            raise Conflict("key-reused")
        return msgspec.json.decode(found["answer"], type=result)
    answer = handle()
    work.run(
        "journal.add_key",
        account_id=work.actor.account_id,
        key=key,
        fingerprint=fingerprint,
        answer=msgspec.json.encode(answer).decode(),
        at=work.now,
    )
    return answer
