"""A portal behind a server: operations travel as the contract says, answers are cleaned here (B1, B4).

Every wait ends, in total as well as step by step. Only what can't be done twice is asked again: reading, what
carries an idempotency key, and what was never sent. Nothing is ever sent to another host than the server's.
"""

import asyncio
import random
import secrets
import ssl
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import cache
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import httpx
import msgspec

from portal_tui.contract.events import Event
from portal_tui.contract.operation import OPERATIONS, Declared, Operation, name_of
from portal_tui.contract.problems import NotSignedIn, PortalError, Unavailable, error_of
from portal_tui.contract.tasks import FileContent
from portal_tui.contract.wire import (
    IN_HEADERS,
    Request,
    answer_of,
    filename_of,
    is_file,
    problem_of,
    request_of,
    wire_form,
)
from portal_tui.safe_text import cleaned
from portal_tui.secret import Secret

from . import Contact

R = TypeVar("R")

TRIES: Final = 4
"""How often something is asked at most."""
FIRST_PAUSE: Final = 0.2
"""Seconds before the second try, about; twice as long before each further one."""
LISTEN_AGAIN: Final = 10.0
"""Seconds at most until a server that was lost is listened to again."""
LONGEST_PAUSE: Final = 5.0
"""Seconds. A server that asks to wait longer is believed: the person is told when to try again."""
_AGAIN: Final = frozenset({429, 502, 503, 504})
"""Answers after which the same may succeed."""
_OUT_OF_DATE: Final = frozenset({9, 10})
"""OpenSSL's words for a certificate that isn't valid yet, or no longer."""
_OF_ANOTHER: Final = frozenset({62, 64})
"""For one that names other hosts, or other addresses."""
_LARGEST: Final = 50_000_000
"""Bytes of an answer: more is no answer of a portal."""


class Waits(msgspec.Struct, frozen=True, kw_only=True):
    """How long, in seconds, each step may take, and everything together."""

    connect: float = 5
    step: float = 15
    """Between two pieces of what is sent or received."""
    total: float = 30
    with_files: float = 180
    """Everything together, where files travel."""
    silence: float = 20
    """Without a sign of life on the event stream, before it is opened anew; the server gives one every 15."""


