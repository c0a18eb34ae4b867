"""``portal-tui login``: a session for the commands and the interface, kept on this machine."""

import argparse
import getpass
import sys

from portal_tui.contract.accounts import SignIn
from portal_tui.texts import texts

from . import DONE
from .answers import narrate, print_json
from .opening import failures_told
from .reaching import reached


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--email", metavar="EMAIL")


def run(arguments: argparse.Namespace) -> int:
    """Ask for the password on the terminal, or read it from stdin's first line, and keep the session."""
    say = texts(arguments.language)
    code: list[int] = []
    with failures_told(arguments, code):
        with reached(arguments) as portal:
            email = arguments.email or _ask(say("cli.ask-email"))
            password = (
                getpass.getpass(say("cli.ask-password"))
                if sys.stdin.isatty()
                else sys.stdin.readline().rstrip("\n")
            )
            signed_in = portal.call(SignIn(email=email, password=password))
            kept = portal.kept

            def tell(in_keyring: bool) -> None:
                where = "cli.session-in-keyring" if in_keyring else "cli.session-in-file"
                narrate(say(where, path=kept.path))

            kept.keep(signed_in.token, tell)
        print_json({"email": signed_in.me.email, "acting": signed_in.me.acting.name})
    return code[0] if code else DONE


def _ask(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return sys.stdin.readline().strip()
