"""A request's body, read within its limits: counted as it comes, and no longer than its time.

A long one waits in a file without a name until its turn comes: many at once don't fill the memory.
"""

import asyncio
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from starlette.requests import ClientDisconnect, Request

from portal_tui.contract.operation import Declared
from portal_tui.contract.problems import PortalError, Problem, Unavailable
from portal_tui.contract.wire import wire_form

JSON: Final = "application/json"
IN_MEMORY: Final = 256_000
"""Bytes of a body that don't need a file."""
RETRY_AFTER: Final = 30
"""Seconds after which there may be room again."""


class Unacceptable(PortalError):
    """A request that HTTP itself refuses; ``status`` is its own."""

    def __init__(self, status: int, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.problem = Problem(code=code, status=status, params=dict(params))


class GoneError(Exception):
    """Whoever asked has hung up: there is nobody to answer."""


async def body_of(request: Request, declared: Declared, *, most: int, seconds: float) -> IO[bytes]:
    """The body, of ``most`` bytes within so many ``seconds``, to be read and closed.

    Raises Unacceptable, GoneError; Unavailable where the disk has no room for it.
    """
    form = wire_form(declared.name)
    kind = request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    if form.in_body and kind != JSON:
        raise Unacceptable(415, "wrong-media-type", expected=JSON)
    with ExitStack() as until_whole:
        received = until_whole.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))
        try:
            async with asyncio.timeout(seconds):
                async for part in request.stream():
                    received.write(part)
                    if received.tell() > most:
                        raise Unacceptable(413, "request-too-large", most=most)
            received.seek(0)
        except TimeoutError:
            raise Unacceptable(408, "request-too-slow", seconds=round(seconds)) from None
        except ClientDisconnect:
            raise GoneError from None
        except OSError as error:
            raise Unavailable("files-full", retry_after=RETRY_AFTER) from error
        until_whole.pop_all()
    return received
