"""A network that fails: every wait ends, every message is clear, nothing done twice or lost (B1, T9)."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from portal_tui.backend import Contact, http
from portal_tui.backend.http import HttpBackend, Waits
from portal_tui.cli.answers import sentences
from portal_tui.contract.accounts import ReadPortal, WhoAmI
from portal_tui.contract.applications import (
    DeleteApplication,
    FindApplication,
    Receipt,
    RestoreApplication,
    SendApplication,
)
from portal_tui.contract.events import Event
from portal_tui.contract.operation import Operation
from portal_tui.contract.problems import PortalError, Refused
from portal_tui.contract.tasks import AddDocument, Change, CompleteTask, OpenTask, SaveAnswers
from portal_tui.contract.wire import Request
from portal_tui.secret import Secret
from portal_tui.texts import LANGUAGES, texts
from tests.engine.uploads.files import pdf
from tests.reliability.proxy import Fault, Proxy, cut, drip, drop, half, late, never, proxy, says, swallow
from tests.served import beside, served
from tests.world import ANSWERS, World

WAITS = Waits(connect=2, step=2, total=4, with_files=4, silence=1)
BOUND = 10.0
"""Seconds in which everything must have ended, on a slow machine too; without the limits it would never."""
DONE = (swallow, cut)
"""The server has done it, and its answer is lost."""
NOT_DONE = (drop, half)
"""The server has not done it."""
PATIENT = says("429 Wait", "Retry-After: 0")
TOO_MANY = '{"code": "too-many-requests", "status": 429, "params": {"retry_after": 15}}'
OWN_AUTHORITY = Path(__file__).parents[1] / "data" / "own_authority.pem"
"""A certificate for 127.0.0.1 that vouches for itself, with its key; both serve these tests alone."""
CLIENTS = 64


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying again is the same thing after a shorter pause."""
    monkeypatch.setattr(http, "FIRST_PAUSE", 0.01)


@pytest.fixture
async def maude(world: World, between: Proxy) -> AsyncIterator[HttpBackend]:
    """Maude, behind the proxy."""
    backend = HttpBackend(between.address, session=world.session("Maude"), waits=WAITS)
    yield backend
    await backend.close()


async def trouble(backend: HttpBackend, operation: Operation[Any]) -> PortalError:
    """The problem that comes of it, which is said in every language and comes in time."""
    begun = time.monotonic()
    with pytest.raises(PortalError) as caught:
        await backend.call(operation)
    assert time.monotonic() - begun < BOUND
    for language in LANGUAGES:
        first = sentences(caught.value.problem, texts(language))[0]
        assert not first.startswith("problem."), first
    return caught.value


def ready(world: World) -> int:
    """An application of Maude's that only has to be sent."""
    view = world.call("Maude", FindApplication(number="2026-000003"))
    changes = tuple(Change(pointer=f"/{name}", value=value) for name, value in ANSWERS.items())
    task = view.tasks[0].id
    world.call("Maude", SaveAnswers(task_id=task, changes=changes, revision=1))
    world.call(
        "Maude", SaveAnswers(task_id=task, changes=(Change(pointer="/kind", value="jazz"),), revision=2)
    )
    world.call("Maude", CompleteTask(task_id=task))
    return view.id


def count(world: World, table: str) -> int:
    return int(world.engine.database.rows(f"select count(*) from {table}")[0][0])


@pytest.mark.parametrize("fault", [*DONE, *NOT_DONE, says("503 Busy"), PATIENT, late(0.1)])
async def test_reading_is_asked_again(maude: HttpBackend, between: Proxy, fault: Fault) -> None:
    between.will(fault, fault)
    assert (await maude.call(WhoAmI())).given_name == "Maude"


@pytest.mark.parametrize("fault", [*DONE, *NOT_DONE, says("502 Bad"), PATIENT])
async def test_sending_is_done_once_however_often_it_is_asked(
    world: World, maude: HttpBackend, between: Proxy, fault: Fault
) -> None:
    application, before = ready(world), count(world, "receipts")
    between.will(fault, fault)
    receipt = await maude.call(SendApplication(application_id=application))
    assert receipt.application_id == application
    assert count(world, "receipts") == before + 1


