"""``portal-tui portal``: check a folder that defines a portal, load it, or print the schema of its files."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from portal_tui.safe_text import clean, cleaned
from portal_tui.texts import LANGUAGES, Texts, texts

if TYPE_CHECKING:
    from portal_tui.portals.definition import Portal
    from portal_tui.portals.problems import PortalProblem


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """Declare the commands ``new``, ``check``, ``load`` and ``schema``, their help in ``language``."""
    say = texts(language)
    commands = parser.add_subparsers(
        dest="portal_command", required=True, metavar="new | check | load | schema"
    )
    new = commands.add_parser("new", help=say("cli.portal.new"))
    new.add_argument("folder", type=Path, metavar="FOLDER", help=say("cli.portal.new.folder"))
    check = commands.add_parser("check", help=say("cli.portal.check"))
    load = commands.add_parser("load", help=say("cli.portal.load"))
    for each in (check, load):
        each.add_argument("folder", type=Path, metavar="FOLDER", help=say("cli.portal.check.folder"))
    # Most will write it here; without it, what was said before the command counts.
    load.add_argument(
        "--database", metavar="FILE", default=argparse.SUPPRESS, help=say("cli.option.database")
    )
    load.add_argument("--operator", metavar="EMAIL", help=say("cli.option.operator"))
    commands.add_parser("schema", help=say("cli.portal.schema"))


def run(arguments: argparse.Namespace) -> int:
    """0: sound, summed up on stdout with its remarks; 1: broken, with the problems there as JSON.

    Remarks and problems are on stderr too, as text.
    """
    if arguments.portal_command == "schema":
        from portal_tui.portals.load import json_schema

        _print(json_schema())
        return 0
    if arguments.portal_command == "new":
        from .portal_new import run as begin

        return begin(arguments)
    if arguments.portal_command == "load":
        from .portal_load import run as load

        return load(arguments)
    return _check(arguments.folder, texts(getattr(arguments, "language", None) or LANGUAGES[0]))


def _check(folder: Path, say: Texts) -> int:
    from portal_tui.portals.demonstration_load import FILE, load_demonstration
    from portal_tui.portals.load import load
    from portal_tui.portals.problems import BrokenPortalError

    remarks: list[PortalProblem] = []
    try:
        portal = load(folder, remarks)
        demonstration = load_demonstration(folder, portal) if (folder / FILE).exists() else None
    except BrokenPortalError as error:
        return broken(folder, error.problems, say)
    told = len(demonstration.applications) if demonstration is not None else None
    for remark in remarks:
        print(clean(f"{folder / remark.file}:{remark.line}: {remark.wrong(say)}"), file=sys.stderr)
    remarked = [_as_json(remark, say) for remark in remarks]
    _print({**_summary(portal, say.language), "remarks": remarked, "demonstration": told})
    return 0


def broken(folder: Path, problems: "Sequence[PortalProblem]", say: Texts) -> int:
    """Say everything that is wrong with a folder; the exit code."""
    _print([_as_json(problem, say) for problem in problems])
    for problem in problems:
        print(clean(problem_line(folder, problem, say)), file=sys.stderr)
    print(say.plural("cli.portal.broken", len(problems), folder=str(folder)), file=sys.stderr)
    return 1


def _as_json(problem: "PortalProblem", say: Texts) -> dict[str, object]:
    return {
        "file": problem.file,
        "line": problem.line,
        "path": problem.path,
        "code": problem.code,
        "params": problem.params,
        "wrong": problem.wrong(say),
        "meant": problem.meant(say),
    }


def problem_line(folder: Path, problem: "PortalProblem", say: Texts) -> str:
    """One problem for people: where, what is wrong, what is meant."""
    where = f"{folder / problem.file}:{problem.line}"
    path = f" {problem.path}:" if problem.path else ""
    return f"{where}:{path} {problem.wrong(say)} {problem.meant(say)}"


def _summary(portal: "Portal", language: str) -> dict[str, object]:
    return {
        "code": portal.code,
        "name": portal.say(portal.name, language).text,
        "languages": portal.languages,
        "time_zone": portal.time_zone,
        "programmes": [
            {
                "code": programme.code,
                "title": portal.say(programme.title, language).text,
                "tasks": len(programme.tasks),
                "closing_tasks": len(programme.closing_tasks),
                "version": programme.version,
            }
            for programme in portal.programmes
        ],
        "forms": sorted(portal.forms),
    }


def _print(data: object) -> None:
    print(json.dumps(cleaned(data), ensure_ascii=False, indent=2))
