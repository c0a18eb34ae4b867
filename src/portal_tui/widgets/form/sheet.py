"""Paints the page of a form: the lines in view only, whatever its length."""

from collections.abc import Iterator
from typing import ClassVar, Final

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from portal_tui.forms.draw import Drawer
from portal_tui.forms.layout import READABLE, cells
from portal_tui.forms.page import Page
from portal_tui.forms.picture import Role, Span, Stop

from .editors import AreaEditor, CellEditor, CellRest, LineEditor, Rest
from .hints import Hint
from .in_order import KeysUnderWay

MARGIN: Final = 2
"""Cells left of the page: the sign of the cursor stands there."""

CURSOR: Final = "▸"

_ROLES: Final[tuple[Role, ...]] = (
    "title",
    "section",
    "text",
    "help",
    "rule",
    "bar",
    "value",
    "unit",
    "mark",
    "option",
    "count",
    "problem",
)
_LIT: Final[dict[Role, str]] = {
    "title": "form--title-here",
    "bar": "form--here",
    "mark": "form--here",
    "option": "form--option-here",
    "value": "form--cell-here",
}


class Sheet(KeysUnderWay, Widget):
    """The page, with the editors on it, of which one has the focus."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"form--{role}" for role in _ROLES} | set(_LIT.values())

    class Clicked(Message):
        """Somebody clicked a stop."""

        def __init__(self, stop: Stop) -> None:
            super().__init__()
            self.stop_clicked = stop

    class LaidOut(Message):
        """The page has another width."""

    def __init__(self, drawer: Drawer) -> None:
        super().__init__()
        self.drawer = drawer
        self._current: Stop | None = None
        self.hint = Hint()
        """What stands below the item with the cursor: help at the left, keys at the right."""
        self._page: Page | None = None
        self.rest = Rest()
        self.cell_rest = CellRest()
        self._cell = CellEditor()
        self._line = LineEditor()
        self._area = AreaEditor()

    def compose(self) -> ComposeResult:
        yield self.rest
        yield self.cell_rest
        yield self._cell
        yield self._line
        yield self._area

    @property
    def current(self) -> Stop | None:
        """The stop with the cursor."""
        return self._current

    @current.setter
    def current(self, stop: Stop | None) -> None:
        self._current = stop
        self.rest.pointed_at = Offset(stop.x + MARGIN, stop.y) if stop else Offset(0, 0)

    @property
    def page(self) -> Page:
        """The page at the width that the sheet has."""
        return self._page or self._page_at(self.size.width)

    def draw(self, drawer: Drawer) -> None:
        """Draw everything anew."""
        height = self.page.height
        self.drawer = drawer
        self._page = Page(drawer, self.page.width)
        self.refresh(layout=self._page.height != height)

    def redraw(self, name: str, drawer: Drawer) -> bool:
        """Draw the item of one stop anew; whether anything below it has moved."""
        self.drawer = drawer
        moved = self.page.redraw(name, drawer)
        stop = self.page.stop(name)
        if moved or stop is None:
            self.refresh(layout=True)
        else:
            self.refresh(Region(0, stop.top, self.size.width, stop.bottom - stop.top))
        return moved

    def _page_at(self, width: int) -> Page:
        inner = max(width - 2 * MARGIN, 16)
        if self._page is None or self._page.width != inner:
            self._page = Page(self.drawer, inner)
            self.post_message(self.LaidOut())
        return self._page

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._page_at(width).height

    def hold(self, waits: bool) -> None:
        """Keep the keys for what pops up, until it has gone."""
        for each in (self.rest, self.cell_rest, self._cell, self._line, self._area):
            each.waits = waits

    @property
    def editor(self) -> LineEditor | AreaEditor | None:
        """Where one types now."""
        return next((each for each in (self._cell, self._line, self._area) if each.display), None)

    def rest_of(self, stop: Stop | None) -> Rest:
        """What has the focus on a stop while nothing is typed."""
        return self.cell_rest if stop is not None and stop.part in ("cell", "total") else self.rest

    def point(self, stop: Stop | None) -> None:
        """The cursor stands on ``stop``; an editor already there moves with it."""
        self.current = stop
        if stop is not None and self.editor is not None:
            self._place(stop, self.editor)

    def edit(self, stop: Stop, text: str) -> None:
        """The cursor stands on ``stop``, and ``text`` is typed in there where something can be."""
        self.current = stop
        editor = self._line if stop.part == "line" else self._area if stop.part == "area" else None
        self._show_editor(stop, editor, text)

    def edit_cell(self, stop: Stop, text: str, *, inside: bool) -> None:
        """``text`` is typed in the cell of a table; ``inside``: the arrows move in it rather than away."""
        self._show_editor(stop, self._line if inside else self._cell, text)

    def _show_editor(self, stop: Stop, editor: LineEditor | AreaEditor | None, text: str) -> None:
        for each in (self._cell, self._line, self._area):
            each.display = each is editor
        if editor is None:
            self.screen.set_focus(self.rest_of(stop), scroll_visible=False)
        else:
            editor.load(text)
            self._place(stop, editor)
            self.screen.set_focus(editor, scroll_visible=False)

    def _place(self, stop: Stop, editor: Widget) -> None:
        editor.styles.offset = (stop.x + MARGIN, stop.y)
        editor.styles.width = stop.width
        editor.styles.height = stop.height

    def region_of(self, stop: Stop, below: int = 0) -> Region:
        """What has to be in view with a stop: its title, itself, and the line of help or ``below`` lines."""
        bottom = max(min(stop.bottom + 1, stop.y + stop.height + 4), stop.y + 1 + below)
        if stop.cell is not None:
            return Region(0, max(stop.y - stop.heads, 0), self.size.width, stop.heads + 1 + below)
        top = min(stop.top, stop.y) if stop.y - stop.top < 8 else stop.y
        return Region(0, top, self.size.width, max(bottom - top, 1))

    def on_click(self, event: events.Click) -> None:
        found = self.page.stop_at(event.x - MARGIN, event.y)
        if found is not None:
            self.post_message(self.Clicked(found))

    def on_descendant_focus(self) -> None:
        self.refresh()

    def on_descendant_blur(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        here = self.current if self._lit() else None
        y = self._line_shown(y)
        if here is not None and y == (here.head if here.cell else here.bottom) and self.hint.says:
            segments = list(self._hint_line(here))
        else:
            blank = Segment(" " * MARGIN, self.get_component_rich_style("form--text"))
            segments = [blank, *(self._segment(span, here) for span in self.page.line(y))]
        strip = Strip(segments).adjust_cell_length(self.size.width, self.rich_style)
        if here is not None and y == here.y and here.part not in ("line", "area", "list", "files", "cell"):
            return self._with_cursor(strip, here.x)
        return strip

    def _line_shown(self, y: int) -> int:
        """Which line of the page stands at ``y``: the heads of a table stay at the top of what is in view."""
        here = self.current
        if here is None or here.cell is None or not isinstance(self.parent, Widget):
            return y
        top = round(self.parent.scroll_y)
        if here.head < top <= y < min(top + here.heads, here.y) and here.heads * 2 <= self.parent.size.height:
            return here.head + y - top
        return y

    def _lit(self) -> bool:
        return self.has_pseudo_class("focus-within")

    def _segment(self, span: Span, here: Stop | None) -> Segment:
        lit = here is not None and span.stop in (here.name, here.item.key) and span.stop != ""
        lit = lit and (span.role != "value" or (here is not None and here.cell is not None))
        name = _LIT.get(span.role, f"form--{span.role}") if lit else f"form--{span.role}"
        return Segment(span.text, self.get_component_rich_style(name))

    def _with_cursor(self, strip: Strip, x: int) -> Strip:
        at = x + MARGIN - 2
        sign = Strip([Segment(CURSOR, self.get_component_rich_style("form--here"))])
        return Strip.join([strip.crop(0, at), sign, strip.crop(at + 1, strip.cell_length)])

    def _hint_line(self, here: Stop) -> Iterator[Segment]:
        """Help at the left, keys at the right, in the empty line below: nothing moves for it."""
        left = here.x if here.part in ("option", "toggle", "entry", "add") else here.x - 2
        left = 0 if here.cell else max(left, 0)
        style = self.get_component_rich_style("form--help")
        room = min(self.page.width, READABLE) - left
        words, keys = self.hint.fitting(room)
        yield Segment(" " * (left + MARGIN) + words, style)
        yield Segment(" " * max(room - cells(words) - cells(keys), 2) + keys, style)
