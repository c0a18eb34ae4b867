"""``portal-tui`` without a command: the interface, on a portal's file."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from portal_tui.config import Settings, read_settings
from portal_tui.folders import settings_path
from portal_tui.texts import texts

from . import DONE, USAGE
from .answers import narrate

if TYPE_CHECKING:
    from portal_tui.engine.engine import Engine
    from portal_tui.secret import Secret


def run(arguments: argparse.Namespace) -> int:
    """Open the portal that the arguments mean."""
    from .opening import database_path, failures_told, open_engine

    code: list[int] = []
    with failures_told(arguments, code):
        return show(open_engine(database_path(arguments), arguments), arguments)
    return code[0]


def show(
    engine: "Engine",
    arguments: argparse.Namespace,
    *,
    session: "Secret | None" = None,
    start: str | None = None,
) -> int:
    """Run the interface until it is left; ``start`` is ``home``, ``list`` or an application's number."""
    say = texts(arguments.language)
    if not sys.stdout.isatty():
        narrate(say("cli.not-a-terminal"))
        return USAGE
    from portal_tui.app import PortalApp
    from portal_tui.backend.embedded import EmbeddedBackend
    from portal_tui.contract.accounts import WhoAmI

    settings, problems = read_settings(settings_path())
    for problem in problems:
        narrate(say(problem.text_key, line=problem.line, **problem.params))
    backend = EmbeddedBackend(engine, session=session, language=arguments.language_chosen or "")
    app = PortalApp(
        backend,
        clock=engine.clock.now,
        me=backend.call_now(WhoAmI()) if session else None,
        language=arguments.language_chosen,
        settings=settings,
        keep=_keep,
        **_first_screen(start),
    )
    app.run()
    return app.return_code or DONE


def _keep(settings: Settings) -> None:
    from portal_tui.settings_check import write_settings

    changed: dict[tuple[str, ...], str | dict[str, str] | None] = {
        ("language",): settings.language,
        ("theme",): settings.theme,
        ("keymap",): settings.keymap or None,
    }
    write_settings(settings_path(), changed)


def _first_screen(start: str | None) -> dict[str, Any]:
    if start in (None, "home"):
        return {"start": "home"}
    if start == "list":
        return {"start": "applications"}
    return {"start": "application", "arguments": {"number": start}}
