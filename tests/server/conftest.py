"""A theatre's portal behind a real server on loopback, asked by a plain HTTP client."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.served import beside, served
from tests.stage import theatre
from tests.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """The portal, in a file."""
    made = theatre(str(tmp_path / "portal.db"))
    yield made
    made.engine.close()


@pytest.fixture
def server(world: World) -> Iterator[str]:
    """Its server's address."""
    with served(beside(world.engine)) as address:
        yield address


@pytest.fixture
def http(server: str) -> Iterator[httpx.Client]:
    """Nobody, asking over HTTP."""
    with httpx.Client(base_url=server, trust_env=False) as client:
        yield client


@pytest.fixture
def maude(world: World, server: str) -> Iterator[httpx.Client]:
    """Maude, asking over HTTP."""
    token = world.session("Maude")
    assert token is not None
    headers = {"authorization": f"Bearer {token.reveal()}"}
    with httpx.Client(base_url=server, trust_env=False, headers=headers) as client:
        yield client
