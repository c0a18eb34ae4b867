"""The portal of a journey: a file, so that one person after another and other programs may open it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from portal_tui.engine.clock import SetClock
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.storage.database import Database
from tests.demonstration import NOW, demonstration
from tests.driver import Person
from tests.journeys.sodec import at_the_keyboard

Keyboard = Callable[..., AbstractAsyncContextManager[Person]]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A fresh demonstration."""
    demonstration(tmp_path).close()
    return tmp_path / "portal.db"


@pytest.fixture
def keyboard(database: Path) -> Keyboard:
    """Sits somebody down in front of the demonstration; one after another, or several at once."""
    ids = iter(range(1_000_000, 100_000_000, 1_000_000))

    def sit(email: str | None = None, **options: Any) -> AbstractAsyncContextManager[Person]:
        engine = Engine(Database(database), clock=SetClock(NOW), ids=CountedIds(next(ids)))
        return at_the_keyboard(engine, email, **options)

    return sit
