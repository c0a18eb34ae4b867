"""One SQLite file: opened safely, migrated, with every failure named.

WAL with ``synchronous=FULL``: what was answered is on disk. Writes begin immediately, so that two programs
on one file wait for each other instead of failing half-way.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import apsw

from portal_tui.contract.problems import Unavailable

from .queries import query

R = TypeVar("R")

APPLICATION_ID: Final = 0x50545549
"""Marks a file as a portal's, in SQLite's own header field (``PTUI``)."""
_MIGRATIONS: Final = Path(__file__).parent / "migrations"
BUSY_MS: Final = 5_000
"""How long a write waits for another program's, in milliseconds."""


class DatabaseError(Exception):
    """The file can't be used. ``code`` names the text ``database.<code>``; the file is untouched."""

    def __init__(self, code: str, path: str, **params: str | int) -> None:
        self.code = code
        self.path = path
        self.params = params
        super().__init__(f"{code}: {path}")


@cache
def migrations() -> list[tuple[int, str]]:
    """Every migration by number, in order."""
    return sorted((int(file.name[:4]), file.read_text("utf-8")) for file in _MIGRATIONS.glob("[0-9]*.sql"))


class Database:
    """A connection to one portal's file; used by one thread at a time."""

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)

        if self.path != ":memory:":
            _make_private(Path(self.path))
            _refuse_by_header(Path(self.path))
        self._place = Path(self.path).absolute()
        self._file = _which(self._place)
        with _named_failures(self.path):
            self.connection = apsw.Connection(self.path)
            self.connection.set_busy_timeout(BUSY_MS)
            self._prepare()

    def _prepare(self) -> None:
        # Closing would write into the file what its own program left beside it: not into one that is refused.
        self.connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        found = self.connection.pragma("application_id")
        has_tables = bool(self.rows("select 1 from sqlite_schema limit 1"))
        if has_tables and found != APPLICATION_ID:
            self.connection.close()
            raise DatabaseError("not-ours", self.path)
        self.connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)
        known = migrations()
        self._version = version = int(self.connection.pragma("user_version"))
        try:
            self._check_version(version)
        except DatabaseError:
            self.connection.close()
            raise
        readonly = self.connection.readonly("main")
        if not readonly:
            # One statement a call: several in one stop at the first that answers a row.
            for name, value in (("journal_mode", "wal"), ("synchronous", "full"), ("foreign_keys", "on")):
                self.connection.pragma(name, value)
        if version < known[-1][0]:
            if readonly:
                raise DatabaseError("read-only", self.path)
            self._migrate([step for step in known if step[0] > version], fresh=version == 0)

    def _migrate(self, steps: list[tuple[int, str]], *, fresh: bool) -> None:
        if not fresh:
            self._keep_as_it_was(Path(f"{self.path}.before-{steps[-1][0]}"), steps[0][0])
        with self.writing():
            # Another program may have migrated while this one waited for the lock.
            version = int(self.connection.pragma("user_version"))
            for number, sql in steps:
                if number > version:
                    self.connection.execute(sql)
            self.connection.execute(f"pragma application_id = {APPLICATION_ID:d}")
            self.connection.execute(f"pragma user_version = {steps[-1][0]:d}")

    def check_schema(self) -> None:
        """Raise DatabaseError("newer") where a newer program left what this one doesn't understand."""
        self._check_version(int(self.connection.pragma("user_version")))

    def _check_version(self, version: int) -> None:
        known = migrations()[-1][0]
        if version > known and not understood(self.rows, known):
            raise DatabaseError("newer", self.path, found=version, known=known)

    def _keep_as_it_was(self, copy: Path, first: int) -> None:
        """Copy the file before it is migrated; whole or not at all, never what was migrated meanwhile."""
        beside = copy.with_name(f"{copy.name}.{os.getpid()}")
        beside.unlink(missing_ok=True)
        self.back_up(beside)
        if copy.exists() or _version_of(beside) >= first:
            beside.unlink()
        else:
            beside.replace(copy)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that writes: all of it or nothing. Raises DatabaseError, also "moved", "newer"."""
        self.check_place()
        with self._transaction("begin immediate"):
            version = int(self.connection.pragma("user_version"))
            if version != self._version:
                self._check_version(version)
                self._version = version
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One transaction that only reads: every query sees the same moment."""
        with self._transaction("begin"):
            yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with _named_failures(self.path):
            self.connection.execute(begin)
            try:
                yield
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("rollback")
                raise
            try:
                self.connection.execute("commit")
            except apsw.Error:
                if self.connection.in_transaction:
                    self.connection.execute("rollback")
                raise

    def rows(self, sql: str, params: Mapping[str, Any] | Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        try:
            return self.connection.execute(sql, params).fetchall()
        except apsw.Error as error:
            _raise_named(error, self.path)
            raise

    def dicts(self, sql: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Every row by column name."""
        try:
            cursor = self.connection.execute(sql, params)
            first = cursor.fetchone()
            if first is None:
                return []
            names = [column[0] for column in cursor.get_description()]
            return [dict(zip(names, row, strict=True)) for row in (first, *cursor)]
        except apsw.Error as error:
            _raise_named(error, self.path)
            raise

    def unit(self, do: Callable[[], R]) -> R:
        """What ``do`` answers, in one transaction that writes."""
        with self.writing():
            return do()

    def run(self, sql: str, params: Mapping[str, Any] | None = None) -> int:
        """Change something; the number of rows that it changed."""
        self.connection.execute(sql, params or {})
        return self.connection.changes()

    def many(self, sql: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Change something once for each of ``rows``."""
        self.connection.executemany(sql, rows)

    def announce(self, params: Mapping[str, Any]) -> None:
        """Write a change that others will be told of."""
        self.connection.execute(query("journal.add_change"), params)

    def never_wait(self) -> None:
        """From now on, what others are writing is Unavailable at once."""
        self.connection.set_busy_timeout(0)

    def check_place(self) -> None:
        """Raise DatabaseError("moved") where the path leads to another file by now, or to none.

        What is written would go on into the one that is open, and nobody would find it again.
        """
        if _which(self._place) != self._file:
            raise DatabaseError("moved", self.path)

    def check(self) -> None:
        """Look through the whole file; raises DatabaseError("damaged")."""
        with _named_failures(self.path):
            if self.connection.pragma("quick_check") != "ok":
                raise DatabaseError("damaged", self.path)

    @property
    def sqlite_version(self) -> str:
        """Of the library that reads the file."""
        return apsw.sqlite_lib_version()

    def back_up(self, target: str | Path) -> None:
        """Copy the whole database to a new private file, while it is in use. Raises FileExistsError."""
        descriptor = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        os.close(descriptor)
        with _named_failures(self.path):
            copy = apsw.Connection(str(target))
            try:
                # In one go: between two, whoever writes would make it begin again.
                with copy.backup("main", self.connection, "main") as backup:
                    backup.step()
            finally:
                copy.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def understood(rows: Callable[[str], list[tuple[Any, ...]]], known: int) -> bool:
    """Whether a database that is newer says that a program understands it that knows the schema ``known``.

    ``rows`` answers a query.
    """
    try:
        return bool(rows(query("compatibility.readable_from"))[0][0] <= known)
    except (apsw.SQLError, IndexError):
        return False


def _version_of(path: Path) -> int:
    with path.open("rb") as file:
        return int.from_bytes(file.read(64)[60:], "big")


def _which(path: Path) -> tuple[int, int] | None:
    """Which file is there; None where there is none, as for a database in memory."""
    with suppress(OSError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return None


def _make_private(path: Path) -> None:
    if path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise DatabaseError("cannot-create", str(path), cause=error.strerror or "") from error


def _refuse_by_header(path: Path) -> None:
    """Raise DatabaseError for what is plainly not a portal's file, without letting SQLite near it.

    SQLite mends a file that its program left half-way, and that would be somebody else's.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
        size = path.stat().st_size
    except OSError as error:
        raise DatabaseError("cannot-open", str(path)) from error
    if not header:
        return
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        raise DatabaseError("not-ours", str(path))
    application_id = int.from_bytes(header[68:72], "big")
    page_size = int.from_bytes(header[16:18], "big")
    # A portal that was killed while it was made may have only its first page, and all else beside it.
    only_begun = application_id == 0 and size <= (page_size if page_size > 1 else 65536)
    if application_id != APPLICATION_ID and not only_begun:
        raise DatabaseError("not-ours", str(path))


_FAILURES: Final[tuple[tuple[type[apsw.Error], str], ...]] = (
    (apsw.NotADBError, "not-ours"),
    (apsw.CorruptError, "damaged"),
    (apsw.ReadOnlyError, "read-only"),
    (apsw.FullError, "full"),
    (apsw.IOError, "unreadable"),
    (apsw.CantOpenError, "cannot-open"),
    (apsw.PermissionsError, "cannot-open"),
)


def _raise_named(error: apsw.Error, path: str) -> None:
    """Raise what an error of SQLite means to people; nothing, where it is a mistake of ours."""
    if isinstance(error, apsw.BusyError):
        raise Unavailable("database-locked", path=path) from error
    for kind, code in _FAILURES:
        if isinstance(error, kind):
            raise DatabaseError(code, path) from error


@contextmanager
def _named_failures(path: str) -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        _raise_named(error, path)
        raise
