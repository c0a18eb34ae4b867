"""An upgrade doesn't stop the portal: what a migration does, older programs can bear, or it says so (B2)."""

import re

import pytest

from portal_tui.engine.storage.database import migrations

FIRST = 5
"""The migration from which on programs of several versions share a database."""
NEW = re.compile(r"create (?:virtual )?table (\w+)")
ADDED = re.compile(r"alter table \w+ add column \w+ [^;]*\b(?:default|null)\b")
INDEX = re.compile(r"create (unique )?index \w+ on (\w+)")
INTO = re.compile(r"(?:insert into|update|delete from|create trigger \w+ [^;]*? on) (\w+)")


def statements(sql: str) -> list[str]:
    plain = re.sub(r"--.*", "", sql)
    return [" ".join(part.split()).lower() for part in plain.split(";") if part.strip()]


def hinders(number: int, sql: str) -> list[str]:
    """The statements that a program doesn't bear that knows only the migrations before this one."""
    found = statements(sql)
    if f"update compatibility set readable_from = {number}" in found:
        return []
    new = {match[1] for each in found if (match := NEW.match(each))}
    return [each for each in found if not _additive(each, new)]


def _additive(statement: str, new: set[str]) -> bool:
    if NEW.match(statement):
        return True
    if ADDED.match(statement):
        return "not null" not in statement or "default" in statement
    if index := INDEX.match(statement):
        return not index[1] or index[2] in new
    into = INTO.match(statement)
    return into is not None and into[1] in new


@pytest.mark.parametrize(("number", "sql"), [each for each in migrations() if each[0] >= FIRST])
def test_older_programs_bear_every_migration_or_are_told(number: int, sql: str) -> None:
    assert hinders(number, sql) == []


@pytest.mark.parametrize(
    ("sql", "borne"),
    [
        ("create table notes (id integer); insert into notes values (1);", True),
        ("create unique index one_note on notes (id); create table notes (id integer);", True),
        ("-- why; here\nalter table tasks add column weight integer not null default 0;", True),
        ("alter table tasks add column weight integer null;", True),
        ("create index tasks_by_weight on tasks (weight);", True),
        ("alter table tasks add column weight integer not null;", False),
        ("alter table tasks drop column answers;", False),
        ("alter table tasks rename to chores;", False),
        ("create unique index one_task on tasks (key);", False),
        ("update tasks set state = 'new';", False),
        ("drop table tasks;", False),
        ("drop table tasks; update compatibility set readable_from = 9;", True),
        ("drop table tasks; update compatibility set readable_from = 8;", False),
    ],
)
def test_what_older_programs_bear_is_recognised(sql: str, borne: bool) -> None:
    assert (hinders(9, sql) == []) == borne


def test_numbers_have_no_gap() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))
