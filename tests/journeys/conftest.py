"""The portal of a journey: a file, so that one person after another and other programs may open it."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path

import pytest

from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.backend.http import HttpBackend
from portal_tui.engine.clock import SetClock
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.storage.database import Database
from tests.demonstration import NOW, demonstration
from tests.journeys.at_a_window import at_a_window
from tests.journeys.sodec import at_the_keyboard
from tests.served import served
from tests.someone import Someone
from tests.tmux import MISSING, Tmux, is_there, tmux

Keyboard = Callable[..., AbstractAsyncContextManager[Someone]]

_COLUMNS, _LINES = os.environ.get("SIZE", "120x40").split("x")
SIZE = int(_COLUMNS), int(_LINES)
"""Columns and lines of the terminal."""


def is_wanted(request: pytest.FixtureRequest, way: str) -> bool:
    """Whether a journey is run that way, ``http`` or ``tmux``: by its marker, or by the variable for all."""
    marked = request.node.get_closest_marker({"http": "over_http", "tmux": "in_tmux"}[way])
    return marked is not None or os.environ.get("JOURNEYS") == way


@pytest.fixture
def portal() -> str:
    """Which of the demonstrations; a module about another one says so."""
    return "sodec"


@pytest.fixture
def database(tmp_path: Path, portal: str) -> Path:
    """A fresh demonstration."""
    demonstration(tmp_path, portal).close()
    return tmp_path / "portal.db"


@pytest.fixture(scope="session")
def windows() -> Iterator[Tmux]:
    """A tmux; where there is none, only the variable demands it."""
    if not is_there() and os.environ.get("JOURNEYS") != "tmux":
        pytest.skip(MISSING)
    with tmux() as running:
        yield running


@pytest.fixture
def keyboard(request: pytest.FixtureRequest, database: Path, tmp_path: Path) -> Iterator[Keyboard]:
    """Sits somebody down in front of the demonstration; one after another, or several at once.

    Before a real server on loopback, or in the windows of a real terminal, where that is wanted.
    """
    ids = iter(range(1_000_000, 100_000_000, 1_000_000))

    def opened() -> Engine:
        return Engine(Database(database), clock=SetClock(NOW), ids=CountedIds(next(ids)))

    def sit(email: str | None = None) -> AbstractAsyncContextManager[Someone]:
        if windows is not None:
            where = ("--server", server) if server else ("--database", str(database), "--ids", str(next(ids)))
            return at_a_window(windows, email, *where, size=SIZE, home=tmp_path)
        if server:
            return at_the_keyboard(HttpBackend(server, language="fr-CA"), email, size=SIZE)
        return at_the_keyboard(EmbeddedBackend(opened(), language="fr-CA"), email, size=SIZE)

    windows: Tmux | None = request.getfixturevalue("windows") if is_wanted(request, "tmux") else None
    with served(opened) if is_wanted(request, "http") else nullcontext() as server:
        yield sit
