"""Which portal a command means, and opening it: a database file, a profile, or the demonstration."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal_tui.config import read_settings
from portal_tui.contract.problems import PortalError
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.database import Database, DatabaseError
from portal_tui.folders import folders, settings_path
from portal_tui.private_files import private_folder
from portal_tui.secret import Secret
from portal_tui.texts import texts

from . import REFUSED, TRY_AGAIN, USAGE
from .answers import narrate, print_json


class WrongUseError(Exception):
    """The command can't be done as it was asked; the message is a sentence."""


def demonstration_path(portal: str) -> Path:
    """Where the demonstration of a bundled portal is kept."""
    return folders().data / f"demonstration-{portal}.db"


def database_path(arguments: argparse.Namespace) -> Path:
    """The file that the arguments mean. Raises WrongUseError."""
    say = texts(arguments.language)
    if arguments.database:
        return Path(arguments.database).expanduser()
    if arguments.profile:
        profile = read_settings(settings_path())[0].profiles.get(arguments.profile)
        if profile is None:
            raise WrongUseError(say("cli.no-such-profile", name=arguments.profile, path=settings_path()))
        if profile.database is None:
            raise WrongUseError(say("cli.profile-without-database", name=arguments.profile))
        return Path(profile.database).expanduser()
    return demonstration_path("sodec")


def open_engine(path: Path, arguments: argparse.Namespace) -> Engine:
    """The engine on an existing portal's file. Raises WrongUseError, DatabaseError."""
    say = texts(arguments.language)
    if not path.exists():
        raise WrongUseError(say("cli.no-database", path=path))
    engine = Engine(Database(path))
    if not engine.definitions.loaded:
        engine.close()
        raise WrongUseError(say("cli.no-portal", path=path))
    return engine


@contextmanager
def failures_told(arguments: argparse.Namespace, code: list[int]) -> Iterator[None]:
    """Tell what went wrong in a sentence, and put the exit code in ``code``."""
    say = texts(arguments.language)
    try:
        yield
    except WrongUseError as error:
        narrate(str(error))
        code.append(USAGE)
    except DatabaseError as error:
        print_json({"code": f"database-{error.code}", "path": error.path})
        narrate(say(f"database.{error.code}", path=error.path, **error.params))
        code.append(TRY_AGAIN if error.code == "full" else REFUSED)
    except PortalError as error:
        from .answers import refused

        code.append(refused(error, say, getattr(arguments, "time_zone", "UTC")))


def token_path(database: Path) -> Path:
    """Where ``login`` keeps the session for a database."""
    import hashlib

    name = hashlib.sha256(str(database.resolve()).encode()).hexdigest()[:16]
    return private_folder(folders().state) / f"session-{name}"


def kept_session(database: Path) -> Secret | None:
    """The session that ``login`` kept, or None. A file that others may read isn't trusted."""
    path = token_path(database)
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            return None
        return Secret(path.read_text("utf-8").strip())
    except FileNotFoundError:
        return None
