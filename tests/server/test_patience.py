"""A connection sends at once what there is to send, whoever made the socket that it came in by."""

import asyncio
import socket
from types import SimpleNamespace
from typing import Any

from uvicorn.server import ServerState

from portal_tui.server.patience import PatientProtocol
from portal_tui.server.running import configured, listening
from tests.served import GENEROUS


async def test_no_answer_waits_until_its_head_is_acknowledged() -> None:
    """As ``portal-tui serve`` listens: by a socket of its own, which asyncio leaves as it is."""
    loop, listener = asyncio.get_running_loop(), listening("127.0.0.1", 0)
    config = configured(lambda: None, log_config=None)
    config.load()
    portal = {"portal": SimpleNamespace(limits=GENEROUS)}
    at_once: asyncio.Future[int] = loop.create_future()
    closed = asyncio.Event()

    class Noted(PatientProtocol):
        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            accepted = transport.get_extra_info("socket")
            at_once.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            closed.set()

    server = await loop.create_server(lambda: Noted(config, ServerState(), portal), sock=listener)
    async with server, asyncio.timeout(20):
        _, writer = await asyncio.open_connection(*listener.getsockname())
        assert await at_once
        writer.close()
        await closed.wait()
