"""Two people in front of two server processes on one PostgreSQL: they work together as at one (B2, T8)."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from portal_tui.backend.http import HttpBackend
from portal_tui.engine.demonstration.plant import plant
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.store import open_store
from tests.demonstration import JEAN, MAUDE
from tests.journeys.sodec import JEANS, MAUDES, at_the_keyboard
from tests.journeys.test_sending import sends
from tests.postgres import Server, on_postgres
from tests.serving import serving
from tests.someone import Someone

pytestmark = on_postgres


@pytest.fixture
def servers(postgres: Server) -> Iterator[tuple[str, str]]:
    """The addresses of two processes that serve one demonstration."""
    place = postgres.database()
    engine = Engine(open_store(place))
    plant(engine, "sodec")
    engine.close()
    with serving(place) as one, serving(place) as other:
        yield one.address, other.address
    postgres.drop(place)


@asynccontextmanager
async def both(servers: tuple[str, str]) -> AsyncIterator[tuple[Someone, Someone]]:
    """Maude at one process, Jean at the other."""
    hers, his = (HttpBackend(address, language="fr-CA") for address in servers)
    async with at_the_keyboard(hers, MAUDE) as maude, at_the_keyboard(his, JEAN) as jean:
        yield maude, jean


async def test_what_one_writes_and_sends_the_other_sees_without_a_key(servers: tuple[str, str]) -> None:
    async with both(servers) as (maude, jean):
        await maude.opens(MAUDES)
        await jean.opens(MAUDES)
        await writes(maude, "Le Petit Quai")
        await jean.sees("Le Petit Quai")
        await writes(jean, "Le Grand Quai")
        await maude.sees("Le Grand Quai")
    async with both(servers) as (maude, jean):
        await maude.opens(JEANS)
        await maude.sees("Envoyer désactivé")
        await jean.opens(JEANS)
        await sends(jean)
        await maude.sees("Envoyée, tour 1", "Lecture seule")


async def writes(someone: Someone, usual_name: str) -> None:
    """Into the third field of the first task."""
    await someone.presses("checklist.first", "checklist.enter")
    await someone.sees("Nom usuel")
    await someone.types("\t\t")
    await someone.strikes("ctrl+u")
    await someone.types(f"{usual_name}\t")
