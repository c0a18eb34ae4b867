"""``portal-tui logout``: ends the session that ``login`` kept."""

import argparse

from portal_tui.contract.accounts import SignOut
from portal_tui.contract.problems import NotSignedIn
from portal_tui.texts import texts

from . import DONE
from .answers import narrate
from .opening import failures_told
from .reaching import reached


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """There is nothing to declare besides the common arguments."""


def run(arguments: argparse.Namespace) -> int:
    """End the session in the portal, and forget it here."""
    say = texts(arguments.language)
    code: list[int] = []
    with failures_told(arguments, code):
        with reached(arguments) as portal:
            session = portal.kept.session()
            if session is None:
                narrate(say("cli.no-session"))
                return DONE
            try:
                portal.call(SignOut(), session)
            except NotSignedIn:
                narrate(say("cli.session-had-ended"))
            finally:
                portal.kept.forget()
        narrate(say("cli.session-ended"))
    return code[0] if code else DONE
