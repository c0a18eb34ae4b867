"""The databases on which a portal answers over HTTP, to be compared with the embedded one on SQLite."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.postgres import on_postgres

Place = Callable[[], str]
"""An empty one: a file's path, or an address."""


@pytest.fixture(params=["http-sqlite", pytest.param("http-postgres", marks=on_postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Makes places for the portal behind the server."""
    if request.param == "http-sqlite":
        numbers = count(1)
        yield lambda: str(tmp_path / f"behind-{next(numbers)}.db")
        return
    server = request.getfixturevalue("postgres")
    made: list[str] = []

    def new() -> str:
        while made:
            server.drop(made.pop())
        made.append(server.database())
        return made[0]

    yield new
    for address in made:
        server.drop(address)
