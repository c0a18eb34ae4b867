"""What forms may say, in one place; whatever else a document says is told by name when it is read (T7).

The verdict knows every keyword of JSON Schema 2020-12; this is about what people would miss: a keyword that
no validator knows, a format that nobody checks, an option or a widget that is shown as its plain field.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from .formats import FORMATS
from .model import FormNote
from .pointers import pointer_of
from .prefill import SOURCES

_OWN: Final = frozenset(
    {f"x-{name}" for name in ("title", "description", "help", "example", "unit", "entry-title", "remedy")}
    | {"x-currency", "x-enum-titles", "x-messages", "x-label", "x-text", "x-computed", "x-at", "x-prefill"}
    | {"help", "example", "unit", "entry-title", "remedy"}
)
"""Extensions of ours, in schemas and in UI schemas."""

_KEYWORDS: Final = frozenset(
    {"$schema", "$id", "$ref", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "$comment", "$defs"}
    | {"definitions", "type", "enum", "const", "title", "description", "default", "examples", "deprecated"}
    | {"readOnly", "writeOnly", "format", "pattern", "minLength", "maxLength", "multipleOf", "minimum"}
    | {"maximum", "exclusiveMinimum", "exclusiveMaximum", "required", "dependentRequired", "dependentSchemas"}
    | {"properties", "patternProperties", "additionalProperties", "propertyNames", "unevaluatedProperties"}
    | {"minProperties", "maxProperties", "items", "prefixItems", "contains", "minContains", "maxContains"}
    | {"minItems", "maxItems", "uniqueItems", "unevaluatedItems", "allOf", "anyOf", "oneOf", "not"}
    | {"if", "then", "else", "contentEncoding", "contentMediaType", "contentSchema"}
)
_NAMED: Final = frozenset({"properties", "$defs", "definitions", "patternProperties", "dependentSchemas"})
"""Keywords with schemas below names of the author's."""
_LISTED: Final = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_SINGLE: Final = frozenset(
    {"if", "then", "else", "not", "items", "contains", "additionalProperties", "propertyNames"}
    | {"unevaluatedProperties", "unevaluatedItems"}
)
_FORMATS_OF_OURS: Final = frozenset({*FORMATS, "document", "money-cents", "percentage"})

_ELEMENT: Final = frozenset({"type", "label", "elements", "rule", "options", "i18n", "title", "description"})
_ELEMENT_MORE: Final[Mapping[str, frozenset[str]]] = {
    "Control": frozenset({"scope"}),
    "ListWithDetail": frozenset({"scope"}),
    "Label": frozenset({"text"}),
    "Table": frozenset({"columns", "rows"}),
}
_OPTIONS: Final[Mapping[str, frozenset[str] | None]] = {
    "format": frozenset(
        {"radio", "list", "documents", "date", "money", "money-cents", "percentage", "integer", "number"}
    ),
    "multi": None,
    "toggle": None,
    "readonly": None,
    "readOnly": None,
    "detail": None,
    "computed": None,
    "x-currency": None,
}
"""Options of a Control, each with the values that are known; None: any."""

_FEDERAL: Final = frozenset({"type", "name", "label", "description", "children", "definition", "schema"})
_FEDERAL_MORE: Final[Mapping[str, frozenset[str]]] = {
    "field": frozenset({"widget", "printDescription"}),
    "null": frozenset({"widget", "printDescription"}),
    "multiField": frozenset({"widget"}),
    "fieldList": frozenset(
        {"hideFieldListHeading", "minItemsHeading", "minItemsHelperText", "maxItemsHeading"}
        | {"maxItemsHelperText"}
    ),
}
_WIDGETS: Final = frozenset(
    {"Attachment", "AttachmentArray", "Checkbox", "FieldList", "MultiSelect", "Print", "PrintAttachment"}
    | {"Radio", "Select", "Table", "Text", "TextArea"}
)
_CELL: Final = frozenset({"type", "definition", "staticContent", "format"})
_CELL_FORMATS: Final = frozenset({"integer", "decimal", "currency", "dollar", "percentage"})


