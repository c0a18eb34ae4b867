"""The terminal can go at any moment: a window is closed, a line drops, somebody stops the program.

Whoever reads the terminal's input learns nothing of that, and asks again without end. So it is looked after
here: the program closes its screens, which save what is typed, and ends (T8).
"""

import asyncio
import select
import signal
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from textual.app import App

LOOK_EVERY: Final = 2.0
"""Seconds between looks at the terminal; one costs microseconds."""


def end_with_the_terminal(app: "App[Any]") -> None:
    """End ``app`` when its terminal goes or when it is told to, with the exit code that shells expect."""
    if app.is_headless or sys.platform == "win32":
        return

    def end(number: signal.Signals) -> None:
        app.exit(return_code=128 + number)

    for number in (signal.SIGHUP, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, end, number)
    terminal = sys.stdin.fileno()
    app.set_interval(LOOK_EVERY, lambda: end(signal.SIGHUP) if is_gone(terminal) else None)


def is_gone(terminal: int) -> bool:
    """Whether nobody is at the other end of a terminal's file descriptor any more (POSIX)."""
    look = select.poll()
    look.register(terminal, 0)
    return any(found & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, found in look.poll(0))
