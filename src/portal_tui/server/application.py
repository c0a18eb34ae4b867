"""One request: what it means, whether it may come in now, what the engine answers, its line in the log."""

import asyncio
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from io import BytesIO
from typing import IO, Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from portal_tui.contract.operation import Declared
from portal_tui.contract.problems import NotSignedIn, PortalError
from portal_tui.contract.wire import IN_HEADERS, WireForm, operation_of, wire_form
from portal_tui.dates import Dates
from portal_tui.secret import Secret
from portal_tui.texts import texts

from . import answering
from .asking import GoneError, Unacceptable, body_of
from .engines import Engines
from .limits import Gate, Limits
from .logs import request_done
from .openapi import document
from .routes import Found, find
from .streams import Streams

_KNOWN: Final = 10_000
"""Sessions whose account is remembered, for counting requests by account."""
_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")


class Portal:
    """A portal behind HTTP, as one process serves it."""

    def __init__(self, engines: Engines, limits: Limits, now: Callable[[], float]) -> None:
        self.engines = engines
        self.limits = limits
        self.gate = Gate(limits, now)
        self.streams = Streams(engines, most=limits.streams)
        self._accounts: OrderedDict[Secret, int] = OrderedDict()
        self._files = asyncio.Lock()
        """Held by the request whose files are in memory: one thread stores them, so one is enough."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whatever becomes of it."""
        request = Request(scope, receive)
        begun = time.perf_counter()
        found = find(_raw_path(scope))
        declared = found.by_method.get(request.method) if found else None
        session = _session(request)
        response = await self._answered(request, found, declared, session)
        request_id = _request_id(request)
        response.headers["x-request-id"] = request_id
        try:
            await response(scope, receive, send)
        finally:
            name = declared.name if declared else "none"
            account = self._accounts.get(session) if session else None
            request_done(request_id, name, response.status_code, time.perf_counter() - begun, account)

    async def _answered(
        self, request: Request, found: Found | None, declared: Declared | None, session: Secret | None
    ) -> Response:
        try:
            if declared is None or found is None:
                raise _nowhere(found)
            return await self._done(request, found, declared, session)
        except PortalError as error:
            return self.problem(request, error, found)
        except GoneError:
            return Response(status_code=499)

    async def _done(
        self, request: Request, found: Found, declared: Declared, session: Secret | None
    ) -> Response:
        if _head(request) > self.limits.head:
            raise Unacceptable(431, "head-too-large", most=self.limits.head)
        door = declared.writes and not declared.signed_in
        self.gate.enter(_address(request), self.account_of(session), door=door)
        form = wire_form(declared.name)
        most = self.limits.files if form.holds_files else self.limits.body
        body = (
            await body_of(request, declared, most=most, seconds=self.limits.body_seconds)
            if form.in_body
            else BytesIO()
        )
        with body:
            async with self._files if form.holds_files else nullcontext():
                return await self._asked(request, found, declared, session, body)

    async def _asked(
        self, request: Request, found: Found, declared: Declared, session: Secret | None, body: IO[bytes]
    ) -> Response:
        form = wire_form(declared.name)
        if "revision" in form.in_headers and "if-match" not in request.headers:
            raise Unacceptable(428, "revision-missing")
        if declared.writes and (name := _promised_in_vain(request, form)):
            raise Unacceptable(400, "header-not-taken", name=name)
        operation = operation_of(
            declared, found.fields(declared), request.query_params.multi_items(), request.headers, body.read()
        )
        result = await self.engines.call(operation, session, answering.language_of(request, default=""))
        return answering.answer(request, declared, result)

    def account_of(self, session: Secret | None) -> int | None:
        """Whose session it is, for counting; None where it is nobody's (the engine says so)."""
        if session is None:
            return None
        if session not in self._accounts:
            account = self.engines.holder_of(session)
            if account is None:
                return None
            self._accounts[session] = account
            if len(self._accounts) > _KNOWN:
                self._accounts.popitem(last=False)
        return self._accounts[session]

    async def events(self, request: Request) -> Response:
        """``GET /v1/events``: an id for every change, from ``Last-Event-ID`` on."""
        session = _session(request)
        try:
            account = self.engines.holder_of(session) if session else None
            self.gate.enter(_address(request), account)
            if session is None or account is None:
                raise NotSignedIn("session-ended" if session else "")
            seen = request.headers.get("last-event-id", "")
            stream = self.streams.open(session, account, int(seen) if seen.isdecimal() else None)
        except PortalError as error:
            return self.problem(request, error)
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    def problem(self, request: Request, error: PortalError, found: Found | None = None) -> Response:
        """A problem in the language that was asked for."""
        say = texts(answering.language_of(request))
        dates = Dates(say, self.engines.time_zone, self.engines.reader.clock.now)
        headers = {}
        if error.problem.status == 405 and found is not None:
            headers["allow"] = ", ".join(found.by_method)
        if error.problem.status in (408, 413):
            # What is still on its way isn't read: the connection can't be used again.
            headers["connection"] = "close"
        return answering.problem(error, say, dates, headers=headers)


