"""Pictures of text: lines of spans and the places where a cursor can stand, and how they are put together."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal, NamedTuple

import msgspec

from .layout import cells, wrapped
from .model import Table

BAR: Final = "┃ "
"""Stands left of what can be typed in."""

Role = Literal[
    "title", "section", "text", "help", "rule", "bar", "value", "unit", "mark", "option", "count", "problem"
]
"""What a piece of text is, from which its colour comes."""


class Span(NamedTuple):
    """A piece of a line."""

    text: str
    role: Role
    stop: str = ""
    """The name of the stop whose cursor lights it up."""


Line = tuple[Span, ...]

Part = Literal["line", "area", "list", "option", "toggle", "files", "file", "entry", "add", "cell", "total"]
"""How a stop is used: typed in, opened, chosen, switched, removed, added to; in a table typed in or read."""


class Cell(NamedTuple):
    """Where in a table a stop stands."""

    table: Table
    row: int
    column: int
    width: int
    """Cells of the terminal that the whole table has."""


class Stop(msgspec.Struct, frozen=True):
    """A place where the cursor can stand; ``x`` and ``y`` in cells from the picture's corner."""

    name: str
    item: Any
    """The Field or Repeated that it belongs to."""
    part: Part
    x: int
    y: int
    width: int
    height: int = 1
    index: int = 0
    """Of the option or entry."""
    top: int = 0
    """The line where its item begins: shown with it."""
    bottom: int = 0
    """The line below its item, where help has room."""
    cell: Cell | None = None
    head: int = 0
    """Of a cell: the line where the heads of the columns begin, the first of them free for help."""
    heads: int = 0
    """How many lines they have."""


class Picture(NamedTuple):
    """Some lines and the stops on them."""

    lines: tuple[Line, ...] = ()
    stops: tuple[Stop, ...] = ()


NOTHING: Final = Picture()


def plain(lines: Iterable[str], role: Role, stop: str = "") -> Picture:
    """Lines that are one span each."""
    return Picture(tuple((Span(line, role, stop),) if line else () for line in lines))


def below(pictures: Iterable[Picture], gap: int = 0) -> Picture:
    """Pictures one below the other, ``gap`` empty lines between; one that begins with one has its own."""
    lines: list[Line] = []
    stops: list[Stop] = []
    for picture in pictures:
        if not picture.lines:
            continue
        lines += [()] * gap if lines and picture.lines[0] else []
        stops += (moved(stop, 0, len(lines)) for stop in picture.stops)
        lines += picture.lines
    return Picture(tuple(lines), tuple(stops))


def indented(picture: Picture, by: int) -> Picture:
    """A picture moved to the right."""
    margin = Span(" " * by, "text")
    lines = tuple((margin, *line) if line else line for line in picture.lines)
    return Picture(lines, tuple(moved(stop, by, 0) for stop in picture.stops))


def beside(pictures: Sequence[Picture], widths: Sequence[int]) -> Picture:
    """Pictures in columns of these widths; help goes below all of them."""
    depth = max((len(picture.lines) for picture in pictures), default=0)
    lines: list[Line] = [() for _ in range(depth)]
    stops: list[Stop] = []
    left = 0
    for picture, width in zip(pictures, widths, strict=False):
        for number, line in enumerate(picture.lines):
            room = left - sum(cells(span.text) for span in lines[number])
            lines[number] = (*lines[number], *((Span(" " * room, "text"),) if room else ()), *line)
        stops += (msgspec.structs.replace(moved(stop, left, 0), bottom=depth) for stop in picture.stops)
        left += width
    return Picture(tuple(lines), tuple(stops))


def framed(picture: Picture, head: Picture, foot: Picture) -> Picture:
    """An item: its body between what stands above and below it; each stop knows the whole."""
    whole = below((head, picture, foot))
    bottom = len(whole.lines)
    stops = (msgspec.structs.replace(stop, top=0, bottom=bottom) for stop in whole.stops)
    return Picture(whole.lines, tuple(stops))


def helped_below(picture: Picture) -> Picture:
    """A picture whose stops all have their help below the whole of it."""
    bottom = len(picture.lines)
    stops = (msgspec.structs.replace(stop, bottom=bottom) for stop in picture.stops)
    return Picture(picture.lines, tuple(stops))


def ends(left: Span, right: Span, width: int) -> Picture:
    """Two texts at both ends of a line; the right one on a line of its own where there is no room."""
    lines = wrapped(left.text, width)
    if not right.text:
        return plain(lines, left.role, left.stop)
    room = width - cells(lines[-1] if lines else "") - cells(right.text)
    head = plain(lines[:-1], left.role, left.stop)
    last = Span(lines[-1] if lines else "", left.role, left.stop)
    if room < 2:
        margin = Span(" " * max(width - cells(right.text), 0), "text")
        return Picture((*head.lines, (last,), (margin, right)))
    return Picture((*head.lines, (last, Span(" " * room, "text"), right)))


def as_text(picture: Picture) -> list[str]:
    """The lines without their colours."""
    return ["".join(span.text for span in line).rstrip() for line in picture.lines]


def moved(stop: Stop, right: int, down: int) -> Stop:
    """A stop so many cells further to the right and down."""
    if not right and not down:
        return stop
    return msgspec.structs.replace(
        stop,
        x=stop.x + right,
        y=stop.y + down,
        top=stop.top + down,
        bottom=stop.bottom + down,
        head=stop.head + down,
    )
