"""``portal-tui files``: where the bytes of files are; moving them, sweeping, seeing that all are whole."""

import argparse
from typing import TYPE_CHECKING, Final

import msgspec

from portal_tui.engine.files.place import FilesError
from portal_tui.texts import Texts, texts

from . import DONE, REFUSED
from .answers import narrate, print_json
from .opening import WrongUseError, database_place, failures_told, files_problem, open_engine

if TYPE_CHECKING:
    from portal_tui.engine.engine import Engine
    from portal_tui.engine.files.tending import Survey

_TOLD_EVERY: Final = 100
"""Files between two words about how far a move is."""
_SHOWN: Final = 5
"""Digests in a sentence."""


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """Declare what can be done; without a word, it is said where the files are."""
    say = texts(language)
    commands = parser.add_subparsers(dest="files_command", metavar="move | at | sweep | check")
    move = commands.add_parser("move", help=say("cli.files.move"))
    at = commands.add_parser("at", help=say("cli.files.at"))
    for each in (move, at):
        each.add_argument("place", metavar="PLACE", help=say("cli.option.files"))
    sweep = commands.add_parser("sweep", help=say("cli.files.sweep"))
    sweep.add_argument("--days", type=float, default=7.0, metavar="NUMBER", help=say("cli.files.days"))
    check = commands.add_parser("check", help=say("cli.files.check"))
    for each in (move, at, sweep, check):
        each.add_argument(
            "--database", metavar="FILE", default=argparse.SUPPRESS, help=say("cli.option.database")
        )


def run(arguments: argparse.Namespace) -> int:
    """Data on stdout; 1 where files are missing or aren't what they were."""
    say = texts(arguments.language)
    code: list[int] = []
    with failures_told(arguments, code):
        engine = open_engine(database_place(arguments), arguments)
        try:
            match arguments.files_command:
                case "move":
                    code.append(_move(engine, arguments.place, say))
                case "sweep":
                    code.append(_sweep(engine, arguments.days, say))
                case "check":
                    code.append(_check(engine, say))
                case "at":
                    engine.files.readdress(arguments.place)
                    code.append(_show(engine, say))
                case _:
                    code.append(_show(engine, say))
        finally:
            engine.close()
    return code[0]


def _show(engine: "Engine", say: Texts) -> int:
    from portal_tui.engine.files.tending import survey

    found = survey(engine)
    print_json(msgspec.to_builtins(found))
    wrong = [sentence for each in found if (sentence := what_is_wrong(each, say))]
    for sentence in wrong:
        narrate(sentence)
    return REFUSED if wrong else DONE


def what_is_wrong(found: "Survey", say: Texts) -> str:
    """With a place, in a sentence; nothing, where all is well, or nothing is there that could be missed."""
    if found.problem and (found.files or found.in_use):
        return files_problem(FilesError(found.problem, found.address), say)
    lost = (*found.missing, *found.other_size)
    return say.plural("cli.files-lost", len(lost), digests=", ".join(lost[:_SHOWN])) if lost else ""


def _move(engine: "Engine", place: str, say: Texts) -> int:
    from portal_tui.engine.files.tending import move

    def told(done: int) -> None:
        if done % _TOLD_EVERY == 0:
            narrate(say.plural("cli.files-moved", done, place=place))

    moved = move(engine, place, told)
    print_json(msgspec.to_builtins(moved))
    narrate(say.plural("cli.files-moved", moved.files, place=place))
    return _lost(moved.lost, say)


def _sweep(engine: "Engine", days: float, say: Texts) -> int:
    from portal_tui.engine.files.tending import sweep

    if not days >= 0:
        raise WrongUseError(say("cli.wrong-days"))
    swept = sweep(engine, days=days)
    print_json({"files": swept.files, "bytes": swept.bytes})
    narrate(say.plural("cli.files-swept", swept.files))
    return DONE


def _check(engine: "Engine", say: Texts) -> int:
    from portal_tui.engine.files.tending import altered

    lost = list(altered(engine))
    print_json({"lost": lost})
    return _lost(lost, say)


def _lost(digests: "tuple[str, ...] | list[str]", say: Texts) -> int:
    """Say which files aren't there, or aren't what they were."""
    if not digests:
        return DONE
    narrate(say.plural("cli.files-lost", len(digests), digests=", ".join(digests[:_SHOWN])))
    return REFUSED
