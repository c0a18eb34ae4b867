"""``portal-tui portal load``: from a folder to a portal that its operator can enter, then renewed."""

import json
import os
import sqlite3
import stat
from pathlib import Path

import apsw
import pytest

from tests.cli.test_commands import run
from tests.portals.folders import FILES, write
from tests.world import World

ADDRESS = "aide@office.example"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sound definition."""
    return write(tmp_path / "essai")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where the portal is to be."""
    return tmp_path / "portal.db"


def load(
    capsys: pytest.CaptureFixture[str], folder: Path, database: Path, *more: str
) -> tuple[int, str, str]:
    return run(capsys, "--language", "en", "portal", "load", str(folder), "--database", str(database), *more)


def change(folder: Path, file: str, before: str, after: str) -> None:
    text = FILES[file].replace(before, after)
    assert text != FILES[file]
    (folder / file).write_text(text, "utf-8")


def test_a_new_portal_lets_its_operator_in(
    capsys: pytest.CaptureFixture[str], folder: Path, database: Path
) -> None:
    code, out, err = load(capsys, folder, database)
    made = json.loads(out)
    assert code == 0
    assert (made["code"], made["created"], made["operator"]["email"]) == ("essai", True, ADDRESS)
    password = made["operator"]["password"]
    assert password not in err
    assert "SMTP" in err
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    document = json.dumps({"email": ADDRESS, "password": password})
    code, out, _ = run(capsys, "call", "sign-in", document, "--database", str(database))
    me = json.loads(out)["me"]
    assert (code, me["role"], me["confirmed"], me["portal"]["demonstration"]) == (0, "staff", True, False)


def test_the_database_may_be_named_before_the_command(
    capsys: pytest.CaptureFixture[str], folder: Path, database: Path
) -> None:
    assert run(capsys, "--database", str(database), "portal", "load", str(folder))[0] == 0
    assert database.exists()


def test_a_new_version_says_what_it_changes(
    capsys: pytest.CaptureFixture[str], folder: Path, database: Path
) -> None:
    load(capsys, folder, database)
    code, out, err = load(capsys, folder, database)
    assert (code, json.loads(out)["operator"], "nothing changed" in err) == (0, None, True)

    change(folder, "forms/request.json", '"maximum": 500', '"maximum": 400')
    programme = FILES["programmes/a-1.yaml"]
    (folder / "programmes" / "a-2.yaml").write_text(programme.replace("code: A-1", "code: A-2"), "utf-8")
    code, out, err = load(capsys, folder, database, "--operator", "autre@office.example")
    made = json.loads(out)
    assert code == 0
    assert made["changes"] == {
        "added": ["A-2"],
        "changed": ["A-1"],
        "removed": [],
        "forms": ["request"],
        "portal": False,
    }
    assert (made["created"], made["operator"]["email"]) == (False, "autre@office.example")
    assert "programmes added: A-2" in err

    (folder / "programmes" / "a-2.yaml").unlink()
    assert json.loads(load(capsys, folder, database)[1])["changes"]["removed"] == ["A-2"]


def test_a_programme_with_applications_stays(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, database: Path
) -> None:
    world = World(path=str(database))
    world.person("Maude", "Tremblay")
    world.organisation("Théâtre du Quai", Maude="primary")
    world.application("Maude", "any")
    world.engine.database.connection.execute("update portal set demonstration = 0")
    same = f"code: {world.engine.definitions.portal.code}"
    world.engine.close()
    files = {**FILES, "portal.yaml": FILES["portal.yaml"].replace("code: essai", same)}
    code, out, err = load(capsys, write(tmp_path / "other", files), database)
    assert (code, json.loads(out)["params"]) == (1, {"programmes": "any"})
    assert "without “windows”" in err
    world = World.on(str(database))
    assert world.engine.definitions.portal.programme("any")
    world.engine.close()


