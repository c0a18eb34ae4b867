"""``portal-tui form``: checks a form or answers to it, and shows a form whole."""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal_tui.texts import texts

if TYPE_CHECKING:
    from portal_tui.forms.model import Form

LARGEST = 16_000_000
"""Bytes of a file that is read at most."""


class _UnreadableError(Exception):
    """A file that is no form, or no answers; the message says so to people."""


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """Add ``check`` and ``preview`` with their arguments."""
    commands = parser.add_subparsers(dest="form_command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="problems of a form, or of answers to it, as JSON")
    preview = commands.add_parser("preview", help="the form as people see it, whole, as plain text")
    for each in (check, preview):
        each.add_argument("file", metavar="FILE", help="the form: name, jsonSchema, uiSchema")
        each.add_argument("--answers", metavar="FILE", help="answers in the shape of its jsonSchema")
    preview.add_argument(
        "--size", type=_size, default=(120, 40), metavar="WIDTHxHEIGHT", help="default 120x40"
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked: 0 done without problems, 1 problems were found, 2 a file can't be used."""
    try:
        form = _form(Path(arguments.file), arguments.language)
        answers = [_json(Path(arguments.answers), arguments.language)] if arguments.answers else []
        if arguments.form_command == "preview":
            print(_preview(form, answers, arguments.size))
            return 0
        problems = _problems(form, answers)
    except RecursionError:
        print(f"{arguments.file}: {texts(arguments.language)('form.too-deep')}", file=sys.stderr)
        return 2
    except _UnreadableError as error:
        print(error, file=sys.stderr)
        return 2
    print(_printable(json.dumps(problems, ensure_ascii=False, indent=2)))
    return 1 if problems else 0


def _problems(form: "Form", answers: list[Any]) -> list[dict[str, str]]:
    """What is wrong with the form; where answers are given and its schema can judge them, with those."""
    from portal_tui.forms.check import check
    from portal_tui.forms.review import check_form, form_sentence, schema_problems
    from portal_tui.forms.sentences import sentence

    own = schema_problems(form) if answers else check_form(form)
    if own or not answers:
        return [_problem(each.pointer, each.code, form_sentence(each, form.language)) for each in own]
    said = [(each, sentence(form, each)) for each in check(form, *answers)]
    return [_problem(each.pointer, each.code, f"{words.text} {words.remedy}") for each, words in said]


def _problem(pointer: str, code: str, text: str) -> dict[str, str]:
    return {"pointer": pointer, "code": code, "text": text.strip()}


def _printable(document: str) -> str:
    """JSON with what a terminal would obey written as an escape, which means the same."""
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


_HARMFUL = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


def _preview(form: "Form", answers: list[Any], size: tuple[int, int]) -> str:
    from portal_tui.forms.answers import defaults
    from portal_tui.forms.check import check
    from portal_tui.forms.preview import preview
    from portal_tui.forms.review import schema_problems

    width, height = size
    shown = answers[0] if answers else defaults(form)
    problems = check(form, shown) if answers and not schema_problems(form) else ()
    return preview(form, shown, problems, width=width, height=height)


def _form(path: Path, language: str) -> "Form":
    from portal_tui.forms.read import NotAFormError, read_form

    try:
        return read_form(_json(path, language), language)
    except NotAFormError as error:
        raise _UnreadableError(f"{path}: {texts(language)(f'form.{error.code}')}") from error


def _json(path: Path, language: str) -> Any:
    say = texts(language)
    try:
        if path.stat().st_size > LARGEST:
            raise _UnreadableError(f"{path}: {say('form.file-too-large')}")
        return json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise _UnreadableError(f"{path}: {say('form.no-such-file')}") from error
    except OSError as error:
        raise _UnreadableError(f"{path}: {say('form.file-not-readable')}") from error
    except json.JSONDecodeError as error:
        place = say("form.not-json", line=error.lineno, column=error.colno)
        raise _UnreadableError(f"{path}: {place}") from error
    except UnicodeDecodeError as error:
        raise _UnreadableError(f"{path}: {say('form.not-text')}") from error


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{2,4})x(\d{1,4})", text)
    if found is None:
        raise argparse.ArgumentTypeError(text)
    return int(found[1]), int(found[2])
