"""``portal-tui serve``: a portal's database behind HTTP, for as many people as there are."""

import argparse
import os
import socket
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from portal_tui.engine.engine import Engine
from portal_tui.engine.files.place import PASSING, FilesError
from portal_tui.texts import texts

from . import DONE, REFUSED
from .answers import narrate
from .opening import WrongUseError, database_place, failures_told, files_problem, open_engine, profile_files

if TYPE_CHECKING:
    from portal_tui.server.running import Tls

FILES: Final = "PORTAL_TUI_FILES"
"""Names the place for files where no option does."""
_MOST: Final = 64
"""Processes at most."""


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """Declare the command's arguments."""
    say = texts(language)
    parser.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help=say("cli.option.host"))
    parser.add_argument("--port", metavar="NUMBER", type=int, default=8000, help=say("cli.option.port"))
    parser.add_argument("--workers", metavar="NUMBER", type=int, default=1, help=say("cli.option.workers"))
    parser.add_argument("--files", metavar="PLACE", help=say("cli.option.files"))
    parser.add_argument("--tls-certificate", metavar="FILE", help=say("cli.option.tls-certificate"))
    parser.add_argument("--tls-key", metavar="FILE", help=say("cli.option.tls-key"))


def run(arguments: argparse.Namespace) -> int:
    """Serve until the program is told to stop; what is being answered then is finished."""
    say = texts(arguments.language)
    code: list[int] = []
    with failures_told(arguments, code):
        if find_spec("uvicorn") is None or find_spec("starlette") is None:
            raise WrongUseError(say("cli.server-extra"))
        if not 1 <= arguments.workers <= _MOST:
            raise WrongUseError(say("cli.wrong-workers", most=_MOST))
        place = database_place(arguments)
        # Opened once before anybody is let in: what is wrong with it is said here, and it is migrated.
        engine = open_engine(place, arguments)
        _choose_files(engine, arguments)
        shown = str(place.resolve()) if isinstance(place, Path) else engine.database.path
        engine.close()
        return _serve(arguments, place if isinstance(place, str) else shown, shown)
    return code[0]


def _choose_files(engine: Engine, arguments: argparse.Namespace) -> None:
    """Let new files go where the command, the environment or the profile says; say what is wrong there.

    Storage that doesn't answer now doesn't keep a server from starting: everything else works without it.
    """
    say = texts(arguments.language)
    given = arguments.files or os.environ.get(FILES) or profile_files(arguments)
    if given and engine.files.choose(given):
        narrate(say("cli.files-go-to", place=given))
    try:
        engine.files.check_in_use()
    except FilesError as error:
        if error.code not in PASSING:
            raise
        narrate(files_problem(error, say))


def _serve(arguments: argparse.Namespace, place: str, shown: str) -> int:
    from portal_tui.server.running import LIMITS, limits, listening, serve

    say = texts(arguments.language)
    try:
        limits()
    except msgspec.DecodeError as error:
        raise WrongUseError(say("cli.wrong-limits", name=LIMITS, cause=error)) from error
    tls = _tls(arguments)
    host = arguments.host
    try:
        listener = listening(host, arguments.port)
    except (OSError, OverflowError) as error:
        raise WrongUseError(say("cli.cannot-listen", host=host, port=arguments.port)) from error
    port = listener.getsockname()[1]
    scheme = "https" if tls else "http"
    narrate(say("cli.serving", path=shown, address=f"{scheme}://{host}:{port}"))
    if tls is None and not _is_loopback(host):
        narrate(say("cli.serving-to-others"))
    return DONE if serve(place, listener, arguments.workers, tls) else REFUSED


def _tls(arguments: argparse.Namespace) -> "Tls | None":
    """The certificate and its key, which may be one file; None without. Raises WrongUseError."""
    from portal_tui.server.running import Tls

    say = texts(arguments.language)
    if arguments.tls_certificate is None:
        if arguments.tls_key is not None:
            raise WrongUseError(say("cli.tls-key-alone"))
        return None
    tls = Tls(arguments.tls_certificate, arguments.tls_key)
    try:
        tls.check()
    except (OSError, ValueError) as error:
        raise WrongUseError(say("cli.wrong-certificate", path=tls.certificate, cause=error)) from error
    return tls


def _is_loopback(host: str) -> bool:
    return all(
        str(found[4][0]).startswith("127.") or found[4][0] == "::1"
        for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    )