class HttpBackend:
    """A portal behind ``server``, an address such as ``https://portal.example.org``."""

    def __init__(
        self,
        server: str,
        *,
        session: Secret | None = None,
        language: str = "",
        waits: Waits | None = None,
    ) -> None:
        self.server = server.rstrip("/")
        self.host = urlsplit(server).netloc
        self.language = language
        self.waits = waits or Waits()
        self._session = session
        self._entered = asyncio.Event()
        self._answered = asyncio.Event()
        self._client = httpx.AsyncClient(
            base_url=self.server,
            timeout=httpx.Timeout(self.waits.step, connect=self.waits.connect),
            limits=httpx.Limits(max_connections=8, keepalive_expiry=20),
            follow_redirects=False,
            verify=known_authorities(),
            # Neither proxies nor .netrc of the environment: what is sent goes to this server alone.
            trust_env=False,
            headers={"user-agent": "portal-tui"},
        )

    @property
    def session(self) -> Secret | None:
        """The token of who is signed in."""
        return self._session

    @session.setter
    def session(self, token: Secret | None) -> None:
        self._session = token
        self._entered.set()
        self._entered = asyncio.Event()

    async def call(self, operation: Operation[R], /) -> R:
        """Do ``operation`` on the server; raises a PortalError."""
        declared = OPERATIONS[name_of(operation)]
        request = request_of(_keyed(operation))
        long = wire_form(declared.name).holds_files or is_file(declared)
        session = self._session
        try:
            async with asyncio.timeout(self.waits.with_files if long else self.waits.total):
                response = await self._asked(declared, request, session)
        except TimeoutError:
            raise Unavailable("server-slow", host=self.host) from None
        self._answered.set()
        answer: R = cleaned(self._answer(declared, response))
        return answer

    async def _asked(self, declared: Declared, request: Request, session: Secret | None) -> httpx.Response:
        """The server's answer, asked for as often as that is safe."""
        repeatable = not declared.writes or IN_HEADERS["idempotency_key"] in request.headers
        for attempt in range(1, TRIES + 1):
            try:
                response = await self._once(request, session)
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
                if attempt == TRIES or _tls_error(error) is not None:
                    raise self._trouble(error) from None
            except httpx.HTTPError as error:
                if attempt == TRIES or not repeatable:
                    raise self._trouble(error) from None
            else:
                wait = _wait_asked_for(response)
                final = response.status_code not in _AGAIN or wait > LONGEST_PAUSE
                if final or attempt == TRIES or not repeatable:
                    return response
                await asyncio.sleep(wait)
            await asyncio.sleep(FIRST_PAUSE * 2 ** (attempt - 1) * random.uniform(0.5, 1.5))
        raise AssertionError("the last try answers or raises")

    async def _once(self, request: Request, session: Secret | None) -> httpx.Response:
        headers = {**request.headers, **self._who(session)}
        if request.body is not None:
            headers["content-type"] = "application/json"
        asked = self._client.build_request(
            request.method, request.path, params=request.query, content=request.body, headers=headers
        )
        response = await self._client.send(asked, stream=True)
        try:
            return await _whole(response)
        finally:
            await response.aclose()

    def _who(self, session: Secret | None) -> dict[str, str]:
        """Who asks, and in which language."""
        headers = {"accept-language": self.language} if self.language else {}
        return headers if session is None else {**headers, "authorization": f"Bearer {session.reveal()}"}

    def _answer(self, declared: Declared, response: httpx.Response) -> Any:
        """What the answer says. Raises the problem that it is, or Unavailable where it is no portal's."""
        if not response.is_success:
            raise self._refusal(response)
        try:
            return _file(response) if is_file(declared) else answer_of(declared, response.content)
        except msgspec.DecodeError:
            raise Unavailable("server-strange", host=self.host) from None

    def _refusal(self, response: httpx.Response) -> PortalError:
        """The problem that the answer is, or Unavailable where it is no portal's."""
        if "problem+json" in response.headers.get("content-type", ""):
            with suppress(msgspec.DecodeError):
                return error_of(cleaned(problem_of(response.content)))
        elif response.is_redirect:
            return Unavailable("server-elsewhere", host=self.host)
        elif response.status_code in _AGAIN:
            return Unavailable()
        return Unavailable("server-strange", host=self.host)

    def _trouble(self, error: httpx.HTTPError | msgspec.DecodeError) -> PortalError:
        """What went wrong on the way, with what to do."""
        if isinstance(error, msgspec.DecodeError):
            return Unavailable("server-strange", host=self.host)
        if (cause := _tls_error(error)) is not None:
            return _untrusted(cause, self.host)
        if isinstance(error, httpx.TimeoutException):
            return Unavailable("server-slow", host=self.host)
        if isinstance(error, httpx.ConnectError):
            return Unavailable("server-unreachable", host=self.host)
        return Unavailable("server-cut-off", host=self.host)

    async def events(self) -> AsyncIterator[Event | Contact]:
        """Changes as the server tells them, on one stream that is opened anew when it breaks off.

        A stream that breaks off isn't lost contact yet: that is one which can't be opened.
        """
        last, pause, lost = "", FIRST_PAUSE, False
        while True:
            session, entered = self._session, self._entered
            if session is None:
                await entered.wait()
                last = ""
                continue
            opened = False
            trouble: PortalError | None = None
            try:
                async for identifier, data in self._stream(session, last):
                    event = cleaned(msgspec.json.decode(data, type=Event)) if data else None
                    last, pause, opened = identifier or last, FIRST_PAUSE, True
                    if lost:
                        lost = False
                        yield Contact()
                    if event is not None:
                        yield event
                    if self._session is not session:
                        break
                if not opened:
                    trouble = Unavailable("server-cut-off", host=self.host)
            except NotSignedIn:
                # There is nothing to listen to until somebody signs in.
                await entered.wait()
                last = ""
            except PortalError as error:
                trouble = error
            except (httpx.HTTPError, msgspec.DecodeError) as error:
                trouble = self._trouble(error)
            if trouble is not None and not (opened or lost):
                lost = True
                yield Contact(trouble.problem)
            await self._pause(pause * random.uniform(0.5, 1.5))
            pause = min(pause * 2, LISTEN_AGAIN)

    async def _pause(self, seconds: float) -> None:
        """Wait, but no longer than until the server has answered something else."""
        self._answered.clear()
        await asyncio.sleep(min(seconds, FIRST_PAUSE))
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0, seconds - FIRST_PAUSE)):
                await self._answered.wait()

    async def _stream(self, session: Secret, last: str) -> AsyncIterator[tuple[str, str]]:
        """Ids and data of the events of one connection."""
        headers = {**self._who(session), "accept": "text/event-stream"}
        if last:
            headers["last-event-id"] = last
        patience = httpx.Timeout(self.waits.step, connect=self.waits.connect, read=self.waits.silence)
        async with self._client.stream("GET", "/v1/events", headers=headers, timeout=patience) as response:
            if not response.is_success:
                raise self._refusal(await _whole(response))
            if not response.headers.get("content-type", "").startswith("text/event-stream"):
                raise Unavailable("server-strange", host=self.host)
            identifier = data = ""
            async for line in response.aiter_lines():
                name, _, value = line.partition(": ")
                if name == "id" and value.isascii() and value.isdecimal():
                    identifier = value
                elif name == "data":
                    data = value
                elif not line:
                    yield identifier, data
                    data = ""

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()


