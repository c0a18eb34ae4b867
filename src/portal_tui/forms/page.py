"""A form laid out at a width: its pictures from top to bottom, and the stops on them in reading order."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from .answers import same
from .draw import Drawer
from .headings import are_numbered
from .model import Form, Item, Section
from .picture import NOTHING, Line, Picture, Stop, moved


class _Block(NamedTuple):
    """A picture with what draws it anew: an item, or nothing where it is a heading."""

    picture: Picture
    draw: Callable[[Drawer], Picture] | None
    gap: int = 1
    """Empty lines below it."""
    section: str = ""
    """The key of the section in which it stands."""


class Page:
    """What a drawer draws, laid out; ``line`` and ``stops`` are in cells from the top."""

    def __init__(self, drawer: Drawer, width: int) -> None:
        self.width = width
        self._blocks = list(_blocks(drawer, width))
        self._lay_out()

    def _lay_out(self) -> None:
        self._tops: list[int] = []
        self.height = 0
        self.stops: list[Stop] = []
        self._block_of: dict[str, int] = {}
        for number, block in enumerate(self._blocks):
            if number and self._blocks[number - 1].draw and not block.picture.lines[0]:
                self.height -= 1  # it begins with an empty line of its own, for help
            self._tops.append(self.height)
            for stop in block.picture.stops:
                self._block_of[stop.name] = number
                self.stops.append(_lowered(stop, self.height))
            self.height += len(block.picture.lines) + block.gap

    def line(self, y: int) -> Line:
        """The line ``y``; an empty one between blocks and below the last."""
        number = bisect_right(self._tops, y) - 1
        if number < 0:
            return ()
        lines = self._blocks[number].picture.lines
        return lines[y - self._tops[number]] if y - self._tops[number] < len(lines) else ()

    def section_of(self, stop: Stop) -> str:
        """The key of the section in which a stop stands."""
        return self._blocks[self._block_of[stop.name]].section if stop.name in self._block_of else ""

    def first_in(self, section: str) -> Stop | None:
        """The first stop of a section."""
        return next((each for each in self.stops if self.section_of(each) == section), None)

    def redraw(self, name: str, drawer: Drawer) -> bool:
        """Draw the item of a stop anew, with ``drawer``; whether anything below has moved."""
        number = self._block_of.get(name)
        draw = self._blocks[number].draw if number is not None else None
        if number is None or draw is None:
            return False
        before = self._blocks[number].picture
        after = draw(drawer)
        self._blocks[number] = self._blocks[number]._replace(picture=after)
        if len(after.lines) == len(before.lines) and after.stops == before.stops:
            return False
        self._lay_out()
        return True

    def stop(self, name: str) -> Stop | None:
        """The stop of a name."""
        return next((each for each in self.stops if each.name == name), None)

    def stop_at(self, x: int, y: int) -> Stop | None:
        """The stop at a cell: on it, or on the line of its title."""
        for each in self.stops:
            if each.y <= y < each.y + each.height and each.x - 2 <= x < each.x + each.width:
                return each
        titled = (each for each in self.stops if each.top <= y < each.y and each.x - 2 <= x)
        return max(titled, key=lambda each: each.x, default=None)

    def stop_of(self, pointer: str) -> Stop | None:
        """The first stop that answers ``pointer``, or else something inside it."""
        own = (each for each in self.stops if each.item.pointer == pointer)
        inside = (each for each in self.stops if each.item.pointer.startswith(pointer + "/"))
        return next(own, None) or next(inside, None)

    def preferred(self, stop: Stop, value: Any) -> Stop:
        """Of a field with several options, the stop of the one that is chosen."""
        if stop.part != "option" or stop.item.kind == "many":
            return stop
        own = (each for each in self.stops if each.item.key == stop.item.key)
        return next((each for each in own if same(each.item.options[each.index].value, value)), stop)

    def neighbour(self, name: str, step: int, *, item: bool) -> Stop | None:
        """The stop after (1) or before (-1) a named one; with ``item``, that of the next item."""
        names = [each.name for each in self.stops]
        if name not in names:
            return None
        at = names.index(name)
        current = self.stops[at]
        following = self.stops[at + 1 :] if step > 0 else self.stops[:at][::-1]
        if not item:
            return following[0] if following else None
        other = next((each for each in following if each.item.key != current.item.key), None)
        if other is None or step > 0:
            return other
        return next(
            each for each in self.stops if each.item.key == other.item.key and each.part == other.part
        )


def _blocks(drawer: Drawer, width: int) -> Iterator[_Block]:
    """A heading or an item each; a section's heading stands close to its first item."""
    form = drawer.form
    heading = drawer.heading(width)
    if heading.lines:
        yield _Block(heading, None)
    number = 0
    for section in form.sections:
        if not drawer.state.shows(section):
            continue
        number += 1
        said, first = number if has_numbers(form) else 0, number == 1
        if (alone := drawer.lone(section, said, width, first=first)) is not None:
            yield _Block(alone, partial(_lone, section, said, width, first), section=section.key)
            continue
        head = drawer.section(section, said, width, first=first)
        if head.lines:
            yield _Block(head, None, 1 if section.help else 0, section.key)
        for item in section.items:
            if drawer.state.shows(item):
                picture = drawer.item(item, width)
                if picture.lines:
                    yield _Block(picture, partial(_item, item, width), section=section.key)


def _lone(section: Section, number: int, width: int, first: bool, drawer: Drawer) -> Picture:
    return drawer.lone(section, number, width, first=first) or NOTHING


def _item(item: Item, width: int, drawer: Drawer) -> Picture:
    return drawer.item(item, width)


def has_numbers(form: Form) -> bool:
    """Whether sections are numbered: several, and not numbered by their own titles."""
    return len(form.sections) > 1 and not are_numbered(section.title for section in form.sections)


def _lowered(stop: Stop, by: int) -> Stop:
    return moved(stop, 0, by)
