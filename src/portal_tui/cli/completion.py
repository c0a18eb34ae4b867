"""``portal-tui completion bash|zsh|fish``: what a shell offers at the tab key, from the parser itself."""

import argparse
from collections.abc import Iterator
from typing import Final

SHELLS: Final = ("bash", "zsh", "fish")


def configure(parser: argparse.ArgumentParser, language: str) -> None:
    """Declare the command's arguments."""
    parser.add_argument("shell", choices=SHELLS)


def run(arguments: argparse.Namespace) -> int:
    """Print the script to source; ``arguments.root`` is the parser of the whole program."""
    print(script(arguments.root, arguments.shell))
    return 0


def script(root: argparse.ArgumentParser, shell: str) -> str:
    """The completion script of a parser for one of SHELLS."""
    import shtab

    from portal_tui.contract import OPERATIONS

    offers = {
        "FILE": ("complete", shtab.FILE),
        "FOLDER": ("complete", shtab.DIRECTORY),
        "OPERATION": ("choices", list(OPERATIONS)),
    }
    for action in _actions(root):
        if isinstance(action.metavar, str) and action.metavar in offers:
            setattr(action, *offers[action.metavar])
    return shtab.complete(root, shell)


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
