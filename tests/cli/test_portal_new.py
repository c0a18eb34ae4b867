"""``portal-tui portal new``: what it writes is sound, can be loaded, and editors can check it."""

import json
from pathlib import Path

import jsonschema
import pytest

from portal_tui.portals.load import load
from tests.cli.test_commands import run
from tests.world import World


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A portal that has just been begun."""
    begun = tmp_path / "begun"
    assert run(capsys, "portal", "new", str(begun))[0] == 0
    return begun


def test_it_is_sound_and_can_be_loaded(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "portal", "check", str(folder))[0] == 0
    code, out, _ = run(capsys, "portal", "load", str(folder), "--database", str(tmp_path / "new.db"))
    assert (code, json.loads(out)["changes"]["added"]) == (0, ["P-1"])


def test_an_application_can_be_begun(folder: Path) -> None:
    world = World(load(folder))
    world.person("Maude", "Tremblay")
    answers = {"title": "Un projet", "begins": "2027-01-10", "amount": 2000, "partner": False}
    assert world.application("Maude", "P-1", request=answers)
    world.engine.close()


@pytest.mark.parametrize("file", ["portal.yaml", "programmes/example.yaml"])
def test_its_first_line_names_its_schema(folder: Path, file: str) -> None:
    first = (folder / file).read_text("utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    schema = json.loads(((folder / file).parent / named).read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    lines = (folder / file).read_text("utf-8").splitlines()
    keys = {line.partition(":")[0] for line in lines if line[:1].isalpha()}
    assert keys <= set(schema["properties"])
    assert set(schema["required"]) <= keys


def test_a_folder_that_holds_anything_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    code, out, err = run(capsys, "portal", "new", str(tmp_path))
    assert (code, out, str(tmp_path) in err) == (2, "", True)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
