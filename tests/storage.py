"""A real S3 server for tests: rclone's, in a process of its own, on a temporary folder.

It checks signatures as AWS does. Where the machine has none, tests are skipped and say so; with
``PORTAL_TUI_S3=required`` they fail.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Final

import pytest

REQUIRED: Final = os.environ.get("PORTAL_TUI_S3") == "required"
KEY, SECRET = "portal", "a secret of the tests"
PATIENCE: Final = 20.0
"""Seconds after which a server that doesn't start is given up."""


class Storage:
    """A server on a folder; each folder in it is a bucket. There is one, with a prefix for whoever asks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._port = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs that keeps files here."""
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self._port}",
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": "us-east-1",
        }

    def place(self) -> str:
        """The address of a new place."""
        return f"s3://files/{next(self._numbers)}/of/a-portal"

    def start(self) -> None:
        """Start it, at the address that it had, if it had one."""
        if not self._port:
            with socket.create_server(("127.0.0.1", 0)) as free:
                self._port = free.getsockname()[1]
        log = (self._folder.parent / "log").open("ab")
        self._process = subprocess.Popen(
            [
                demand_program(),
                *("serve", "s3", self._folder, "--addr", f"127.0.0.1:{self._port}"),
                *("--auth-key", f"{KEY},{SECRET}", "--config", os.devnull),
            ],
            stdout=log,
            stderr=log,
        )
        log.close()
        end = time.monotonic() + PATIENCE
        while not self._answers():
            assert self._process.poll() is None, (self._folder.parent / "log").read_text("utf-8")
            assert time.monotonic() < end, "the S3 server doesn't start"
            time.sleep(0.02)

    def _answers(self) -> bool:
        with socket.socket() as found:
            return found.connect_ex(("127.0.0.1", self._port)) == 0

    def stop(self) -> None:
        """Stop it; what it has stays."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(PATIENCE)
            self._process = None


def demand_program() -> str:
    """The server's program. Skips the test, or fails it, where there is none."""
    beside = Path(sys.executable).with_name("rclone")
    found = str(beside) if beside.exists() else shutil.which("rclone")
    if found is None:
        (pytest.fail if REQUIRED else pytest.skip)("rclone isn't installed on this machine")
    assert found is not None
    return found


@contextmanager
def storage(folder: Path) -> Iterator[Storage]:
    """Start one on an empty folder, and stop it."""
    kept = folder / "buckets"
    (kept / "files").mkdir(parents=True)
    running = Storage(kept)
    running.start()
    try:
        yield running
    finally:
        running.stop()
