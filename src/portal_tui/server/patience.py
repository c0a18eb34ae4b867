"""Connections that end: uvicorn itself waits for ever for a request's head, and for streams when it stops."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from .limits import Limits

SECONDS = Limits().head_seconds
"""To send the line and headers: from the connection on, and from the first byte of each further request."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 with an end to waiting for a request's head."""

    _end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._end = self.loop.call_later(SECONDS, self._give_up)

    def data_received(self, data: bytes) -> None:
        """Take in more of a request; wait no longer once its head is complete."""
        before: Any = self.cycle
        super().data_received(data)
        # uvicorn's types say that there is always a request; before the first one there is none.
        cycle: Any = self.cycle
        begun = cycle is not None and (cycle is not before or not cycle.response_complete)
        if begun:
            self._wait_no_longer()
        elif self._end is None:
            self._end = self.loop.call_later(SECONDS, self._give_up)

    def shutdown(self) -> None:
        """The server stops: event streams would never end by themselves."""
        if "portal" in self.app_state:
            self.app_state["portal"].streams.stopping = True
        super().shutdown()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to wait for any more."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def _wait_no_longer(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None

    def _give_up(self) -> None:
        if self.transport is not None:
            self.transport.close()
