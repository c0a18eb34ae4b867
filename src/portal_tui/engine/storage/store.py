"""What the engine stands on: a portal's database, whichever it is, and how it is opened by its place."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from .database import Database, DatabaseError

R = TypeVar("R")

_ADDRESSES: Final = ("postgresql://", "postgres://")


class Store(Protocol):
    """A connection to one portal's database; used by one thread at a time.

    Queries are those of ``sql/*.sql``, with ``:names``. Raises DatabaseError where the database can't be
    used, Unavailable("database-locked") where others keep it busy for too long.
    """

    path: str
    """Where it is, without a password: for people, and to tell portals apart."""

    def rows(self, sql: str, params: Mapping[str, Any] | Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        ...

    def dicts(self, sql: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Every row by column name."""
        ...

    def run(self, sql: str, params: Mapping[str, Any] = ...) -> int:
        """Change something; the number of rows that it changed."""
        ...

    def many(self, sql: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Change something once for each of ``rows``."""
        ...

    def announce(self, params: Mapping[str, Any]) -> None:
        """Write a change that others will be told of: ``journal.add_change``, in the order of commits."""
        ...

    def unit(self, do: Callable[[], R]) -> R:
        """What ``do`` answers, in one transaction that writes. It is done again where it met another one."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """One transaction that writes, beside no other: all of it or nothing."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """One transaction that only reads: every query sees the same moment."""
        ...

    def check_schema(self) -> None:
        """Raise DatabaseError("newer") where a newer program left what this one doesn't understand."""
        ...

    def never_wait(self) -> None:
        """From now on, what others are writing is Unavailable at once."""
        ...

    def check_place(self) -> None:
        """Raise DatabaseError("moved") where the path leads to another database by now, or to none."""
        ...

    def back_up(self, target: str | Path) -> None:
        """Copy the whole database to a new private file, while it is in use. Raises FileExistsError."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def is_address(place: str | Path) -> bool:
    """Whether a place is that of a PostgreSQL database, not a file's."""
    return isinstance(place, str) and place.startswith(_ADDRESSES)


def open_store(place: str | Path) -> Store:
    """The database in a file, or at ``postgresql://…``, made or migrated. Raises DatabaseError."""
    if not is_address(place):
        return Database(place)
    from .address import without_password

    if find_spec("psycopg") is None:
        raise DatabaseError("driver-missing", without_password(str(place)))
    from .postgres import Postgres

    return Postgres(str(place))
