"""The SQL of ``sql/*.sql`` and of the migrations, as PostgreSQL says it.

Both databases read the same files. What they only spell otherwise is replaced here, phrase by phrase; a query
that truly differs stands beside the other one in its file, as ``-- name: <name> (postgres)``.
"""

import re
from functools import cache
from typing import Final

from .queries import variants

_PHRASES: Final = (
    # SQLite's cross join also says in which order; PostgreSQL's takes no condition.
    ("cross join", "join"),
    # A parameter that is only looked at for null needs a type.
    (":id is null", "cast(:id as bigint) is null"),
    (":states is null", "cast(:states as text) is null"),
    (
        "(select value from json_each(:ids))",
        "(select cast(value as bigint) from json_array_elements_text(cast(:ids as json)) as given (value))",
    ),
    ("json_each(:states)", "json_array_elements_text(cast(:states as json)) as given (value)"),
    ("json_each(:titles)", "json_array_elements_text(cast(:titles as json)) as given (value)"),
    ("json_each(:words) w", "json_array_elements_text(cast(:words as json)) as w (value)"),
    ("instr(", "strpos("),
    ("s.application_search match :trigrams", "s.trigrams @> trigrams_in(:trigrams)"),
    ("application_search match :trigrams", "trigrams @> trigrams_in(:trigrams)"),
)

_MIGRATIONS: Final = (
    (r"create virtual table .*?;", ""),
    (r"create trigger .*?\nend;", ""),
    (r"\) strict(, without rowid)?;", ");"),
    (r"integer primary key autoincrement", "bigint generated always as identity primary key"),
    (r"\binteger\b", "bigint"),
    (r"\bblob\b", "bytea"),
    # Texts sort by their bytes, whatever the database's own language is.
    (r"\btext\b", 'text collate "C"'),
)
"""What stands for SQLite's search tables and triggers is in ``migrations/postgres``."""

_NAME: Final = re.compile(r"(?<![:\w]):([a-z_]+)")


@cache
def translated(sql: str) -> str:
    """A query with ``:names``, as psycopg takes it."""
    sql = variants().get(sql, sql)
    for ours, theirs in _PHRASES:
        sql = sql.replace(ours, theirs)
    return _NAME.sub(r"%(\1)s", sql.replace("%", "%%"))


def translated_migration(sql: str) -> str:
    """A migration, without what stands in ``migrations/postgres``."""
    for ours, theirs in _MIGRATIONS:
        sql = re.sub(ours, theirs, sql, flags=re.DOTALL)
    return sql
