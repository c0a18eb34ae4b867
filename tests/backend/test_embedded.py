"""The engine behind the interface: a file that fails is a problem that is said, and no end of the program."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal_tui.backend import Contact
from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.contract.accounts import ReadPortal, SignIn
from portal_tui.contract.applications import DeleteApplication, FindApplication
from portal_tui.contract.events import Event
from portal_tui.contract.problems import Unavailable
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.database import Database
from tests.reliability.faulty import faulty
from tests.served import beside
from tests.stage import theatre
from tests.world import World

PAGE = 4096
BOUND = 20.0
"""Seconds in which everything must have been heard, on a slow machine too."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A portal in a file, opened before anything can fail."""
    made = theatre(str(tmp_path / "portal.db"))
    yield made
    made.engine.close()


async def test_live_changes_outlast_a_file_that_fails(world: World) -> None:
    """What keeps them away is said once; what was missed follows."""
    application = world.call("Maude", FindApplication(number="2026-000003")).id
    with faulty() as files:
        backend = EmbeddedBackend(beside(world.engine)())
    events = backend.events()
    async with asyncio.timeout(BOUND):
        heard = asyncio.ensure_future(anext(events))
        await asyncio.sleep(0)
        await backend.call(ReadPortal())  # after the first look
        files.dead = True
        world.call("Maude", DeleteApplication(application_id=application))
        lost = await heard
        assert isinstance(lost, Contact)
        assert lost.problem is not None
        assert lost.problem.code == "database-unusable"
        files.dead = False
        assert await anext(events) == Contact()
        missed = await anext(events)
    assert isinstance(missed, Event)
    assert missed.subject_id == application
    await events.aclose()  # type: ignore[attr-defined]
    await backend.close()


async def test_nothing_is_saved_in_a_file_that_was_moved_away(world: World, tmp_path: Path) -> None:
    """It would be saved where nobody finds it."""
    file, elsewhere = tmp_path / "portal.db", tmp_path / "elsewhere.db"
    delete = DeleteApplication(application_id=world.call("Maude", FindApplication(number="2026-000003")).id)
    backend = EmbeddedBackend(beside(world.engine)(), session=world.session("Maude"))
    events = backend.events()
    file.rename(elsewhere)
    async with asyncio.timeout(BOUND):
        lost = await anext(events)
        assert isinstance(lost, Contact)
        assert lost.problem is not None
        assert lost.problem.code == "database-moved"
        with pytest.raises(Unavailable) as moved:
            await backend.call(delete)
        assert moved.value.problem == lost.problem
        elsewhere.rename(file)
        assert await anext(events) == Contact()
        await backend.call(delete)
        assert isinstance(await anext(events), Event)
    await events.aclose()  # type: ignore[attr-defined]
    await backend.close()


async def test_a_damaged_file_is_a_problem_like_another(tmp_path: Path) -> None:
    file = tmp_path / "portal.db"
    World(path=str(file)).engine.close()
    content = file.read_bytes()
    backend = EmbeddedBackend(Engine(Database(file)))
    file.write_bytes(content[:PAGE] + b"\xa5" * (len(content) - PAGE))
    with pytest.raises(Unavailable) as unusable:
        await backend.call(SignIn(email="maude@example.org", password="whatever it is"))
    assert unusable.value.problem.code == "database-unusable"
    await backend.close()
