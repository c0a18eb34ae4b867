"""Where portals are found and opened, as the welcome screen sees it; the command line knows how.

Before one is open the interface talks to ``Nowhere``, which has no answer to anything.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from portal_tui.contract.events import Event
from portal_tui.contract.operation import Operation
from portal_tui.contract.problems import Unavailable
from portal_tui.secret import Secret
from portal_tui.texts import Texts

from . import Backend

R = TypeVar("R")


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A portal that can be opened at once."""

    path: str
    """Of a file, or the address of a server or a database."""
    name: str
    """The portal's, or a profile's."""
    server: bool = False
    demonstration: bool = False
    last: bool = False
    """Whether it is the one that was opened last."""
    profile: str = ""
    """By which name the settings know it."""


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A portal that is open; where a session is kept for it, its backend has that."""

    backend: Backend
    place: str
    """Of its file, or the address of its server."""
    profile: str = ""


class Created(msgspec.Struct, frozen=True, kw_only=True):
    """A portal that has just been made; the password is shown once."""

    path: str
    name: str
    email: str
    password: Secret


class CannotOpenError(Exception):
    """A portal that can't be opened or made; ``lines`` say why and what to do, to people."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Doors(Protocol):
    """The ways into a portal. What can't be done raises CannotOpenError, in the language of ``say``."""

    def known(self) -> tuple[Known, ...]:
        """Portals that were opened here or that the settings name; the one opened last comes first."""
        ...

    def servers(self) -> tuple[str, ...]:
        """The addresses of servers that were reached or that the settings name."""
        ...

    def place_for(self, folder: Path) -> Path:
        """A new file for the portal that ``folder`` defines."""
        ...

    def profile_of(self, place: str) -> str:
        """The name by which the settings know a portal; empty where they don't."""
        ...

    async def open(self, path: Path | str, say: Texts, language: str) -> Opened:
        """The portal in a file, or in a database that is known.

        ``language`` is that of its answers until somebody signs in; "" its own.
        """
        ...

    async def connect(self, address: str, say: Texts, language: str) -> Opened:
        """The portal behind a server, which has answered."""
        ...

    async def demonstrate(self, say: Texts, language: str) -> Opened:
        """The demonstration, made if need be."""
        ...

    async def create(self, folder: Path, path: Path, operator: str, say: Texts) -> Created:
        """Make the portal that ``folder`` defines in a new file, with an account for ``operator``."""
        ...


class Nowhere:
    """The backend before a portal is open."""

    session: Secret | None = None
    language: str = ""

    async def call(self, operation: Operation[R], /) -> R:
        """Raises Unavailable."""
        raise Unavailable()

    async def events(self) -> AsyncIterator[Event]:
        """Nothing happens."""
        return
        yield

    async def close(self) -> None:
        """There is nothing to let go of."""
