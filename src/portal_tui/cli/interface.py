"""``portal-tui`` without a command: the interface, on a portal's file or its server."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from portal_tui.config import Settings, read_settings
from portal_tui.crash import CrashHandler
from portal_tui.folders import settings_path
from portal_tui.texts import texts

from . import DONE, USAGE
from .answers import narrate

if TYPE_CHECKING:
    from portal_tui.secret import Secret

    from .reaching import Portal


def run(arguments: argparse.Namespace) -> int:
    """Open the portal that the arguments mean; where they mean none, let the person choose one."""
    if not (arguments.database or arguments.profile or arguments.server):
        return welcome(arguments)
    from .opening import failures_told
    from .reaching import reach

    code: list[int] = []
    with failures_told(arguments, code):
        portal = reach(arguments)
        return show(portal, arguments, session=portal.kept.session_or_none())
    return code[0]


def welcome(arguments: argparse.Namespace) -> int:
    """The interface before a portal is open: the ways into one."""
    if not _on_a_terminal(arguments):
        return USAGE
    from portal_tui.app import PortalApp
    from portal_tui.backend.doors import Nowhere
    from portal_tui.engine.clock import SystemClock

    from .doors import LocalDoors

    settings = _settings(arguments)
    app = PortalApp(
        Nowhere(),
        clock=SystemClock().now,
        language=arguments.language_chosen,
        settings=settings,
        keep=_keep,
        crash=_crash_handler(arguments),
        doors=LocalDoors(settings),
    )
    app.run()
    return app.return_code or DONE


def show(
    portal: "Portal",
    arguments: argparse.Namespace,
    *,
    session: "Secret | None" = None,
    start: str | None = None,
) -> int:
    """Run the interface until it is left; ``start`` is ``home``, ``list`` or an application's number."""
    if not _on_a_terminal(arguments):
        return USAGE
    from portal_tui.app import PortalApp

    from .doors import LocalDoors

    settings = _settings(arguments)
    backend, me = portal.backend(session)
    doors = LocalDoors(settings)
    app = PortalApp(
        backend,
        clock=portal.clock,
        me=me,
        language=arguments.language_chosen,
        settings=settings,
        keep=_keep,
        crash=_crash_handler(arguments),
        doors=doors,
        place=portal.place,
        profile=doors.profile_of(portal.place),
        **_first_screen(start),
    )
    app.run()
    return app.return_code or DONE


def _crash_handler(arguments: argparse.Namespace) -> CrashHandler:
    """Ends the program calmly when it fails, from now on."""
    handler = CrashHandler(arguments.language)
    handler.install()
    return handler


def _on_a_terminal(arguments: argparse.Namespace) -> bool:
    """Whether there is a terminal to show anything on; says so where there is none."""
    if not sys.stdout.isatty():
        narrate(texts(arguments.language)("cli.not-a-terminal"))
    return sys.stdout.isatty()


def _settings(arguments: argparse.Namespace) -> Settings:
    """The person's settings; what is wrong in their file is said."""
    settings, problems = read_settings(settings_path())
    for problem in problems:
        narrate(texts(arguments.language)(problem.text_key, line=problem.line, **problem.params))
    return settings


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
