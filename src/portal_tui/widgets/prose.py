"""Text that is laid out anew for the width it has; lines end only where they may.

Textual ends lines at no-break spaces too: before a colon, between a number and its unit.
"""

import re
from collections.abc import Callable
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.visual import VisualType
from textual.widgets import Static

_NO_BREAK: Final = "\u00a0"
_WORD: Final = re.compile(r" *[^ ]+ *")


Draw = Callable[[int], Content]
"""What is said in so many cells of width."""


def _nothing(_: int) -> Content:
    return Content("")


class Fitted(Static):
    """Shows what ``draw`` makes of its width."""

    def __init__(self, draw: Draw = _nothing, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._draw = draw
        self._drawn = (0, Content(""))

    def show(self, draw: Draw) -> None:
        """Show something else."""
        self._draw, self._drawn = draw, (0, Content(""))
        self.refresh(layout=True)

    def render(self) -> Content:
        return self._at(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._at(width).get_height({}, width) if width else 0

    def _at(self, width: int) -> Content:
        if width != self._drawn[0]:
            self._drawn = (width, self._draw(width))
        return self._drawn[1]


class Prose(Static):
    """A ``Static`` whose lines end at spaces where they may.

    It isn't painted again for what it says already: every save says most of a workspace anew.
    """

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Say this instead."""
        before = self.content
        if not (isinstance(before, Content) and isinstance(content, Content) and before.is_same(content)):
            super().update(content, layout=layout)

    def render(self) -> Content:
        return self._broken(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._broken(width).get_height({}, width) if width else 0

    def _broken(self, width: int) -> Content:
        said = self.visual
        assert isinstance(said, Content)
        return said if self.styles.text_wrap == "nowrap" else broken(said, width)


class Hint(Prose):
    """As many lines as it is high; the last ends with … where there is more to say."""

    def render(self) -> Content:
        width, height = self.size
        if not height:
            return Content("")
        lines = super().render().split("\n", allow_blank=True)
        rest = Content(" ").join(lines[height - 1 :]).truncate(width, ellipsis=True)
        return Content("\n").join([*lines[: height - 1], rest])


def unbroken(text: str) -> str:
    """A text that stays on one line: a date, a key with what it does."""
    return text.replace(" ", _NO_BREAK)


def broken(text: Content, width: int) -> Content:
    """A text in lines of at most ``width`` cells; a word longer than that is folded."""
    lines = (part for line in text.split("\n", allow_blank=True) for part in _lines(line, width))
    return Content("\n").join(lines)


def hung(mark: Content, text: Content, width: int) -> Content:
    """A text behind a mark, its further lines below its first."""
    room = max(width - mark.cell_length, 1)
    first, *more = (part for line in text.split("\n", allow_blank=True) for part in _lines(line, room))
    indent = " " * mark.cell_length
    return Content("\n").join([mark + first, *(Content(indent) + line for line in more)])


def _lines(line: Content, width: int) -> list[Content]:
    starts, used = [], 0
    for word in _WORD.finditer(line.plain):
        said = Content(word.group())
        if used and used + said.rstrip(" ").cell_length > width:
            starts.append(word.start())
            used = 0
        used += said.cell_length
    parts = [part.rstrip(" ") for part in line.divide(starts)] if starts else [line]
    return [piece for part in parts for piece in _folded(part, width)]


def _folded(line: Content, width: int) -> list[Content]:
    return line.wrap(width) if line.cell_length > width > 0 else [line]
