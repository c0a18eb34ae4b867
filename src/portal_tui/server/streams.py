"""Live changes as server-sent events: ids only, of what the reader may know of, resumable (B1).

One look a moment at the newest change serves every stream of a process; each asks for its own share only when
there is something new. Other processes' changes are seen in the same way, for they are in the database.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Final

import msgspec

from portal_tui.contract.problems import TooMany, Unavailable
from portal_tui.secret import Secret

from .engines import Engines

LOOK_EVERY: Final = 0.4
"""Seconds between looks; one costs microseconds."""
HEARTBEAT: Final = 15.0
"""Seconds after which a silent stream says that it is still there, and looks whether its session is."""
_FULL: Final = 1_000
"""As many changes as one question answers."""


class Streams:
    """Every event stream of a server process."""

    def __init__(self, engines: Engines, *, most: int) -> None:
        self._engines = engines
        self._most = most
        self._open: Counter[int] = Counter()
        self._newest = 0
        self._news = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self.stopping = False

    def open(self, session: Secret, account_id: int, last_seen: int | None) -> AsyncIterator[bytes]:
        """The bytes of a stream, from ``last_seen`` on or from now. Raises TooMany."""
        if self._open[account_id] >= self._most:
            raise TooMany("too-many-requests", retry_after=int(HEARTBEAT))
        newest = self._engines.last_change()
        seen = newest if last_seen is None or last_seen > newest else last_seen
        return self._stream(session, account_id, seen)

    async def _stream(self, session: Secret, account_id: int, seen: int) -> AsyncIterator[bytes]:
        self._open[account_id] += 1
        if self._looking is None:
            self._newest = self._engines.last_change()
            self._looking = asyncio.create_task(self._look())
        try:
            yield b"id: %d\nretry: 1000\n\n" % seen
            while not self.stopping:
                if seen < self._newest:
                    seen, lines = self._since(account_id, seen)
                    if lines:
                        yield lines
                    continue
                try:
                    await asyncio.wait_for(self._news.wait(), HEARTBEAT)
                except TimeoutError:
                    yield b"id: %d\n\n" % seen
                if self._engines.holder_of(session) != account_id:
                    return
        finally:
            self._open[account_id] -= 1
            if not +self._open and self._looking is not None:
                self._looking.cancel()
                self._looking = None

    def _since(self, account_id: int, seen: int) -> tuple[int, bytes]:
        """How far one has seen then, and what there is to say."""
        newest = self._newest
        events = self._engines.changes(account_id, seen)
        lines = b"".join(b"id: %d\ndata: %b\n\n" % (each.seq, msgspec.json.encode(each)) for each in events)
        last = events[-1].seq if events else seen
        return (last if len(events) >= _FULL else max(last, newest)), lines

    async def _look(self) -> None:
        """Wake every stream when there is something new, or when the process stops."""
        while not self.stopping:
            await asyncio.sleep(LOOK_EVERY)
            try:
                newest = self._engines.last_change()
            except Unavailable:
                continue
            if newest != self._newest or self.stopping:
                self._newest = newest
                self._news.set()
                self._news = asyncio.Event()
        self._news.set()
