"""The server against bare programs and against the file that it serves; how soon streams tell of a change."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks import meeting, streams
from benchmarks.aims import NUMBER, PORTAL
from benchmarks.measure import Measured, NotMeasured, Program, paired, programs
from portal_tui.folders import HOME_VARIABLE

PASSWORD = "demonstration-sodacces"


@contextmanager
def on_sqlite() -> Iterator[str]:
    """A place for a file."""
    with tempfile.TemporaryDirectory() as folder:
        yield str(Path(folder) / "portal.db")


@contextmanager
def on_postgres() -> Iterator[str]:
    """An empty database of a server of its own. Raises NotMeasured where there is none to start."""
    from tests.postgres import demand_programs, server

    try:
        demand_programs()
    except pytest.skip.Exception as missing:
        raise NotMeasured(str(missing)) from missing
    with server() as started:
        yield started.database()


DATABASES = {"SQLite": on_sqlite, "PostgreSQL": on_postgres}


def page(database: str, rounds: int) -> tuple[Measured, Measured]:
    """A page of fifty, asked for by sixteen connections: milliseconds a request, and its p99 against its p50.

    Ours signs in, decides and describes; the bare Starlette route runs the same SQL, by the same driver.
    """
    with DATABASES[database]() as place:
        token = meeting.prepare(place)
        bare, ours = [], []
        for _ in range(rounds):
            bare.append(meeting.measured("bare", 0, place, token))
            ours.append(meeting.measured("both", 0, place, token))
    requests = paired([1e3 / each["rps"] for each in bare], [1e3 / each["rps"] for each in ours])
    return requests, paired([each["p50"] for each in ours], [each["p99"] for each in ours])


def start(database: Path, owner: str, rounds: int) -> Measured:
    """Milliseconds to the first list of who has signed in before, over loopback against the same file."""
    with tempfile.TemporaryDirectory() as home, _server(database) as address:
        begun = ("env", f"{HOME_VARIABLE}={home}", PORTAL)
        places = (("--database", str(database)), ("--server", address))
        for place in places:
            command = [*begun, "login", "--email", owner, *place]
            subprocess.run(command, input=f"{PASSWORD}\n", text=True, check=True, capture_output=True)
        file, server = (Program((*begun, *place), NUMBER) for place in places)
        return programs(file, server, rounds)["ready_ms"]


@contextmanager
def _server(database: Path) -> Iterator[str]:
    """The address of a server of this file."""
    port = meeting.free_port()
    command = [PORTAL, "serve", "--database", str(database), "--port", str(port)]
    serving = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        meeting.wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        serving.terminate()
        serving.wait()


def heard() -> Measured:
    """The slowest of some changes, until the last of many streams has told of it, against a second."""
    slowest = max(streams.heard())
    return Measured(streams.LIMIT, slowest, slowest / streams.LIMIT)
