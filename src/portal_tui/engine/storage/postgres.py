"""One PostgreSQL database: opened, migrated, written by several processes at once, every failure named.

A unit of work is serializable. Where it met another one it is done once more, alone: it holds a lock then
that every unit takes before it looks at anything, so it can't fail in the same way again. Changes that
others are told of are written last, in turn, so that their numbers rise in the order of the commits.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TypeVar

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.types.numeric import IntDumper, IntLoader
from psycopg.types.string import StrDumperUnknown

from portal_tui.contract.problems import Unavailable

from .address import without_password
from .database import BUSY_MS, DatabaseError, migrations, understood
from .dialect import translated, translated_migration
from .queries import query

R = TypeVar("R")

_PATIENCE: Final = {"lock_timeout": BUSY_MS, "statement_timeout": 60_000}
"""Milliseconds after which a lock that others have, and a whole statement, is given up."""
_IMPATIENCE: Final = {"lock_timeout": 1, "statement_timeout": 2_000}
"""The same, where nobody can wait."""
_NETWORK: Final[Mapping[str, int]] = {
    "connect_timeout": 3,
    "tcp_user_timeout": 15_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
"""How long a silent server is waited for, unless the address says (libpq: seconds; one in milliseconds)."""
_BESIDE_OTHERS: Final = "begin isolation level serializable; lock table portal in row share mode"
_ALONE: Final = "begin isolation level repeatable read; lock table portal in exclusive mode"
_ONLY_READING: Final = "begin isolation level repeatable read read only"
_VERSION: Final = "select version from portal_tui_schema"
_MIGRATING: Final = "begin; select pg_advisory_xact_lock(1347704137, 1)"
_CHANGES_IN_TURN: Final = "select pg_advisory_xact_lock(1347704137, 2)"
"""The locks of ``PTUI`` in ASCII; held until the transaction ends."""
_OURS: Final = Path(__file__).parent / "migrations" / "postgres"

_MET_ANOTHER: Final = (errors.SerializationFailure, errors.DeadlockDetected, errors.IntegrityError)
"""What another unit may have caused. An id or a key that was taken at the same moment is taken anew."""


class _Text(StrDumperUnknown):
    """A NUL, which PostgreSQL doesn't store, becomes what it is shown as (B4)."""

    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\0", "\ufffd") if "\0" in obj else obj)


class _Truth(IntDumper):
    """Truth is 0 or 1, as in SQLite."""

    def dump(self, obj: Any) -> Any:
        return super().dump(int(obj))


class _TruthLoader(IntLoader):
    """The same, when it is read."""

    def load(self, data: Any) -> int:
        return int(bytes(data) == b"t")


