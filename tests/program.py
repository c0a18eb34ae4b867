"""The program as its command starts it, on the tests' clock: what a test runs in a terminal of its own.

``python -m tests.program --database FILE --ids N`` or ``--server ADDRESS``. It opens the interface in French
before anybody has signed in; the time is that of the demonstrations, and new ids are counted from N.
"""

import argparse
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher

from portal_tui.cli.interface import show
from portal_tui.cli.reaching import FilePortal, ServerPortal
from portal_tui.engine.clock import SetClock
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.passwords import use_hasher
from portal_tui.engine.storage.database import Database
from tests.demonstration import NOW

LONGEST: Final = 600
"""Seconds after which the program ends, whatever became of the test that started it."""


class ServerThen(ServerPortal):
    """A portal's server, seen at the moment of the demonstrations."""

    @property
    def clock(self) -> Callable[[], int]:
        """Stands still."""
        return SetClock(NOW).now


def main() -> int:
    """Run the interface until it is left; its exit code."""
    signal.alarm(LONGEST)
    use_hasher(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", type=Path)
    parser.add_argument("--ids", type=int, default=0)
    parser.add_argument("--server")
    parser.set_defaults(language="fr-CA", language_chosen="fr-CA")
    arguments = parser.parse_args()
    if arguments.server:
        return show(ServerThen(arguments.server, arguments), arguments)
    engine = Engine(Database(arguments.database), clock=SetClock(NOW), ids=CountedIds(arguments.ids))
    return show(FilePortal(engine, arguments), arguments)


if __name__ == "__main__":
    raise SystemExit(main())
