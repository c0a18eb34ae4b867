"""What the interface talks to: one method, ``call``; everything else wraps it."""

from collections.abc import AsyncIterator
from typing import Protocol, TypeVar

import msgspec

from portal_tui.contract.events import Event
from portal_tui.contract.operation import Operation
from portal_tui.contract.problems import Problem
from portal_tui.secret import Secret

R = TypeVar("R")


class Contact(msgspec.Struct, frozen=True):
    """Changes can't be heard of any more, or can again: what is seen may be old until then."""

    problem: Problem | None = None
    """Why not; None once they can."""


class Backend(Protocol):
    """A portal: the embedded engine, a server, or a recording of one (B1)."""

    session: Secret | None
    """The token of who is signed in; set by whoever signs in, None otherwise."""

    language: str
    """In which answers are asked for; empty: in the account's (A6)."""

    async def call(self, operation: Operation[R], /) -> R:
        """Do ``operation``; raises a PortalError (``contract.problems``) when it isn't done."""
        ...

    def events(self) -> AsyncIterator[Event | Contact]:
        """Changes made by others from now on, within a second. What keeps them away is said, and doesn't end
        them: those that were missed follow.
        """
        ...

    async def close(self) -> None:
        """Let go of files and connections."""
        ...
