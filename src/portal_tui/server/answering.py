"""Answers and problems as HTTP: JSON, entity tags, links to the next page, files, RFC 9457."""

import hashlib
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from portal_tui.contract.operation import Declared
from portal_tui.contract.pages import Page
from portal_tui.contract.problems import PortalError, Problem
from portal_tui.contract.tasks import FileContent
from portal_tui.contract.wire import disposition_of
from portal_tui.dates import Dates
from portal_tui.filling import values
from portal_tui.texts import LANGUAGES, Texts, UnknownTextError

PROBLEM: Final = "application/problem+json"
TYPE: Final = "urn:portal-tui:problem:"
"""What a problem's code is preceded by, to be its ``type``."""
_CURSORS: Final = ("after", "before", "offset")
"""What of a query says which page is wanted."""
_ASKED: Final = "=%+"
"""Signs that stay as they were asked."""
_ENCODER: Final = msgspec.json.Encoder()


def answer(request: Request, declared: Declared, result: Any) -> Response:
    """What was answered to an operation."""
    if isinstance(result, FileContent):
        return _file(request, result)
    if result is None and declared.result in (None, type(None)):
        return Response(status_code=declared.status if declared.status != 200 else 204)
    body = _ENCODER.encode(result)
    headers = {}
    if isinstance(result, Page):
        headers["link"] = _links(request, result)
    if declared.method == "GET":
        headers["etag"] = tag = _tag(result, body)
        headers["cache-control"] = "private, no-cache"
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
    elif revision := getattr(result, "revision", 0):
        headers["etag"] = f'"{revision}"'
    return Response(body, declared.status, headers, "application/json")


def _tag(result: Any, body: bytes) -> str:
    """The revision, where there is one; and what is shown, which hangs on the reader too."""
    digest = hashlib.blake2b(body, digest_size=9).hexdigest()
    revision = getattr(result, "revision", None)
    return f'"{digest}"' if revision is None else f'"{revision}-{digest}"'


def _links(request: Request, page: Page[Any]) -> str:
    """To the pages after and before, as RFC 8288 has it; their cursors are opaque."""
    path, query = (request.scope[name].decode("latin-1") for name in ("raw_path", "query_string"))
    kept = [part for part in query.split("&") if part and part.partition("=")[0] not in _CURSORS]
    asked = path.partition("?")[0] + "?" + "".join(f"{quote(part, safe=_ASKED)}&" for part in kept)
    return ", ".join(
        f'<{asked}{name}={quote(cursor)}>; rel="{relation}"'
        for name, cursor, relation in (("after", page.after, "next"), ("before", page.before, "prev"))
        if cursor is not None
    )


def _file(request: Request, file: FileContent) -> Response:
    """A file's own bytes, or the part that was asked for."""
    size = len(file.content)
    headers = {
        "content-disposition": disposition_of(file.name),
        "etag": f'"{file.digest}"',
        "accept-ranges": "bytes",
        "cache-control": "private, no-cache",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
    }
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    wanted = request.headers.get("range", "")
    if not wanted or request.headers.get("if-range", headers["etag"]) != headers["etag"]:
        return Response(file.content, 200, headers, file.media_type)
    part = _range(wanted, size)
    if part is None:
        return Response(status_code=416, headers={**headers, "content-range": f"bytes */{size}"})
    headers["content-range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return Response(file.content[part.start : part.stop], 206, headers, file.media_type)


def _range(wanted: str, size: int) -> range | None:
    """One range of bytes of RFC 9110; None where the file has no such bytes."""
    first, _, last = wanted.removeprefix("bytes=").partition("-")
    if not wanted.startswith("bytes=") or not (first or last) or not (first + last).isdecimal():
        return None
    if not first:
        return range(max(0, size - int(last)), size) if int(last) else None
    part = range(int(first), min(size, int(last) + 1 if last else size))
    return part or None


def problem(
    error: PortalError, say: Texts, dates: Dates, *, headers: dict[str, str] | None = None
) -> Response:
    """A problem as RFC 9457 has it, in words, with what the contract says of it beside."""
    found = error.problem
    body = {
        "type": TYPE + found.code,
        "title": HTTPStatus(found.status).phrase,
        "detail": _detail(found, say, dates),
        **msgspec.to_builtins(found),
    }
    more = {"content-language": say.language, "cache-control": "no-store", **(headers or {})}
    if found.status == 401:
        more["www-authenticate"] = "Bearer"
    if isinstance(wait := found.params.get("retry_after"), int):
        more["retry-after"] = str(wait)
    return Response(_ENCODER.encode(body), found.status, more, PROBLEM)


def _detail(found: Problem, say: Texts, dates: Dates) -> str:
    """The problem's sentence; the code alone where its text wants what isn't there."""
    try:
        return say(f"problem.{found.code}", **values(found.params, say, dates))
    except (UnknownTextError, KeyError):
        return found.code


def language_of(request: Request, *, default: str = LANGUAGES[0]) -> str:
    """The first of our languages that is accepted; ``default``, where none is."""
    wishes = [
        part.partition(";")[0].strip() for part in request.headers.get("accept-language", "").split(",")
    ]
    known = {language.lower(): language for language in LANGUAGES}
    short = {language.partition("-")[0].lower(): language for language in reversed(LANGUAGES)}
    for wish in wishes:
        found = known.get(wish.lower()) or short.get(wish.partition("-")[0].lower())
        if found:
            return found
    return default
