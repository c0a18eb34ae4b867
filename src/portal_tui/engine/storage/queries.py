"""Reads the SQL that lives in ``sql/*.sql``: each query under a line ``-- name: <name>``."""

from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "sql"
_POSTGRES: Final = " (postgres)"
"""Ends the name of a query that stands for another one on PostgreSQL."""


class UnknownQueryError(LookupError):
    """A query name that no .sql file has: a mistake of ours."""


@cache
def _area(area: str) -> dict[str, str]:
    queries: dict[str, str] = {}
    for block in (_FOLDER / f"{area}.sql").read_text("utf-8").split("-- name:")[1:]:
        name, _, sql = block.partition("\n")
        queries[name.strip()] = sql.strip().rstrip(";")
    return queries


@cache
def query(name: str) -> str:
    """The SQL of ``<area>.<name>``; raises UnknownQueryError."""
    area, _, rest = name.partition(".")
    try:
        return _area(area)[rest]
    except (KeyError, FileNotFoundError):
        raise UnknownQueryError(name) from None


@cache
def variants() -> dict[str, str]:
    """The queries that truly differ on PostgreSQL, by what they are on SQLite. Raises UnknownQueryError."""
    return {
        query(f"{file.stem}.{name.removesuffix(_POSTGRES)}"): sql
        for file in _FOLDER.glob("*.sql")
        for name, sql in _area(file.stem).items()
        if name.endswith(_POSTGRES)
    }
