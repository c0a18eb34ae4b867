"""SODEC's demonstration with the interface in front of it, in French, for a journey from the beginning."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from portal_tui.app import PortalApp
from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.engine.engine import Engine
from tests.demonstration import NOW
from tests.driver import Person, person

QUAI: Final = "Théâtre du Quai"

JEANS: Final = "2026-000006"
"""Jean's draft for Théâtre du Quai, ready to send."""
MAUDES: Final = "2026-000008"
"""Maude's draft, in which much is missing; Jean edits it, Louise reads it."""


@asynccontextmanager
async def at_the_keyboard(
    engine: Engine, email: str | None = None, *, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Person]:
    """Somebody who starts the program; who has an e-mail signs in with it.

    One engine is used by one person after another: closing the interface closes it.
    """
    backend = EmbeddedBackend(engine, language="fr-CA")
    app = PortalApp(backend, clock=lambda: NOW, language="fr-CA")
    async with person(app, size) as someone:
        if email is not None:
            await someone.signs_in_as(email)
        yield someone
    await backend.close()
