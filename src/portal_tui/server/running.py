"""Runs the server: one process or several on one database, until it is told to stop."""

import os
import signal
import socket
import time
from contextlib import suppress
from typing import Any, Final

import msgspec
import uvicorn
from starlette.applications import Starlette
from uvicorn.supervisors import Multiprocess

from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.store import open_store

from .application import application
from .engines import Engines
from .limits import Limits
from .logs import LOGGING
from .patience import PatientProtocol

DATABASE: Final = "PORTAL_TUI_SERVED"
"""Names the portal's database to the server's processes."""
LIMITS: Final = "PORTAL_TUI_LIMITS"
"""Limits as JSON where they aren't the usual ones: ``{"account": [400, 40], "files": 60000000}``."""
BACKLOG: Final = 2048
"""Connections that may wait to be taken."""
STOP_SECONDS: Final = 20
"""What is being answered may go on for so long after the server was told to stop."""


def limits() -> Limits:
    """The limits that the environment sets. Raises msgspec.DecodeError."""
    return msgspec.json.decode(os.environ.get(LIMITS) or "{}", type=Limits)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at ``host`` and ``port``, or at any free port for 0. Raises OSError."""
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    listener.set_inheritable(True)
    return listener


def serve(database: str, listener: socket.socket, workers: int) -> bool:
    """Serve a portal's database until SIGTERM or SIGINT; whether it could begin."""
    os.environ[DATABASE] = database
    config = configured(f"{__name__}:served", factory=True, workers=workers)
    if workers > 1:
        Multiprocess(config, sockets=[listener]).run()
        return True
    server = uvicorn.Server(config)
    # uvicorn raises the signal again once it has stopped: then there is nothing left to end.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with suppress(KeyboardInterrupt):
        server.run([listener])
    return server.started


def served() -> Starlette:
    """The application of one process, on the database that the environment names."""
    place = os.environ[DATABASE]
    return application(lambda: Engines(lambda: Engine(open_store(place))), limits(), time.monotonic)


def configured(app: Any, *, log_config: dict[str, Any] | None = LOGGING, **options: Any) -> uvicorn.Config:
    """How uvicorn serves ``app``: HTTP/1.1 only, impatient, silent about what is asked."""
    return uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        log_config=log_config,
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=STOP_SECONDS,
        h11_max_incomplete_event_size=limits().head,
        **options,
    )
