"""A real PostgreSQL for tests: a server of their own in a temporary folder, with a database for whoever asks.

Where the machine has none, tests are skipped and say so; with ``PORTAL_TUI_POSTGRES=required`` they fail.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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
    if debian := sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parts[4]):
        return debian[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def server() -> Iterator[Server]:
    """Start one and stop it. It listens on a socket in its folder only, and ends when the tests do."""
    programs = demand_programs()
    folder = Path(mkdtemp(prefix="portal-tui-", dir="/tmp" if Path("/tmp").is_dir() else None))
    as_account = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
    if os.geteuid() == 0:
        shutil.chown(folder, ACCOUNT)
        as_account += ["--reuid", ACCOUNT, "--regid", ACCOUNT, "--init-groups"]
    data = folder / "data"
    # The locale is one in which texts sort otherwise than by their bytes, as on many servers.
    language = ("--locale-provider=icu", "--icu-locale=fr-CA", "--locale=C.UTF-8", "-E", "UTF8")
    made = [*as_account, programs / "initdb", "-N", "-D", data, "-U", ACCOUNT, "-A", "trust", *language]
    kept = ["-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "max_connections=200"]
    with ExitStack() as open_:
        open_.callback(shutil.rmtree, folder)
        log = open_.enter_context((folder / "log").open("w+"))
        done = subprocess.run(made, cwd=folder, stdout=log, stderr=log, check=False)
        assert done.returncode == 0, (folder / "log").read_text("utf-8")
        running = subprocess.Popen(
            [*as_account, programs / "postgres", *kept], cwd=folder, stdout=log, stderr=log
        )
        open_.callback(running.wait, 30)
        open_.callback(running.send_signal, signal.SIGINT)
        ready = [programs / "pg_isready", "-q", "-h", folder]
        while subprocess.run(ready, check=False).returncode:
            assert running.poll() is None, (folder / "log").read_text("utf-8")
        yield Server(folder)
