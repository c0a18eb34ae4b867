"""``portal-tui doctor``: what to look at when something doesn't work: versions, paths, database, terminal."""

import argparse
import os
import platform
import shutil
import sys
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from portal_tui.config import read_settings
from portal_tui.contract.accounts import ReadPortal
from portal_tui.contract.problems import PortalError
from portal_tui.engine.engine import Engine
from portal_tui.engine.files.tending import survey
from portal_tui.engine.storage.address import without_password
from portal_tui.engine.storage.database import Database, DatabaseError
from portal_tui.engine.storage.store import Store, open_store
from portal_tui.folders import folders, settings_path
from portal_tui.texts import Texts, texts

from . import DONE, REFUSED
from .answers import narrate, print_json, sentences
from .files import what_is_wrong
from .opening import WrongUseError, database_place, server_address
from .reaching import ServerPortal

_LIBRARIES = ("portal-tui", "textual", "msgspec", "apsw", "httpx", "pydantic", "jsonschema")
_VARIABLES = ("TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "TMUX", "EDITOR", "VISUAL")


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """There is nothing to declare besides the common arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Print what was found; exit 1 where the database can't be used."""
    say = texts(arguments.language)
    database = _portal(arguments)
    settings, problems = read_settings(settings_path())
    for problem in problems:
        narrate(say(problem.text_key, line=problem.line, **problem.params))
    report: dict[str, Any] = {
        "versions": {
            "python": platform.python_version(),
            "system": platform.platform(),
            **{name: version(name) for name in _LIBRARIES},
        },
        "paths": {name: str(path) for name, path in folders()._asdict().items()},
        "settings": {
            "file": str(settings_path()),
            "problems": len(problems),
            "profiles": sorted(settings.profiles),
        },
        "server" if "server" in database else "database": database,
        "terminal": {
            "size": list(shutil.get_terminal_size()),
            "interactive": sys.stdout.isatty(),
            "encoding": sys.stdout.encoding,
            "environment": {name: os.environ[name] for name in _VARIABLES if name in os.environ},
        },
        "mail": say("cli.mail-needs-smtp"),
    }
    print_json(report)
    if "problem" in database:
        narrate(database["problem"])
        return REFUSED
    return DONE


def _portal(arguments: argparse.Namespace) -> dict[str, Any]:
    """The database, or the server, that the arguments mean."""
    try:
        address = server_address(arguments)
        return _server(address, arguments) if address else _database(database_place(arguments), arguments)
    except WrongUseError as error:
        return {"problem": str(error)}


def _server(address: str, arguments: argparse.Namespace) -> dict[str, Any]:
    found: dict[str, Any] = {"server": address}
    try:
        portal = ServerPortal(address, arguments).call(ReadPortal())
    except PortalError as error:
        return found | {"problem": sentences(error.problem, texts(arguments.language))[0]}
    return found | {"portal": portal.name, "version": portal.version or None}


def _database(place: Path | str, arguments: argparse.Namespace) -> dict[str, Any]:
    say = texts(arguments.language)
    found: dict[str, Any] = {"address": without_password(place)} if isinstance(place, str) else _file(place)
    if found.get("exists") is False:
        return found
    try:
        return found | (_postgres(place, say) if isinstance(place, str) else _sqlite(place, say))
    except DatabaseError as error:
        return found | {"problem": say(f"database.{error.code}", path=error.path, **error.params)}


def _file(path: Path) -> dict[str, Any]:
    return {"file": str(path), "exists": path.exists()}


def _sqlite(path: Path, say: Texts) -> dict[str, Any]:
    with closing(Database(path)) as database:
        database.check()
        return {
            "bytes": path.stat().st_size,
            "private": not path.stat().st_mode & 0o077,
            "sqlite": database.sqlite_version,
            "journal": database.connection.pragma("journal_mode"),
            "schema": database.connection.pragma("user_version"),
            **_content(database, say),
        }


def _postgres(address: str, say: Texts) -> dict[str, Any]:
    with closing(open_store(address)) as database:
        ((size, server, schema),) = database.rows(
            "select pg_database_size(current_database()), current_setting('server_version'), version"
            " from portal_tui_schema"
        )
        return {"bytes": size, "postgresql": server, "schema": schema, **_content(database, say)}


def _content(database: Store, say: Texts) -> dict[str, Any]:
    files = survey(Engine(database))
    wrong = [sentence for each in files if (sentence := what_is_wrong(each, say))]
    return {
        **({"problem": " ".join(wrong)} if wrong else {}),
        "files": [msgspec.to_builtins(each) for each in files],
        "applications": database.rows("select count(*) from applications")[0][0],
        "mail_waiting": database.rows("select count(*) from outbox where delivered_at is null")[0][0],
    }
