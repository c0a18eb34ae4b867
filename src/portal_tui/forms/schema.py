"""Finds one's way in a JSON Schema: references within it, properties wherever they are declared."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from .pointers import pointer_of, tokens

Schema = Mapping[str, Any]


class Property(NamedTuple):
    """A declared property. ``conditions`` are the ``if`` schemas of its object under which it is declared."""

    schema: Schema
    conditions: tuple[Any, ...] = ()


class Place(NamedTuple):
    """Where a schema pointer such as ``/properties/a/items/properties/b`` leads."""

    pointer: str
    """Into the answers; ``-`` stands for an entry of a list."""
    schema: Schema
    conditions: tuple[tuple[str, Any], ...] = ()
    """Under which the property is declared: pointer of the object and schema that it must fit."""


_APPLIED = frozenset(
    {"properties", "required", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "$defs", "definitions"}
    | {"dependentRequired", "dependentSchemas", "additionalProperties", "unevaluatedProperties", "contains"}
)
"""Keywords of a part that apply beside the schema's own rather than in their place."""

_NARROWEST: dict[str, Callable[..., Any]] = {
    "minLength": max,
    "minimum": max,
    "minItems": max,
    "maxLength": min,
    "maximum": min,
    "maxItems": min,
}

_DEEPEST = 8
"""Schemas included in one another deeper than this are not followed: they refer to themselves."""


class Walker:
    """Walks one schema; what it has found once it finds again at no cost."""

    def __init__(self, root: Schema) -> None:
        self._root = root
        self._resolved: dict[int, tuple[Any, Schema]] = {}
        self._properties: dict[int, tuple[Schema, dict[str, Property]]] = {}
        self.start = Place("", self.resolved(root))

    def resolved(self, schema: Any) -> Schema:
        """``schema`` with what its local ``$ref`` and ``allOf`` bring; its own keywords win.

        Limits are the narrowest of all. Properties stay where they are declared: :meth:`properties` finds
        them. Booleans are empty.
        A reference that leads nowhere, round in a circle or out of the document contributes nothing but
        ``x-broken-reference``.
        """
        known = self._resolved.get(id(schema))
        if known is None:
            self._resolved[id(schema)] = (schema, {})  # what a schema that contains itself meets
            known = self._resolved[id(schema)] = (schema, self._with_parts(self._followed(schema)))
        return known[1]

    def _with_parts(self, schema: Schema) -> Schema:
        parts = [self.resolved(each) for each in _listed(schema, "allOf")]
        if not parts:
            return schema
        merged: dict[str, Any] = {}
        for part in [schema, *parts]:
            for keyword, value in part.items():
                if keyword not in merged and (part is schema or keyword not in _APPLIED):
                    merged[keyword] = value
                elif keyword in _NARROWEST and type(value) in (int, float):
                    merged[keyword] = _NARROWEST[keyword](merged[keyword], value)
            if "properties" in part:
                merged.setdefault("type", "object")
        return merged

    def _followed(self, schema: Any) -> Schema:
        merged: dict[str, Any] = dict(schema) if isinstance(schema, Mapping) else {}
        seen: set[str] = set()
        while isinstance(reference := merged.pop("$ref", None), str):
            target = self._target(reference)
            if reference in seen or target is None:
                merged["x-broken-reference"] = reference
                break
            seen.add(reference)
            merged = {**target, **merged}
        return merged

    def _target(self, reference: str) -> Schema | None:
        if reference != "#" and not reference.startswith("#/"):
            return None
        found: Any = self._root
        for step in tokens(fragment_pointer(reference)):
            if isinstance(found, Mapping):
                found = found.get(step)
            elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
                found = found[int(step)]
            else:
                return None
        return found if isinstance(found, Mapping) else None

    def properties(self, schema: Schema) -> dict[str, Property]:
        """The properties of a resolved object schema by name, also those that only some answers bring.

        What ``allOf`` adds to a property is merged into it; what ``then`` or ``else`` alone declare carries
        their condition.
        """
        known = self._properties.get(id(schema))
        if known is None:
            known = self._properties[id(schema)] = (schema, self._declared(schema, 0))
        return known[1]

    def _declared(self, schema: Schema, depth: int) -> dict[str, Property]:
        found = {name: Property(self.resolved(each)) for name, each in _mapped(schema, "properties")}
        if depth == _DEEPEST:
            return found
        for conditions, part in _parts(schema):
            for name, each in self._declared(self.resolved(part), depth + 1).items():
                earlier = found.get(name)
                if earlier is None:
                    found[name] = Property(each.schema, conditions + each.conditions)
                elif not conditions:
                    found[name] = Property({**each.schema, **earlier.schema}, earlier.conditions)
        return found

    def place(self, path: str, start: Place | None = None) -> Place | None:
        """Follow a schema pointer from ``start`` (the root without one); None where it leads nowhere."""
        found = start or self.start
        steps = iter(tokens(fragment_pointer(path)))
        for step in steps:
            if step == "items":
                found = self.entry(found)
                continue
            name = next(steps, "")
            declared = self.properties(found.schema).get(name)
            if step != "properties" or declared is None:
                return None
            found = self.member(found, name, declared)
        return found

    def at(self, pointer: str) -> Place | None:
        """Where an answer's schema is; a number or ``-`` is an entry, where no property is so named."""
        found = self.start
        for step in tokens(pointer):
            declared = self.properties(found.schema).get(step)
            if declared is not None:
                found = self.member(found, step, declared)
            elif step == "-" or step.isdecimal():
                found = self.entry(found)
            else:
                return None
        return found

    def entry(self, parent: Place) -> Place:
        """The place of an entry of a list."""
        return Place(f"{parent.pointer}/-", self.resolved(parent.schema.get("items")), parent.conditions)

    def member(self, parent: Place, name: str, declared: Property) -> Place:
        """The place of a property of ``parent``."""
        conditions = tuple((parent.pointer, condition) for condition in declared.conditions)
        pointer = parent.pointer + pointer_of((name,))
        return Place(pointer, declared.schema, parent.conditions + conditions)


def fragment_pointer(reference: str) -> str:
    """The JSON pointer in ``#/a/b`` or ``/a/b``, percent-decoded."""
    return unquote(reference).removeprefix("#")


def _parts(schema: Schema) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """What a schema includes, with the conditions under which it does."""
    for each in _listed(schema, "allOf"):
        yield (), each
    if "if" in schema:
        yield (schema["if"],), schema.get("then")
        yield ({"not": schema["if"]},), schema.get("else")
    for key, each in _mapped(schema, "dependentSchemas"):
        yield ({"required": [key]},), each
    for each in [*_listed(schema, "anyOf"), *_listed(schema, "oneOf")]:
        yield (), each


def _listed(schema: Schema, name: str) -> list[Any]:
    value = schema.get(name)
    return value if isinstance(value, list) else []


def _mapped(schema: Schema, name: str) -> list[tuple[str, Any]]:
    value = schema.get(name)
    return list(value.items()) if isinstance(value, Mapping) else []
