"""A portal in a file, and a proxy before its server that does what a bad line does."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.reliability.proxy import Proxy, proxy
from tests.served import beside, served
from tests.stage import theatre
from tests.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A portal in a file."""
    made = theatre(str(tmp_path / "portal.db"))
    yield made
    made.engine.close()


@pytest.fixture
async def between(world: World) -> AsyncIterator[Proxy]:
    """A proxy before the portal's server."""
    with served(beside(world.engine)) as server:
        async with proxy(server) as misbehaving:
            yield misbehaving
