"""``files``, ``serve --files``, and what copies of a portal say of files that are elsewhere (B2)."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from portal_tui.contract.tasks import AddDocument, DownloadDocument
from portal_tui.engine.engine import Engine
from portal_tui.engine.files.tending import altered, survey
from portal_tui.engine.storage.database import Database
from tests.engine.theatre import task_of
from tests.engine.uploads.files import pdf
from tests.serving import PROGRAM, serving
from tests.stage import theatre
from tests.storage import SECRET, Storage
from tests.world import World

PDF = pdf()


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*PROGRAM, "--language", "en", *words], capture_output=True, text=True, check=False)


def told(*words: str) -> Any:
    """The data of a command that was done."""
    done = run(*words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A portal with a document in its database."""
    path = tmp_path / "quai.db"
    world = theatre(str(path))
    attach(world, PDF)
    world.engine.close()
    return path


def again_on(path: Path) -> World:
    """The portal's world, opened anew; it knows Maude."""
    world = World.on(str(path))
    world.accounts["Maude"] = world.engine.database.rows(
        "select id from accounts where email_key = 'maude@example.org'"
    )[0][0]
    return world


def attach(world: World, content: bytes) -> int:
    task = task_of(world, "Maude", world.application("Maude", "30-44-00"), "documents").id
    operation = AddDocument(task_id=task, slot="accounts", name="comptes.pdf", content=content)
    return world.call("Maude", operation).documents[0].id


def test_they_move_are_swept_and_checked(portal: Path, tmp_path: Path) -> None:
    files = str(tmp_path / "files")
    at = ("--database", str(portal))
    (only,) = told("files", *at)
    assert (only["address"], only["files"], only["bytes"]) == ("database", 1, len(PDF))
    assert told("files", "move", files, *at) == {"files": 1, "bytes": len(PDF), "lost": []}
    assert told("doctor", *at)["database"]["files"][1] == {
        "address": files,
        "in_use": True,
        "files": 1,
        "bytes": len(PDF),
        "missing": [],
        "other_size": [],
        "unused": 0,
        "problem": "",
    }
    assert told("files", "move", "database", *at)["files"] == 1
    assert told("files", "sweep", *at)["files"] == 0
    assert told("files", "sweep", "--days", "0", *at)["files"] == 1
    assert told("files", "check", *at) == {"lost": []}
    assert run("files", "sweep", "--days", "-1", *at).returncode == 2


def test_what_is_lost_is_said_with_the_remedy(portal: Path, tmp_path: Path) -> None:
    files, at = tmp_path / "files", ("--database", str(portal))
    told("files", "move", str(files), *at)
    shutil.rmtree(next(path for path in files.iterdir() if path.is_dir()))
    for words in (("files",), ("files", "check"), ("doctor",)):
        found = run(*words, *at)
        assert found.returncode == 1, words
        assert "Put it back from your last copy of the files" in found.stderr
    files.rename(tmp_path / "away")
    found = run("serve", "--port", "0", *at)
    assert found.returncode == 1
    assert json.loads(found.stdout)["code"] == "files-no-mark"
    assert "files at PLACE" in found.stderr
    assert run("files", "at", str(tmp_path / "away"), *at).returncode == 1, "a file is still missing"
    assert [each["address"] for each in json.loads(run("files", *at).stdout)] == [
        "database",
        str(tmp_path / "away"),
    ]


def test_a_server_keeps_them_where_it_is_told(portal: Path, tmp_path: Path) -> None:
    files = str(tmp_path / "files")
    with serving(portal, "--files", files, "--workers", "2") as server:
        assert any("New files go to" in line for line in server.said)
        assert httpx.get(f"{server.address}/readyz").text == "ok\n"
        other = run("serve", "--port", "0", "--database", str(portal), "--files", str(tmp_path / "other"))
        assert other.returncode == 1
        assert "Start without --files" in other.stderr
    with serving(portal, PORTAL_TUI_FILES=files) as server:
        assert not any("New files go to" in line for line in server.said)
    world = again_on(portal)
    document = attach(world, pdf(2))
    assert world.call("Maude", DownloadDocument(document_id=document)).content == pdf(2)
    assert [each.files for each in survey(world.engine)] == [1, 1]