def unknown(document: Mapping[str, Any]) -> Iterator[FormNote]:
    """What ``document`` says and nobody here knows, each by its place and its name."""
    yield from _in_schema(document.get("jsonSchema"), ("jsonSchema",))
    ui = document.get("uiSchema")
    if isinstance(ui, list):
        yield from _in_federal(ui, ("uiSchema",))
    else:
        yield from _in_ui(ui, ("uiSchema",))


@cache
def _checked_formats() -> frozenset[str]:
    from jsonschema import FormatChecker

    return frozenset(FormatChecker().checkers) | _FORMATS_OF_OURS


def _note(at: tuple[object, ...], what: str, name: object) -> FormNote:
    return FormNote(pointer_of(at), f"unknown-{what}", {"name": str(name)})


def _in_schema(schema: Any, at: tuple[object, ...]) -> Iterator[FormNote]:
    if not isinstance(schema, Mapping):
        return
    for keyword, value in schema.items():
        here = (*at, keyword)
        if keyword not in _KEYWORDS and keyword not in _OWN:
            yield _note(here, "keyword", keyword)
        elif keyword == "format" and isinstance(value, str) and value not in _checked_formats():
            yield _note(here, "format", value)
        elif keyword == "x-prefill" and value not in SOURCES:
            yield _note(here, "prefill", value)
        elif keyword in _SINGLE:
            yield from _in_schema(value, here)
        elif keyword in _NAMED and isinstance(value, Mapping):
            for name, each in value.items():
                if keyword == "properties" and (name == "-" or (name == "" and len(at) == 1)):
                    yield FormNote(pointer_of((*here, name)), "reserved-name", {"name": str(name)})
                yield from _in_schema(each, (*here, name))
        elif keyword in _LISTED and isinstance(value, list):
            for index, each in enumerate(value):
                yield from _in_schema(each, (*here, index))


def _in_ui(element: Any, at: tuple[object, ...]) -> Iterator[FormNote]:
    """Of the JSONForms dialect; unknown types of elements are the reader's to tell."""
    if not isinstance(element, Mapping):
        return
    known = _ELEMENT | _OWN | _ELEMENT_MORE.get(str(element.get("type")), frozenset({"scope"}))
    yield from (_note((*at, key), "option", key) for key in element if key not in known)
    options = element.get("options")
    for name, value in options.items() if isinstance(options, Mapping) else ():
        here = (*at, "options", name)
        values = _OPTIONS.get(name)
        if name not in _OPTIONS:
            yield _note(here, "option", name)
        elif values is not None and value not in values and value not in _checked_formats():
            yield _note(here, "option", f"{name}: {value}")
        elif name == "detail":
            yield from _in_ui(value, here)
    for index, child in enumerate(_list(element, "elements")):
        yield from _in_ui(child, (*at, "elements", index))
    for row, cells in enumerate(_list(element, "rows")):
        for column, cell in enumerate(cells if isinstance(cells, list) else ()):
            yield from _in_ui(cell, (*at, "rows", row, column))


def _in_federal(elements: list[Any], at: tuple[object, ...]) -> Iterator[FormNote]:
    """Of the federal dialect; unknown types of elements are the reader's to tell."""
    for index, element in enumerate(elements):
        if not isinstance(element, Mapping):
            continue
        here = (*at, index)
        known = _FEDERAL | _OWN | _FEDERAL_MORE.get(str(element.get("type")), frozenset({"widget"}))
        yield from (_note((*here, key), "option", key) for key in element if key not in known)
        widget = element.get("widget")
        if widget is not None and widget not in _WIDGETS:
            yield _note((*here, "widget"), "widget", widget)
        yield from _in_federal(_list(element, "children"), (*here, "children"))
        table = element.get("children")
        for row, each in enumerate(_list(table, "rows") if isinstance(table, Mapping) else ()):
            for column, cell in enumerate(_list(each, "cells") if isinstance(each, Mapping) else ()):
                yield from _in_cell(cell, (*here, "children", "rows", row, "cells", column))


def _in_cell(cell: Any, at: tuple[object, ...]) -> Iterator[FormNote]:
    if isinstance(cell, Mapping):
        yield from (_note((*at, key), "option", key) for key in cell if key not in _CELL | _OWN)
        if "format" in cell and cell["format"] not in _CELL_FORMATS:
            yield _note((*at, "format"), "format", cell["format"])


def _list(value: Mapping[str, Any], name: str) -> list[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else []
