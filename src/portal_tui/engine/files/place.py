"""What every place for the bytes of files does, and what can be wrong with one."""

from collections.abc import Iterator
from typing import Final, Protocol

import msgspec

PASSING: Final = frozenset({"unreachable", "full"})
"""Codes of what may pass by itself; anything else is for the operator to put right."""


class FilesError(Exception):
    """A place can't be used. ``code`` names the text ``place.<code>``; nothing has changed."""

    def __init__(self, code: str, place: str, **params: str | int) -> None:
        self.code = code
        self.place = place
        self.params = params
        super().__init__(f"{code}: {place}")


class Kept(msgspec.Struct, frozen=True):
    """Bytes that lie at a place."""

    digest: str
    size: int
    changed_at: float
    """Seconds since 1970, by the place's own clock."""


class Place(Protocol):
    """Keeps bytes by their SHA-256 (hexadecimal), for one thread at a time. Everything raises FilesError."""

    @property
    def address(self) -> str:
        """``database``, a folder's absolute path, or ``s3://bucket/prefix``."""
        ...

    @property
    def commits_with_row(self) -> bool:
        """Whether bytes are part of the database's transaction: then they are put inside of it only."""
        ...

    def put(self, digest: str, content: bytes) -> None:
        """Keep the bytes. When this returns they are durable, and new, also where they lay there already."""
        ...

    def get(self, digest: str) -> bytes:
        """The bytes, as they lie there. Raises FilesError("missing")."""
        ...

    def has(self, digest: str) -> bool:
        """Whether there are bytes: a quick look."""
        ...

    def remove(self, digest: str) -> None:
        """Let go of the bytes, if they are there."""
        ...

    def kept(self) -> Iterator[Kept]:
        """Everything that lies there, in no order."""
        ...

    def mark(self) -> str:
        """What tells this place from any other; empty where nobody has marked it yet."""
        ...

    def set_mark(self, mark: str) -> None:
        """Mark the place; with an empty mark, it is nobody's any more."""
        ...
