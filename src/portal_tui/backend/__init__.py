"""What the interface talks to: one method, ``call``; everything else wraps it."""

from collections.abc import AsyncIterator
from typing import Protocol, TypeVar

from portal_tui.contract.events import Event
from portal_tui.contract.operation import Operation
from portal_tui.secret import Secret

R = TypeVar("R")


class Backend(Protocol):
    """A portal: the embedded engine, a server, or a recording of one (B1)."""

    session: Secret | None
    """The token of who is signed in; set by whoever signs in, None otherwise."""

    async def call(self, operation: Operation[R], /) -> R:
        """Do ``operation``; raises a PortalError (``contract.problems``) when it isn't done."""
        ...

    def events(self) -> AsyncIterator[Event]:
        """Changes made by others from now on, within a second."""
        ...

    async def close(self) -> None:
        """Let go of files and connections."""
        ...
