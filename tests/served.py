"""A portal behind a real server on loopback, in a thread of this process: the same clock, the same ids."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.store import open_store
from portal_tui.server.application import application
from portal_tui.server.engines import Engines
from portal_tui.server.limits import Limits, Rate
from portal_tui.server.running import configured

WIDE = Rate(1_000_000, 1_000_000)
GENEROUS = Limits(account=WIDE, address=WIDE, doors=WIDE, streams=1_000)
"""Tests ask faster than people do."""
PATIENCE = 20.0
"""Seconds after which a server that doesn't start is given up."""


@contextmanager
def served(open_engine: Callable[[], Engine], *, limits: Limits = GENEROUS, **options: Any) -> Iterator[str]:
    """Serve what ``open_engine`` opens (twice); the server's address."""
    app = application(lambda: Engines(open_engine), limits, time.monotonic)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = configured(app, log_config=None, **options)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), name="server")
    thread.start()
    try:
        end = time.monotonic() + PATIENCE
        while not server.started and thread.is_alive() and time.monotonic() < end:
            time.sleep(0.005)
        assert server.started, "the server doesn't start"
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listening.close()


def beside(engine: Engine) -> Callable[[], Engine]:
    """Opens further engines on an engine's file, with its clock and its ids."""
    return lambda: Engine(open_store(engine.database.path), clock=engine.clock, ids=engine.ids)