def test_a_profile_may_say_where(portal: Path, tmp_path: Path, home: Path) -> None:
    settings = home / "home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    wrong = tmp_path / "portal.db" / "files"
    settings.write_text(f'[profiles.work]\ndatabase = "{portal}"\nfiles = "s3://"\n')
    assert "isn’t a place for files" in run("serve", "--port", "0", "--profile", "work").stderr
    settings.write_text(f'[profiles.work]\nserver = "https://x.example"\nfiles = "{wrong}"\n')
    assert "beside database only" in run("doctor", "--profile", "work").stderr


def test_keys_are_said_nowhere(portal: Path, storage: Storage) -> None:
    with serving(portal, "--files", storage.place()) as server:
        words = Path(f"/proc/{server.process.pid}/cmdline")
        if words.exists():
            assert SECRET not in words.read_text()
        storage.stop()
        try:
            httpx.get(f"{server.address}/readyz")
        finally:
            storage.start()
    assert not any(SECRET in line for line in server.said)
    with_keys = run("serve", "--port", "0", "--database", str(portal), "--files", f"s3://me:{SECRET}@files")
    assert with_keys.returncode == 1


def test_a_server_starts_while_storage_is_away(portal: Path, storage: Storage) -> None:
    """Everything but files works, and files do once it is back."""
    place = storage.place()
    told("files", "move", place, "--database", str(portal))
    storage.stop()
    try:
        with serving(portal, "--files", place) as server:
            assert any("can’t be reached" in line for line in server.said)
            assert httpx.get(f"{server.address}/v1/portal").status_code == 200
    finally:
        storage.start()
    assert told("files", "check", "--database", str(portal)) == {"lost": []}


def test_a_copy_says_what_is_not_in_it_and_is_restored_with_it(portal: Path, tmp_path: Path) -> None:
    files, copied = tmp_path / "files", tmp_path / "copy of files"
    copy, again = str(tmp_path / "copy.db"), str(tmp_path / "again.db")
    told("files", "move", str(files), "--database", str(portal))
    made = run("backup", copy, "--database", str(portal))
    assert json.loads(made.stdout)["files"] == [str(files)]
    assert "aren’t in this copy" in made.stderr
    shutil.copytree(files, copied)
    refused = run("restore", copy, "--database", again)
    assert refused.returncode == 2
    assert "--files PLACE" in refused.stderr
    wrong = run("restore", copy, "--database", again, "--files", str(tmp_path / "empty"))
    assert wrong.returncode == 1
    assert not Path(again).exists()
    told("restore", copy, "--database", again, "--files", str(copied))
    found = told("doctor", "--database", again)["database"]["files"][1]
    assert (found["address"], found["files"], found["missing"]) == (str(copied), 1, [])
    assert told("files", "check", "--database", again) == {"lost": []}


def test_a_move_that_is_killed_loses_nothing_and_goes_on(tmp_path: Path) -> None:
    path, files = tmp_path / "quai.db", tmp_path / "files"
    world = theatre(str(path))
    contents = {attach(world, pdf(pages)): pdf(pages) for pages in range(1, 13)}
    world.engine.close()
    for wanted in (2, 5):
        move = subprocess.Popen(
            [*PROGRAM, "files", "move", str(files), "--database", str(path)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while move.poll() is None and len(list(files.rglob("*/*"))) < wanted:
            pass
        move.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        move.wait()
        engine = Engine(Database(path))
        assert list(altered(engine)) == []
        assert sum(each.files for each in survey(engine)) == len(contents)
        engine.close()
    told("files", "move", str(files), "--database", str(path))
    world = again_on(path)
    for document, content in contents.items():
        assert world.call("Maude", DownloadDocument(document_id=document)).content == content
    assert [each.files for each in survey(world.engine)] == [0, len(contents)]


def test_who_uploads_while_files_move_loses_nothing(portal: Path, tmp_path: Path) -> None:
    """Another process moves them; each answer that came stays true."""
    world = again_on(portal)
    documents = {}
    for target in (str(tmp_path / "files"), "database", str(tmp_path / "files")):
        move = subprocess.Popen(
            [*PROGRAM, "files", "move", target, "--database", str(portal)], stdout=subprocess.DEVNULL
        )
        while True:
            content = pdf(len(documents) + 2)
            documents[attach(world, content)] = content
            if move.poll() is not None:
                break
        assert move.returncode == 0
        for document, content in documents.items():
            assert world.call("Maude", DownloadDocument(document_id=document)).content == content
    assert list(altered(world.engine)) == []
