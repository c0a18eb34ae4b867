"""A program run in a real terminal device: what it writes, byte by byte, and keys sent to it."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from time import monotonic
from types import TracebackType

PATIENCE = 20.0
"""Seconds after which a program that doesn't write what is awaited has failed."""


class Terminal:
    """Runs a Python program on a pseudo-terminal of its own (POSIX)."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        columns: int = 120,
        lines: int = 40,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        import pty

        self.output = b""
        self._ended = False
        self._closed = False
        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={
                **os.environ,
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "COLUMNS": str(columns),
                "LINES": str(lines),
                **(environment or {}),
            },
        )
        os.close(theirs)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        if not self._closed:
            self.close_window()

    def read_until(self, *awaited: bytes) -> None:
        """Read until everything awaited has been written, since the program began."""
        end = monotonic() + PATIENCE
        while missing := [text for text in awaited if text not in self.output]:
            assert monotonic() < end, f"not written: {missing}"
            assert self._read(), f"not written: {missing}; the last was {self.output[-500:]!r}"

    def read_on(self) -> None:
        """Read what is written next."""
        assert self._read(), "nothing was written"

    def send(self, keys: bytes) -> None:
        """Send what a terminal would send for keys or the mouse."""
        os.write(self._ours, keys)

    def read_for(self, seconds: float) -> None:
        """Read for some time: a program whose output nobody takes stands still."""
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            if select.select([self._ours], [], [], left)[0]:
                self._read()

    def kill(self) -> None:
        """Kill the program; it learns nothing of it."""
        self._process.kill()
        self._process.wait()

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def close_window(self) -> None:
        """Take the terminal away."""
        self._closed = True
        os.close(self._ours)

    def wait(self) -> int:
        """Wait for the end of the program without reading; its exit code."""
        return self._process.wait(PATIENCE)

    def end(self) -> int:
        """Read to the end of the program; its exit code."""
        while self._read():
            pass
        assert self._ended, "the program doesn't end"
        return self._process.wait(PATIENCE)

    def _read(self) -> bool:
        """Read what there is; False at the end of the program and when nothing comes any more."""
        ready, _, _ = select.select([self._ours], [], [], PATIENCE)
        if not ready:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:  # Linux: every copy of the other side is closed
            data = b""
        self._ended = not data
        self.output += data
        return bool(data)
