"""``portal-tui restore FILE --database NEW``: a backup becomes a portal again; nothing is overwritten."""

import argparse
from pathlib import Path

from portal_tui.engine.files.places import Places
from portal_tui.engine.founding import remove
from portal_tui.engine.storage.database import Database
from portal_tui.texts import texts

from . import DONE
from .answers import narrate, print_json
from .opening import WrongUseError, database_path, failures_told, places_elsewhere


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--files", metavar="PLACE", help=texts(language)("cli.option.files-copied"))


def run(arguments: argparse.Namespace) -> int:
    """Check the backup, then copy it to where the portal is to be."""
    say = texts(arguments.language)
    backup = Path(arguments.file).expanduser()
    code: list[int] = []
    with failures_told(arguments, code):
        if not backup.exists():
            raise WrongUseError(say("cli.no-database", path=backup))
        target = database_path(arguments)
        source = Database(backup)
        try:
            source.check()
            elsewhere = places_elsewhere(source)
            if elsewhere and not arguments.files:
                raise WrongUseError(say("cli.files-are-elsewhere", places=", ".join(elsewhere)))
            source.back_up(target)
        except FileExistsError:
            raise WrongUseError(say("cli.target-exists", path=target)) from None
        except OSError as error:
            raise WrongUseError(say("cli.cannot-write", path=target, cause=error.strerror)) from error
        finally:
            source.close()
        if elsewhere:
            _readdress(target, arguments.files)
        narrate(say("cli.restored", source=backup, target=target))
        print_json({"backup": str(backup), "database": str(target), "bytes": target.stat().st_size})
    return code[0] if code else DONE


def _readdress(restored: Path, place: str) -> None:
    """Let a portal know where its files are now; there is no portal where it isn't so. Raises FilesError."""
    database = Database(restored)
    try:
        Places(database).readdress(place)
    except BaseException:
        database.close()
        remove(restored)
        raise
    database.close()
