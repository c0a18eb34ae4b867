"""Lines of one or more rows to choose from, under titles that can't be chosen; moves by the keys of lists."""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from textual.content import Content
from textual.widgets.option_list import Option

from .binding import bind
from .pointed import PointedList


class Line(NamedTuple):
    """Something to choose, or a title (``id`` is empty)."""

    id: str
    said: Content


Draw = Callable[[int], Iterable[Line]]
"""The lines for so many cells of width."""

_PADDING: Final = 3
"""Cells beside a line."""


class Options(PointedList):
    """Keeps its place by id when its lines are renewed."""

    BINDINGS = [
        bind("options.up", "cursor_up"),
        bind("options.down", "cursor_down"),
        bind("options.page-up", "page_up"),
        bind("options.page-down", "page_down"),
        bind("options.first", "first"),
        bind("options.last", "last"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._drawn: Draw | None = None
        self._wanted = ""
        self._drawn_at = 0

    @property
    def at(self) -> str:
        """The id of the line under the cursor; empty where there is none."""
        return (self.highlighted_option.id or "") if self.highlighted_option else ""

    def show(self, draw: Draw, *, at: str = "") -> None:
        """Show what ``draw`` makes of the width, now and whenever that changes.

        The cursor goes to ``at``, else stays on its line, else stands on the first.
        """
        self._drawn, self._wanted, self._drawn_at = draw, at or self.at, 0
        self._redraw()

    def on_resize(self) -> None:
        self._wanted = self._wanted or self.at
        self._redraw()

    def _redraw(self) -> None:
        width = self.scrollable_content_region.width - _PADDING
        if self._drawn is None or width <= 0 or width == self._drawn_at:
            return
        self._drawn_at = width
        offset = self.scroll_offset.y
        shown = list(self._drawn(width))
        self.clear_options()
        self.add_options(Option(line.said, id=line.id or None, disabled=not line.id) for line in shown)
        places = {line.id: place for place, line in enumerate(shown) if line.id}
        self.highlighted = places.get(self._wanted, min(places.values(), default=None))
        self._wanted = ""
        self.scroll_to(y=offset, animate=False)


def spread(left: Content, right: Content, width: int, *, gap: int = 2) -> Content:
    """Two texts at both ends of a line; the left one is shortened where there isn't room for both."""
    room = max(width - right.cell_length - gap, 0)
    shown = left.truncate(room, ellipsis=True) if left.cell_length > room else left
    return Content.assemble(shown, " " * (width - shown.cell_length - right.cell_length), right)
