"""A request's body, read within its limits: counted as it comes, and no longer than its time."""

import asyncio
from typing import Final

from starlette.requests import ClientDisconnect, Request

from portal_tui.contract.operation import Declared
from portal_tui.contract.problems import PortalError, Problem
from portal_tui.contract.wire import wire_form

JSON: Final = "application/json"


class Unacceptable(PortalError):
    """A request that HTTP itself refuses; ``status`` is its own."""

    def __init__(self, status: int, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.problem = Problem(code=code, status=status, params=dict(params))


class GoneError(Exception):
    """Whoever asked has hung up: there is nobody to answer."""


async def body_of(request: Request, declared: Declared, *, most: int, seconds: float) -> bytes:
    """The body, of ``most`` bytes within so many ``seconds``. Raises Unacceptable, GoneError."""
    form = wire_form(declared.name)
    kind = request.headers.get("content-type", JSON).partition(";")[0].strip().lower()
    if form.in_body and kind != JSON:
        raise Unacceptable(415, "wrong-media-type", expected=JSON)
    received = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                received += part
                if len(received) > most:
                    raise Unacceptable(413, "request-too-large", most=most)
    except TimeoutError:
        raise Unacceptable(408, "request-too-slow", seconds=round(seconds)) from None
    except ClientDisconnect:
        raise GoneError from None
    return bytes(received)
