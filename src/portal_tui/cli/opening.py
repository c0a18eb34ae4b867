"""Which portal a command means, and opening it: a database file, a profile, or the demonstration."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from portal_tui.config import Profile, read_settings
from portal_tui.contract.problems import PortalError
from portal_tui.engine.engine import Engine
from portal_tui.engine.files.place import PASSING, FilesError
from portal_tui.engine.storage.database import DatabaseError
from portal_tui.engine.storage.queries import query
from portal_tui.engine.storage.store import Store, is_address, open_store
from portal_tui.folders import folders, settings_path
from portal_tui.texts import Texts, texts

from . import REFUSED, TRY_AGAIN, USAGE
from .answers import narrate, print_json
from .kept import LockedKeyringError

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
"""Where passwords may travel without encryption: they don't leave the machine."""


class WrongUseError(Exception):
    """The command can't be done as it was asked; the message is a sentence."""


def demonstration_path(portal: str) -> Path:
    """Where the demonstration of a bundled portal is kept."""
    return folders().data / f"demonstration-{portal}.db"


def database_path(arguments: argparse.Namespace) -> Path:
    """The file that the arguments mean. Raises WrongUseError, also where they mean no file."""
    place = database_place(arguments)
    if isinstance(place, str):
        raise WrongUseError(texts(arguments.language)("cli.needs-a-file-itself"))
    return place


def database_place(arguments: argparse.Namespace) -> Path | str:
    """The file that the arguments mean, or the address of a PostgreSQL database. Raises WrongUseError."""
    if arguments.server:
        raise WrongUseError(texts(arguments.language)("cli.needs-a-file"))
    if arguments.database:
        return place_of(arguments.database)
    profile = _profile(arguments)
    if profile is None:
        return demonstration_path("sodec")
    if profile.database is None:
        say = texts(arguments.language)
        raise WrongUseError(say("cli.profile-without-database", name=arguments.profile))
    return place_of(profile.database)


def profile_files(arguments: argparse.Namespace) -> str | None:
    """The place for files that a profile names beside its database."""
    profile = None if arguments.database else _profile(arguments)
    return profile.files if profile else None


def place_of(given: str) -> Path | str:
    """What ``--database`` or a profile names: a file, or the address of a PostgreSQL database."""
    return given if is_address(given) else Path(given).expanduser()


def server_address(arguments: argparse.Namespace) -> str | None:
    """The server that the arguments mean, None where they mean a file. Raises WrongUseError."""
    say = texts(arguments.language)
    address = arguments.server
    if address and arguments.database:
        raise WrongUseError(say("cli.server-and-database"))
    if address is None and not arguments.database:
        profile = _profile(arguments)
        address = profile.server if profile else None
    if address is None:
        return None
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise WrongUseError(say("cli.wrong-server", given=address)) from None
    encrypted = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    if not encrypted or not host or parts.username or parts.query or parts.fragment:
        raise WrongUseError(say("cli.wrong-server", given=address))
    return str(address).rstrip("/")


def _profile(arguments: argparse.Namespace) -> Profile | None:
    if not arguments.profile:
        return None
    profile = read_settings(settings_path())[0].profiles.get(arguments.profile)
    if profile is None:
        say = texts(arguments.language)
        raise WrongUseError(say("cli.no-such-profile", name=arguments.profile, path=settings_path()))
    return profile


def open_engine(place: Path | str, arguments: argparse.Namespace) -> Engine:
    """The engine on an existing portal's file or database. Raises WrongUseError, DatabaseError."""
    say = texts(arguments.language)
    if isinstance(place, Path) and not place.exists():
        raise WrongUseError(say("cli.no-database", path=place))
    engine = Engine(open_store(place))
    if not engine.definitions.loaded:
        engine.close()
        raise WrongUseError(say("cli.no-portal", path=engine.database.path))
    return engine


def places_elsewhere(database: Store) -> list[str]:
    """The addresses of the places outside of the database that its files are at, or go to."""
    tally = database.dicts(query("bytes.tally"), {})
    return [row["address"] for row in tally if row["id"] and (row["files"] or row["in_use"])]


def files_problem(error: FilesError, say: Texts) -> str:
    """What is wrong with a place for files, and what to do."""
    return say(
        f"place.{error.code}", **{"cause": "", "used": "", "endpoint": "", **error.params}, place=error.place
    )


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
    except FilesError as error:
        print_json({"code": f"files-{error.code}", "place": error.place})
        narrate(files_problem(error, say))
        code.append(TRY_AGAIN if error.code in PASSING else REFUSED)
    except LockedKeyringError:
        narrate(say("cli.keyring-locked"))
        code.append(REFUSED)
    except PortalError as error:
        from .answers import refused

        code.append(refused(error, say, getattr(arguments, "time_zone", "UTC")))
