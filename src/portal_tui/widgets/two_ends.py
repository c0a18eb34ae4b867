"""A line with something at both ends, which says less where there is less room."""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from textual.content import Content
from textual.widget import Widget

from .shrink import Part, shorten

End = Literal["left", "right"]

_GAP: Final = 2


class Ends(NamedTuple):
    """What stands left and right, at length first; ``order`` names which end says less, step by step."""

    left: tuple[Content, ...]
    right: tuple[Content, ...] = (Content(""),)
    order: tuple[End, ...] = ("left", "right", "left", "right", "left", "right")


class TwoEnds(Widget):
    """Lines of two ends each, as high as there are lines."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Ends, ...] = ()

    def say(self, *lines: Ends) -> None:
        """Say these lines."""
        self._lines = lines
        self.refresh()

    def render(self) -> Content:
        return Content("\n").join(in_room(line, self.size.width) for line in self._lines)


def in_room(ends: Ends, width: int) -> Content:
    """The line in ``width`` cells; what is left after saying least gives way at the left."""
    parts: Iterable[Part[End]] = (Part("left", ends.left), Part("right", ends.right))
    said = {part.key: part.forms[0] for part in shorten(tuple(parts), ends.order, width, _GAP)}
    left, right = said.get("left", Content("")), said.get("right", Content(""))
    if not right:
        return left.truncate(width, ellipsis=True)
    left = left.truncate(max(width - right.cell_length - _GAP, 0), ellipsis=True)
    blank = max(width - left.cell_length - right.cell_length, 0)
    return Content.assemble(left, " " * blank, right).truncate(width, ellipsis=True)
