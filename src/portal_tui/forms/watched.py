"""Which answers anything in a form hangs on: a key typed anywhere else leaves all of it as it is (T7)."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from .model import Condition, Form, Group, Item, Repeated, Section, Table
from .pointers import ABSENT, tokens

_CONDITIONS: Final = ("if", "dependentRequired", "dependentSchemas")
_SWEEPING: Final = frozenset(
    {"$ref", "$dynamicRef", "items", "prefixItems", "contains", "patternProperties", "additionalProperties"}
    | {"unevaluatedItems", "unevaluatedProperties"}
)
"""Keywords that look at answers without naming them."""


class Watched:
    """What a form's conditions look at. Judges by names alone: sometimes too often, never too seldom."""

    def __init__(self, form: Form) -> None:
        self._names: set[str] = set()
        self._all = False
        for condition in _in_schema(form.schema):
            self._watch(condition)
        for section in form.sections:
            for each in (section, *_below(section.items)):
                for rule in each.rules:
                    self._watch_rule(rule.condition)

    def turns_on(self, pointer: str, before: Any, after: Any) -> bool:
        """Whether changing an answer may change what is shown, enabled or required."""
        plain = all(isinstance(each, str | int | float) for each in (before, after))
        if not plain or before is ABSENT or after is ABSENT:
            return True
        return self._all or not self._names.isdisjoint(tokens(pointer))

    def _watch_rule(self, condition: Condition) -> None:
        self._names.update(tokens(condition.scope)[-1:])
        self._watch(condition.schema)
        for part in (*condition.any_of, *condition.all_of):
            self._watch_rule(part)

    def _watch(self, schema: Any) -> None:
        """Every name in a condition's schema; a value that is an object or a list may be anything."""
        if isinstance(schema, Mapping):
            for key, value in schema.items():
                self._names.add(key)
                if key in _SWEEPING or (key == "const" and isinstance(value, Mapping | list)):
                    self._all = True
                self._watch(value)
        elif isinstance(schema, list):
            for each in schema:
                self._watch(each)
        elif isinstance(schema, str):
            self._names.add(schema)


def _in_schema(schema: Any) -> Iterator[Any]:
    if isinstance(schema, Mapping):
        for key, value in schema.items():
            if key in _CONDITIONS:
                yield value
            yield from _in_schema(value)
    elif isinstance(schema, list):
        for each in schema:
            yield from _in_schema(each)


def _below(items: tuple[Item, ...]) -> Iterator[Item | Section]:
    for item in items:
        yield item
        match item:
            case Group() | Repeated():
                yield from _below(item.items)
            case Table():
                for row in item.rows:
                    yield from row
