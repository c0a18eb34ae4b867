"""``portal-tui register``: the register of an organisation, for a spreadsheet, a program or paper (R11)."""

import argparse
import sys

from portal_tui.contract.accounts import SignInToDemonstration, WhoAmI
from portal_tui.contract.register import FORMS, ExportRegister
from portal_tui.secret import Secret
from portal_tui.texts import texts

from . import DONE
from .opening import failures_told
from .reaching import reached


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """Declare the command's arguments, their help in ``language``."""
    say = texts(language)
    parser.add_argument(
        "organisation", type=int, nargs="?", metavar="ORGANISATION", help=say("cli.register.organisation")
    )
    parser.add_argument("--form", choices=FORMS, default="text", help=say("cli.register.form"))
    parser.add_argument("--as", metavar="EMAIL", dest="email", help=say("cli.option.as"))


def run(arguments: argparse.Namespace) -> int:
    """Print the file: of the organisation that is named, else of the one that I act as."""
    code: list[int] = []
    with failures_told(arguments, code), reached(arguments) as portal:
        session = portal.kept.session()
        if arguments.email:
            session = Secret(portal.call(SignInToDemonstration(email=arguments.email)).token)
        organisation = arguments.organisation
        if organisation is None:
            organisation = portal.call(WhoAmI(), session).acting.id
        export = ExportRegister(organisation_id=organisation, form=arguments.form)
        sys.stdout.flush()
        sys.stdout.buffer.write(portal.call(export, session).content)
    return code[0] if code else DONE
