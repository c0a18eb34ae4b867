"""The list of the program: any query, in any order, at any length, at the same cost.

It holds some pages around what is seen and reads on by cursors (keysets) as somebody moves; only a dragged
scrollbar asks for an offset. It never lays out and paints only the lines that changed.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import events, work
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollDown, ScrollTo, ScrollUp
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from portal_tui.contract.pages import Page
from portal_tui.contract.problems import Problem

from .binding import bind
from .columns import Column, Sort
from .row_painter import ListTexts, Look, RowPainter, regions_of
from .row_reader import RowReader
from .row_window import Identified, Row, Source
from .viewport import FIRST, LAST, Place, Request, Step, Viewport

PATIENCE = 0.2
"""Seconds before waiting is shown: shorter waits would only flicker."""

R = TypeVar("R", bound=Identified)


class WindowList(ScrollView, Generic[Row], inherit_bindings=False):
    """A list of rows with a cursor, as a window on a query."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "window-list--row",
        "window-list--cursor",
        "window-list--cursor-blurred",
        "window-list--sign",
        "window-list--sign-blurred",
        "window-list--header",
        "window-list--sorted",
        "window-list--stale",
        "window-list--failed",
    }
    BINDINGS = [
        bind("list.open", "open"),
        bind("list.up", "move(-1)"),
        bind("list.down", "move(1)"),
        bind("list.page-up", "page(-1)"),
        bind("list.page-down", "page(1)"),
        bind("list.first", "first"),
        bind("list.last", "last"),
        bind("list.retry", "retry"),
    ]

    class AboutRow(Message, Generic[R]):
        """Something about the row under the cursor."""

        def __init__(self, window_list: "WindowList[R]", row: R) -> None:
            super().__init__()
            self.window_list = window_list
            self.row = row

        @property
        def control(self) -> "WindowList[R]":
            return self.window_list

    class Highlighted(AboutRow[R]):
        """The cursor is on another row."""

    class Opened(AboutRow[R]):
        """Somebody wants to see a row: enter, or a click on the row under the cursor."""

    class SortRequested(Message):
        """Somebody clicked the title of a sortable column."""

        def __init__(self, window_list: "WindowList[Any]", key: str) -> None:
            super().__init__()
            self.window_list = window_list
            self.key = key

        @property
        def control(self) -> "WindowList[Any]":
            return self.window_list

    count: reactive[int | None] = reactive(None, repaint=False, init=False)
    """How many rows there are, None until somebody has counted them."""
    stale: reactive[bool] = reactive(False, repaint=False, init=False)
    """Whether what is seen waits, for longer than PATIENCE, to be replaced."""
    problem: reactive[Problem | None] = reactive(None, repaint=False, init=False)
    """Why rows could not be read."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        source: Source[Row],
        *,
        texts: ListTexts,
        first: Page[Row] | None = None,
        sort: Sort | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._texts = texts
        self._sort = sort
        self._viewport: Viewport[Row] = Viewport()
        self._reader = RowReader(self._viewport, source, self._show)
        self._painter: RowPainter[Row] | None = None
        self._lines: list[Row | None] = []
        self._place = Place(0, 0)
        self._highlighted: int | None = None
        self._timer: Timer | None = None
        if first is not None:
            self._viewport.receive(FIRST, first)

    # What screens call

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._viewport.row

    @property
    def index(self) -> int:
        """The place of the cursor in the whole list, from 0; estimated as the scrollbar is."""
        return self._viewport.place.cursor

    @property
    def pointed_at(self) -> Offset:
        """Where in this widget the cursor is: on its row, below the titles of the columns."""
        return Offset(0, self._place.cursor - self._place.top + 1)

    def set_source(
        self, source: Source[Row], first: Page[Row] | None = None, *, sort: Sort | None = None
    ) -> None:
        """Show another query from its beginning; the old rows stay until the new ones are there."""
        self._sort = sort
        self._reader.read_from(source)
        self._viewport.restart()
        if first is not None:
            self._viewport.receive(FIRST, first)
        self._begin()
        self.refresh(Region(0, 0, self.size.width, 1))

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show other columns, or the same ones in another language."""
        self._columns = tuple(columns)
        self.redraw()

    def redraw(self) -> None:
        """Draw every line again, because what cells say depends on more than the row (time, language)."""
        self._painter = None
        self.refresh()

    def refresh_rows(self) -> None:
        """Read again what is seen, because somebody may have changed it. The cursor stays on its row."""
        self._reader.read_again()
        self._begin()

    # Reading

    def on_mount(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._read()
        self.call_after_refresh(self._count_rows)  # what is seen is asked for first: many take long to count

    def _read(self) -> None:
        """Read what lacks, in place of a reading that nobody needs any more; show what there is."""
        if self._reader.start():
            self._read_on()
        if self._timer is None and self._viewport.waiting:
            self._timer = self.set_timer(PATIENCE, self._lose_patience)
        self._show()

    @work(group="rows", exclusive=True)
    async def _read_on(self) -> None:
        await self._reader.read_on()

    @work(group="count", exclusive=True)
    async def _count_rows(self) -> None:
        self.count = await self._reader.count()
        self._show()

    def _lose_patience(self) -> None:
        self._timer = None
        self.stale = self._viewport.waiting

    # Showing

    @property
    def _body_height(self) -> int:
        return max(0, self.size.height - 1 - (self.problem is not None and self.row is not None))

    def watch_stale(self) -> None:
        self.refresh()

    def watch_problem(self) -> None:
        self._viewport.resize(self._body_height)
        self.refresh()

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self._painter = None

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._painter = None

    def on_resize(self) -> None:
        self._painter = None
        self._viewport.resize(self._body_height)
        self._read()

    def _show(self) -> None:
        """Paint what changed: whole lines, and only those."""
        viewport = self._viewport
        self.problem = self._reader.problem
        if not viewport.waiting:
            if self._timer is not None:
                self._timer.stop()
                self._timer = None
            self.stale = False
        self._show_thumb()
        lines, place = viewport.lines(), viewport.place
        if not self._lines or not any(lines):
            self.refresh()
        else:
            old_cursor, new_cursor = (at.cursor - at.top for at in (self._place, place))
            moved = {old_cursor, new_cursor} if old_cursor != new_cursor else set[int]()
            changed = [
                line
                for line, row in enumerate(lines)
                if line in moved or line >= len(self._lines) or row != self._lines[line]
            ]
            if changed:
                self.refresh(*regions_of(changed, self.scrollable_size.width))
        self._lines, self._place = lines, place
        row = viewport.row
        if row is not None and row.id != self._highlighted:
            self._highlighted = row.id
            self.post_message(self.Highlighted(self, row))

    def _show_thumb(self) -> None:
        """Move the scrollbar without a layout: it has its column whether it is needed or not."""
        height = self._viewport.total + 1
        if self.virtual_size.height != height:
            self.set_reactive(Widget.virtual_size, Size(self.size.width, height))
            self.vertical_scrollbar.window_virtual_size = height
            self.vertical_scrollbar.window_size = self.size.height
        self.scroll_y = self._viewport.thumb

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        # A thumb drawn in eighths of a cell stands still for many rows: then its column isn't sent again.
        height = self.size.height
        hidden = self.virtual_size.height - height
        eighth = hidden / (8 * height) if height and hidden > 0 else 1
        self.vertical_scrollbar.position = new_value // eighth * eighth

    def render_lines(self, crop: Region) -> list[Strip]:
        # Without Textual's styles cache, which would wrap each kept line again at every scroll: a list has
        # neither border nor padding nor opacity.
        if len(self._lines) != self._body_height:
            # Painted before the resize event came: the rows given at once are in the first frame.
            self._viewport.resize(self._body_height)
            self._lines, self._place = self._viewport.lines(), self._viewport.place
        strips = [self.render_line(y) for y in crop.line_range]
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, self.scrollable_size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        painter = self._painter or self._new_painter()
        if y == 0:
            return painter.header(self._sort)
        if not self._lines or not any(self._lines):
            return self._render_message(painter, y - 2)
        if y > self._body_height and self.problem is not None:
            return painter.text(self._texts.failed(self.problem), failed=True)[0]
        row = self._lines[y - 1] if y <= len(self._lines) else None
        if row is None:
            return painter.blank()
        under_cursor = self._place.top + y - 1 == self._place.cursor
        if self.stale:
            return painter.stale_row(row, under_cursor)
        return painter.row_under_cursor(row) if under_cursor else painter.row(row)

    def _render_message(self, painter: RowPainter[Row], line: int) -> Strip:
        if self.problem is not None:
            content = self._texts.failed(self.problem)
        elif not self._viewport.waiting:
            content = self._texts.empty
        elif self.stale:
            content = self._texts.loading
        else:
            return painter.blank()
        strips = painter.text(content, failed=self.problem is not None)
        return strips[line] if 0 <= line < len(strips) else painter.blank()

    def _new_painter(self) -> RowPainter[Row]:
        blurred = "" if self.has_focus else "-blurred"
        names = ("row", f"cursor{blurred}", f"sign{blurred}", "header", "sorted", "stale", "failed")
        look = Look(
            *(
                self.get_visual_style(f"window-list--{name}", partial=name.startswith("sign"))
                for name in names
            )
        )
        self._painter = RowPainter(self._columns, self.scrollable_size.width, look)
        return self._painter

    # Keys and mouse

    def _move(self, step: Step) -> None:
        self._viewport.step(step)
        self._read()

    def _go(self, jump: Request) -> None:
        self._viewport.go(jump)
        self._read()

    def action_move(self, rows: int) -> None:
        self._move(Step(rows))

    def action_page(self, pages: int) -> None:
        """Move the view and the cursor by a screen; a line of the screen before stays seen."""
        self._move(Step(pages * max(1, self._body_height - 1), "page"))

    def action_first(self) -> None:
        self._go(FIRST)

    def action_last(self) -> None:
        self._go(LAST)

    def action_open(self) -> None:
        if self.row is not None:
            self.post_message(self.Opened(self, self.row))

    def action_retry(self) -> None:
        self.refresh_rows()

    def on_click(self, event: events.Click) -> None:
        if event.y == 0:
            column = self._painter.column_at(event.x) if self._painter else None
            if column is not None and column.sortable:
                self.post_message(self.SortRequested(self, column.key))
            return
        if event.y > self._body_height:
            self.action_retry()
            return
        line = event.y - 1
        if line < len(self._lines) and self._lines[line] is not None:
            rows = self._place.top + line - self._place.cursor
            if rows:
                self._move(Step(rows))
            else:
                self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, direction: int) -> None:
        event.stop()
        event.prevent_default()
        self._move(Step(direction * max(1, round(self.app.scroll_sensitivity_y)), "view"))

    def on_scroll_to(self, message: ScrollTo) -> None:
        message.stop()
        message.prevent_default()
        if message.y is not None:
            self._go(Request(offset=max(0, round(message.y))))

    def on_scroll_up(self, message: ScrollUp) -> None:
        message.stop()
        message.prevent_default()
        self.action_page(-1)

    def on_scroll_down(self, message: ScrollDown) -> None:
        message.stop()
        message.prevent_default()
        self.action_page(1)
