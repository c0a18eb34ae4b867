"""The same portal on PostgreSQL: the same tables and rows, failures with their names, changes in order."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal_tui.engine.clock import SetClock
from portal_tui.engine.demonstration import plant as planting
from portal_tui.engine.demonstration.crowd import generated
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.storage.database import Database, DatabaseError
from portal_tui.engine.storage.postgres import Postgres
from portal_tui.engine.storage.store import Store, open_store
from tests.demonstration import NOW
from tests.postgres import Server, on_postgres

pytestmark = on_postgres


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


def test_what_is_not_ours_is_refused(address: str) -> None:
    Postgres(address).close()
    store = Postgres(address)
    store.rows("update portal_tui_schema set version = 99")
    store.close()
    with pytest.raises(DatabaseError, match="newer"):
        Postgres(address)
