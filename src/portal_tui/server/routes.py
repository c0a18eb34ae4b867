"""Which operation a method and a path mean: a tree of the operations' own declarations."""

from typing import Any, Final
from urllib.parse import unquote

from portal_tui.contract import OPERATIONS
from portal_tui.contract.operation import Declared


class Found:
    """What stands at a path: operations by method, and the values of the path's fields."""

    __slots__ = ("by_method", "values")

    def __init__(self, by_method: dict[str, Declared], values: list[str]) -> None:
        self.by_method = by_method
        self.values = values

    def fields(self, declared: Declared) -> dict[str, str]:
        """The path's fields, by the names that this operation gives them."""
        return dict(zip(_names(declared), self.values, strict=True))


_ANY: Final = ""
"""Stands for a field among the branches; no declared segment is empty."""
_HERE: Final = "/"
"""Stands among the branches for the operations that end here; no segment holds it."""


def _tree() -> dict[str, Any]:
    root: dict[str, Any] = {}
    for declared in OPERATIONS.values():
        branch = root
        for segment in declared.path[1:].split("/"):
            branch = branch.setdefault(_ANY if segment.startswith("{") else segment, {})
        branch.setdefault(_HERE, {})[declared.method] = declared
    return root


_TREE: Final = _tree()


def find(raw_path: str) -> Found | None:
    """What stands at a path whose segments are still quoted; None where nothing does."""
    branch, values = _TREE, []
    for segment in raw_path[1:].split("/"):
        if segment and segment in branch:
            branch = branch[segment]
        elif _ANY in branch:
            branch = branch[_ANY]
            values.append(unquote(segment))
        else:
            return None
    methods = branch.get(_HERE)
    return None if methods is None else Found(methods, values)


def _names(declared: Declared) -> list[str]:
    return [part[1:-1] for part in declared.path.split("/") if part.startswith("{")]
