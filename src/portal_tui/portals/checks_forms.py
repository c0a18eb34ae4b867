"""What a form file must keep to, and what the forms engine doesn't understand in it."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from portal_tui.forms.formats import FORMATS
from portal_tui.forms.pointers import tokens
from portal_tui.forms.read import NotAFormError, read_form

from .problems import Problems
from .source import Node
from .structure import unknown

_KEYS: Final = ("name", "title", "language", "jsonSchema", "uiSchema")
_STANDARD_FORMATS: Final = ("date", "date-time", "time", "email", "idn-email", "uri", "uuid", "document")
_NAMES: Final = ("properties", "$defs", "patternProperties", "dependentSchemas")
"""Keywords below which a key is a name of the author's."""


def check_form(name: str, form: Node, problems: Problems) -> None:
    """Note every problem of the form in ``forms/<name>.json``."""
    for key in ("name", "jsonSchema"):
        if form.get(key) is None:
            problems.add(form.place.problem("key-missing", key=key))
    for key, node in form.value.items():
        if key not in _KEYS and not key.startswith("x-"):
            problems.add(unknown("key-unknown", key, _KEYS, Node(None, node.place)))
    own = form.text("name")
    if own is not None and own != name:
        problems.add(form.at("name").problem("form-name", found=own, file=name))
    schema = form.get("jsonSchema")
    if schema is not None:
        _check_schema(schema, problems)
        _check_reading(form, problems)


def _check_schema(schema: Node, problems: Problems) -> None:
    for error in _metaschema().iter_errors(schema.plain()):
        problems.add(schema.at(*error.absolute_path).problem("schema-wrong", keyword=str(error.validator)))
    known = {*FORMATS, *_STANDARD_FORMATS}
    for node in _formats(schema):
        if isinstance(node.value, str) and node.value not in known:
            problems.add(unknown("format-unknown", node.value, known, node))


def _formats(schema: Node) -> Iterator[Node]:
    for node in schema.walk():
        found = node.get("format")
        named = node.place.path[-1:] and node.place.path[-1] in _NAMES
        if found is not None and not named:
            yield found


def _check_reading(form: Node, problems: Problems) -> None:
    try:
        read = read_form(form.plain())
    except NotAFormError as error:
        problems.add(form.at("jsonSchema").problem(f"form.{error.code}"))
        return
    for note in read.notes:
        problems.add(form.at(*_keys(note.pointer)).problem(f"form.{note.code}", **note.params))


def _keys(pointer: str) -> Iterator[str | int]:
    return (int(step) if step.isdecimal() else step for step in tokens(pointer))


@cache
def _metaschema() -> Validator:
    schema: Any = Draft202012Validator.META_SCHEMA
    return Draft202012Validator(schema)