def test_a_broken_folder_is_explained_and_makes_nothing(
    capsys: pytest.CaptureFixture[str], folder: Path, database: Path
) -> None:
    change(folder, "portal.yaml", "policies:", "policy:")
    change(folder, "programmes/a-1.yaml", "service_desk: arts", "service_desk: art")
    code, out, err = load(capsys, folder, database)
    assert code == 1
    assert {problem["file"] for problem in json.loads(out)} == {"portal.yaml", "programmes/a-1.yaml"}
    assert "policies" in err
    assert not database.exists()


def test_a_folder_that_is_none(capsys: pytest.CaptureFixture[str], tmp_path: Path, database: Path) -> None:
    code, out, _ = load(capsys, tmp_path / "nowhere", database)
    assert (code, [problem["code"] for problem in json.loads(out)]) == (1, ["file-missing"])
    assert not database.exists()


def test_where_must_be_said(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    code, out, err = run(capsys, "portal", "load", str(folder))
    assert (code, out) == (2, "")
    assert "--database" in err


def test_a_wrong_address_makes_nothing(
    capsys: pytest.CaptureFixture[str], folder: Path, database: Path
) -> None:
    code, out, _ = load(capsys, folder, database, "--operator", "personne")
    assert (code, json.loads(out)["fields"][0]["code"]) == (1, "format-email")
    assert not database.exists()
    assert not list(database.parent.glob("portal.db*"))


def test_an_operator_who_is_there_already_changes_nothing(
    capsys: pytest.CaptureFixture[str], folder: Path, database: Path
) -> None:
    load(capsys, folder, database)
    change(folder, "programmes/a-1.yaml", "title: Aide aux lieux", "title: Autre aide")
    code, out, _ = load(capsys, folder, database, "--operator", ADDRESS)
    assert (code, json.loads(out)["code"]) == (1, "operator-exists")
    listed = run(capsys, "--language", "en", "portal", "load", str(folder), "--database", str(database))
    assert json.loads(listed[1])["changes"]["changed"] == ["A-1"], "nothing was loaded before"


@pytest.mark.parametrize(
    ("demonstration", "code"), [(True, "file-holds-demonstration"), (False, "file-holds-other-portal")]
)
def test_another_portals_file_is_left_alone(
    capsys: pytest.CaptureFixture[str], folder: Path, database: Path, demonstration: bool, code: str
) -> None:
    World(path=str(database), demonstration=demonstration).engine.close()
    found = load(capsys, folder, database)
    assert (found[0], json.loads(found[1])["code"]) == (1, code)


def test_a_file_that_is_no_portal_is_left_alone(
    capsys: pytest.CaptureFixture[str], folder: Path, database: Path
) -> None:
    with sqlite3.connect(database) as other:
        other.execute("create table notes (text)")
    other.close()
    before = database.read_bytes()
    code, out, err = load(capsys, folder, database)
    assert (code, json.loads(out)["code"], str(database) in err) == (1, "database-not-ours", True)
    assert database.read_bytes() == before


def test_a_newer_portal_is_left_alone(
    capsys: pytest.CaptureFixture[str], folder: Path, database: Path
) -> None:
    load(capsys, folder, database)
    with sqlite3.connect(database) as newer:
        newer.execute("pragma user_version = 999")
        newer.execute("update compatibility set readable_from = 999")
    newer.close()
    assert json.loads(load(capsys, folder, database)[1])["code"] == "database-newer"


def test_a_portal_in_use_is_to_be_tried_again(
    capsys: pytest.CaptureFixture[str], folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(capsys, folder, database)
    monkeypatch.setattr("portal_tui.engine.storage.database.BUSY_MS", 1)
    other = apsw.Connection(str(database))
    other.execute("begin immediate")
    try:
        code, out, _ = load(capsys, folder, database)
    finally:
        other.execute("rollback")
        other.close()
    assert (code, json.loads(out)["code"]) == (3, "database-locked")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever may do everything may write")
def test_a_folder_that_may_not_be_written(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(0o500)
    code, out, err = load(capsys, folder, closed / "portal.db")
    assert (code, json.loads(out)["code"], str(closed) in err) == (1, "database-cannot-create", True)
