"""Reads wait for nobody; what must write waits beside them; an id that is taken is taken anew."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from portal_tui.contract.accounts import ReadPortal, WhoAmI
from portal_tui.contract.programmes import StartApplication
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.server.engines import Engines
from tests.served import beside
from tests.world import World


@pytest.fixture
async def engines(world: World) -> AsyncIterator[Engines]:
    """Those of a server process."""
    opened = Engines(beside(world.engine))
    yield opened
    await opened.close()


async def test_a_read_that_must_write_waits_beside_the_others(world: World, engines: Engines) -> None:
    session = world.session("Maude")
    world.clock.advance(120)
    with world.engine.database.writing():
        # The session's last use is to be written, and another process is writing.
        waiting = asyncio.create_task(engines.call(WhoAmI(), session, ""))
        for _ in range(5):
            await asyncio.sleep(0)  # its turn, so that it begins to wait
            assert (await engines.call(ReadPortal(), None, "")).code == "small"
        assert not waiting.done()
    assert (await waiting).given_name == "Maude"


class Clashing(CountedIds):
    """Makes an id first that somebody else has just used."""

    def __init__(self, first: int) -> None:
        super().__init__(first)
        self.clashes = 1

    def reserve(self, count: int) -> int:
        """The application's id of another, once."""
        if self.clashes:
            self.clashes -= 1
            return 25
        return super().reserve(count)


async def test_an_id_that_another_process_took_is_taken_anew(world: World) -> None:
    ids = Clashing(1_000_000)
    session = world.session("Maude")
    taken = world.engine.database.rows("select id from applications where id = 25")
    assert taken, "the clash is one"

    def opened() -> Engine:
        engine = beside(world.engine)()
        engine.ids = ids
        return engine

    engines = Engines(opened)
    started = await engines.call(StartApplication(code="any"), session, "")
    assert (ids.clashes, started.application_id) == (0, 1_000_000)
    await engines.close()


class RunOut(CountedIds):
    """Takes its ids from an iterator that has none left."""

    def reserve(self, count: int) -> int:
        """Nothing."""
        return next(iter(()))


async def test_whoever_waits_for_what_fails_is_told_and_never_waits_for_ever(world: World) -> None:
    """No future takes a StopIteration: it would stay open."""
    session = world.session("Maude")

    def opened() -> Engine:
        engine = beside(world.engine)()
        engine.ids = RunOut()
        return engine

    engines = Engines(opened)
    with pytest.raises(RuntimeError):
        async with asyncio.timeout(20):
            await engines.call(StartApplication(code="any"), session, "")
    await engines.close()
