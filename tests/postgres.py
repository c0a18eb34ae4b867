"""A real PostgreSQL for tests: a server of their own in a temporary folder, with a database for whoever asks.

Where the machine has none, tests are skipped and say so; with ``PORTAL_TUI_POSTGRES=required`` they fail.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import psycopg
import pytest

REQUIRED: Final = os.environ.get("PORTAL_TUI_POSTGRES") == "required"
ACCOUNT: Final = "postgres"
"""As whom the server runs where tests run as root, which it refuses."""

on_postgres: Final = [pytest.mark.xdist_group("postgres")]
"""For a test or a module: one process starts the server, for all of them."""

_numbers = count(1)


class Server:
    """A running server; its databases by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def address(self, name: str) -> str:
        """Of one of its databases."""
        return f"postgresql:///{name}?host={self._folder}&user={ACCOUNT}"

    def database(self, template: str = "template0") -> str:
        """The address of a new database: empty, or a copy of another one that nobody is using."""
        name = f"portal_{next(_numbers)}"
        self._run(f"create database {name} template {template}")
        return self.address(name)

    def drop(self, address: str) -> None:
        """Let a database go, with whoever is still in it."""
        self._run(f"drop database if exists {name_of(address)} with (force)")

    def _run(self, sql: str) -> None:
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(sql)


def name_of(address: str) -> str:
    """The name of the database at an address."""
    return address.removeprefix("postgresql:///").partition("?")[0]


def demand_programs() -> Path:
    """The folder of the server's programs. Skips the test, or fails it, where there is none."""
    found = _programs()
    if found is None:
        (pytest.fail if REQUIRED else pytest.skip)("PostgreSQL isn't installed on this machine")
    assert found is not None
    return found


@cache
def _programs() -> Path | None:
    on_path = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parts[4])
    places = [Path(on_path)] if on_path else installed
    return places[-1].parent if places else None


@contextmanager
def server() -> Iterator[Server]:
    """Start one and stop it. It listens on a socket in its folder only."""
    programs = demand_programs()
    folder = Path(mkdtemp(prefix="portal-tui-", dir="/tmp" if Path("/tmp").is_dir() else None))
    as_account = []
    if os.geteuid() == 0:
        shutil.chown(folder, ACCOUNT)
        as_account = ["runuser", "-u", ACCOUNT, "--"]
    data = folder / "data"

    def do(*command: str | Path) -> None:
        # Into a file: the server keeps open what it was started with.
        with (folder / "said").open("w+b") as said:
            done = subprocess.run([*as_account, *command], cwd=folder, stdout=said, stderr=said)
            said.seek(0)
            assert done.returncode == 0, said.read().decode()

    try:
        # The locale is one in which texts sort otherwise than by their bytes, as on many servers.
        language = ("--locale-provider=icu", "--icu-locale=fr-CA", "--locale=C.UTF-8", "-E", "UTF8")
        do(programs / "initdb", "-N", "-D", data, "-U", ACCOUNT, "-A", "trust", *language)
        options = f"-k {folder} -c listen_addresses='' -c max_connections=200"
        do(programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
        try:
            yield Server(folder)
        finally:
            do(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)
