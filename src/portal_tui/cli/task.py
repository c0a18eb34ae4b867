"""``portal-tui task``: the answers of a task as a JSON file, and back; last year's into this year's (T14)."""

import argparse
import json
from pathlib import Path
from typing import Any

from portal_tui.contract.accounts import SignInToDemonstration
from portal_tui.contract.reuse import CompareAnswers, Comparison, ExportAnswers
from portal_tui.contract.tasks import SaveAnswers
from portal_tui.secret import Secret
from portal_tui.texts import texts

from . import DONE
from .answers import print_json
from .opening import WrongUseError, failures_told
from .reaching import Portal, reached

FAR_TOO_LARGE = 16_000_000
"""Bytes; four times what the answers of one task may have."""


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
        content = _read(arguments) if arguments.task_command == "import" else None
        with reached(arguments) as portal:
            session = portal.kept.session()
            if arguments.email:
                session = Secret(portal.call(SignInToDemonstration(email=arguments.email)).token)
            if content is None:
                written = portal.call(ExportAnswers(task_id=arguments.task), session).content
                print_json(json.loads(written))
            else:
                compare = CompareAnswers(task_id=arguments.task, name=arguments.file.name, content=content)
                print_json(_save(portal, session, arguments.task, portal.call(compare, session)))
    return code[0] if code else DONE


def _save(portal: Portal, session: Secret | None, task_id: int, found: Comparison) -> dict[str, Any]:
    changes, revision = found.changes, found.revision
    save = SaveAnswers(task_id=task_id, changes=changes, revision=revision, undoable=True)
    saved = portal.call(save, session)
    return {
        "imported": [change.pointer for change in changes],
        "kept": [each.pointer for each in found.kept],
        "left_out": found.left_out,
        "conflicts": saved.conflicts,
        "problems": saved.problems,
    }


def _read(arguments: argparse.Namespace) -> bytes:
    """The file, which the portal judges; one that is far too large isn't even read."""
    say, path = texts(arguments.language), arguments.file
    try:
        if path.stat().st_size > FAR_TOO_LARGE:
            raise WrongUseError(f"{path}: {say('form.file-too-large')}")
        content: bytes = path.read_bytes()
    except FileNotFoundError as error:
        raise WrongUseError(f"{path}: {say('form.no-such-file')}") from error
    except OSError as error:
        raise WrongUseError(f"{path}: {say('form.file-not-readable')}") from error
    return content
