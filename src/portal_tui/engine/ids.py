"""Sortable ids and unguessable tokens."""

import secrets
from typing import Final, Protocol

from .clock import Clock

_EPOCH_MS: Final = 1_704_067_200_000  # 2024-01-01
_RANDOM_BITS: Final = 12


class Ids(Protocol):
    """Makes ids and tokens."""

    def new(self) -> int:
        """An id, greater than those before it; below 2**53, so that any JSON reader keeps it whole."""
        ...

    def reserve(self, count: int) -> int:
        """The first of ``count`` ids in a row."""
        ...

    def token(self) -> str:
        """A session token of 256 bits."""
        ...

    def code(self) -> str:
        """A one-time code that a person can type: eight digits."""
        ...


class RandomIds:
    """Ids of milliseconds and chance: 41 + 12 bits, enough until 2093."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def new(self) -> int:
        """An id, greater than those before it in this process."""
        moment = self._clock.now() // 1_000 - _EPOCH_MS
        fresh = (moment << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
        self._last = max(self._last + 1, fresh)
        return self._last

    def reserve(self, count: int) -> int:
        """The first of ``count`` ids in a row."""
        first = self.new()
        self._last = first + count - 1
        return first

    def token(self) -> str:
        """A session token of 256 bits."""
        return secrets.token_urlsafe(32)

    def code(self) -> str:
        """Eight digits."""
        return f"{secrets.randbelow(100_000_000):08d}"


class CountedIds:
    """Ids that count from a seed: the same in every run, for tests and captures."""

    def __init__(self, first: int = 1) -> None:
        self._next = first

    def new(self) -> int:
        """The next number."""
        return self.reserve(1)

    def reserve(self, count: int) -> int:
        """The next numbers."""
        self._next += count
        return self._next - count

    def token(self) -> str:
        """A token by number."""
        return f"token-{self.new():012d}"

    def code(self) -> str:
        """A code by number."""
        return f"{self.new():08d}"