@pytest.mark.parametrize("fault", [*DONE, half])
async def test_an_upload_is_stored_once_or_not_at_all(
    world: World, maude: HttpBackend, between: Proxy, fault: Fault
) -> None:
    task = world.call("Maude", FindApplication(number="2026-000001")).tasks[1].id
    between.will(fault)
    view = await maude.call(AddDocument(task_id=task, slot="accounts", name="a.pdf", content=pdf()))
    assert [each.name for each in view.documents] == ["a.pdf"]
    assert count(world, "documents") == 1


@pytest.mark.parametrize("fault", [*DONE, half])
async def test_what_has_no_key_is_not_asked_again_by_itself(
    world: World, maude: HttpBackend, between: Proxy, fault: Fault
) -> None:
    task = world.call("Maude", FindApplication(number="2026-000001")).tasks[0].id
    revision = world.call("Maude", OpenTask(task_id=task)).revision
    change = Change(pointer="/title", value="Saison 2028", base="Saison 2027")
    save = SaveAnswers(task_id=task, changes=(change,), revision=revision)
    between.will(fault)
    assert (await trouble(maude, save)).problem.code == "server-cut-off"
    assert between.connections == 1
    stored = world.call("Maude", OpenTask(task_id=task))
    assert (stored.answers["title"] == "Saison 2028") == (fault in DONE)
    again = await maude.call(save)
    assert again.conflicts == ()
    assert world.call("Maude", OpenTask(task_id=task)).answers["title"] == "Saison 2028"


class Counting(HttpBackend):
    """Counts how often it asks."""

    asked = 0

    async def _once(self, request: Request, session: Secret | None) -> httpx.Response:
        self.asked += 1
        return await super()._once(request, session)


async def test_what_never_left_is_sent_again() -> None:
    """Also without a key: a server that isn't there has done nothing."""
    async with proxy("http://127.0.0.1:9") as nobody:
        address = nobody.address
    gone = Counting(address, waits=WAITS)
    assert (await trouble(gone, RestoreApplication(application_id=1))).problem.code == "server-unreachable"
    assert gone.asked == http.TRIES
    await gone.close()


@pytest.mark.parametrize("fault", [never, drip])
async def test_every_wait_ends(maude: HttpBackend, between: Proxy, fault: Fault) -> None:
    between.will(*[fault] * 9)
    error = await trouble(maude, ReadPortal())
    assert (error.problem.code, error.problem.status) == ("server-slow", 503)
    between.will(fault)
    assert (await trouble(maude, RestoreApplication(application_id=1))).problem.code == "server-slow"


async def test_who_asks_to_wait_long_is_believed(maude: HttpBackend, between: Proxy) -> None:
    between.will(says("503 Busy", "Retry-After: 3600"))
    assert (await trouble(maude, WhoAmI())).problem.code == "unavailable"
    assert between.connections == 1


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (says("200 OK", "Content-Type: text/html", body="<html>Welcome</html>"), "server-strange"),
        (says("200 OK", "Content-Type: application/json", body='{"given_name": 3}'), "server-strange"),
        (says("403 No", "Content-Type: text/html", body="no"), "server-strange"),
        (says("400 No", "Content-Type: application/problem+json", body="{}"), "server-strange"),
        (says("500 Oh"), "server-strange"),
    ],
)
async def test_what_is_no_portal_is_said_to_be_none(
    maude: HttpBackend, between: Proxy, fault: Fault, code: str
) -> None:
    between.will(fault)
    assert (await trouble(maude, WhoAmI())).problem.code == code


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
async def test_nothing_is_sent_to_another_host(maude: HttpBackend, between: Proxy, status: str) -> None:
    async with proxy("http://127.0.0.1:9") as elsewhere:
        between.will(says(status, f"Location: {elsewhere.address}/v1/me"))
        assert (await trouble(maude, WhoAmI())).problem.code == "server-elsewhere"
        assert elsewhere.connections == 0


