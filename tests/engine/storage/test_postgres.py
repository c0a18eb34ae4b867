"""The same portal on PostgreSQL: the same tables and rows, failures with their names, changes in order."""

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest

from portal_tui.contract.problems import Unavailable
from portal_tui.engine.clock import SetClock
from portal_tui.engine.demonstration import plant as planting
from portal_tui.engine.demonstration.crowd import generated
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.storage import queries
from portal_tui.engine.storage.address import without_password
from portal_tui.engine.storage.database import Database, DatabaseError
from portal_tui.engine.storage.postgres import Postgres
from portal_tui.engine.storage.queries import query, variants
from portal_tui.engine.storage.store import Store, open_store
from tests.demonstration import NOW
from tests.postgres import Server, on_postgres

pytestmark = on_postgres

SQL = Path(queries.__file__).parent / "sql"
NAMED = re.compile(r"^-- name: (\S+)$", re.MULTILINE)
PARAMETER = re.compile(r":([a-z_]+)")


@pytest.fixture
def address(postgres: Server) -> Iterator[str]:
    """Of an empty database."""
    made = postgres.database()
    yield made
    postgres.drop(made)


def everything(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, but for hashes, which are salted."""
    tables = [name for (name,) in store.rows("select name from kept_tables order by name")]
    found = {}
    for table in tables:
        rows = store.dicts(f"select * from {table}", {})
        kept = [{name: row[name] for name in row if not name.endswith("_hash")} for row in rows]
        found[table] = sorted(kept, key=repr)
    return found


TABLES = {
    Database: "create temp view kept_tables as select name from sqlite_schema where type = 'table' and "
    "name not like '%\\_search%' escape '\\' and name not like 'sqlite%'",
    Postgres: "create temp view kept_tables as select tablename as name from pg_tables where "
    "schemaname = 'public' and tablename not like '%\\_search' and tablename <> 'portal_tui_schema'",
}


def test_a_demonstration_is_planted_alike(tmp_path: Path, address: str) -> None:
    """Every migration, and thousands of writes by nearly every use case: not a value differs."""
    planted = []
    for place in (tmp_path / "portal.db", address):
        engine = Engine(open_store(place), clock=SetClock(NOW), ids=CountedIds())
        planting.plant(engine, "sodec")
        planting.fill(engine, "sodec", 50)
        assert generated(engine) == 50
        engine.database.rows(TABLES[type(engine.database)])
        planted.append(everything(engine.database))
        engine.close()
    on_sqlite, on_postgres = planted
    assert len(on_sqlite) > 30
    assert sum(map(len, on_sqlite.values())) > 500
    assert on_postgres.keys() == on_sqlite.keys()
    for table, rows in on_sqlite.items():
        assert on_postgres[table] == rows, table


def test_every_query_is_understood(address: str) -> None:
    """Its tables, columns and functions are there, and its parameters have a type."""
    store = Postgres(address)
    filled = {"key": "number_key", "beyond": "<", "direction": "desc"}
    names = [
        f"{file.stem}.{name}" for file in SQL.glob("*.sql") for name in NAMED.findall(file.read_text("utf-8"))
    ]
    assert len(names) > 180
    for name in names:
        sql = query(name).format(**filled) if "{key}" in query(name) else query(name)
        store.rows(f"explain {variants().get(sql, sql)}", dict.fromkeys(PARAMETER.findall(sql)))
    store.close()


def test_what_is_not_ours_is_refused(address: str) -> None:
    Postgres(address).close()
    store = Postgres(address)
    store.rows("update portal_tui_schema set version = 99")
    store.rows("update compatibility set readable_from = 99")
    store.close()
    with pytest.raises(DatabaseError, match="newer"):
        Postgres(address)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("drop table portal_tui_schema")
    with pytest.raises(DatabaseError, match="not-ours"):
        Postgres(address)


def test_failures_have_their_names(postgres: Server, address: str) -> None:
    with pytest.raises(DatabaseError, match="unreachable"):
        Postgres(postgres.address("there_is_none"))
    with pytest.raises(DatabaseError, match="wrong-address"):
        Postgres("postgresql://[nowhere/portal")
    store = Postgres(address)
    with pytest.raises(DatabaseError, match="no-copy"):
        store.back_up("copy")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() "
            "and datname = current_database()"
        )
    with pytest.raises(DatabaseError, match="unreachable"):
        store.rows("select 1")
    assert store.rows("select 1") == [(1,)], "it connects anew"
    store.close()


def test_the_audit_can_only_grow(address: str) -> None:
    store = Postgres(address)
    for change in ("update audit set at = 1", "delete from audit"):
        with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
            store.rows(change)
    store.close()


class Counting:
    """A unit of work that reads a number and writes the next one; others may get in between, once."""

    def __init__(self, store: Store, between: Callable[[], object]) -> None:
        self._store = store
        self._between = between
        self.times = 0

    def __call__(self) -> int:
        """Read, wait, write."""
        self.times += 1
        last = int(self._store.rows("select last from numbers")[0][0])
        if self.times == 1:
            self._between()
        self._store.run("update numbers set last = :last", {"last": last + 1})
        return last + 1


def test_a_unit_that_met_another_one_is_done_once_more(address: str) -> None:
    one, other = Postgres(address), Postgres(address)
    one.run("insert into numbers (year, last) values (2026, 0)")
    unit = Counting(one, lambda: other.unit(Counting(other, lambda: None)))
    assert one.unit(unit) == 2, "the other one's is counted"
    assert unit.times == 2
    one.close()
    other.close()


def test_a_unit_done_again_is_alone(address: str) -> None:
    """While it is, others wait: it can't meet another one again."""
    one, other = Postgres(address), Postgres(address)
    one.run("insert into numbers (year, last) values (2026, 0)")
    other.never_wait()
    with one.writing(), pytest.raises(Unavailable):
        other.unit(Counting(other, lambda: None))
    assert other.unit(Counting(other, lambda: None)) == 1
    one.close()
    other.close()


def test_a_unit_that_fails_leaves_nothing(address: str) -> None:
    store = Postgres(address)

    def fail() -> None:
        store.announce(CHANGE)
        store.run("insert into numbers (year, last) values (2026, 0)")
        raise LookupError

    with pytest.raises(LookupError):
        store.unit(fail)
    store.unit(lambda: None)
    assert store.rows("select (select count(*) from numbers) + (select count(*) from changes)") == [(0,)]
    store.close()


CHANGE = {"subject": "application", "subject_id": 1, "application_id": None, "at": 1}


def test_a_change_is_numbered_when_it_is_its_turn(address: str) -> None:
    """Who has a number has committed before the next one gets one: readers never pass one over."""
    store, reader = Postgres(address), Postgres(address)
    with psycopg.connect(address) as before:
        before.execute("select pg_advisory_xact_lock(1347704137, 2)")
        later = Thread(target=lambda: store.unit(lambda: store.announce(CHANGE)))
        later.start()
        while not reader.rows("select 1 from pg_locks where locktype = 'advisory' and not granted"):
            assert later.is_alive()
        assert reader.rows("select is_called from changes_seq_seq") == [(0,)]
    later.join(20)
    assert reader.rows("select is_called from changes_seq_seq") == [(1,)]
    store.close()
    reader.close()


def announced(store: Store, do: Callable[[], object]) -> None:
    """Two changes, and what has changed between them."""
    store.announce(CHANGE)
    do()
    store.announce(CHANGE)


WRITERS, UNITS = 4, 10 * int(os.environ.get("SOAK_ROUNDS", "2"))


@pytest.mark.soak
def test_no_change_is_lost_or_seen_out_of_order(address: str) -> None:
    """Several write as fast as they can, and meet each other; one looks what is new, again and again."""
    reader = Engine(Postgres(address))
    reader.database.run("insert into numbers (year, last) values (2026, 0)")

    def write() -> None:
        store = Postgres(address)
        for _ in range(UNITS):
            counting = Counting(store, lambda: None)
            store.unit(partial(announced, store, counting))
        store.close()

    writers = [Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    seen: list[int] = []
    while any(writer.is_alive() for writer in writers):
        seen += [event.seq for event in reader.changes_after(seen[-1] if seen else 0)]
    seen += [event.seq for event in reader.changes_after(seen[-1] if seen else 0)]
    assert seen == [seq for (seq,) in reader.database.rows("select seq from changes order by seq")]
    assert len(seen) == 2 * WRITERS * UNITS
    assert reader.database.rows("select last from numbers") == [(WRITERS * UNITS,)]
    reader.close()


def test_a_password_is_never_shown() -> None:
    for given, shown in (
        (
            "postgresql://maude:s%40cret@host:5432/portal?sslmode=require",
            "postgresql://maude@host:5432/portal?sslmode=require",
        ),
        ("postgresql:///portal?host=/tmp/x&password=secret", "postgresql:///portal?host=/tmp/x"),
        ("postgresql:///portal?password=secret&host=/tmp/x", "postgresql:///portal?host=/tmp/x"),
        ("postgresql://host/portal", "postgresql://host/portal"),
    ):
        assert without_password(given) == shown
