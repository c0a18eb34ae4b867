"""``portal-tui task``: the answers of a task as a JSON file, and back; last year's into this year's (T14)."""

import argparse
import json
from pathlib import Path
from typing import Any

from portal_tui.contract.accounts import SignInToDemonstration
from portal_tui.contract.tasks import Change, OpenTask, SaveAnswers, TaskView
from portal_tui.secret import Secret
from portal_tui.texts import texts

from . import DONE
from .answers import print_json
from .opening import WrongUseError, failures_told
from .reaching import Portal, reached

LARGEST = 4_000_000
"""Bytes that the answers of one task may have."""


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """Declare ``export`` and ``import``, their help in ``language``."""
    say = texts(language)
    commands = parser.add_subparsers(dest="task_command", required=True, metavar="export | import")
    export = commands.add_parser("export", help=say("cli.task.export"))
    into = commands.add_parser("import", help=say("cli.task.import"))
    for each in (export, into):
        each.add_argument("task", type=int, metavar="TASK")
        each.add_argument("--as", metavar="EMAIL", dest="email", help=say("cli.option.as"))
    into.add_argument("file", type=Path, metavar="FILE", help=say("cli.task.file"))


def run(arguments: argparse.Namespace) -> int:
    """Print the answers, or save those of a file and print what didn't fit and what is still wrong."""
    code: list[int] = []
    with failures_told(arguments, code):
        given = _read(arguments) if arguments.task_command == "import" else None
        with reached(arguments) as portal:
            session = portal.kept.session()
            if arguments.email:
                session = Secret(portal.call(SignInToDemonstration(email=arguments.email)).token)
            task = portal.call(OpenTask(task_id=arguments.task), session)
            print_json(task.answers if given is None else _save(portal, session, task, given))
    return code[0] if code else DONE


def _save(portal: Portal, session: Secret | None, task: TaskView, given: Any) -> dict[str, Any]:
    from portal_tui.forms.pointers import ABSENT, get
    from portal_tui.forms.read import read_form
    from portal_tui.forms.reuse import Reused, reused

    found = reused(read_form(json.loads(task.form)), given) if task.form else Reused({}, tuple(given))
    known = {pointer: get(task.answers, pointer) for pointer in found.answers}
    changes = tuple(
        Change(pointer=pointer, value=value, base=None if known[pointer] is ABSENT else known[pointer])
        for pointer, value in found.answers.items()
    )
    saved = portal.call(SaveAnswers(task_id=task.row.id, changes=changes, revision=task.revision), session)
    return {
        "imported": list(found.answers),
        "left_out": list(found.left_out),
        "conflicts": saved.conflicts,
        "problems": saved.problems,
    }


def _read(arguments: argparse.Namespace) -> Any:
    say, path = texts(arguments.language), arguments.file
    try:
        if path.stat().st_size > LARGEST:
            raise WrongUseError(f"{path}: {say('form.file-too-large')}")
        given = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise WrongUseError(f"{path}: {say('form.no-such-file')}") from error
    except OSError as error:
        raise WrongUseError(f"{path}: {say('form.file-not-readable')}") from error
    except (ValueError, RecursionError) as error:
        raise WrongUseError(f"{path}: {say('cli.task.not-answers')}") from error
    if not isinstance(given, dict):
        raise WrongUseError(f"{path}: {say('cli.task.not-answers')}")
    return given
