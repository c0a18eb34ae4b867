"""``portal-tui backup FILE``: a whole copy of a portal, while it is in use."""

import argparse
from pathlib import Path

from portal_tui.texts import texts

from . import DONE
from .answers import narrate, print_json
from .opening import WrongUseError, database_path, failures_told, open_engine, places_elsewhere


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", metavar="FILE")


def run(arguments: argparse.Namespace) -> int:
    """Copy the database to a new private file, with the files that are in it; say where the others are."""
    say = texts(arguments.language)
    target = Path(arguments.file).expanduser()
    code: list[int] = []
    with failures_told(arguments, code):
        source = database_path(arguments)
        engine = open_engine(source, arguments)
        try:
            engine.database.back_up(target)
        except FileExistsError:
            raise WrongUseError(say("cli.target-exists", path=target)) from None
        except OSError as error:
            raise WrongUseError(say("cli.cannot-write", path=target, cause=error.strerror)) from error
        finally:
            elsewhere = places_elsewhere(engine.database)
            engine.close()
        narrate(say("cli.backed-up", source=source, target=target))
        for place in elsewhere:
            narrate(say("cli.files-not-in-backup", place=place))
        size = target.stat().st_size
        print_json({"database": str(source), "backup": str(target), "bytes": size, "files": elsewhere})
    return code[0] if code else DONE
