"""Reaching the portal that a command means: its file here, or its server (B1)."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from portal_tui.backend import Backend
from portal_tui.contract.accounts import Me, WhoAmI
from portal_tui.contract.operation import Operation
from portal_tui.contract.problems import NotSignedIn, PortalError
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.store import is_address
from portal_tui.safe_text import cleaned
from portal_tui.secret import Secret

from .kept import Kept
from .opening import database_place, open_engine, server_address

R = TypeVar("R")


class Portal(Protocol):
    """A portal, within reach of the command line."""

    @property
    def place(self) -> str:
        """Where it is: a file, or a server's address."""
        ...

    @property
    def kept(self) -> Kept:
        """The session that ``login`` keeps."""
        ...

    @property
    def time_zone(self) -> str:
        """In which its moments are said."""
        ...

    @property
    def clock(self) -> Callable[[], int]:
        """The present moment, in UTC microseconds."""
        ...

    def call(self, operation: Operation[R], session: Secret | None = None) -> R:
        """Do ``operation``, here and now; its answer is clean. Raises a PortalError."""
        ...

    def backend(self, session: Secret | None) -> tuple[Backend, Me | None]:
        """What the interface talks to, and who that session's person is, where that is known at once."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class FilePortal:
    """A portal's database, with the engine in this process."""

    def __init__(self, engine: Engine, arguments: argparse.Namespace) -> None:
        self._engine = engine
        self._language = arguments.language_chosen or ""

    @property
    def place(self) -> str:
        """The file, from the root, or the database's address."""
        place = self._engine.database.path
        return place if is_address(place) else str(Path(place).absolute())

    @property
    def kept(self) -> Kept:
        """By the place of its database."""
        place = self._engine.database.path
        return Kept(place if is_address(place) else Path(place))

    @property
    def time_zone(self) -> str:
        """As its definition says."""
        return self._engine.definitions.portal.time_zone

    @property
    def clock(self) -> Callable[[], int]:
        """The engine's."""
        return self._engine.clock.now

    def call(self, operation: Operation[R], session: Secret | None = None) -> R:
        """Do it on this thread."""
        return cleaned(self._engine.call(operation, session, language=self._language))

    def backend(self, session: Secret | None) -> tuple[Backend, Me | None]:
        """The engine, on a thread of its own."""
        from .doors import backend_of

        backend = backend_of(self._engine, self._language)
        backend.session = session
        try:
            return backend, backend.call_now(WhoAmI()) if session else None
        except NotSignedIn:
            backend.session = None
            return backend, None

    def close(self) -> None:
        """Close the file."""
        self._engine.close()


class ServerPortal:
    """A portal's server."""

    def __init__(self, address: str, arguments: argparse.Namespace) -> None:
        self._address = address
        self._language = arguments.language_chosen or ""

    @property
    def place(self) -> str:
        """The address."""
        return self._address

    @property
    def kept(self) -> Kept:
        """By the server's address."""
        return Kept(self._address)

    @property
    def time_zone(self) -> str:
        """As the server says; UTC where it says nothing."""
        from portal_tui.contract.accounts import ReadPortal

        try:
            return self.call(ReadPortal()).time_zone
        except PortalError:
            return "UTC"

    @property
    def clock(self) -> Callable[[], int]:
        """This machine's."""
        from portal_tui.engine.clock import SystemClock

        return SystemClock().now

    def call(self, operation: Operation[R], session: Secret | None = None) -> R:
        """Ask the server, and wait."""
        import asyncio

        from portal_tui.backend.http import HttpBackend

        async def asked() -> R:
            backend = HttpBackend(self._address, session=session, language=self._language)
            try:
                return await backend.call(operation)
            finally:
                await backend.close()

        return asyncio.run(asked())

    def backend(self, session: Secret | None) -> tuple[Backend, Me | None]:
        """A client of the server, which the first screen asks."""
        from portal_tui.backend.http import HttpBackend

        return HttpBackend(self._address, session=session, language=self._language), None

    def close(self) -> None:
        """Nothing is kept open between calls."""


@contextmanager
def reached(arguments: argparse.Namespace) -> Iterator[Portal]:
    """The portal that the arguments mean. Raises WrongUseError, DatabaseError.

    Where a PortalError passes, ``arguments.time_zone`` is that of its moments.
    """
    portal = reach(arguments)
    try:
        yield portal
    except PortalError:
        arguments.time_zone = portal.time_zone
        raise
    finally:
        portal.close()


def reach(arguments: argparse.Namespace) -> Portal:
    """The same, left open: for the interface."""
    address = server_address(arguments)
    if address is not None:
        return ServerPortal(address, arguments)
    return FilePortal(open_engine(database_place(arguments), arguments), arguments)
