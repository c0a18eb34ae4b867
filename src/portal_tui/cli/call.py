"""``portal-tui call OPERATION [JSON | -]``: any operation, as data; for scripts and screen readers."""

import argparse
import sys
from typing import Any

import msgspec

from portal_tui.contract import OPERATIONS
from portal_tui.contract.accounts import SignInToDemonstration
from portal_tui.secret import Secret
from portal_tui.texts import texts

from . import DONE
from .answers import print_json
from .opening import WrongUseError, failures_told
from .reaching import reached


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """Declare the command's arguments."""
    parser.add_argument("operation", metavar="OPERATION")
    parser.add_argument("document", metavar="JSON", nargs="?", default="{}")
    parser.add_argument("--as", metavar="EMAIL", dest="email")


def run(arguments: argparse.Namespace) -> int:
    """Do the operation and print its answer."""
    code: list[int] = []
    with failures_told(arguments, code):
        operation = _operation(arguments)
        with reached(arguments) as portal:
            session = portal.kept.session()
            if arguments.email:
                session = Secret(portal.call(SignInToDemonstration(email=arguments.email)).token)
            print_json(portal.call(operation, session))
    return code[0] if code else DONE


def _operation(arguments: argparse.Namespace) -> Any:
    say = texts(arguments.language)
    declared = OPERATIONS.get(arguments.operation)
    if declared is None:
        raise WrongUseError(say("cli.no-such-operation", name=arguments.operation))
    document = sys.stdin.read() if arguments.document == "-" else arguments.document
    try:
        return msgspec.json.decode(document, type=declared.type)
    except msgspec.DecodeError as error:
        raise WrongUseError(say("cli.wrong-document", name=declared.name, cause=error)) from error
