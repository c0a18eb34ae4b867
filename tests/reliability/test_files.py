"""A server that is killed while files come in: what was acknowledged is whole, nothing half there (T8)."""

import base64
import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from portal_tui.contract.accounts import SignInToDemonstration
from portal_tui.contract.tasks import OpenTask
from portal_tui.engine.engine import Engine
from portal_tui.engine.files.tending import altered, survey, sweep
from portal_tui.engine.storage.database import Database
from portal_tui.secret import Secret
from tests.engine.theatre import task_of
from tests.engine.uploads.files import pdf_with_objects, stream
from tests.reliability.visitors import WIDE
from tests.serving import serving
from tests.stage import theatre

ROUNDS = int(os.environ.get("SOAK_ROUNDS", "2"))
LONGEST = 1.5
"""Seconds that a server lives at most after the first upload."""
SENDERS = 2


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="a kill there is no kill")
@pytest.mark.parametrize("kept", ["database", "folder", "s3"])
def test_no_acknowledged_file_is_lost(kept: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    files = {
        "database": lambda: "database",
        "folder": lambda: str(tmp_path / "files"),
        "s3": lambda: request.getfixturevalue("storage").place(),
    }[kept]()
    path = tmp_path / "portal.db"
    world = theatre(str(path))
    task = task_of(world, "Maude", world.application("Maude", "30-44-00"), "documents").id
    world.engine.close()
    chance = random.Random(ROUNDS)
    acknowledged: list[int] = []
    for number in range(ROUNDS):
        with serving(path, "--files", files, PORTAL_TUI_LIMITS=WIDE) as server:
            senders = [
                threading.Thread(target=send, args=(server.address, task, number * 1000 + each, acknowledged))
                for each in range(1, SENDERS + 1)
            ]
            before = len(acknowledged)
            for sender in senders:
                sender.start()
            while len(acknowledged) == before:
                assert server.process.poll() is None
                time.sleep(0.01)
            time.sleep(chance.random() * LONGEST)
            server.process.send_signal(signal.SIGKILL)
            for sender in senders:
                sender.join()
        engine = Engine(Database(path))
        token = Secret(engine.call(SignInToDemonstration(email="maude@example.org")).token)
        stored = engine.call(OpenTask(task_id=task), token).documents
        assert len(stored) - len(set(acknowledged)) in range(SENDERS * (number + 1) + 1)
        assert {each.id for each in stored} >= set(acknowledged)
        assert list(altered(engine)) == []
        sweep(engine, days=0)
        assert list(altered(engine)) == [], "the sweep took nothing that is needed"
        assert all(each.unused == 0 for each in survey(engine) if each.address != "database")
        engine.close()


def send(address: str, task: int, seed: int, acknowledged: list[int]) -> None:
    """Attach one file after the other until nobody answers; keep the ids that were told."""
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        try:
            signed_in = client.post("/v1/demonstration/sessions", json={"email": "maude@example.org"})
            client.headers["authorization"] = f"Bearer {signed_in.json()['token']}"
            for number in range(1_000):
                name = f"{seed}-{number}.pdf"
                content = pdf_with_objects(stream(name.encode() * 10_000))
                body = {"slot": "plan", "name": name, "content": base64.b64encode(content).decode()}
                answer = client.post(f"/v1/tasks/{task}/documents", json=body)
                if answer.status_code == 503:
                    continue
                assert answer.status_code == 201, answer.text
                acknowledged += [each["id"] for each in answer.json()["documents"] if each["name"] == name]
        except httpx.TransportError:
            return
