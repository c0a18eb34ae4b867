"""A proxy between a client and a server that misbehaves as it is told: one fault a connection, then none."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

Fault = Callable[["Exchange"], Awaitable[None]]


class Exchange:
    """A connection of a client, and one to the server that is made when it is needed."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        server: str,
        passed: Callable[[bytes], None],
    ) -> None:
        self.reader = reader
        self.writer = writer
        self.passed = passed
        """Told what the server says, once it is on its way to the client."""
        self._server = urlsplit(server)
        self._beyond: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def server(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """The server's side."""
        if self._beyond is None:
            self._beyond = await asyncio.open_connection(self._server.hostname, self._server.port)
        return self._beyond

    async def request(self) -> bytes:
        """The whole request, read from the client."""
        head = await self.reader.readuntil(b"\r\n\r\n")
        return head + await self.reader.readexactly(_length(head))

    async def answer(self, request: bytes) -> bytes:
        """What the server answers to it, whole."""
        reader, writer = await self.server()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        return head + await reader.readexactly(_length(head))

    def close(self) -> None:
        """Hang up on both sides."""
        self.writer.close()
        if self._beyond is not None:
            self._beyond[1].close()


async def honest(exchange: Exchange) -> None:
    """Pass everything on, both ways, for as long as it lasts."""
    reader, writer = await exchange.server()
    await asyncio.gather(
        _pump(exchange.reader, writer, lambda _: None), _pump(reader, exchange.writer, exchange.passed)
    )


async def drop(exchange: Exchange) -> None:
    """Hang up at once: nothing reaches the server."""


async def never(exchange: Exchange) -> None:
    """Take the request, and never answer."""
    await exchange.request()
    await exchange.reader.read()


async def swallow(exchange: Exchange) -> None:
    """Let the server do it, and hang up without its answer."""
    await exchange.answer(await exchange.request())


async def cut(exchange: Exchange) -> None:
    """Let the server do it, and hang up in the middle of its answer."""
    answer = await exchange.answer(await exchange.request())
    exchange.writer.write(answer[: len(answer) // 2])
    await exchange.writer.drain()


async def half(exchange: Exchange) -> None:
    """Pass half of the request on, then hang up on both sides."""
    request = await exchange.request()
    _, writer = await exchange.server()
    writer.write(request[: len(request) // 2])
    await writer.drain()


async def drip(exchange: Exchange) -> None:
    """Answer a byte at a time, so slowly that no step takes long and the whole never ends."""
    for byte in await exchange.answer(await exchange.request()):
        exchange.writer.write(bytes([byte]))
        await exchange.writer.drain()
        await asyncio.sleep(0.05)


def late(seconds: float) -> Fault:
    """Answer honestly, but late."""

    async def fault(exchange: Exchange) -> None:
        await asyncio.sleep(seconds)
        await honest(exchange)

    return fault


def says(status: str, *headers: str, body: str = "") -> Fault:
    """Answer instead of the server, which hears nothing of it."""

    async def fault(exchange: Exchange) -> None:
        await exchange.request()
        lines = [
            f"HTTP/1.1 {status}",
            f"Content-Length: {len(body)}",
            "Connection: close",
            *headers,
            "",
            body,
        ]
        exchange.writer.write("\r\n".join(lines).encode())
        await exchange.writer.drain()

    return fault


class Proxy:
    """Listens on loopback; ``faults`` are what happens to the next connections, in turn."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._tasks: set[asyncio.Task[None]] = set()
        self.faults: list[Fault] = []
        self.connections = 0
        self.address = ""
        self._passed = b""
        self._more = asyncio.Event()

    def will(self, *faults: Fault) -> None:
        """Treat the next connections so, and those after them honestly."""
        self.faults = list(faults)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Treat one connection as its fault has it."""
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        fault = self.faults.pop(0) if self.faults else honest
        exchange = Exchange(reader, writer, self._server, self._pass)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await fault(exchange)
        finally:
            exchange.close()
            self._tasks.discard(task)

    async def passes(self, words: bytes) -> None:
        """Wait until these words of the server have gone to a client, in an honest exchange."""
        while words not in self._passed:
            self._more.clear()
            await self._more.wait()

    def _pass(self, part: bytes) -> None:
        self._passed += part
        self._more.set()

    def hang_up(self) -> list[asyncio.Task[None]]:
        """Cut every connection that is open; what still has to end."""
        ending = list(self._tasks)
        for task in ending:
            task.cancel()
        return ending


@asynccontextmanager
async def proxy(server: str, faults: Iterable[Fault] = ()) -> AsyncIterator[Proxy]:
    """A proxy before ``server``."""
    between = Proxy(server)
    between.faults = list(faults)
    listening = await asyncio.start_server(between.serve, "127.0.0.1", 0)
    between.address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield between
    finally:
        listening.close()
        await asyncio.gather(*between.hang_up(), return_exceptions=True)


async def _pump(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, passed: Callable[[bytes], None]
) -> None:
    with suppress(ConnectionError):
        while part := await reader.read(65_536):
            writer.write(part)
            await writer.drain()
            passed(part)
    writer.close()


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0
