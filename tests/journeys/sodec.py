"""SODEC's demonstration with the interface in front of it, in French, for a journey from the beginning."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from itertools import count
from pathlib import Path
from typing import Final

from portal_tui.app import PortalApp
from portal_tui.backend import Backend
from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.engine.clock import SetClock
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.storage.database import Database
from tests.demonstration import NOW, signed_in
from tests.driver import Person, person

QUAI: Final = "Théâtre du Quai"

JEANS: Final = "2026-000006"
"""Jean's draft for Théâtre du Quai, ready to send."""
MAUDES: Final = "2026-000008"
"""Maude's draft, in which much is missing; Jean edits it, Louise reads it."""


STAFF: Final = "genevieve.dube@sodec.example"
"""Of the operator's staff: works by ``portal-tui call``."""

_IDS: Final = count(500_000_000, 1_000_000)
"""Where the ids of one program after another begin, so that two never make the same."""


@contextmanager
def another_program(database: Path, email: str) -> Iterator[EmbeddedBackend]:
    """A second program on the same file, signed in as somebody."""
    engine = Engine(Database(database), clock=SetClock(NOW), ids=CountedIds(next(_IDS)))
    yield signed_in(engine, email)
    engine.close()


@asynccontextmanager
async def at_the_keyboard(
    backend: Backend, email: str | None = None, *, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Person]:
    """Somebody who starts the program; who has an e-mail signs in with it. The backend is closed with it."""
    app = PortalApp(backend, clock=lambda: NOW, language="fr-CA")
    async with AsyncExitStack() as left:
        left.push_async_callback(backend.close)
        someone = await left.enter_async_context(person(app, size))
        if email is not None:
            await someone.signs_in_as(email)
        yield someone
