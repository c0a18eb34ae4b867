"""How requests meet the synchronous engine: reads on the event loop, writes on one thread beside it.

Measured by benchmarks/meeting.py: a read takes less than handing it to a thread; a write waits for the disk
and for other processes, and nobody else should wait with it. So each has its own engine and connection.
"""

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final, TypeVar

import apsw

from portal_tui.contract.events import Event
from portal_tui.contract.operation import OPERATIONS, Operation, name_of
from portal_tui.contract.problems import Unavailable
from portal_tui.engine.engine import Engine
from portal_tui.engine.sessions import holder_of
from portal_tui.engine.storage.database import DatabaseError
from portal_tui.secret import Secret

R = TypeVar("R")

SWITCH_INTERVAL: Final = 0.0005
"""Seconds after which the interpreter lets the other thread run."""
LONG_READS: Final = frozenset({"download-document", "download-template", "review-application"})
"""Reads of much, or from elsewhere: on the thread, so that nobody's small read waits for them."""

RETRY_AFTER: Final = 1
"""Seconds after which a database that was busy or out of reach may be asked again."""


class Engines:
    """A portal as one server process holds it: an engine that reads, and one that writes."""

    def __init__(self, open_engine: Callable[[], Engine]) -> None:
        self.reader = open_engine()
        # A read that must write (a session's last use) doesn't wait on the event loop: the thread does.
        self.reader.database.never_wait()
        self.writer = open_engine()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._time_zone = "UTC"
        sys.setswitchinterval(SWITCH_INTERVAL)

    async def call(self, operation: Operation[R], session: Secret | None, language: str) -> R:
        """Do ``operation``; raises a PortalError."""
        name = name_of(operation)
        if not OPERATIONS[name].writes and name not in LONG_READS:
            try:
                return _named(self.reader, operation, session, language)
            except Unavailable:
                pass  # Another connection is writing: the thread can wait for it.
        return await asyncio.get_running_loop().run_in_executor(
            self._thread, _ending, self.writer, operation, session, language
        )

    def holder_of(self, session: Secret) -> int | None:
        """The account whose session this is; None where it has ended. Raises Unavailable."""
        now = self.reader.clock.now()
        return _told(lambda: holder_of(self.reader.database, session.reveal(), now))

    def last_change(self) -> int:
        """The sequence number of the newest change. Raises Unavailable."""
        return _told(self.reader.last_change)

    def check(self) -> None:
        """That the database can be read, and is understood. Raises Unavailable."""
        for look in (self.reader.database.check_place, self.reader.database.check_schema):
            _told(look)
        self.last_change()

    def changes(self, account_id: int, seq: int) -> list[Event]:
        """What changed since, of what this person may know of. Raises Unavailable."""
        return _told(lambda: self.reader.changes_for(account_id, seq))

    @property
    def time_zone(self) -> str:
        """Of the portal, as it was last known: that the database can't be reached is told, too."""
        with suppress(Unavailable):
            self._time_zone = _told(lambda: self.reader.definitions.portal.time_zone)
        return self._time_zone

    async def close(self) -> None:
        """Let what is being written finish, then let go of the database."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self.writer.close)
        self._thread.shutdown()
        self.reader.close()


def _ending(engine: Engine, operation: Operation[R], session: Secret | None, language: str) -> R:
    """Do it on the thread. A StopIteration would end no future: whoever waits for it would wait for ever."""
    try:
        return _named(engine, operation, session, language)
    except StopIteration as error:
        raise RuntimeError("an iterator has nothing more to give") from error


def _named(engine: Engine, operation: Operation[R], session: Secret | None, language: str) -> R:
    """Do it; an id that another process has just taken is taken anew, once."""

    def do() -> R:
        return engine.call(operation, session, language=language)

    try:
        return _told(do)
    except apsw.ConstraintError:
        return _told(do)


def _told(do: Callable[[], R]) -> R:
    """What is wrong with the database, as others may know it: not where it is."""
    try:
        return do()
    except DatabaseError as error:
        raise Unavailable("unavailable", retry_after=RETRY_AFTER) from error
    except Unavailable as error:
        wait = error.problem.params.get("retry_after", RETRY_AFTER)
        raise Unavailable(error.problem.code, retry_after=wait) from error
