"""Two server processes on one database, of either kind: what is sent at once is sent once, and heard (B2)."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import httpx
import pytest

from portal_tui.contract.applications import OpenApplication
from portal_tui.contract.tasks import CompleteTask
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.store import open_store
from tests.postgres import on_postgres
from tests.serving import serving
from tests.world import ANSWERS, World

CLIENTS = 64


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=on_postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty one, of each kind."""
    if request.param == "sqlite":
        yield str(tmp_path / "portal.db")
        return
    server = request.getfixturevalue("postgres")
    address = server.database()
    yield address
    server.drop(address)


@pytest.fixture
def application(place: str) -> int:
    """Maude's, ready to be sent; Ada is on the staff."""
    world = World(path=place)
    world.person("Maude", "Tremblay")
    world.person("Ada", "Staff", staff=True)
    application = world.application("Maude", "any", request=ANSWERS)
    for task in world.call("Maude", OpenApplication(application_id=application)).tasks:
        world.call("Maude", CompleteTask(task_id=task.id))
    world.engine.close()
    return application


async def sent(client: httpx.AsyncClient, path: str, number: int) -> httpx.Response:
    """Send with one's own key or with a common one; every fourth hangs up at once, and sends again."""
    key = {"idempotency-key": "common" if number % 2 else f"own-{number}"}
    if number % 4 == 3:
        with suppress(httpx.TimeoutException):
            await client.post(path, json={}, headers=key, timeout=0.01)
    return await client.post(path, json={}, headers=key, timeout=60)


async def heard(client: httpx.AsyncClient, application: int, listening: asyncio.Event) -> list[int]:
    """The numbers of the changes as they are told, until there is one of another application."""
    numbers: list[int] = []
    async with client.stream("GET", "/v1/events", headers={"last-event-id": "0"}, timeout=60) as response:
        async for line in response.aiter_lines():
            listening.set()
            name, _, value = line.partition(": ")
            if name == "data":
                event = json.loads(value)
                numbers.append(event["seq"])
                if event["application_id"] not in (None, application):
                    break
    return numbers


async def signed_in(opened: AsyncExitStack, address: str, person: str) -> httpx.AsyncClient:
    """A client of this person."""
    limits = httpx.Limits(max_connections=CLIENTS)
    client = await opened.enter_async_context(
        httpx.AsyncClient(base_url=address, trust_env=False, limits=limits, timeout=60)
    )
    answer = await client.post("/v1/demonstration/sessions", json={"email": f"{person}@example.org"})
    client.headers["authorization"] = f"Bearer {answer.json()['token']}"
    return client


async def test_what_64_clients_send_at_once_is_sent_once(place: str, application: int) -> None:
    path = f"/v1/applications/{application}/submissions"
    async with AsyncExitStack() as opened:
        addresses = [opened.enter_context(serving(place)).address for _ in range(2)]
        maudes = [await signed_in(opened, address, "maude") for address in addresses]
        adas = [await signed_in(opened, address, "ada") for address in addresses]
        listening = [asyncio.Event() for _ in adas]
        ears = [
            asyncio.create_task(heard(ada, application, begun))
            for ada, begun in zip(adas, listening, strict=True)
        ]
        for begun in listening:
            await begun.wait()
        answers = await asyncio.gather(*(sent(maudes[number % 2], path, number) for number in range(CLIENTS)))
        started = await maudes[0].post("/v1/programmes/any/applications", json={})
        assert started.status_code == 201, started.text
        told = [await ear for ear in ears]
    assert {answer.status_code for answer in answers} <= {201, 403, 409}, "the others are told why not"
    receipts = {answer.json()["number"] for answer in answers if answer.status_code == 201}
    assert len(receipts) == 1, "whoever is told that it is sent has the same receipt"
    assert answers[1].status_code == answers[63].status_code, "the same key has the same answer"
    engine = Engine(open_store(place))
    assert engine.database.rows("select count(*) from receipts") == [(1,)]
    audited = engine.database.rows("select count(*) from audit where operation = 'send-application'")
    assert audited == [(1,)]
    ((ada,),) = engine.database.rows("select id from accounts where role = 'staff'")
    there_are = [event.seq for event in engine.changes_for(ada, 0)]
    engine.close()
    for numbers in told:
        assert numbers == there_are[: len(numbers)], "none is lost, or out of order"
