"""What can't be answered now says when to come back, and hinders nothing else (B2)."""

from pathlib import Path

import apsw
import httpx
import pytest

from portal_tui.contract.tasks import AddDocument
from portal_tui.engine.files.keeping import RETRY_AFTER
from portal_tui.server import engines
from tests.engine.theatre import task_of
from tests.engine.uploads.files import pdf
from tests.served import beside, served
from tests.world import World


def asking(world: World, address: str) -> httpx.Client:
    token = world.session("Maude")
    assert token is not None
    headers = {"authorization": f"Bearer {token.reveal()}"}
    return httpx.Client(base_url=address, trust_env=False, headers=headers)


def test_a_database_that_others_keep_busy(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal_tui.engine.storage.database.BUSY_MS", 1)
    with served(beside(world.engine)) as address, asking(world, address) as maude:
        assert maude.get("/v1/me").status_code == 200
        other = apsw.Connection(world.engine.database.path)
        other.execute("begin immediate")
        answer = maude.put("/v1/me/language", json={"language": "en"})
        assert (answer.status_code, answer.json()["code"]) == (503, "database-locked")
        assert int(answer.headers["retry-after"]) == engines.RETRY_AFTER
        assert maude.get("/v1/applications").status_code == 200, "who reads waits for nobody"
        other.execute("rollback")
        other.close()
        assert maude.put("/v1/me/language", json={"language": "en"}).status_code in (200, 204)


def test_files_out_of_reach(world: World, tmp_path: Path) -> None:
    files = tmp_path / "files"
    assert world.engine.files.choose(str(files))
    task = task_of(world, "Maude", world.application("Maude", "30-44-00"), "documents").id
    operation = AddDocument(task_id=task, slot="accounts", name="x.pdf", content=pdf())
    document = world.call("Maude", operation).documents[0].id
    with served(beside(world.engine)) as address, asking(world, address) as maude:
        path = f"/v1/documents/{document}/content"
        assert maude.get(path).content == pdf()
        assert maude.get(path, headers={"range": "bytes=0-3"}).content == b"%PDF"
        files.rename(tmp_path / "unmounted")
        answer = maude.get(path)
        assert (answer.status_code, answer.json()["code"]) == (503, "files-unreachable")
        assert int(answer.headers["retry-after"]) == RETRY_AFTER
        assert str(files) not in answer.text
        assert maude.get(f"/v1/tasks/{task}").status_code == 200
        (tmp_path / "unmounted").rename(files)
        assert maude.get(path).content == pdf()
        next(path for path in files.rglob("*/*")).unlink()
        lost = maude.get(path)
        assert (lost.status_code, lost.json()["code"]) == (500, "file-missing")
        assert "exploitant" in lost.json()["detail"]