class Postgres:
    """A connection to one portal's database; used by one thread at a time. Raises DatabaseError."""

    def __init__(self, address: str) -> None:
        self.path = without_password(address)
        self._address = address
        self._patience = _PATIENCE
        self._changes: list[Mapping[str, Any]] = []
        self._seen = 0
        """The newest schema that was seen to be understood."""
        with _named_failures(self.path):
            self.connection = self._connected()
            try:
                self._prepare()
            except BaseException:
                self.connection.close()
                raise

    def _connected(self) -> psycopg.Connection[tuple[Any, ...]]:
        try:
            asked = make_conninfo("", **{**_NETWORK, **conninfo_to_dict(self._address)})
        except psycopg.ProgrammingError as error:
            raise DatabaseError("wrong-address", self.path) from error
        connection = psycopg.connect(asked, autocommit=True, client_encoding="utf8")
        for kind, dumper in ((str, _Text), (bool, _Truth)):
            connection.adapters.register_dumper(kind, dumper)
        connection.adapters.register_loader("bool", _TruthLoader)
        _set_patience(connection, self._patience)
        return connection

    def _prepare(self) -> None:
        known = migrations()
        version = self._version()
        if version is None and self.rows(
            "select 1 from pg_tables where schemaname = current_schema() limit 1"
        ):
            raise DatabaseError("not-ours", self.path)
        self._check_version(version or 0)
        if version is None or version < known[-1][0]:
            self._migrate()

    def check_schema(self) -> None:
        """Raise DatabaseError("newer") where a newer program left what this one doesn't understand."""
        self._check_version(self._version() or 0)

    def _check_version(self, version: int) -> None:
        known = migrations()[-1][0]
        if version <= known or version == self._seen:
            return
        says = self.rows("select to_regclass('compatibility')") != [(None,)]
        if not says or not understood(self.rows, known):
            raise DatabaseError("newer", self.path, found=version, known=known)
        self._seen = version

    def _version(self) -> int | None:
        """The number of the last migration; None where there was none."""
        if self.rows("select to_regclass('portal_tui_schema')") == [(None,)]:
            return None
        return int(self.rows(_VERSION)[0][0])

    def _migrate(self) -> None:
        with self._transaction(_MIGRATING):
            # Another process may have migrated while this one waited for the lock.
            version = self._version() or 0
            if not version:
                self._execute("create table portal_tui_schema (version bigint not null)")
                self._execute("insert into portal_tui_schema values (0)")
            for number, sql in migrations():
                if number > version:
                    self._execute(translated_migration(sql))
                    for file in _OURS.glob(f"{number:04d}_*.sql"):
                        self._execute(file.read_text("utf-8"))
                    self.run("update portal_tui_schema set version = :number", {"number": number})

    def unit(self, do: Callable[[], R]) -> R:
        """What ``do`` answers, in one transaction beside others; done once more, alone, where it met one."""
        try:
            with self._transaction(_BESIDE_OTHERS):
                return do()
        except _MET_ANOTHER:
            with self.writing():
                return do()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction that writes, while no other does: all of it or nothing."""
        try:
            with self._transaction(_ALONE):
                yield
        except (errors.SerializationFailure, errors.DeadlockDetected) as error:
            raise Unavailable("database-locked", path=self.path) from error

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One transaction that only reads: every query sees the same moment, and waits for nobody."""
        with self._transaction(_ONLY_READING):
            yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with _named_failures(self.path):
            self._changes.clear()
            try:
                self._open()
                self._begin(begin)
                yield
                self._tell_changes()
                self._execute("commit")
            except BaseException:
                with suppress(psycopg.Error):
                    self._execute("rollback")
                raise

    def _begin(self, begin: str) -> None:
        """Begin; who writes sees in the same breath that this program understands the database."""
        if begin not in (_BESIDE_OTHERS, _ALONE):
            self._execute(begin)
            return
        answers = self.connection.execute(f"{begin}; {_VERSION}", prepare=False)
        while answers.nextset():
            pass
        self._check_version(answers.fetchall()[0][0])

    def _open(self) -> None:
        """Connect anew where the connection was lost."""
        if self.connection.closed:
            self.connection = self._connected()

    def _execute(self, sql: str) -> None:
        """Statements without parameters, several if need be."""
        self.connection.execute(sql, prepare=False)

    def announce(self, params: Mapping[str, Any]) -> None:
        """Keep a change until the transaction ends: then it is written, in turn with those of others."""
        self._changes.append(params)

    def _tell_changes(self) -> None:
        if self._changes:
            self._execute(_CHANGES_IN_TURN)
            self.many(query("journal.add_change"), self._changes)
            self._changes.clear()

    def rows(self, sql: str, params: Mapping[str, Any] | Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        cursor = self._asked(sql, params or {})
        return cursor.fetchall() if cursor.description else []

    def dicts(self, sql: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Every row by column name."""
        cursor = self._asked(sql, params)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def run(self, sql: str, params: Mapping[str, Any] | None = None) -> int:
        """Change something; the number of rows that it changed."""
        return self._asked(sql, params or {}).rowcount

    def many(self, sql: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Change something once for each of ``rows``."""
        with _named_failures(self.path), self.connection.cursor() as cursor:
            # Whoever makes the rows may ask something meanwhile.
            cursor.executemany(translated(sql), list(rows))

    def _asked(self, sql: str, params: Mapping[str, Any] | Sequence[Any]) -> psycopg.Cursor[tuple[Any, ...]]:
        with _named_failures(self.path):
            self._open()
            return self.connection.execute(translated(sql), params)

    def never_wait(self) -> None:
        """From now on, what others are writing is Unavailable at once."""
        self._patience = _IMPATIENCE
        _set_patience(self.connection, _IMPATIENCE)

    def check_place(self) -> None:
        """A database at an address isn't moved while it is open."""

    def back_up(self, target: str | Path) -> None:
        """Refused: PostgreSQL has programs of its own for it. Raises DatabaseError("no-copy")."""
        raise DatabaseError("no-copy", self.path)

    def close(self) -> None:
        """Hang up."""
        self.connection.close()


def _set_patience(connection: psycopg.Connection[Any], patience: Mapping[str, int]) -> None:
    for name, milliseconds in patience.items():
        connection.execute(f"set {name} = {milliseconds:d}")


_FAILURES: Final[tuple[tuple[type[psycopg.Error], str], ...]] = (
    (errors.DiskFull, "full"),
    (errors.ReadOnlySqlTransaction, "read-only"),
    (errors.InsufficientPrivilege, "cannot-open"),
    (errors.DataCorrupted, "damaged"),
)


@contextmanager
def _named_failures(path: str) -> Iterator[None]:
    """Raise what an error of PostgreSQL means to people; what a unit may meet, and mistakes of ours, pass."""
    try:
        yield
    except (errors.LockNotAvailable, errors.QueryCanceled) as error:
        raise Unavailable("database-locked", path=path) from error
    except _MET_ANOTHER:
        raise
    except psycopg.OperationalError as error:
        code = next((code for kind, code in _FAILURES if isinstance(error, kind)), "unreachable")
        raise DatabaseError(code, path) from error
    except psycopg.Error as error:
        for kind, code in _FAILURES:
            if isinstance(error, kind):
                raise DatabaseError(code, path) from error
        raise
