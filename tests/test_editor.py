"""A text goes to the person's editor and comes back, or it is said why not, and nothing is left behind."""

import json
import shlex
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from portal_tui.editor import EditorProblem, edit, editor_command
from portal_tui.texts import LANGUAGES, texts

EDITOR = """\
import json, pathlib, sys
*options, name = sys.argv[1:]
path = pathlib.Path(name)
seen = {
    "options": options, "text": path.read_bytes().decode(), "suffix": path.suffix,
    "file": path.stat().st_mode & 0o777, "folder": path.parent.stat().st_mode & 0o777,
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(seen))
(path.parent / (path.name + "~")).write_bytes(b"backup")
"""


class Editor:
    """A real, tiny editor: a script that notes what it was given and then does ``what``."""

    def __init__(self, folder: Path, what: str) -> None:
        self.script = folder / "an editor.py"
        self.script.write_text(EDITOR + what)

    def environment(self, *options: str, variable: str = "VISUAL") -> Mapping[str, str]:
        return {variable: shlex.join([sys.executable, str(self.script), *options]), "PATH": ""}

    @property
    def seen(self) -> Any:
        return json.loads(self.script.with_suffix(".json").read_text())


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of temporary files, which must be empty again afterwards."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def problem(text: str, environment: Mapping[str, str], **options: Any) -> EditorProblem:
    with pytest.raises(EditorProblem) as raised:
        edit(text, environment=environment, **options)
    for language in LANGUAGES:
        assert texts(language)(raised.value.text_key, **raised.value.params)
    return raised.value


@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
def test_the_text_comes_back_as_it_was_left(temporary: Path, tmp_path: Path, variable: str) -> None:
    editor = Editor(tmp_path, "path.write_bytes('Saison 2027 — voix nouvelles\\nété'.encode())")
    environment = editor.environment("--wait", "a b", variable=variable)
    assert edit("Saison\n2026", suffix=".md", environment=environment) == "Saison 2027 — voix nouvelles\nété"
    assert editor.seen["options"] == ["--wait", "a b"]
    assert editor.seen["text"] == "Saison\n2026"
    assert editor.seen["suffix"] == ".md"


@pytest.mark.skipif(sys.platform == "win32", reason="has no modes")
def test_nobody_else_can_read_it_meanwhile(temporary: Path, tmp_path: Path) -> None:
    editor = Editor(tmp_path, "")
    edit("a", environment=editor.environment())
    assert (editor.seen["file"], editor.seen["folder"]) == (0o600, stat.S_IRWXU)


@pytest.mark.parametrize(
    ("before", "left", "after"),
    [
        ("a", "a\n", "a"),
        ("a\n", "a\n", "a\n"),
        ("a", "a\n\n", "a\n"),
        ("a", "a\r\nb\r\n", "a\nb"),
        ("a", "\ufeffa", "a"),
        ("a", "", ""),
        ("a\ud800", "a", "a"),
    ],
)
def test_what_editors_add_by_themselves_goes(
    temporary: Path, tmp_path: Path, before: str, left: str, after: str
) -> None:
    editor = Editor(tmp_path, f"path.write_bytes({left.encode()!r})")
    assert edit(before, environment=editor.environment()) == after


def test_an_editor_may_replace_the_file(temporary: Path, tmp_path: Path) -> None:
    editor = Editor(tmp_path, "other = path.with_suffix('.swp'); other.write_text('b'); other.replace(path)")
    assert edit("a", environment=editor.environment()) == "b"


def test_visual_comes_before_editor(tmp_path: Path) -> None:
    chosen = Editor(tmp_path, "").environment()
    assert editor_command({**chosen, "EDITOR": "missing"})[0] == sys.executable
    assert editor_command({**chosen, "VISUAL": " ", "EDITOR": chosen["VISUAL"]})[0] == sys.executable


@pytest.mark.skipif(sys.platform == "win32", reason="has other editors")
def test_without_a_choice_a_usual_editor_is_taken(tmp_path: Path) -> None:
    assert problem("a", {"PATH": str(tmp_path)}).code == "none"
    nano = tmp_path / "nano"
    nano.write_text("#!/bin/sh\n")
    nano.chmod(0o700)
    assert editor_command({"PATH": str(tmp_path)}) == [str(nano)]


def test_a_missing_editor_is_named() -> None:
    missing = problem("a", {"EDITOR": "no-such-editor --wait", "PATH": ""})
    assert (missing.code, missing.params) == (
        "not-found",
        {"variable": "EDITOR", "command": "no-such-editor --wait"},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="has other rules for quotes")
def test_an_unclosed_quote_is_said() -> None:
    assert problem("a", {"EDITOR": "vi 'a"}).code == "not-understood"


@pytest.mark.skipif(sys.platform == "win32", reason="has no executable bit")
def test_an_editor_that_cannot_start_is_said(temporary: Path, tmp_path: Path) -> None:
    (tmp_path / "editor").write_bytes(b"\x00\x01no program")
    (tmp_path / "editor").chmod(0o700)
    assert problem("a", {"EDITOR": str(tmp_path / "editor")}).code == "not-started"


def test_an_editor_that_fails_keeps_what_was_written(temporary: Path, tmp_path: Path) -> None:
    editor = Editor(tmp_path, "path.write_text('half'); sys.exit(3)")
    failed = problem("a", editor.environment())
    assert (failed.code, failed.params["status"], failed.text) == ("failed", 3, "half")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_another_encoding_is_said_and_its_text_rescued(
    temporary: Path, tmp_path: Path, encoding: str
) -> None:
    editor = Editor(tmp_path, f"path.write_bytes({'été'.encode(encoding)!r})")
    other = problem("a", editor.environment())
    assert (other.code, other.text) == ("not-utf8", "été")


def test_too_much_is_said_and_rescued(temporary: Path, tmp_path: Path) -> None:
    editor = Editor(tmp_path, "path.write_text('a' * 11)")
    large = problem("a", editor.environment(), longest=10)
    assert (large.code, large.params, large.text) == ("too-large", {"size": 11, "limit": 10}, "a" * 11)


def test_a_file_that_is_gone_is_said(temporary: Path, tmp_path: Path) -> None:
    assert problem("a", Editor(tmp_path, "path.unlink()").environment()).code == "gone"
