"""``portal-tui portal check`` and ``schema``: data on stdout, narration on stderr, exit 0 or 1."""

import argparse
import json
from pathlib import Path

import pytest

from portal_tui.cli import portal
from portal_tui.portals.bundled import folder
from tests.portals.folders import FILES, line_of, write


def run(*words: str, language: str | None = None) -> int:
    parser = argparse.ArgumentParser()
    portal.configure(parser, "fr-CA")
    arguments = parser.parse_args(words)
    arguments.language = language
    return portal.run(arguments)


def test_a_sound_folder_is_summed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(write(tmp_path)), language="en") == 0
    out, err = capsys.readouterr()
    summary = json.loads(out)
    assert (summary["code"], summary["name"], summary["forms"]) == ("essai", "Trial portal", ["request"])
    assert [(each["code"], each["tasks"]) for each in summary["programmes"]] == [("A-1", 3)]
    assert summary["demonstration"] is None
    assert err == ""


def test_its_demonstration_is_checked_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(folder("sodec"))) == 0
    assert json.loads(capsys.readouterr().out)["demonstration"] == 12
    assert run("check", str(write(tmp_path, {**FILES, "demonstration.yaml": "password: court\n"}))) == 1
    assert {each["file"] for each in json.loads(capsys.readouterr().out)} == {"demonstration.yaml"}


def test_a_broken_folder_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {**FILES, "portal.yaml": FILES["portal.yaml"].replace("policies:", "policy:")}
    assert run("check", str(write(tmp_path, files))) == 1
    out, err = capsys.readouterr()
    (problem,) = json.loads(out)
    assert (problem["file"], problem["line"], problem["path"]) == (
        "portal.yaml",
        line_of("portal.yaml", "policies:"),
        "policy",
    )
    assert problem["code"] == "key-unknown-near"
    line, count = err.splitlines()
    assert line == (
        f"{tmp_path}/portal.yaml:{problem['line']}: policy: La clé «\u00a0policy\u00a0» est inconnue ici. "
        "Sans doute «\u00a0policies\u00a0»."
    )
    assert count == f"{tmp_path}\u00a0: 1 problème."


def test_what_a_file_says_reaches_no_terminal_as_control(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = FILES["forms/request.json"].replace('"name": "request"', '"name": "\\u001b]0;x\\u202e"')
    assert run("check", str(write(tmp_path, {**FILES, "forms/request.json": form}))) == 1
    out, err = capsys.readouterr()
    assert not {"\u001b", "\u202e"} & set(out + err)
    assert "\\u001b" not in out


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    assert "service_desk" in json.loads(capsys.readouterr().out)["programmes/*.yaml"]["properties"]


def test_a_folder_must_be_named() -> None:
    with pytest.raises(SystemExit) as caught:
        run("check")
    assert caught.value.code == 2