def application(open_engines: Callable[[], Engines], limits: Limits, now: Callable[[], float]) -> Starlette:
    """The ASGI application; its engines are opened when it starts and closed when it stops."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[dict[str, Portal]]:
        engines = open_engines()
        yield {"portal": Portal(engines, limits, now)}
        await engines.close()

    app = Starlette(
        routes=[
            Route("/healthz", _alive),
            Route("/readyz", _ready),
            Route("/openapi.json", _description),
            Route("/v1/events", _events),
        ],
        middleware=[Middleware(GZipMiddleware, minimum_size=2_000, compresslevel=1)],
        exception_handlers={Exception: _unexpected},
        lifespan=lifespan,
    )
    # Everything else, as it is: a Mount knows no path with a line's end in it.
    app.router.default = _operations
    app.router.redirect_slashes = False
    return app


async def _operations(scope: Scope, receive: Receive, send: Send) -> None:
    await scope["state"]["portal"](scope, receive, send)


async def _events(request: Request) -> Response:
    return await _portal(request).events(request)


async def _unexpected(request: Request, error: Exception) -> Response:
    return _portal(request).problem(request, PortalError())


async def _description(request: Request) -> Response:
    return JSONResponse(document())


async def _alive(request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n")


async def _ready(request: Request) -> Response:
    """It isn't stopping, and its database can be read, which no newer program has changed beyond it."""
    portal = _portal(request)
    if portal.streams.stopping:
        return PlainTextResponse("stopping\n", 503)
    try:
        portal.engines.check()
    except PortalError:
        return PlainTextResponse("unavailable\n", 503)
    return PlainTextResponse("ok\n")


def _portal(request: Request) -> Portal:
    portal: Portal = request.state.portal
    return portal


def _nowhere(found: Found | None) -> Unacceptable:
    return Unacceptable(404, "no-such-place") if found is None else Unacceptable(405, "no-such-method")


def _promised_in_vain(request: Request, form: WireForm) -> str:
    """A header by which one asks for care that this operation doesn't take; empty where there is none."""
    vain = (name for field, name in IN_HEADERS.items() if field not in form.in_headers)
    return next((name for name in vain if name in request.headers), "")


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _raw_path(scope: Scope) -> str:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.partition(b"?")[0].decode("ascii", "replace")


def _head(request: Request) -> int:
    """Bytes of the request's line and headers."""
    line = len(_raw_path(request.scope)) + len(request.scope["query_string"])
    return line + sum(len(name) + len(value) for name, value in request.scope["headers"])


def _session(request: Request) -> Secret | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return Secret(token.strip()) if scheme.lower() == "bearer" and token else None


def _request_id(request: Request) -> str:
    """The one that a proxy gave, else a new one."""
    given = request.headers.get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
