"""The portal of a journey: a file, so that one person after another and other programs may open it."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.backend.http import HttpBackend
from portal_tui.engine.clock import SetClock
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.storage.database import Database
from tests.demonstration import NOW, demonstration
from tests.driver import Person
from tests.journeys.sodec import at_the_keyboard
from tests.served import served

Keyboard = Callable[..., AbstractAsyncContextManager[Person]]


@pytest.fixture
def portal() -> str:
    """Which of the demonstrations; a module about another one says so."""
    return "sodec"


@pytest.fixture
def database(tmp_path: Path, portal: str) -> Path:
    """A fresh demonstration."""
    demonstration(tmp_path, portal).close()
    return tmp_path / "portal.db"


@pytest.fixture
def keyboard(request: pytest.FixtureRequest, database: Path) -> Iterator[Keyboard]:
    """Sits somebody down in front of the demonstration; one after another, or several at once.

    Over HTTP, before a real server on loopback, where the test is marked so or ``JOURNEYS=http`` is set.
    """
    ids = iter(range(1_000_000, 100_000_000, 1_000_000))

    def opened() -> Engine:
        return Engine(Database(database), clock=SetClock(NOW), ids=CountedIds(next(ids)))

    def sit(email: str | None = None, **options: Any) -> AbstractAsyncContextManager[Person]:
        return at_the_keyboard(EmbeddedBackend(opened(), language="fr-CA"), email, **options)

    if request.node.get_closest_marker("over_http") is None and os.environ.get("JOURNEYS") != "http":
        yield sit
        return
    with served(opened) as server:

        def sit_elsewhere(email: str | None = None, **options: Any) -> AbstractAsyncContextManager[Person]:
            return at_the_keyboard(HttpBackend(server, language="fr-CA"), email, **options)

        yield sit_elsewhere
