"""OpenAPI 3.1 of the server, derived from the operations: ``docs/openapi.json``."""

from functools import cache
from typing import Any, Final

import msgspec

from portal_tui.contract import OPERATIONS
from portal_tui.contract.events import Event
from portal_tui.contract.operation import Declared
from portal_tui.contract.problems import Problem
from portal_tui.contract.wire import IN_HEADERS, WireForm, is_file, wire_form

from .answering import PROBLEM

Json = dict[str, Any]

_ALWAYS: Final = (404, 422, 429, 431, 500, 503)
_WITH_BODY: Final = (408, 413, 415)
_REFUSALS: Final = {
    400: "A header asks for what this operation doesn't do: Idempotency-Key, If-Match",
    401: "Nobody is signed in, or the session has ended",
    403: "The rules say no: the decision says which, and what lifts it",
    404: "There is no such thing, or this person may not know of it",
    408: "The request took too long to come",
    409: "Somebody else changed it, or it is in another state",
    413: "More was sent than is taken",
    415: "The body isn't JSON",
    422: "Fields can't be read or aren't right: by JSON pointer",
    428: "The revision that was seen is missing: If-Match",
    429: "Too often: Retry-After says when to come back",
    431: "The request's line and headers are too long",
    500: "Something went wrong; nothing was changed",
    503: "The portal can't answer now",
}


@cache
def document() -> Json:
    """The whole description."""
    types = [kind for each in OPERATIONS.values() for kind in (each.type, each.result)]
    _, components = msgspec.json.schema_components([*types, Problem, Event], ref_template=_REFERENCE)
    schemas = dict(components)
    schemas["Problem"] = _problem(schemas["Problem"])
    for declared in OPERATIONS.values():
        schemas.pop(declared.type.__name__, None)
    paths: dict[str, Json] = {}
    for declared in OPERATIONS.values():
        paths.setdefault(declared.path, {})[declared.method.lower()] = _operation(declared)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "portal-tui",
            "version": "1",
            "description": "Grant applications: nothing is refused without the reason and the remedy.",
        },
        "paths": {**paths, "/v1/events": {"get": _events()}},
        "components": {
            "schemas": schemas,
            "responses": {str(status): _refusal(text) for status, text in _REFUSALS.items()},
            "securitySchemes": {"session": {"type": "http", "scheme": "bearer"}},
        },
    }


_REFERENCE: Final = "#/components/schemas/{name}"


def _operation(declared: Declared) -> Json:
    form = wire_form(declared.name)
    first, _, rest = (declared.type.__doc__ or "").strip().partition("\n")
    described: Json = {
        "operationId": declared.name,
        "summary": first,
        "tags": [declared.type.__module__.rpartition(".")[2]],
        "security": [{"session": []}] if declared.signed_in else [{}, {"session": []}],
        "parameters": _parameters(declared, form),
        "responses": {**_success(declared), **_refusals(declared, form)},
    }
    if rest.strip():
        described["description"] = " ".join(rest.split())
    if form.in_body:
        schema = _fields_schema(declared, form)
        described["requestBody"] = {
            "required": bool(schema.get("required")),
            "content": {"application/json": {"schema": schema}},
        }
    return described


def _parameters(declared: Declared, form: WireForm) -> list[Json]:
    schema = _whole_schema(declared)
    places = (("path", form.in_path), ("query", form.in_query), ("header", form.in_headers))
    return [
        {
            "name": IN_HEADERS.get(name, name),
            "in": place,
            "required": name not in form.defaults,
            "schema": {"type": "string"} if name in IN_HEADERS else schema["properties"][name],
        }
        for place, names in places
        for name in names
    ]


def _fields_schema(declared: Declared, form: WireForm) -> Json:
    """Of the body: the operation without what travels elsewhere."""
    whole = _whole_schema(declared)
    required = [name for name in whole.get("required", ()) if name in form.in_body]
    return {
        "type": "object",
        "properties": {name: whole["properties"][name] for name in form.in_body},
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _whole_schema(declared: Declared) -> Json:
    _, components = msgspec.json.schema_components([declared.type], ref_template=_REFERENCE)
    schema: Json = components[declared.type.__name__]
    return schema


def _success(declared: Declared) -> Json:
    if declared.result in (None, type(None)):
        status = declared.status if declared.status != 200 else 204
        return {str(status): {"description": "Done."}}
    if is_file(declared):
        content: Json = {"*/*": {}}  # its own bytes, which no schema describes
    else:
        (schema,), _ = msgspec.json.schema_components([declared.result], ref_template=_REFERENCE)
        content = {"application/json": {"schema": schema}}
    return {str(declared.status): {"description": "Done.", "content": content}}


def _refusals(declared: Declared, form: WireForm) -> Json:
    statuses = {*_ALWAYS, 401}
    if declared.writes or declared.signed_in:
        statuses |= {403, 409}
    if form.in_body:
        statuses |= {*_WITH_BODY}
    if "revision" in form.in_headers:
        statuses.add(428)
    if declared.writes and len(form.in_headers) < len(IN_HEADERS):
        statuses.add(400)
    return {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(statuses)}


def _refusal(text: str) -> Json:
    return {
        "description": text + ".",
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _problem(schema: Json) -> Json:
    """With the members of RFC 9457 before our own."""
    text = {"type": "string"}
    properties = {"type": text, "title": text, "detail": text, **schema["properties"]}
    return {**schema, "properties": properties, "required": ["type", "title", "detail", *schema["required"]]}


def _events() -> Json:
    return {
        "operationId": "events",
        "summary": "Live changes, as server-sent events: ids only, from Last-Event-ID on.",
        "security": [{"session": []}],
        "parameters": [
            {"name": "Last-Event-ID", "in": "header", "required": False, "schema": {"type": "string"}}
        ],
        "responses": {
            "200": {
                "description": "Each `data` is an Event.",
                "content": {"text/event-stream": {"schema": {"$ref": "#/components/schemas/Event"}}},
            },
            **{str(each): {"$ref": f"#/components/responses/{each}"} for each in (401, 429, 503)},
        },
    }
