"""``portal-tui form``, by its own parser."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from portal_tui.cli import form as command
from tests.forms.federal import FOLDER, NAMES
from tests.forms.test_read import control, form_of


@pytest.fixture
def files(tmp_path: Path) -> Any:
    def write(name: str, content: Any) -> str:
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return str(path)

    return write


def run(*arguments: str, language: str = "fr-CA") -> int:
    parser = argparse.ArgumentParser()
    command.configure(parser, "fr-CA")
    parsed = parser.parse_args(arguments)
    parsed.language = language
    return command.run(parsed)


@pytest.mark.parametrize("name", NAMES)
def test_the_federal_forms_are_fine(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(FOLDER / f"{name}.json")) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_problems_of_answers(files: Any, capsys: pytest.CaptureFixture[str]) -> None:
    document = files("form.json", form_of({"a": {"type": "integer", "maximum": 5}}, required=["b"]))
    assert run("check", document, "--answers", files("answers.json", {"a": 6, "b": 1})) == 1
    assert json.loads(capsys.readouterr().out) == [
        {"pointer": "/a", "code": "maximum", "text": "5 au plus; vous avez écrit 6."}
    ]
    assert run("check", document, "--answers", files("answers.json", {"a": 5, "b": 1})) == 0


def test_what_is_said_follows_the_language(files: Any, capsys: pytest.CaptureFixture[str]) -> None:
    document = files("form.json", form_of({}, required=["b"]))
    assert run("check", document, "--answers", files("answers.json", {}), language="en") == 1
    assert json.loads(capsys.readouterr().out)[0]["text"] == "This field is required."


def test_problems_of_the_form(files: Any, capsys: pytest.CaptureFixture[str]) -> None:
    document = files("form.json", form_of({"a": {"type": "text"}}, control("z")))
    assert run("check", document) == 1
    assert [each["pointer"] for each in json.loads(capsys.readouterr().out)] == [
        "/jsonSchema/properties/a/type"
    ]
    assert run("check", document, "--answers", files("answers.json", {})) == 1


def test_answers_that_are_no_object_are_answers_all_the_same(
    files: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", files("form.json", form_of({})), "--answers", files("answers.json", "null")) == 1
    assert [each["code"] for each in json.loads(capsys.readouterr().out)] == ["type-object"]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "{}", '{"jsonSchema": {"type": "array"}}', '{"a":' * 100_000],
)
@pytest.mark.parametrize("action", ["check", "preview"])
def test_a_file_that_is_no_form(
    action: str, content: str, files: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(action, files("form.json", content)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert "form.json: " in captured.err


def test_a_file_that_cant_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe{")
    for path in (tmp_path / "nowhere.json", tmp_path, binary):
        assert run("check", str(path)) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_form_without_end(files: Any, capsys: pytest.CaptureFixture[str]) -> None:
    document = form_of({"a": {"allOf": [{"$ref": "#/properties/a"}]}})
    assert run("check", files("f.json", document), "--answers", files("a.json", {"a": 1})) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_no_control_character_of_a_pointer_reaches_the_terminal(
    files: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {"\x1b[31m\x9b\u202e\ud800": 1}
    document = files("form.json", form_of({}, additionalProperties=False))
    assert run("check", document, "--answers", files("answers.json", answers)) == 1
    out = capsys.readouterr().out
    assert all(line.isprintable() for line in out.splitlines())
    assert json.loads(out)[0]["pointer"] == "/\x1b[31m\x9b\u202e\ud800"


def test_preview_draws_at_the_size_asked_for(files: Any, capsys: pytest.CaptureFixture[str]) -> None:
    document = files("form.json", form_of({"a": {"type": "string", "title": "Titre"}}))
    assert run("preview", document, "--answers", files("a.json", {"a": "x"}), "--size", "50x20") == 0
    out = capsys.readouterr().out
    assert " ┃ x" in out.splitlines()
    assert max(map(len, out.splitlines())) <= 50


def test_a_size_is_width_by_height(files: Any) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("preview", files("form.json", form_of({})), "--size", "wide")
    assert stopped.value.code == 2
