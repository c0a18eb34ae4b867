"""Many event streams on one server process: ``python -m benchmarks.streams [HOW MANY]``.

Opens them as ``portal-tui serve`` lets them in, by people who all may know of one application; makes a change
and measures until the last stream has told of it, several times; prints what a stream costs in memory. Ends
with 1 when a change takes longer than a second.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from portal_tui.server.running import allow_many_connections

STREAMS: Final = 1_000
CHANGES: Final = 5
LIMIT: Final = 1.0
"""Seconds from the change to the last stream."""
PERSON: Final = "maude.tremblay@theatreduquai.example"
PORTAL: Final = Path(sys.executable).with_name("portal-tui")
WIDE: Final = json.dumps(
    {"streams": 10**6, "account": [10**9, 10**9], "address": [10**9, 10**9], "doors": [10**9, 10**9]}
)


async def opened(port: int, token: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A stream that has begun."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"GET /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n".encode("ascii")
    )
    await reader.readuntil(b"retry: ")
    return reader, writer


async def asked(port: int, method: str, path: str, token: str = "", body: Any = None) -> Any:
    """One request on a connection of its own, answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    content = b"" if body is None else json.dumps(body).encode()
    head = [f"{method} {path} HTTP/1.1", "Host: x", "Connection: close", f"Content-Length: {len(content)}"]
    head += ["Content-Type: application/json", *([f"Authorization: Bearer {token}"] if token else [])]
    writer.write("\r\n".join([*head, "", ""]).encode() + content)
    answer = await reader.read()
    writer.close()
    head_, _, found = answer.partition(b"\r\n\r\n")
    assert head_.split()[1][:1] == b"2", answer[:300]
    if b"chunked" in head_:
        found = b"".join(re.findall(rb"[0-9a-f]+\r\n(.*?)\r\n", found, re.DOTALL))
    return json.loads(found or b"null")


def memory(process: int) -> int:
    """Bytes that a process has in memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def measure(port: int, process: int, streams: int) -> list[float]:
    """Print the figures; the seconds that each change took to reach all."""
    signed_in = await asked(port, "POST", "/v1/demonstration/sessions", body={"email": PERSON})
    token = signed_in["token"]
    page = await asked(port, "GET", "/v1/applications?limit=1&states=draft", token)
    application = page["items"][0]["id"]
    before = memory(process)
    ears = [await opened(port, token) for _ in range(streams)]
    each = (memory(process) - before) / streams
    print(f"{streams} streams on one process: {each / 1024:.1f} KiB each")
    seconds = []
    for change in range(CHANGES):
        doing = ("DELETE", "") if change % 2 == 0 else ("POST", "/restoration")
        begun = time.perf_counter()
        await asked(port, doing[0], f"/v1/applications/{application}{doing[1]}", token)
        await asyncio.gather(*(reader.readuntil(b"data: ") for reader, _ in ears))
        seconds.append(time.perf_counter() - begun)
        print(f"a change has reached all after {seconds[-1]:.2f} s (aim: {LIMIT:g})")
        await asyncio.sleep(1)
        for reader, _ in ears:
            reader._buffer.clear()  # type: ignore[attr-defined]
    for _, writer in ears:
        writer.close()
    return seconds


def heard(streams: int = STREAMS) -> list[float]:
    """Serve a demonstration, and listen to it: the seconds that each change took to reach all."""
    allow_many_connections()
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "portal.db")
        subprocess.run(
            [PORTAL, "demo", "sodec", "--database", database, "--list-accounts"],
            check=True,
            capture_output=True,
        )
        server = subprocess.Popen(
            [PORTAL, "serve", "--database", database, "--port", "0"],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PORTAL_TUI_LIMITS": WIDE},
        )
        assert server.stderr is not None
        port = 0
        for line in server.stderr:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                port = int(found[1])
            if "startup complete" in line:
                break
        drain = asyncio.to_thread(server.stderr.read)

        async def run() -> list[float]:
            draining = asyncio.create_task(drain)
            try:
                return await measure(port, server.pid, streams)
            finally:
                server.terminate()
                await draining

        seconds = asyncio.run(run())
        server.wait(30)
    return seconds


if __name__ == "__main__":
    sys.exit(max(heard(*map(int, sys.argv[1:2]))) > LIMIT)
