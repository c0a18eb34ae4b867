"""The engine by itself, called synchronously: the cost of a page, the statements of a save."""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import apsw

from benchmarks.measure import Measured, NotMeasured, calls
from portal_tui.contract.accounts import SignInToDemonstration
from portal_tui.contract.applications import FindApplication, ListApplications
from portal_tui.contract.tasks import Change, OpenTask, SaveAnswers
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.database import Database
from portal_tui.secret import Secret

Statement = tuple[str, Any]


class SyncCounter(apsw.VFS):
    """The default file system of SQLite, and how often it was asked to put something on the disk."""

    def __init__(self) -> None:
        self.syncs = 0
        self.base = apsw.vfs_names()[0]
        super().__init__("counting-syncs", self.base, makedefault=True)

    def xOpen(self, name: Any, flags: list[int]) -> "CountedFile":  # noqa: N802 (SQLite's name)
        return CountedFile(self, name, flags)


class CountedFile(apsw.VFSFile):
    """A file that counts its syncs."""

    def __init__(self, counter: SyncCounter, name: Any, flags: list[int]) -> None:
        self._counter = counter
        super().__init__(counter.base, name, flags)

    def xSync(self, flags: int) -> None:  # noqa: N802 (SQLite's name)
        self._counter.syncs += 1
        super().xSync(flags)


@contextlib.contextmanager
def opened(database: Path, owner: str) -> Iterator[tuple[Engine, Secret]]:
    """The engine on a demonstration, with a session."""
    engine = Engine(Database(database))
    try:
        yield engine, Secret(engine.call(SignInToDemonstration(email=owner)).token)
    finally:
        engine.close()


@contextlib.contextmanager
def traced(engine: Engine) -> Iterator[list[Statement]]:
    """The statements that the driver executes meanwhile, with what they are filled with."""
    statements: list[Statement] = []

    def trace(_: apsw.Cursor, sql: str, bindings: Any) -> bool:
        statements.append((sql, dict(bindings) if isinstance(bindings, dict) else bindings))
        return True

    engine.database.connection.exec_trace = trace
    try:
        yield statements
    finally:
        engine.database.connection.exec_trace = None


def page_against_driver(database: Path, owner: str, rounds: int) -> Measured:
    """A page of fifty rows, asked of the engine, against its own statements executed by the bare driver."""
    page = ListApplications(limit=50)
    with opened(database, owner) as (engine, session):
        with traced(engine) as statements:
            found = engine.call(page, session)
        if len(found.items) != page.limit:
            raise NotMeasured(f"a page of {len(found.items)} rows")
        driver = apsw.Connection(str(database))

        def bare() -> None:
            for sql, bindings in statements:
                driver.execute(sql, bindings).fetchall()

        measured = calls(bare, lambda: engine.call(page, session), rounds * 40, times=10)
        driver.close()
        return measured


def filtered_page(database: Path, owner: str, words: str, rounds: int) -> Measured:
    """The first page of a filtered list against that of the whole list."""
    with opened(database, owner) as (engine, session):
        return calls(
            lambda: engine.call(ListApplications(), session),
            lambda: engine.call(ListApplications(filter=words), session),
            rounds * 4,
        )


def save(database: Path, owner: str, number: str) -> tuple[list[str], int]:
    """What saving one field executes, in order, and how many syncs it asks for."""
    counter = SyncCounter()
    try:
        with opened(database, owner) as (engine, session):
            task = _form_of(engine, session, number)
            pointer, value = next(_texts(task.answers))
            change = Change(pointer=pointer, value=f"{value} (2)", base=value)
            saving = SaveAnswers(task_id=task.row.id, changes=(change,), revision=task.revision)
            counter.syncs = 0
            with traced(engine) as statements:
                engine.call(saving, session)
            return [" ".join(sql.split()) for sql, _ in statements], counter.syncs
    finally:
        counter.unregister()


def _form_of(engine: Engine, session: Secret, number: str) -> Any:
    """The first form of an application that holds a text."""
    application = engine.call(FindApplication(number=number), session)
    for row in application.tasks:
        task = engine.call(OpenTask(task_id=row.id), session)
        if task.form and any(_texts(task.answers)):
            return task
    raise NotMeasured(f"{number} has no form that holds a text")


def _texts(answers: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """The texts in answers, each with its pointer."""
    for name, value in answers.items():
        if isinstance(value, str):
            yield f"{above}/{name}", value
        elif isinstance(value, Mapping):
            yield from _texts(value, f"{above}/{name}")
