"""``portal-tui serve`` in a process of its own."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = [sys.executable, "-c", "from portal_tui.cli import main; raise SystemExit(main())"]


class Serving:
    """A server in a process of its own; what it has said so far."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.said: list[str] = []
        assert process.stderr is not None
        self.address = ""
        for line in process.stderr:
            self.said.append(line)
            if found := re.search(r"https?://127\.0\.0\.1:\d+", line):
                self.address = found[0]
            if "startup complete" in line:
                break
        self._rest = threading.Thread(target=self._listen)
        self._rest.start()

    def _listen(self) -> None:
        if self.process.stderr is not None:
            self.said += self.process.stderr

    def stop(self) -> int:
        """Tell it to stop; its exit code."""
        self.process.terminate()
        code = self.process.wait(30)
        self._rest.join()
        if self.process.stderr is not None:
            self.process.stderr.close()
        return code


@contextmanager
def serving(database: Path | str, *options: str, **environment: str) -> Iterator[Serving]:
    command = [*PROGRAM, "--language", "en", "serve", "--database", str(database)]
    process = subprocess.Popen(
        [*command, "--port", "0", *options],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    server = Serving(process)
    try:
        yield server
    finally:
        server.stop()
