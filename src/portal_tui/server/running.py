"""Runs the server: one process or several on one database, until it is told to stop."""

import os
import signal
import socket
import ssl
import time
from contextlib import suppress
from typing import Any, Final, NamedTuple

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

try:
    import resource
except ModuleNotFoundError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

DATABASE: Final = "PORTAL_TUI_SERVED"
"""Names the portal's database to the server's processes."""
LIMITS: Final = "PORTAL_TUI_LIMITS"
"""Limits as JSON where they aren't the usual ones: ``{"account": [400, 40], "files": 60000000}``."""
BACKLOG: Final = 2048
"""Connections that may wait to be taken."""
STOP_SECONDS: Final = 20
"""What is being answered may go on for so long after the server was told to stop."""


class Tls(NamedTuple):
    """By what the server proves who it is; without a file of its own, the key is in the certificate's."""

    certificate: str
    key: str | None = None

    def check(self) -> None:
        """Raises OSError (ssl.SSLError among them) where they can't be read, or don't belong together."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        # A key with a password would make each process wait at a terminal that isn't there.
        context.load_cert_chain(self.certificate, self.key, password=lambda: b"")


def limits() -> Limits:
    """The limits that the environment sets. Raises msgspec.DecodeError."""
    return msgspec.json.decode(os.environ.get(LIMITS) or "{}", type=Limits)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at ``host`` and ``port``, or at any free port for 0. Raises OSError."""
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    listener.set_inheritable(True)
    return listener


def serve(database: str, listener: socket.socket, workers: int, tls: Tls | None = None) -> bool:
    """Serve a portal's database until SIGTERM or SIGINT; whether it could begin."""
    os.environ[DATABASE] = database
    allow_many_connections()
    encrypted: dict[str, Any] = (
        {} if tls is None else {"ssl_certfile": tls.certificate, "ssl_keyfile": tls.key}
    )
    config = configured(f"{__name__}:served", factory=True, workers=workers, **encrypted)
    if workers > 1:
        Multiprocess(config, sockets=[listener]).run()
        return True
    server = uvicorn.Server(config)
    # uvicorn raises the signal again once it has stopped: then there is nothing left to end.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with suppress(KeyboardInterrupt):
        server.run([listener])
    return server.started


def allow_many_connections() -> None:
    """As many open files as the system lets this program have: each connection is one."""
    if resource is not None:
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


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
