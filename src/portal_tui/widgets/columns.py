"""The columns of a list as data, and how they share a line.

A column says how much room it needs and how much more it likes; where the line is too short for all, those of
the lowest priority vanish first.
"""

from collections.abc import Callable, Sequence
from typing import Generic, Literal, NamedTuple, TypeVar

import msgspec
from textual.content import Content

R = TypeVar("R")

GAP = 2
"""Cells between two columns."""


class Column(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """One column of a list of rows ``R``."""

    key: str
    """What ``SortRequested`` calls it."""
    title: str
    cell: Callable[[R], Content]
    """What stands in it: one line, shortened with … where it doesn't fit."""
    width: int
    """Cells: exactly, or at least where ``weight`` is more than 0."""
    weight: int = 0
    """Its share of the room, among those that have one."""
    most: int | None = None
    """Cells beyond which it doesn't grow."""
    align: Literal["left", "right"] = "left"
    priority: int = 1
    """The lowest vanishes first; the highest always stays."""
    sortable: bool = False


class Sort(NamedTuple):
    """The order of a list: by which column, and which way."""

    key: str
    descending: bool = False


class Placed(NamedTuple, Generic[R]):
    """A column with the room that it got."""

    column: Column[R]
    x: int
    width: int


def place(columns: Sequence[Column[R]], room: int) -> tuple[Placed[R], ...]:
    """Share ``room`` cells among the columns that fit, in their order."""
    kept = list(columns)
    while len(kept) > 1 and _needed(kept) > room:
        lowest = min(column.priority for column in kept)
        kept.remove([column for column in kept if column.priority == lowest][-1])
    widths = _widths(kept, room)
    placed, x = [], 0
    for column, width in zip(kept, widths, strict=True):
        placed.append(Placed(column, x, width))
        x += width + GAP
    return tuple(placed)


def _needed(columns: Sequence[Column[R]]) -> int:
    return sum(column.width for column in columns) + GAP * (len(columns) - 1)


def _widths(columns: Sequence[Column[R]], room: int) -> list[int]:
    """Give each its width, then a cell at a time to the one furthest behind its share."""
    widths = [column.width for column in columns]
    left = room - _needed(columns)
    if left < 0:
        return [max(1, width + left) for width in widths[:1]]
    while left > 0:
        growing = [
            position
            for position, column in enumerate(columns)
            if column.weight and (column.most is None or widths[position] < column.most)
        ]
        if not growing:
            break
        next_to_grow = min(growing, key=lambda at: widths[at] / columns[at].weight)
        widths[next_to_grow] += 1
        left -= 1
    return widths
