"""How requests meet the synchronous engine: ``python -m benchmarks.meeting``.

Sixteen connections read a page of fifty applications with authentication, alone and while others write;
against a bare Starlette route that runs the same SQL without authentication. Ratios count, not the figures.
``make bench`` compares the way that was chosen (``both``) with the bare one, on either database.
"""

import asyncio
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, cast

from portal_tui.contract.accounts import SignInToDemonstration
from portal_tui.contract.applications import ListApplications
from portal_tui.contract.operation import Operation
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.store import Store, is_address, open_store
from portal_tui.secret import Secret

CONNECTIONS: Final = 16
SECONDS: Final = 2.0
ROUNDS: Final = 5
APPLICATIONS: Final = 20_000
PAGE: Final = "/v1/applications?limit=50"
PERSON: Final = "maude.tremblay@theatreduquai.example"
WAYS: Final = ("bare", "inline", "thread", "pool", "both")


def serve(way: str, database: str, port: int) -> None:
    """Serve as ``way`` says, in this process."""
    import uvicorn

    if way == "bare":
        uvicorn.run(_bare(database), port=port, log_level="error", access_log=False, http="h11")
        return
    from portal_tui.server import engines, running
    from portal_tui.server.application import application
    from portal_tui.server.limits import Limits, Rate

    wide = Rate(10**9, 10**9)
    limits = Limits(account=wide, address=wide, doors=wide)
    kinds = {"inline": Inline, "thread": Thread, "pool": Pool, "both": engines.Engines}
    app = application(lambda: kinds[way](lambda: Engine(open_store(database))), limits, time.monotonic)
    config = running.configured(app, port=port)
    config.log_config = None
    uvicorn.Server(config).run()


def _bare(database: str) -> Any:
    """The same query, its rows as JSON: nobody signs in, nothing is decided."""
    from starlette.applications import Starlette
    from starlette.responses import JSONResponse
    from starlette.routing import Route

    execute = _driver(database)
    *before, (rows, names) = _page_sql(database)

    async def page(request: Any) -> JSONResponse:
        for sql, given in before:
            execute(sql, given).fetchall()
        cursor = execute(rows, names)
        columns = [column[0] for column in cursor.description]
        return JSONResponse([dict(zip(columns, row, strict=True)) for row in cursor])

    return Starlette(routes=[Route("/v1/applications", page)])


def _driver(database: str) -> Callable[[str, Any], Any]:
    """The bare driver of a database."""
    if is_address(database):
        import psycopg

        from portal_tui.engine.storage.dialect import translated

        connection = psycopg.connect(database, autocommit=True)
        return lambda sql, names: connection.execute(translated(sql), names)
    import apsw

    return apsw.Connection(database).execute


def _page_sql(database: str) -> list[tuple[str, Any]]:
    """The statements by which the engine reads the page: the ids of its rows, then the rows."""
    engine = Engine(open_store(database))
    token = Secret(engine.call(SignInToDemonstration(email=PERSON)).token)
    ran: list[tuple[str, Any]] = []
    engine.database = cast("Store", Noting(engine.database, ran))
    engine.call(ListApplications(limit=50), token)
    page = [each for each in ran if "from listing" in each[0] or "from applications" in each[0]]
    engine.close()
    return page


class Noting:
    """A database that notes what it is asked."""

    def __init__(self, real: Store, ran: list[tuple[str, Any]]) -> None:
        self._real, self._ran = real, ran

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def rows(self, sql: str, params: Any = ()) -> list[tuple[Any, ...]]:
        self._ran.append((sql, params))
        return self._real.rows(sql, params)

    def dicts(self, sql: str, params: Any) -> list[dict[str, Any]]:
        self._ran.append((sql, params))
        return self._real.dicts(sql, params)


class Inline:
    """Everything on the event loop."""

    def __init__(self, open_engine: Callable[[], Engine]) -> None:
        from portal_tui.server.engines import Engines

        self._real = Engines(open_engine)
        self.reader = self._real.reader

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    async def call(self, operation: Operation[Any], session: Secret | None, language: str) -> Any:
        return self._real.writer.call(operation, session, language=language)


class Thread(Inline):
    """Everything on one thread."""

    async def call(self, operation: Operation[Any], session: Secret | None, language: str) -> Any:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._real._thread, lambda: self._real.writer.call(operation, session, language=language)
        )


