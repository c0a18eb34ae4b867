"""Reads what a list lacks: one request at a time, what somebody waits for before what is read ahead."""

from collections.abc import Callable
from typing import Generic

from portal_tui.contract.problems import PortalError, Problem

from .row_window import Row, Source, read_around
from .viewport import Request, Viewport


class RowReader(Generic[Row]):
    """Keeps a viewport supplied. ``read_on`` runs as a task; a new one takes the place of the old one."""

    def __init__(self, viewport: Viewport[Row], source: Source[Row], changed: Callable[[], None]) -> None:
        self.problem: Problem | None = None
        """Why rows that somebody waited for could not be read."""
        self._viewport = viewport
        self._source = source
        self._changed = changed
        self._reading = False
        self._asked: Request | None = None
        self._again = False

    def read_from(self, source: Source[Row]) -> None:
        """Read from another source; nothing of the old one is taken any more."""
        self._source = source
        self._again = False
        self._reading = False

    def read_again(self) -> None:
        """Read what is seen once more, because it may have changed."""
        if self._viewport.row is None:
            self._viewport.restart()
            self._reading = False
        else:
            self._again = True

    def start(self) -> bool:
        """Whether ``read_on`` has to be started: none runs, or it asks for what nobody needs now."""
        wanted = self._viewport.request()
        if self._reading:
            needed = self._viewport.waiting and wanted != self._asked
        else:
            needed = wanted is not None or self._again
        if needed:
            self._reading, self._asked = True, wanted
        return needed

    async def read_on(self) -> None:
        """Read until nothing lacks. A failure ends it; what is only read ahead fails silently."""
        viewport = self._viewport
        try:
            while self._again or viewport.request() is not None:
                self._asked = viewport.request()
                if self._asked is None or (self._again and not viewport.waiting):
                    self._asked = None
                    await self._read_again()
                else:
                    viewport.receive(self._asked, await self._source.page(**self._asked._asdict()))
                self.problem = None
                self._changed()
        except PortalError as error:
            if viewport.waiting or self._again:
                self.problem = error.problem
            self._again = False
            viewport.give_up()
        self._reading = False
        self._changed()

    async def count(self) -> int | None:
        """Ask how many rows there are; None if nobody knows."""
        try:
            count = await self._source.count()
        except PortalError:
            count = None
        self._viewport.know_count(count)
        return count

    async def _read_again(self) -> None:
        viewport = self._viewport
        held, place = viewport.window, viewport.place
        if held is None or viewport.row is None:
            self._again = False
            return
        line = place.cursor - place.top
        fresh = await read_around(self._source, held, place.cursor, line, viewport.height - line)
        self._again = not viewport.adopt(fresh, moved=viewport.place != place)
