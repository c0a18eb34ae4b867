"""``portal-tui demo``: a whole portal with invented people and applications; nothing reaches its operator."""

import argparse
from pathlib import Path

from portal_tui.contract.accounts import SignInToDemonstration
from portal_tui.contract.problems import NotSignedIn
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.database import Database
from portal_tui.engine.storage.store import open_store
from portal_tui.portals.bundled import NAMES
from portal_tui.secret import Secret
from portal_tui.texts import texts

from . import DONE
from .answers import narrate, print_json
from .opening import WrongUseError, demonstration_path, failures_told, place_of

MOST = 2_000_000
"""Generated applications at most."""


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """Declare the command's arguments."""
    say = texts(language)
    parser.add_argument("portal", nargs="?", default=NAMES[0], metavar="PORTAL", help=", ".join(NAMES))
    parser.add_argument("--as", dest="email", metavar="EMAIL", help=say("cli.option.as"))
    parser.add_argument("--open", metavar="home|list|NUMBER", help=say("cli.option.open"))
    parser.add_argument("--fresh", action="store_true", help=say("cli.option.fresh"))
    parser.add_argument("--applications", type=int, metavar="N", help=say("cli.option.applications"))
    parser.add_argument("--list-accounts", action="store_true", help=say("cli.option.list-accounts"))


def run(arguments: argparse.Namespace) -> int:
    """Make the demonstration where there is none, then open it or list its people."""
    say = texts(arguments.language)
    code: list[int] = []
    with failures_told(arguments, code):
        if arguments.portal not in NAMES:
            raise WrongUseError(say("cli.no-such-portal", name=arguments.portal, names=", ".join(NAMES)))
        if arguments.applications is not None and not 1 <= arguments.applications <= MOST:
            raise WrongUseError(say("cli.wrong-count", most=MOST))
        place = place_of(arguments.database) if arguments.database else demonstration_path(arguments.portal)
        engine = _engine(place, arguments)
        if arguments.list_accounts:
            print_json(_accounts(arguments))
            engine.close()
            return DONE
        session = _session(engine, arguments)
        from .interface import show
        from .reaching import FilePortal

        return show(FilePortal(engine, arguments), arguments, session=session, start=arguments.open)
    return code[0]


def _engine(place: Path | str, arguments: argparse.Namespace) -> Engine:
    say = texts(arguments.language)
    if arguments.fresh:
        _remove(place, arguments)
    engine = Engine(open_store(place))
    path = engine.database.path
    if not engine.definitions.loaded:
        narrate(say("cli.making-demonstration", name=arguments.portal, path=path))
        from portal_tui.engine.demonstration.plant import plant

        plant(engine, arguments.portal)
    elif not engine.definitions.demonstration:
        raise WrongUseError(say("cli.not-a-demonstration", path=path))
    elif (found := engine.definitions.outline.code) != arguments.portal:
        raise WrongUseError(say("cli.other-portal", path=path, found=found, name=arguments.portal))
    if arguments.applications:
        _fill(engine, path, arguments)
    return engine


def _remove(place: Path | str, arguments: argparse.Namespace) -> None:
    """Take an earlier demonstration away; nothing else."""
    if isinstance(place, str):
        raise WrongUseError(texts(arguments.language)("cli.needs-a-file-itself"))
    if place.exists():
        _demand_demonstration(place, arguments)
        for suffix in ("", "-wal", "-shm"):
            Path(f"{place}{suffix}").unlink(missing_ok=True)


def _demand_demonstration(path: Path, arguments: argparse.Namespace) -> None:
    engine = Engine(Database(path))
    try:
        if not engine.definitions.demonstration:
            raise WrongUseError(texts(arguments.language)("cli.not-a-demonstration", path=path))
    finally:
        engine.close()


def _fill(engine: Engine, path: str, arguments: argparse.Namespace) -> None:
    from portal_tui.engine.demonstration.crowd import generated
    from portal_tui.engine.demonstration.plant import fill

    say = texts(arguments.language)
    found = generated(engine)
    if found == arguments.applications:
        return
    if found:
        raise WrongUseError(say("cli.other-count", path=path, found=found))
    narrate(say("cli.generating", count=arguments.applications))
    fill(engine, arguments.portal, arguments.applications)


def _session(engine: Engine, arguments: argparse.Namespace) -> Secret | None:
    if not arguments.email:
        return None
    try:
        return Secret(engine.call(SignInToDemonstration(email=arguments.email)).token)
    except NotSignedIn as error:
        say = texts(arguments.language)
        raise WrongUseError(say("cli.no-such-account", email=arguments.email)) from error


def _accounts(arguments: argparse.Namespace) -> list[dict[str, str]]:
    from portal_tui.engine.demonstration.plant import accounts

    return accounts(arguments.portal, arguments.language)
