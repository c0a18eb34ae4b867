"""Connections that end: uvicorn itself waits for ever for a request's head, for whoever takes no answer, and
for event streams when it stops."""

import asyncio
import socket
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from .limits import Limits


class PatientProtocol(H11Protocol):
    """HTTP/1.1 with an end to waiting: for a request's head, and for an answer to be taken."""

    _end: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    @property
    def _limits(self) -> Limits:
        limits: Limits = self.app_state["portal"].limits
        return limits

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request; send what there is to send at once.

        asyncio does so for sockets that it made itself, not for those that it was given: an answer's body
        would wait until its head is acknowledged, forty milliseconds on most systems.
        """
        super().connection_made(transport)
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._end = self.loop.call_later(self._limits.head_seconds, self._give_up)

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
            self._end = self.loop.call_later(self._limits.head_seconds, self._give_up)

    def pause_writing(self) -> None:
        """More is to be sent than the other side takes: begin to wait for it."""
        super().pause_writing()
        self._demand_progress(None)

    def resume_writing(self) -> None:
        """Nearly all has been taken."""
        super().resume_writing()
        self._demand_no_more()

    def shutdown(self) -> None:
        """The server stops: event streams would never end by themselves."""
        if "portal" in self.app_state:
            self.app_state["portal"].streams.stopping = True
        super().shutdown()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to wait for any more."""
        self._wait_no_longer()
        self._demand_no_more()
        super().connection_lost(exc)

    def _wait_no_longer(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None

    def _give_up(self) -> None:
        if self.transport is not None:
            self.transport.close()

    def _demand_progress(self, before: int | None) -> None:
        """Look again after a while; hang up where nothing was taken since ``before`` bytes were left."""
        left = self.transport.get_write_buffer_size()
        if before is not None and left >= before:
            self.transport.abort()  # closing would wait for what is left
        else:
            self._taking = self.loop.call_later(self._limits.answer_seconds, self._demand_progress, left)

    def _demand_no_more(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None
