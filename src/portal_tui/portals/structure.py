"""Checks data against the dataclasses that describe it, and says each difference at its place.

Pydantic finds them all at once; here its findings become problems in our words. Imported only where a
definition is loaded, never on the way to the first screen.
"""

import dataclasses
import difflib
import json
import types
import typing
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from .problems import PortalProblem, Problems
from .source import Keys, Node

T = TypeVar("T")

_EXPECTED: Final = {
    "string_type": "text",
    "bool_type": "boolean",
    "bool_parsing": "boolean",
    "int_type": "integer",
    "int_parsing": "integer",
    "int_from_float": "integer",
    "float_type": "number",
    "dict_type": "mapping",
    "dataclass_type": "mapping",
    "dataclass_exact_type": "mapping",
    "tuple_type": "list",
    "list_type": "list",
    "none_required": "nothing",
}
"""What pydantic says was expected, as a kind of value."""

_CHOICES: Final = {
    frozenset({"mapping", "text"}): "wording",
    frozenset({"boolean", "mapping"}): "boolean-or-condition",
    frozenset({"boolean", "integer", "text"}): "scalar",
}
"""Kinds that stand together in a choice."""

_ADAPTERS: Final[dict[type[Any], TypeAdapter[Any]]] = {}

_SHOWN: Final = 40
"""Characters of a value, and words of a list, that a problem quotes at most."""


def adapter(cls: type[T]) -> TypeAdapter[T]:
    """The checker of a definition's class; made once."""
    if cls not in _ADAPTERS:
        _ADAPTERS[cls] = TypeAdapter(cls)
    return _ADAPTERS[cls]


def checked(cls: type[T], node: Node, problems: Problems) -> T | None:
    """The data of ``node`` as a ``cls``, or None with every difference noted."""
    try:
        return adapter(cls).validate_json(json.dumps(node.plain()), strict=True)
    except ValidationError as error:
        problems.extend(_problems(cls, node, error.errors(include_url=False)))
        return None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def unknown(code: str, word: str, known: Iterable[str], node: Node) -> PortalProblem:
    """A problem about a word that isn't known: ``<code>-near`` names the nearest one, else ``code`` all."""
    known = sorted(known)
    near = nearest(word, known)
    if near is not None:
        return node.place.problem(f"{code}-near", found=word, near=near)
    listed = ", ".join(known[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
    return node.place.problem(code, found=word, known=listed or "—")


def _problems(cls: type[Any], top: Node, errors: list[ErrorDetails]) -> Iterable[PortalProblem]:
    kinds: dict[Keys, list[ErrorDetails]] = defaultdict(list)
    for error in errors:
        kinds[_keys(top, error)].append(error)
    for keys, found in kinds.items():
        # Of a choice between a word and a mapping, the finding inside the mapping says more.
        if not any(other[: len(keys)] == keys and len(other) > len(keys) for other in kinds):
            yield _problem(cls, top, keys, found)


def _problem(cls: type[Any], top: Node, keys: Keys, found: list[ErrorDetails]) -> PortalProblem:
    place = top.at(*keys)
    error = found[0]
    match error["type"]:
        case "missing":
            return place.problem("key-missing", key=str(keys[-1]))
        case "unexpected_keyword_argument" | "extra_forbidden":
            known = _known_keys(cls, keys[:-1])
            return unknown("key-unknown", str(keys[-1]), known, Node(None, place))
        case "literal_error":
            known = typing.get_args(_type_at(cls, keys))
            return unknown("value-unknown", str(error["input"]), map(str, known), Node(None, place))
    expected = frozenset(_EXPECTED.get(each["type"], "other") for each in found)
    kind = _CHOICES.get(expected) or (next(iter(expected)) if len(expected) == 1 else "other")
    return place.problem(f"kind-{kind}", found=_quoted(top, keys))


def _keys(top: Node, error: ErrorDetails) -> Keys:
    """Where an error is in the data: pydantic's location without the branches of choices."""
    keys: list[str | int] = []
    node: Node | None = top
    *above, last = error["loc"] or ("",)
    for part in (*above, last):
        below = node.value if node is not None else None
        inside = isinstance(below, list) and isinstance(part, int) and part < len(below)
        if (isinstance(below, dict) and part in below) or inside:
            node = typing.cast("dict[str | int, Node]", below)[part]
            keys.append(part)
    if error["type"] == "missing":
        keys.append(last)
    return tuple(keys)


def _quoted(top: Node, keys: Keys) -> str:
    node = top
    for key in keys:
        node = node.value[key]
    written = json.dumps(node.plain(), ensure_ascii=False)
    return written if len(written) <= _SHOWN else written[: _SHOWN - 1] + "…"


def _known_keys(cls: type[Any], keys: Keys) -> tuple[str, ...]:
    found = _type_at(cls, keys)
    return tuple(f.name for f in dataclasses.fields(found)) if dataclasses.is_dataclass(found) else ()


def _type_at(cls: type[Any], keys: Keys) -> Any:
    """The type of what stands at a path: of a choice, the dataclass or the set of words in it."""
    found: Any = cls
    for key in keys:
        found = _narrowed(found)
        if dataclasses.is_dataclass(found):
            found = typing.get_type_hints(found).get(str(key))
        else:
            arguments = typing.get_args(found)
            found = (arguments[0] if isinstance(key, int) else arguments[-1]) if arguments else None
    return _narrowed(found)


def _narrowed(found: Any) -> Any:
    if typing.get_origin(found) not in (typing.Union, types.UnionType):
        return found
    arguments = typing.get_args(found)
    useful = (a for a in arguments if dataclasses.is_dataclass(a) or typing.get_origin(a) in (tuple, dict))
    literal = (a for a in arguments if typing.get_origin(a) is typing.Literal)
    return next((*useful, *literal).__iter__(), arguments[0])
