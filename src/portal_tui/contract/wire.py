"""How an operation travels over HTTP: said once, for whoever asks and whoever answers (B1).

What the path names stands in the path; the rest in the query of GET and DELETE, in a JSON body otherwise. Two
fields travel as headers that HTTP has for them: ``idempotency_key`` (``Idempotency-Key``) and ``revision``
(``If-Match``). An answer is JSON; nothing for None; a file's own bytes for a FileContent.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, get_args, get_origin
from urllib.parse import quote, unquote

import msgspec

from .operation import OPERATIONS, Declared, Operation, name_of
from .problems import FieldProblem, Invalid, Problem
from .tasks import FileContent

IN_HEADERS: Final = {"idempotency_key": "Idempotency-Key", "revision": "If-Match"}
"""Fields that travel as a header."""
_PLACE: Final = re.compile(r"{(\w+)}")
_POINTER: Final = re.compile(r"\.(\w+)|\[(\d+)\]")
_SAID_AT: Final = re.compile(r" - at `\$(.*)`$")
_BITS: Final = 63
"""Of a whole number, beside its sign."""
_UNKNOWN: Final = re.compile(r"unknown field `(\w+)`")


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """An operation, ready to be sent."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: dict[str, str] = {}
    body: bytes | None = None


class WireForm(msgspec.Struct, frozen=True, kw_only=True):
    """Where each field of an operation travels."""

    in_path: tuple[str, ...]
    in_headers: tuple[str, ...]
    in_query: tuple[str, ...]
    in_body: tuple[str, ...]
    several: frozenset[str]
    """Fields of the query that may be there more than once."""
    types: dict[str, Any]
    defaults: dict[str, Any]
    """Of those fields that may be left out."""
    holds_files: bool
    """Whether a body carries files, and so may be large."""


@cache
def wire_form(name: str) -> WireForm:
    """Of the operation of this name."""
    declared = OPERATIONS[name]
    fields = msgspec.structs.fields(declared.type)
    in_path = tuple(_PLACE.findall(declared.path))
    in_headers = tuple(field.name for field in fields if field.name in IN_HEADERS)
    rest = tuple(field.name for field in fields if field.name not in {*in_path, *in_headers})
    asks = declared.method in ("GET", "DELETE")
    return WireForm(
        in_path=in_path,
        in_headers=in_headers,
        in_query=rest if asks else (),
        in_body=() if asks else rest,
        several=frozenset(field.name for field in fields if get_origin(field.type) is tuple),
        types={field.name: field.type for field in fields},
        defaults={field.name: field.default for field in fields if not field.required},
        holds_files=any(_holds_bytes(field.type) for field in fields),
    )


def request_of(operation: Operation[Any]) -> Request:
    """What is sent for an operation."""
    declared = OPERATIONS[name_of(operation)]
    form = wire_form(declared.name)
    path = _PLACE.sub(lambda place: _segment(_text(getattr(operation, place[1]))), declared.path)
    body = None
    if form.in_body:
        fields = {name: getattr(operation, name) for name in form.in_body}
        body = msgspec.json.encode(fields)
    return Request(
        method=declared.method,
        path=path,
        query=tuple(_query(operation, form)),
        headers=dict(_headers(operation, form)),
        body=body,
    )


def operation_of(
    declared: Declared,
    in_path: Mapping[str, str],
    query: Iterable[tuple[str, str]],
    headers: Mapping[str, str],
    body: bytes,
) -> Operation[Any]:
    """The operation that was sent. Raises Invalid with the fields that can't be read.

    ``headers`` have lower-case names. A missing ``If-Match`` leaves its field out, which is then missing.
    """
    form = wire_form(declared.name)
    fields: dict[str, Any] = _decoded(body, form) if declared.method not in ("GET", "DELETE") else {}
    given = _unquoted(form, headers)
    strings: dict[str, Any] = {**in_path, **_collected(query, form), **given}
    for name, value in strings.items():
        fields[name] = _converted(name, value, form.types[name])
    try:
        operation: Operation[Any] = msgspec.convert(fields, declared.type)
    except msgspec.ValidationError as error:
        raise _invalid(str(error)) from None
    if too_large := next(_too_large(operation), None):
        raise Invalid(fields=(FieldProblem(too_large, "type"),))
    return operation


def answer_of(declared: Declared, content: bytes) -> Any:
    """The answer that came. Raises msgspec.DecodeError where it isn't what the contract says."""
    return msgspec.json.decode(content, type=declared.result) if content else None


def is_file(declared: Declared) -> bool:
    """Whether the answer is a file's own bytes."""
    return declared.result is FileContent


