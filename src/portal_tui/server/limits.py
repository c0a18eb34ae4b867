"""How often one may ask, by account and by address, with when to come back (A3).

Each server process counts for itself: with N processes a limit is at most N times as wide.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

import msgspec

from portal_tui.contract.problems import TooMany

_REMEMBERED: Final = 20_000
"""Accounts and addresses at most; whoever asked longest ago is forgotten first, with a full allowance."""


class Rate(msgspec.Struct, frozen=True, array_like=True):
    """So many at once, and so many more each second; in JSON ``[200, 20]``."""

    burst: int
    each_second: float


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one who asks may take. The defaults are those of ``portal-tui serve``."""

    body: int = 1_000_000
    """Bytes of a request without files."""
    files: int = 30_000_000
    """Bytes of a request with files, which are a third longer in JSON than on the disk."""
    head: int = 16_384
    """Bytes of a request's line and headers."""
    head_seconds: float = 10
    """To send the line and headers, from the first byte on or from the connection."""
    body_seconds: float = 60
    answer_seconds: float = 60
    """Of which nothing was taken, until an answer is given up."""
    streams: int = 5
    """Event streams of one account at once, in one process."""
    account: Rate = Rate(200, 20)
    address: Rate = Rate(1_000, 100)
    doors: Rate = Rate(30, 0.1)
    """By address: what changes something without being signed in (signing in and up, forgotten passwords)."""


class Turnstile:
    """Lets through so many; says to the others when to come back."""

    def __init__(self, rate: Rate, now: Callable[[], float]) -> None:
        self._rate = rate
        self._now = now
        self._left: OrderedDict[object, tuple[float, float]] = OrderedDict()

    def enter(self, who: object) -> None:
        """Count one more; raises TooMany with ``retry_after`` in seconds."""
        now = self._now()
        left, at = self._left.pop(who, (float(self._rate.burst), now))
        left = min(self._rate.burst, left + (now - at) * self._rate.each_second)
        allowed = left >= 1
        self._left[who] = (left - 1 if allowed else left, now)
        if len(self._left) > _REMEMBERED:
            self._left.popitem(last=False)
        if not allowed:
            raise TooMany("too-many-requests", retry_after=int((1 - left) / self._rate.each_second) + 1)


class Gate:
    """All turnstiles of a server process."""

    def __init__(self, limits: Limits, now: Callable[[], float]) -> None:
        self._accounts = Turnstile(limits.account, now)
        self._addresses = Turnstile(limits.address, now)
        self._doors = Turnstile(limits.doors, now)

    def enter(self, address: str, account: int | None, *, door: bool = False) -> None:
        """One more request. Raises TooMany."""
        self._addresses.enter(address)
        if door:
            self._doors.enter(address)
        if account is not None:
            self._accounts.enter(account)
