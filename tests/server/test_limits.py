"""Limits hold on the routes that they protect, and say when to come back (A3)."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
import pytest

from portal_tui.contract import OPERATIONS
from portal_tui.contract.operation import Declared
from portal_tui.contract.problems import TooMany
from portal_tui.server.limits import Limits, Rate, Turnstile
from tests.served import WIDE, beside, served
from tests.world import World

FEW = Rate(3, 0.5)


@contextmanager
def limited(world: World, *, signed_in: bool = True, **limits: object) -> Iterator[httpx.Client]:
    """Somebody before a server with these limits; the others are wide."""
    wide = {"account": WIDE, "address": WIDE, "doors": WIDE}
    headers = {}
    if signed_in:
        token = world.session("Maude")
        assert token is not None
        headers["authorization"] = f"Bearer {token.reveal()}"
    with (
        served(beside(world.engine), limits=Limits(**{**wide, **limits})) as address,  # type: ignore[arg-type]
        httpx.Client(base_url=address, trust_env=False, headers=headers) as client,
    ):
        yield client


def statuses(client: httpx.Client, path: str, times: int = 5) -> list[int]:
    return [client.get(path).status_code for _ in range(times)]


def knock(client: httpx.Client, door: Declared) -> httpx.Response:
    return client.request(door.method, door.path, json={})


DOORS = [each for each in OPERATIONS.values() if each.writes and not each.signed_in]


def test_every_door_is_counted_together_by_address(world: World) -> None:
    with limited(world, signed_in=False, doors=Rate(len(DOORS), 0.001)) as somebody:
        assert 429 not in [knock(somebody, each).status_code for each in DOORS]
        for each in DOORS:
            refused = knock(somebody, each)
            assert refused.status_code == 429, each.name
            assert int(refused.headers["retry-after"]) == refused.json()["params"]["retry_after"] > 0
        assert somebody.get("/v1/portal").status_code == 200


def test_a_person_is_counted_by_account_whatever_the_session(world: World) -> None:
    with limited(world, account=FEW) as maude:
        assert statuses(maude, "/v1/me") == [200, 200, 200, 429, 429]
        again = maude.post(
            "/v1/demonstration/sessions", json={"email": "maude@example.org"}, headers={"authorization": ""}
        )
        other = {"authorization": f"Bearer {again.json()['token']}"}
        assert maude.get("/v1/me", headers=other).status_code == 429


def test_an_address_is_counted_whoever_asks(world: World) -> None:
    with limited(world, address=FEW) as maude:
        assert statuses(maude, "/v1/portal") == [200, 200, 200, 429, 429]


def test_live_changes_are_counted_too(world: World) -> None:
    with limited(world, signed_in=False, address=FEW) as nobody:
        assert statuses(nobody, "/v1/events") == [401, 401, 401, 429, 429]


def test_a_turnstile_lets_through_again_in_time() -> None:
    now = [0.0]
    turnstile = Turnstile(FEW, lambda: now[0])
    for _ in range(3):
        turnstile.enter("maude")
    with pytest.raises(TooMany) as refused:
        turnstile.enter("maude")
    wait = refused.value.problem.params["retry_after"]
    assert isinstance(wait, int)
    turnstile.enter("jean")
    now[0] += wait
    turnstile.enter("maude")


def test_a_body_is_counted_as_it_comes(world: World) -> None:
    kind = {"content-type": "application/json"}
    with limited(world, body=1_000) as maude:

        def endless() -> Iterator[bytes]:
            yield from (b" " * 500 for _ in range(10))

        declared = maude.put("/v1/me/language", content=b" " * 1_001, headers=kind)
        counted = maude.put("/v1/me/language", content=endless(), headers=kind)
        for answer in (declared, counted):
            assert (answer.status_code, answer.json()["code"]) == (413, "request-too-large")


def test_files_may_be_larger_than_words(world: World) -> None:
    with limited(world, body=10, files=10_000) as maude:
        upload = {"slot": "none", "name": "x", "content": "A" * 4_000}
        assert maude.post("/v1/tasks/1/documents", json=upload).status_code != 413
        assert (
            maude.post("/v1/tasks/1/documents", json={**upload, "content": "A" * 12_000}).status_code == 413
        )


def test_a_body_that_drips_is_cut_off(world: World) -> None:
    token = world.session("Maude")
    assert token is not None
    with limited(world, body_seconds=0.2) as maude, connected(maude) as connection:
        head = (
            f"PUT /v1/me/language HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token.reveal()}\r\n"
            "Content-Type: application/json\r\nContent-Length: 20\r\n\r\n{"
        )
        connection.sendall(head.encode())
        answer = until_closed(connection)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"connection: close" in answer


@pytest.mark.parametrize("sent", [b"", b"GET /healthz HTTP/1.1\r\nHost:"])
def test_a_head_that_doesnt_come_is_not_waited_for(world: World, sent: bytes) -> None:
    with limited(world, head_seconds=0.2) as maude, connected(maude) as connection:
        connection.sendall(sent)
        assert until_closed(connection) == b""


def test_neither_is_a_further_head_on_the_same_connection(world: World) -> None:
    with limited(world, head_seconds=0.2) as maude, connected(maude) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200")
        connection.sendall(b"GET /healthz HT")
        assert b"HTTP/1.1" not in until_closed(connection)


def test_an_answer_that_nobody_takes_is_given_up(world: World) -> None:
    with limited(world, answer_seconds=0.2) as maude, connected(maude, room=4_096) as connection:
        connection.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n" * 100)
        end = time.monotonic() + 10
        with pytest.raises(ConnectionError):
            while time.monotonic() < end:
                # Without reading, one hears of the end only when one asks further.
                connection.sendall(b"GET")
                time.sleep(0.02)


def test_a_head_has_its_size(world: World) -> None:
    with limited(world) as maude:
        assert maude.get("/v1/portal", headers={"x-long": "x" * 10_000}).status_code == 200
        assert maude.get("/v1/portal", headers={"x-long": "x" * 20_000}).status_code == 431
        assert maude.get("/v1/portal", params={"x": "x" * 20_000}).status_code == 431


@contextmanager
def connected(client: httpx.Client, *, room: int = 0) -> Iterator[socket.socket]:
    """A connection, with ``room`` for so many bytes that haven't been read."""
    place = urlsplit(str(client.base_url))
    with socket.socket() as connection:
        connection.settimeout(10)
        if room:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        connection.connect((place.hostname, place.port))
        yield connection


def until_closed(connection: socket.socket) -> bytes:
    """Everything that comes until the other side hangs up."""
    received, end = b"", time.monotonic() + 10
    while time.monotonic() < end:
        part = connection.recv(65_536)
        if not part:
            return received
        received += part
    raise AssertionError("the connection was kept open")
