"""What uploads cost a server process in memory: ``python -m benchmarks.uploads [HOW MANY AT ONCE …]``.

So many people send the largest file there is at the same time: all but its last byte, then the last bytes.
Prints the most that the process had in memory beyond what it has anyway, in sizes of a file.
"""

import asyncio
import base64
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final

from pypdf import PdfWriter

from .streams import PERSON, PORTAL, WIDE, asked

SIZE: Final = 4_990_000
AT_ONCE: Final = (1, 8, 32)


def largest_file(number: int) -> bytes:
    """A PDF of nearly five megabytes, that is no other's."""
    writer = PdfWriter()
    writer.add_blank_page(612, 792)
    writer.add_attachment("noise", os.urandom(SIZE - 2_000) + b"%d" % number)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def peak(process: int) -> int:
    """The most bytes that a process has had in memory since :func:`forget`."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found is not None
    return int(found[1]) * 1024


def forget(process: int) -> None:
    """Begin to look anew; what it has anyway."""
    Path(f"/proc/{process}/clear_refs").write_text("5")


async def measure(port: int, process: int, numbers: list[int]) -> list[float]:
    """Print the figures: the most memory, in sizes of a file, for so many uploads at once."""
    token = (await asked(port, "POST", "/v1/demonstration/sessions", body={"email": PERSON}))["token"]
    task, slot = await _slot(port, token)
    await _all_at_once(port, token, task, slot, 1)
    found = []
    for number in numbers:
        forget(process)
        before = peak(process)
        statuses = await _all_at_once(port, token, task, slot, number)
        found.append((peak(process) - before) / SIZE)
        print(f"{number} uploads at once, answered {statuses}: the memory of {found[-1]:.1f} files")
    return found


async def _slot(port: int, token: str) -> tuple[int, str]:
    """A task, and a slot of it that takes as many files as there are."""
    page = await asked(port, "GET", "/v1/applications?limit=20&states=draft", token)
    for item in page["items"]:
        view = await asked(port, "GET", f"/v1/applications/{item['id']}", token)
        for task in view["tasks"]:
            if task["kind"] == "documents":
                slots = (await asked(port, "GET", f"/v1/tasks/{task['id']}", token))["slots"]
                if several := [each["key"] for each in slots if each.get("several")]:
                    return task["id"], several[0]
    raise LookupError("the demonstration has no slot for several files")


async def _all_at_once(port: int, token: str, task: int, slot: str, number: int) -> dict[str, int]:
    """How often which status was answered."""
    bodies = [
        json.dumps({"slot": slot, "name": "x.pdf", "content": base64.b64encode(largest_file(each)).decode()})
        for each in range(number)
    ]
    ready = asyncio.Barrier(number)
    answered = await asyncio.gather(*(_sent(port, token, task, body.encode(), ready) for body in bodies))
    return {status: answered.count(status) for status in sorted(set(answered))}


async def _sent(port: int, token: str, task: int, body: bytes, ready: asyncio.Barrier) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = [f"POST /v1/tasks/{task}/documents HTTP/1.1", "Host: x", "Connection: close"]
    head += [
        f"Content-Length: {len(body)}",
        "Content-Type: application/json",
        f"Authorization: Bearer {token}",
    ]
    writer.write("\r\n".join([*head, "", ""]).encode() + body[:-1])
    await writer.drain()
    await ready.wait()
    await asyncio.sleep(0.5)  # what was written is on its way still
    writer.write(body[-1:])
    answer = await reader.read()
    writer.close()
    return answer.split()[1].decode()


@contextmanager
def demonstration() -> Iterator[tuple[int, int]]:
    """A demonstration's server: its port, and its process."""
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "portal.db")
        planted = [PORTAL, "demo", "sodec", "--database", database, "--list-accounts"]
        subprocess.run(planted, check=True, capture_output=True)
        server = subprocess.Popen(
            [PORTAL, "serve", "--database", database, "--port", "0"],
            stderr=(Path(folder) / "log").open("wb"),
            env={**os.environ, "PORTAL_TUI_LIMITS": WIDE},
        )
        try:
            yield _port(Path(folder) / "log", server), server.pid
        finally:
            server.terminate()
            server.wait(30)


def _port(log: Path, server: "subprocess.Popen[bytes]") -> int:
    while server.poll() is None:
        said = log.read_text("utf-8")
        if "startup complete" in said and (found := re.search(r"http://127\.0\.0\.1:(\d+)", said)):
            return int(found[1])
    raise RuntimeError(log.read_text("utf-8"))


if __name__ == "__main__":
    with demonstration() as (served_at, serving_process):
        asyncio.run(measure(served_at, serving_process, [int(each) for each in sys.argv[1:]] or [*AT_ONCE]))
