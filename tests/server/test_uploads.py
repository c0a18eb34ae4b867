"""Long bodies wait on the disk for their turn, and say so where it has no room (C2)."""

import base64
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from portal_tui.contract.tasks import OpenTask
from portal_tui.server import asking
from tests.engine.theatre import task_of
from tests.engine.uploads.files import pdf
from tests.world import World

AT_ONCE = 4


def upload(content: bytes) -> bytes:
    return json.dumps(
        {"slot": "plan", "name": "x.pdf", "content": base64.b64encode(content).decode()}
    ).encode()


@pytest.fixture
def task(world: World) -> int:
    return task_of(world, "Maude", world.application("Maude", "30-44-00"), "documents").id


@pytest.fixture
def maude(maude: httpx.Client) -> httpx.Client:
    """Maude, who has the patience to wait for her turn."""
    maude.timeout = httpx.Timeout(60)
    return maude


@pytest.fixture
def on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every body is long enough for a file."""
    monkeypatch.setattr(asking, "IN_MEMORY", 100)


@pytest.mark.usefixtures("on_disk")
def test_uploads_on_their_way_hinder_nobody_and_all_arrive(
    world: World, maude: httpx.Client, task: int
) -> None:
    """All are there but for a byte; another request is answered; then the bytes."""
    half, last = threading.Barrier(AT_ONCE + 1), threading.Event()

    def parts(number: int) -> Iterator[bytes]:
        body = upload(pdf(number + 1))
        yield body[:-1]
        half.wait(20)
        last.wait(20)
        yield body[-1:]

    def send(number: int) -> int:
        kind = {"content-type": "application/json"}
        return maude.post(f"/v1/tasks/{task}/documents", content=parts(number), headers=kind).status_code

    with ThreadPoolExecutor(AT_ONCE) as senders:
        sent = [senders.submit(send, number) for number in range(AT_ONCE)]
        half.wait(20)
        assert maude.get("/v1/me").status_code == 200
        last.set()
        assert [each.result() for each in sent] == [201] * AT_ONCE
    stored = world.call("Maude", OpenTask(task_id=task)).documents
    assert {each.size for each in stored} == {len(pdf(number + 1)) for number in range(AT_ONCE)}


@pytest.mark.usefixtures("on_disk")
def test_who_hangs_up_half_way_leaves_the_way_free(world: World, maude: httpx.Client, task: int) -> None:
    class GoneError(Exception):
        pass

    def broken() -> Iterator[bytes]:
        yield upload(pdf())[:-1]
        raise GoneError

    for _ in range(3):
        with pytest.raises(GoneError):
            maude.post(
                f"/v1/tasks/{task}/documents", content=broken(), headers={"content-type": "application/json"}
            )
    answer = maude.post(
        f"/v1/tasks/{task}/documents", content=upload(pdf()), headers={"content-type": "application/json"}
    )
    assert answer.status_code == 201
    assert len(world.call("Maude", OpenTask(task_id=task)).documents) == 1


@pytest.mark.usefixtures("on_disk")
def test_a_disk_without_room_is_said_with_when_to_come_back(
    maude: httpx.Client, task: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(asking.SpooledTemporaryFile):  # type: ignore[type-arg]
        def write(self, part: Any) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(asking, "SpooledTemporaryFile", Full)
    answer = maude.post(
        f"/v1/tasks/{task}/documents", content=upload(pdf()), headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (503, "files-full")
    assert int(answer.headers["retry-after"]) == asking.RETRY_AFTER
