"""Where the time comes from. Nothing else in the program asks the system what time it is."""

import time
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> int:
        """UTC microseconds since 1970."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        """UTC microseconds since 1970."""
        return time.time_ns() // 1_000


class SetClock:
    """A clock that stands until it is moved: for tests and captures."""

    def __init__(self, now: int) -> None:
        self._now = now

    def now(self) -> int:
        """UTC microseconds since 1970."""
        return self._now

    def set(self, now: int) -> None:
        """Put the clock at ``now`` (UTC microseconds)."""
        self._now = now

    def advance(self, seconds: float) -> None:
        """Move the clock on."""
        self._now += int(seconds * 1_000_000)