async def test_hostile_text_of_a_server_is_harmless(maude: HttpBackend, between: Proxy) -> None:
    body = '{"code": "x", "status": 403, "params": {"name": "\\u001b[2Jhi"}}'
    between.will(says("403 No", "Content-Type: application/problem+json", body=body))
    with pytest.raises(Refused) as refused:
        await maude.call(WhoAmI())
    assert refused.value.problem.params["name"] == "\ufffd[2Jhi"


async def test_an_authority_of_ones_own_is_trusted_once_it_is_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(beside(world.engine), ssl_certfile=OWN_AUTHORITY) as server:
        address = server.replace("http:", "https:")
        stranger = HttpBackend(address, waits=WAITS)
        assert (await trouble(stranger, ReadPortal())).problem.code == "server-not-trusted"
        await stranger.close()
        monkeypatch.setenv("SSL_CERT_FILE", str(OWN_AUTHORITY))
        http.known_authorities.cache_clear()
        known = HttpBackend(address, waits=WAITS)
        assert (await known.call(ReadPortal())).code == "small"
        await known.close()
        http.known_authorities.cache_clear()


async def test_live_changes_go_on_without_a_word_after_a_cut(
    world: World, maude: HttpBackend, between: Proxy
) -> None:
    application = world.call("Maude", FindApplication(number="2026-000003")).id
    events = maude.events()
    heard = asyncio.ensure_future(anext(events))
    async with asyncio.timeout(BOUND):
        await between.passes(b"id: ")
        between.hang_up()
        world.call("Maude", DeleteApplication(application_id=application))
        told = await heard
    assert isinstance(told, Event)
    assert told.subject_id == application
    await events.aclose()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (drop, "server-cut-off"),
        (never, "server-slow"),
        (says("502 Bad"), "unavailable"),
        (says("302 Found", "Location: /elsewhere"), "server-elsewhere"),
        (says("200 OK"), "server-strange"),
        (says("200 OK", "Content-Type: text/event-stream"), "server-cut-off"),
        (says("200 OK", "Content-Type: text/event-stream", body="data: {}\n\n"), "server-strange"),
        (
            says("429 Wait", "Content-Type: application/problem+json", body=TOO_MANY),
            "too-many-requests",
        ),
    ],
)
async def test_lost_contact_is_said_and_what_was_missed_follows(
    world: World, maude: HttpBackend, between: Proxy, fault: Fault, code: str
) -> None:
    application = world.call("Maude", FindApplication(number="2026-000003")).id
    events = maude.events()
    heard = asyncio.ensure_future(anext(events))
    async with asyncio.timeout(BOUND):
        await between.passes(b"id: ")
        between.will(*[fault] * 100)
        between.hang_up()
        lost = await heard
        assert isinstance(lost, Contact)
        assert lost.problem is not None
        assert lost.problem.code == code
        world.call("Maude", DeleteApplication(application_id=application))
        world.call("Maude", RestoreApplication(application_id=application))
        between.will()
        assert await anext(events) == Contact()
        missed = [await anext(events), await anext(events)]
    assert [getattr(each, "subject_id", None) for each in missed] == [application] * 2
    await events.aclose()  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["", "the same"])
async def test_many_clients_send_one_application_while_answers_are_cut_off(
    world: World, between: Proxy, key: str
) -> None:
    """One submission, one receipt, whoever asks; with one key everybody has it, else others are told."""
    application, before = ready(world), count(world, "receipts")
    between.will(*[(swallow, cut, drop, half)[number % 4] for number in range(CLIENTS)])
    clients = [
        HttpBackend(between.address, session=world.session("Maude"), waits=Waits(total=60))
        for _ in range(CLIENTS)
    ]
    send = SendApplication(application_id=application, idempotency_key=key)
    outcomes = await asyncio.gather(*(client.call(send) for client in clients), return_exceptions=True)
    for client in clients:
        await client.close()
    receipts = [each for each in outcomes if isinstance(each, Receipt)]
    refusals = [each for each in outcomes if isinstance(each, Refused)]
    assert len(receipts) + len(refusals) == CLIENTS, outcomes
    assert len({each.number for each in receipts}) == 1
    assert (len(receipts) == CLIENTS) == bool(key)
    assert count(world, "receipts") == before + 1
    assert between.connections > CLIENTS