class Pool(Inline):
    """Everything on four threads, each with an engine of its own."""

    def __init__(self, open_engine: Callable[[], Engine]) -> None:
        import threading

        super().__init__(open_engine)
        self._own = threading.local()
        self._threads = ThreadPoolExecutor(4, initializer=lambda: setattr(self._own, "engine", open_engine()))

    async def call(self, operation: Operation[Any], session: Secret | None, language: str) -> Any:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._threads, lambda: self._own.engine.call(operation, session, language=language)
        )


async def load(port: int, token: str, request: bytes, connections: int, until: float) -> list[float]:
    """The seconds of each answer, from so many connections that ask again as soon as they are answered."""
    times: list[float] = []

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < until:
            begun = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            assert b" 200 " in head.split(b"\r\n")[0], head
            length = re.search(rb"content-length: (\d+)", head)
            await reader.readexactly(int(length[1]) if length else 0)
            times.append(time.perf_counter() - begun)
        writer.close()

    await asyncio.gather(*(one() for _ in range(connections)))
    return times


def client(port: int, token: str, writers: int, change: str) -> None:
    """Print what one load came to: requests a second, median and 99th percentile in milliseconds."""
    read = f"GET {PAGE} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
    body = b'{"language":"fr-CA"}'
    write = (
        f"PUT /v1/me/language HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body

    async def all_of_it() -> list[float]:
        until = time.perf_counter() + SECONDS
        readings, *_ = await asyncio.gather(
            load(port, token, read, CONNECTIONS, until),
            *(load(port, token, write, 1, until) for _ in range(writers)),
        )
        return readings

    times = sorted(asyncio.run(all_of_it()))
    print(
        json.dumps(
            {
                "rps": len(times) / SECONDS,
                "p50": 1e3 * times[len(times) // 2],
                "p99": 1e3 * times[int(len(times) * 0.99)],
            }
        )
    )


def cpu_seconds(pid: int) -> float:
    """What a process has computed so far (Linux): on a busy machine, more telling than time."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def wait_for(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nothing answers at {port}")


def prepare(database: str) -> str:
    """Make a portal with many applications; the token of somebody who sees them."""
    from portal_tui.engine.demonstration.plant import fill, plant

    engine = Engine(open_store(database))
    plant(engine, "sodec")
    fill(engine, "sodec", APPLICATIONS)
    token = engine.call(SignInToDemonstration(email=PERSON)).token
    engine.close()
    return token


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "portal.db")
        token = prepare(database)
        found: dict[tuple[str, int], list[dict[str, float]]] = {}
        for round_ in range(ROUNDS):
            for way in WAYS:
                for writers in (0,) if way == "bare" else (0, 2):
                    found.setdefault((way, writers), []).append(measured(way, writers, database, token))
                    print(round_, way, writers, found[way, writers][-1], file=sys.stderr)
    bases = [each["rps"] for each in found["bare", 0]]
    print(f"{'way':10} {'writers':>7} {'× bare':>7} {'p50 ms':>7} {'p99 ms':>7} {'p99/p50':>8} {'cpu ms':>7}")
    for (way, writers), rounds in found.items():
        ratio = statistics.median(each["rps"] / base for each, base in zip(rounds, bases, strict=True))
        p50, p99, cpu = (statistics.median(each[name] for each in rounds) for name in ("p50", "p99", "cpu"))
        print(f"{way:10} {writers:7} {ratio:7.2f} {p50:7.1f} {p99:7.1f} {p99 / p50:8.1f} {cpu:7.2f}")


def measured(way: str, writers: int, database: str, token: str) -> dict[str, float]:
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    server = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.meeting", "serve", way, database, str(port)],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        command = [sys.executable, "-m", "benchmarks.meeting", "client", str(port), token, str(writers)]
        subprocess.run(command, check=True, capture_output=True, env=environment)  # to warm up
        before = cpu_seconds(server.pid)
        output = subprocess.run(command, check=True, capture_output=True, env=environment).stdout
        found = dict(json.loads(output))
        return {**found, "cpu": 1e3 * (cpu_seconds(server.pid) - before) / (found["rps"] * SECONDS)}
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve", way, database, port]:
            serve(way, database, int(port))
        case ["client", port, token, writers]:
            client(int(port), token, int(writers), "")
        case _:
            main()
