"""The command line: what scripts rely on. Data on stdout as JSON, narration on stderr.

Exit 0: done; 1: refused, the problem as JSON; 2: used wrongly; 3: try again. A command's module is imported
when the command is used, so that ``--help`` needs neither the interface nor the engine.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final, NoReturn

from portal_tui.collector import held_off
from portal_tui.folders import language_set, settings_path
from portal_tui.texts import LANGUAGES, Texts, texts

COMMANDS: Final = (
    "demo",
    "call",
    "operations",
    "login",
    "logout",
    "open",
    "serve",
    "portal",
    "form",
    "task",
    "register",
    "backup",
    "restore",
    "files",
    "doctor",
    "completion",
)
"""Each is a module of this package with ``configure(parser)`` and ``run(arguments) -> exit code``."""

DONE, REFUSED, USAGE, TRY_AGAIN = 0, 1, 2, 3


class Parser(argparse.ArgumentParser):
    """Says what was used wrongly on stderr and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Exit with the usage and the message."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    language = _language(words)
    command = next((word for word in words if word in COMMANDS), None)
    parser = build(texts(language), every=command == "completion", command=command)
    arguments = parser.parse_args(words)
    arguments.language_chosen = arguments.language
    arguments.language = language
    arguments.root = parser
    try:
        with held_off():
            module = import_module(f"{__name__}.{arguments.command or 'interface'}")
            return int(module.run(arguments))
    except BrokenPipeError:
        # Whoever read our output has stopped; there is nobody to tell.
        sys.stderr.close()
        return DONE


def build(say: Texts, *, command: str | None, every: bool = False) -> Parser:
    """The parser of the whole program; only ``command``'s own arguments are declared, or ``every`` one's."""
    parser = Parser(prog="portal-tui", description=say("cli.description"))
    _add_common(parser, say)
    commands = parser.add_subparsers(dest="command", metavar=say("cli.command"), parser_class=Parser)
    for name in COMMANDS:
        sub = commands.add_parser(name, help=say(f"cli.{name}"), description=say(f"cli.{name}"))
        sub.set_defaults(command=name)
        _add_common(sub, say, inherited=True)
        if every or name == command:
            import_module(f"{__name__}.{name}").configure(sub, say.language)
    return parser


def _add_common(parser: argparse.ArgumentParser, say: Texts, *, inherited: bool = False) -> None:
    default = argparse.SUPPRESS if inherited else None
    parser.add_argument("--profile", metavar="NAME", default=default, help=say("cli.option.profile"))
    parser.add_argument("--database", metavar="FILE", default=default, help=say("cli.option.database"))
    parser.add_argument("--server", metavar="ADDRESS", default=default, help=say("cli.option.server"))
    parser.add_argument("--language", choices=LANGUAGES, default=default, help=say("cli.option.language"))


def _language(words: list[str]) -> str:
    """The language of what the command line says: chosen there, else set, else the first."""
    chosen = _language_chosen(words) or language_set(settings_path())
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def _language_chosen(words: list[str]) -> str | None:
    for word, following in zip(words, [*words, ""][1:], strict=True):
        if word == "--language":
            return following
        if word.startswith("--language="):
            return word.partition("=")[2]
    return None
