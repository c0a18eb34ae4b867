"""``portal-tui open LINK|NUMBER``: opens what a mail links to; a link ends in the application's number."""

import argparse
import re

from portal_tui.texts import texts

from .interface import show
from .opening import WrongUseError, failures_told
from .reaching import reach

_NUMBER = re.compile(r"(\d{4}-\d{6})/?$")


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """Declare the command's arguments."""
    parser.add_argument("target", metavar="LINK|NUMBER")


def run(arguments: argparse.Namespace) -> int:
    """Open the interface there, after signing in where that is needed."""
    code: list[int] = []
    with failures_told(arguments, code):
        found = _NUMBER.search(arguments.target)
        if found is None:
            raise WrongUseError(texts(arguments.language)("cli.wrong-number", given=arguments.target))
        portal = reach(arguments)
        return show(portal, arguments, session=portal.kept.session_or_none(), start=found[1])
    return code[0]
