"""Reads the files of a definition into values that know where they were written: file, line, path.

YAML here is the plain part of it: no tags, no aliases (they can make a small file huge), and only ``true``,
``false``, ``null`` and decimal numbers are more than text. ``yes``, ``09:30`` and ``2026-11-07`` are text.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import yaml

from .problems import PortalProblem, Problems

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 60

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER: Final = re.compile(r"[-+]?(?:0|[1-9]\d*)")
_DECIMAL: Final = re.compile(r"[-+]?(?:0|[1-9]\d*)?\.\d+|[-+]?(?:0|[1-9]\d*)(?:\.\d+)?[eE][-+]?\d+")
_WORDS: Final = {"true": True, "false": False, "null": None, "~": None, "": None}
_NO_TAG: Final = frozenset({None, "!"})
_AROUND_DOCUMENTS: Final = (
    yaml.StreamStartEvent,
    yaml.StreamEndEvent,
    yaml.DocumentStartEvent,
    yaml.DocumentEndEvent,
)

Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written."""

    file: str
    """Relative to the definition's folder."""
    line: int
    """From 1."""
    path: Keys = ()
    """Keys and indexes from the top of the file."""

    def written(self) -> str:
        """The path as people read it: ``tasks[2].form``."""
        parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return "".join(parts).removeprefix(".")

    def problem(self, code: str, **params: str | int) -> PortalProblem:
        """A problem here."""
        return PortalProblem(file=self.file, line=self.line, path=self.written(), code=code, params=params)


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its place. ``value`` is a scalar, a list of nodes, or a dict of nodes by key."""

    value: Any
    place: Place

    def plain(self) -> Any:
        """The value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def get(self, key: str) -> "Node | None":
        """What stands under a key, if this is a mapping that has it."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def text(self, key: str) -> str | None:
        """The text under a key, if there is one."""
        node = self.get(key)
        return node.value if node is not None and isinstance(node.value, str) else None

    def items(self, key: str) -> list["Node"]:
        """The list under a key; empty if there is none."""
        node = self.get(key)
        return node.value if node is not None and isinstance(node.value, list) else []

    def below(self, key: str | int) -> "Node | None":
        """The entry under a key, or the item at an index, if there is one."""
        if isinstance(key, str):
            return self.get(key)
        return self.value[key] if isinstance(self.value, list) and key < len(self.value) else None

    def at(self, *keys: str | int) -> Place:
        """The place of what stands at a path below, or of the nearest thing above it."""
        node = self
        for key in keys:
            below = node.below(key)
            if below is None:
                break
            node = below
        return node.place

    def walk(self) -> Iterator["Node"]:
        """This node and all below it."""
        yield self
        below = self.value.values() if isinstance(self.value, dict) else self.value
        if isinstance(self.value, dict | list):
            for node in below:
                yield from node.walk()


def read_yaml(path: Path, name: str, problems: Problems) -> Node | None:
    """The content of a YAML file, or None with its problems noted."""
    text = read_text(path, name, problems)
    if text is None:
        return None
    if odd := yaml.reader.Reader.NON_PRINTABLE.search(text):
        place = Place(name, text.count("\n", 0, odd.start()) + 1)
        problems.add(place.problem("sign-not-admitted", sign=f"U+{ord(odd[0]):04X}"))
        return None
    try:
        node = _Builder(name, problems).build(text)
    except _TooDeep as error:
        problems.add(error.args[0])
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problems.add(Place(name, line).problem("yaml-unreadable", column=column))
        return None
    if node is not None and not isinstance(node.value, dict):
        problems.add(node.place.problem("not-a-mapping"))
        return None
    return node


def read_json(path: Path, name: str, problems: Problems) -> Node | None:
    """The content of a JSON file, or None with its problems noted."""
    text = read_text(path, name, problems)
    if text is None:
        return None
    try:
        plain = json.loads(text)
    except json.JSONDecodeError as error:
        problems.add(Place(name, error.lineno).problem("json-unreadable", column=error.colno))
        return None
    except RecursionError:
        problems.add(Place(name, 1).problem("too-deep", limit=MAX_DEPTH))
        return None
    if not isinstance(plain, dict):
        problems.add(Place(name, 1).problem("not-a-mapping"))
        return None
    try:
        # JSON is YAML, but for a few escapes and tabs: where it can be read so, its lines are known.
        return _Builder(name, problems).build(text)
    except _TooDeep as error:
        problems.add(error.args[0])
        return None
    except yaml.YAMLError:
        return _without_lines(plain, Place(name, 1))


def read_text(path: Path, name: str, problems: Problems) -> str | None:
    """The content of a text file in UTF-8, or None with its problems noted."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        problems.add(Place(name, 1).problem("file-missing"))
        return None
    except OSError:
        problems.add(Place(name, 1).problem("file-unreadable"))
        return None
    if len(content) > MAX_BYTES:
        problems.add(Place(name, 1).problem("file-too-large", size=len(content), limit=MAX_BYTES))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.add(Place(name, line).problem("not-utf-8"))
        return None


def _without_lines(plain: Any, place: Place) -> Node:
    if isinstance(plain, dict):
        below = {key: _without_lines(value, _below(place, key)) for key, value in plain.items()}
        return Node(below, place)
    if isinstance(plain, list):
        return Node([_without_lines(item, _below(place, index)) for index, item in enumerate(plain)], place)
    return Node(plain, place)


def _below(place: Place, key: str | int, line: int | None = None) -> Place:
    return replace(place, path=(*place.path, key), line=line or place.line)


class _TooDeep(Exception):
    """Nested deeper than any definition; its argument is the problem."""


class _Builder:
    """Builds nodes from the parser's events: no tag is obeyed, no alias followed."""

    def __init__(self, file: str, problems: Problems) -> None:
        self._file = file
        self._problems = problems

    def build(self, text: str) -> Node | None:
        """The one document of a text; raises YAMLError, _TooDeep."""
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        top: Node | None = None
        for event in self._events:
            if isinstance(event, _AROUND_DOCUMENTS):
                continue
            if top is not None:
                place = Place(self._file, event.start_mark.line + 1)
                self._problems.add(place.problem("second-document"))
                return None
            top = self._node(event, (), 0)
        if top is None:
            self._problems.add(Place(self._file, 1).problem("file-empty"))
        return top

    def _node(self, event: Any, path: Keys, depth: int, line: int = 0) -> Node:
        place = Place(self._file, line or event.start_mark.line + 1, path)
        if depth > MAX_DEPTH:
            raise _TooDeep(place.problem("too-deep", limit=MAX_DEPTH))
        if isinstance(event, yaml.AliasEvent):
            self._problems.add(place.problem("alias", name=event.anchor or ""))
            return Node(None, place)
        if getattr(event, "tag", None) not in _NO_TAG:
            self._problems.add(place.problem("tag", tag=event.tag))
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self._mapping(path, depth), place)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self._list(path, depth), place)
        return Node(_scalar(event), place)

    def _list(self, path: Keys, depth: int) -> list[Node]:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items)), depth + 1))
        return items

    def _mapping(self, path: Keys, depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            key = self._key(event, path, depth)
            node = self._node(next(self._events), (*path, key), depth + 1, line)
            if key in entries:
                first = entries[key].place.line
                self._problems.add(node.place.problem("key-twice", key=key, first=first))
            entries[key] = node
        return entries

    def _key(self, event: Any, path: Keys, depth: int) -> str:
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        node = self._node(event, path, depth + 1)
        self._problems.add(node.place.problem("key-not-text"))
        return ""


def _scalar(event: Any) -> str | int | float | bool | None:
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
