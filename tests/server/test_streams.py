"""Live changes: ids only, of what the person may know of; they resume, and end with the session."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from portal_tui.contract.accounts import SignOut
from portal_tui.contract.applications import DeleteApplication, FindApplication, RestoreApplication
from portal_tui.contract.events import Event
from portal_tui.server import streams
from portal_tui.server.limits import Limits
from tests.served import WIDE, beside, served
from tests.world import World


class Listening:
    """The lines of an event stream."""

    def __init__(self, response: httpx.Response) -> None:
        assert response.headers["content-type"].startswith("text/event-stream")
        self._lines = response.iter_lines()
        self.last = ""

    def hears(self) -> Event:
        """The next change."""
        for line in self._lines:
            name, _, value = line.partition(": ")
            if name == "id":
                self.last = value
            elif name == "data":
                return msgspec.json.decode(value, type=Event)
        raise EOFError


@contextmanager
def listening(client: httpx.Client, after: str = "") -> Iterator[Listening]:
    headers = {"last-event-id": after} if after else {}
    with client.stream("GET", "/v1/events", headers=headers, timeout=10) as response:
        ear = Listening(response)
        first = next(ear._lines)
        assert first.startswith("id: ")
        ear.last = first.removeprefix("id: ")
        yield ear


def deleted(world: World, number: str) -> int:
    """Delete and restore an application: two changes of it."""
    person = {"2026-000003": "Maude", "2026-000004": "Jean"}[number]
    application = world.call(person, FindApplication(number=number)).id
    world.call(person, DeleteApplication(application_id=application))
    world.call(person, RestoreApplication(application_id=application))
    return application


def test_a_change_is_heard_by_its_id_alone(world: World, maude: httpx.Client) -> None:
    with listening(maude) as ear:
        application = deleted(world, "2026-000003")
        event = ear.hears()
        assert (event.subject, event.subject_id) == ("application", application)
        assert ear.last == str(event.seq)


def test_a_stream_resumes_where_it_was_left(world: World, maude: httpx.Client) -> None:
    with listening(maude) as ear:
        left = ear.last
    first = deleted(world, "2026-000003")
    second = deleted(world, "2026-000004")
    with listening(maude, left) as ear:
        heard = [ear.hears() for _ in range(4)]
    assert [event.subject_id for event in heard] == [first, first, second, second]
    with listening(maude, "999999999") as ear:
        assert int(ear.last) == heard[-1].seq, "from now on, where the file is older than what was heard"


def test_nobody_hears_of_others(world: World, server: str) -> None:
    world.person("Zoé", "Côté")
    token = world.session("Zoé")
    assert token is not None
    mine = world.application("Zoé", "any")
    headers = {"authorization": f"Bearer {token.reveal()}"}
    with httpx.Client(base_url=server, trust_env=False, headers=headers) as zoe, listening(zoe, "1") as ear:
        deleted(world, "2026-000003")
        world.call("Zoé", DeleteApplication(application_id=mine))
        heard = ear.hears()
        while (heard.subject, heard.subject_id) != ("application", mine):
            assert heard.subject == "account" or heard.subject == "portal", heard
            heard = ear.hears()


def test_who_isnt_signed_in_hears_nothing(http: httpx.Client) -> None:
    assert http.get("/v1/events").status_code == 401
    ended = http.get("/v1/events", headers={"authorization": "Bearer gone"})
    assert (ended.status_code, ended.json()["code"]) == (401, "session-ended")


def test_a_stream_ends_with_its_session(
    world: World, maude: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT", 0.05)
    with listening(maude) as ear:
        world.call("Maude", SignOut())
        with pytest.raises(EOFError):
            ear.hears()


def test_one_person_has_so_many_streams(world: World) -> None:
    token = world.session("Maude")
    assert token is not None
    limits = Limits(account=WIDE, address=WIDE, doors=WIDE, streams=2)
    headers: Any = {"authorization": f"Bearer {token.reveal()}"}
    with (
        served(beside(world.engine), limits=limits) as server,
        httpx.Client(base_url=server, trust_env=False, headers=headers) as maude,
    ):
        with listening(maude), listening(maude):
            assert maude.get("/v1/events").status_code == 429
        end = time.monotonic() + 10
        while maude.send(maude.build_request("GET", "/v1/events"), stream=True).status_code == 429:
            assert time.monotonic() < end, "a stream that was closed still counts"


def test_streams_end_when_the_server_stops(world: World, tmp_path: Path) -> None:
    token = world.session("Maude")
    assert token is not None
    headers = {"authorization": f"Bearer {token.reveal()}"}
    with httpx.Client(trust_env=False, headers=headers) as maude:
        with served(beside(world.engine)) as server:
            opened = maude.send(maude.build_request("GET", f"{server}/v1/events"), stream=True)
            lines = opened.iter_lines()
            assert next(lines).startswith("id: ")
        assert [line for line in lines if line.startswith("data")] == []
        opened.close()
