"""Tools that the checks of a definition share."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from portal_tui.forms.schema import Walker

from .problems import Problems
from .source import Node
from .structure import unknown

_KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Known:
    """What the parts of a definition may refer to."""

    zone: ZoneInfo | None
    desks: frozenset[str]
    applicants: frozenset[str]
    forms: Mapping[str, Walker]
    templates: frozenset[str]


def check_unique(nodes: Iterable[Node], key: str, problems: Problems, *, exact: bool = True) -> None:
    """Each node's ``key`` is a proper one (lower case and hyphens, where ``exact``) and there only once."""
    first: dict[str, Node] = {}
    for node in nodes:
        named = node.get(key)
        if named is None or not isinstance(named.value, str):
            continue
        if exact and not _KEY.fullmatch(named.value):
            problems.add(named.place.problem("key-form", found=named.value))
        if named.value in first:
            place = first[named.value].place
            problems.add(named.place.problem("twice", found=named.value, file=place.file, first=place.line))
        first.setdefault(named.value, named)


def check_reference(node: Node | None, known: Iterable[str], code: str, problems: Problems) -> None:
    """A text that must name something known."""
    if node is not None and isinstance(node.value, str) and node.value not in known:
        problems.add(unknown(code, node.value, known, node))


def check_number(
    node: Node | None, key: str, holds: Callable[[int], bool], code: str, problems: Problems
) -> None:
    """A whole number that must be in its range."""
    found = node.get(key) if node is not None else None
    if found is not None and type(found.value) is int and not holds(found.value):
        problems.add(found.place.problem(code, found=found.value))