@cache
def known_authorities() -> ssl.SSLContext:
    """Trusts the usual authorities, and those of this machine: what SSL_CERT_FILE names is among them."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


async def _whole(response: httpx.Response) -> httpx.Response:
    """An answer that comes in parts, once all of it is there. Raises DecodingError for too much."""
    content = bytearray()
    async for part in response.aiter_bytes():
        content += part
        if len(content) > _LARGEST:
            raise httpx.DecodingError("too much", request=response.request)
    headers = [(k, v) for k, v in response.headers.multi_items() if k != "content-encoding"]
    return httpx.Response(response.status_code, headers=headers, content=bytes(content))


def _keyed(operation: Operation[R]) -> Operation[R]:
    """With a key where it can carry one, so that it may be asked again without being done again (T9)."""
    if getattr(operation, "idempotency_key", None) == "":
        return msgspec.structs.replace(operation, idempotency_key=secrets.token_hex(16))
    return operation


def _file(response: httpx.Response) -> FileContent:
    return FileContent(
        name=filename_of(response.headers.get("content-disposition", "")),
        media_type=response.headers.get("content-type", ""),
        digest=response.headers.get("etag", "").strip('"'),
        content=response.content,
    )


def _wait_asked_for(response: httpx.Response) -> float:
    """Seconds that the server asks to wait; a date is no number, and isn't waited for."""
    wait = response.headers.get("retry-after", "0")
    return float(wait) if wait.isdecimal() else LONGEST_PAUSE


def _tls_error(error: BaseException) -> ssl.SSLError | None:
    """What a certificate or its protocol has to do with it, however deep."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return cause
        cause = cause.__cause__ or cause.__context__
    return None


def _untrusted(error: ssl.SSLError, host: str) -> PortalError:
    """Why nothing was sent, and what can be done about it."""
    if not isinstance(error, ssl.SSLCertVerificationError):
        return Unavailable("server-not-encrypted", host=host)
    if error.verify_code in _OUT_OF_DATE:
        return Unavailable("server-certificate-dates", host=host)
    if error.verify_code in _OF_ANOTHER:
        return Unavailable("server-certificate-name", host=host)
    return Unavailable("server-not-trusted", host=host)
