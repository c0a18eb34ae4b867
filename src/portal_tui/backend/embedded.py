"""The embedded engine as a backend: one thread of its own, every answer cleaned at this edge (B1, B4)."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from portal_tui.contract.events import Event
from portal_tui.contract.operation import Operation
from portal_tui.contract.problems import PortalError, Unavailable
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.database import DatabaseError
from portal_tui.safe_text import cleaned
from portal_tui.secret import Secret

from . import Contact

R = TypeVar("R")

LOOK_EVERY: Final = 0.4
"""Seconds between looks at whether another program has written; one look costs microseconds."""
SWITCH_INTERVAL: Final = 0.0005
"""Seconds after which the interpreter lets the other thread run: a hand-off costs up to that much."""


class EmbeddedBackend:
    """A portal in this process."""

    def __init__(self, engine: Engine, *, session: Secret | None = None, language: str = "") -> None:
        self.engine = engine
        self.session = session
        self.language = language
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="engine")
        sys.setswitchinterval(SWITCH_INTERVAL)

    async def call(self, operation: Operation[R], /) -> R:
        """Do ``operation`` on the engine's thread; raises a PortalError."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self.call_now, operation)

    def call_now(self, operation: Operation[R], /) -> R:
        """The same, here and now: for the first page before the first paint, and the command line."""
        try:
            return cleaned(self.engine.call(operation, self.session, language=self.language))
        except PortalError as error:
            error.problem = cleaned(error.problem)
            raise
        except DatabaseError as error:
            # Damaged, full, gone: what is on the screen stays there, and may be tried again.
            raise _unusable(error) from error

    async def events(self) -> AsyncIterator[Event | Contact]:
        """Changes of this program and others on the same file, within a second."""
        seen: int | None = None
        told = Contact()
        while True:
            contact, events = Contact(), list[Event]()
            try:
                if seen is None:
                    seen = await self._look(self.engine.last_change)
                else:
                    events = await self._look(self.engine.changes_after, seen)
            except DatabaseError as error:
                contact = Contact(_unusable(error).problem)
            except Unavailable as error:
                contact = Contact(cleaned(error.problem))
            if contact != told:
                told = contact
                yield contact
            for event in events:
                seen = event.seq
                yield event
            await asyncio.sleep(LOOK_EVERY)

    async def _look(self, do: Callable[..., R], *given: int) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._thread, do, *given)

    async def close(self) -> None:
        """Let the thread finish, then let go of the database."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self.engine.close)
        self._thread.shutdown()


def _unusable(error: DatabaseError) -> Unavailable:
    code = "database-moved" if error.code == "moved" else "database-unusable"
    return Unavailable(code, path=cleaned(error.path))