def problem_of(content: bytes) -> Problem:
    """The problem that came. Raises msgspec.DecodeError where it isn't one."""
    return msgspec.json.decode(content, type=Problem)


def filename_of(disposition: str) -> str:
    """The name in a ``Content-Disposition: attachment; filename*=UTF-8''…``."""
    return unquote(disposition.partition("filename*=UTF-8''")[2].partition(";")[0])


def disposition_of(name: str) -> str:
    """The ``Content-Disposition`` of a file of this name: to be saved, never shown by a browser."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


def _query(operation: Operation[Any], form: WireForm) -> Iterable[tuple[str, str]]:
    for name in form.in_query:
        value = getattr(operation, name)
        if name in form.defaults and value == form.defaults[name]:
            continue
        for item in value if name in form.several else (value,):
            yield name, _text(item)


def _headers(operation: Operation[Any], form: WireForm) -> Iterable[tuple[str, str]]:
    for name in form.in_headers:
        value = getattr(operation, name)
        if name not in form.defaults or value != form.defaults[name]:
            yield IN_HEADERS[name], f'"{quote(_text(value), safe=" -_.~")}"'


def _unquoted(form: WireForm, headers: Mapping[str, str]) -> dict[str, str]:
    """The fields that came as headers; an entity tag may say more after the revision: ``"7-…"``."""
    found = {}
    for name in form.in_headers:
        value = headers.get(IN_HEADERS[name].lower())
        if value is not None:
            plain = unquote(value.strip().removeprefix("W/").strip('"'))
            found[name] = plain.partition("-")[0] if name == "revision" else plain
    return found


def _decoded(body: bytes, form: WireForm) -> dict[str, Any]:
    try:
        fields = msgspec.json.decode(body or b"{}", type=dict[str, Any])
    except msgspec.DecodeError:
        raise Invalid(fields=(FieldProblem("", "type"),)) from None
    elsewhere = [name for name in fields if name in form.types and name not in form.in_body]
    if elsewhere:
        raise Invalid(fields=tuple(FieldProblem(f"/{name}", "unknown-field") for name in elsewhere))
    return fields


def _collected(query: Iterable[tuple[str, str]], form: WireForm) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in query:
        if name not in form.in_query:
            raise Invalid(fields=(FieldProblem(f"/{name}", "unknown-field"),))
        if name in form.several:
            found.setdefault(name, []).append(value)
        elif name in found:
            raise Invalid(fields=(FieldProblem(f"/{name}", "one-of"),))
        else:
            found[name] = value
    return found


def _converted(name: str, value: Any, kind: Any) -> Any:
    """A string as what the field is; a text stays as it is, whatever it says."""
    if kind is str or (str in get_args(kind) and isinstance(value, str)):
        return value
    try:
        return msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError:
        raise Invalid(fields=(FieldProblem(f"/{name}", "type"),)) from None


def _invalid(message: str) -> Invalid:
    """What msgspec found, as a problem of the contract."""
    place = _SAID_AT.search(message)
    pointer = "".join(f"/{name or index}" for name, index in _POINTER.findall(place[1] if place else ""))
    if unknown := _UNKNOWN.search(message):
        return Invalid(fields=(FieldProblem(f"{pointer}/{unknown[1]}", "unknown-field"),))
    if missing := re.search(r"missing required field `(\w+)`", message):
        return Invalid(fields=(FieldProblem(f"{pointer}/{missing[1]}", "required"),))
    return Invalid(fields=(FieldProblem(pointer, "type"),))


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(kind)


def _too_large(struct: msgspec.Struct, above: str = "") -> Iterator[str]:
    """Where whole numbers stand of more bits than databases hold; answers to forms are text there."""
    for field in _fields(type(struct)):
        value, here = getattr(struct, field.name), f"{above}/{field.name}"
        several = isinstance(value, tuple)
        for index, each in enumerate(value if several else (value,)):
            at = f"{here}/{index}" if several else here
            if isinstance(each, msgspec.Struct):
                yield from _too_large(each, at)
            elif isinstance(each, int) and field.type is not Any and each.bit_length() > _BITS:
                yield at


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _segment(text: str) -> str:
    """As a segment of a path; a dot alone would be taken for a folder."""
    return text.replace(".", "%2E") if text in (".", "..") else quote(text, safe="")


def _holds_bytes(kind: Any) -> bool:
    if kind is bytes:
        return True
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return any(_holds_bytes(field.type) for field in msgspec.structs.fields(kind))
    return any(_holds_bytes(part) for part in get_args(kind))
