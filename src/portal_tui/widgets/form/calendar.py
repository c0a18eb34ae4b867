"""Picks a date from a month, by the arrow keys."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from portal_tui.forms.dates import month_page
from portal_tui.widgets.binding import bind

from .in_order import InOrder

_WIDTH = 22
_HEIGHT = 8


class Calendar(InOrder, Widget, can_focus=True):
    """A month over the page, the cursor on a day. Closed by a choice, by escape, or by going elsewhere."""

    types = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "calendar--title",
        "calendar--days",
        "calendar--day",
        "calendar--here",
        "calendar--other",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("form.left", "move(-1)"),
        bind("form.right", "move(1)"),
        bind("form.up", "move(-7)"),
        bind("form.down", "move(7)"),
        bind("form.page-up", "month(-1)"),
        bind("form.page-down", "month(1)"),
        bind("form.use", "choose"),
        bind("popup.close"),
        bind("form.open", "close"),
        bind("form.next", "close"),
        bind("form.previous", "close"),
    ]

    @dataclass
    class Closed(Message):
        """The calendar is to go; ``day`` as YYYY-MM-DD, "" for none."""

        calendar: "Calendar"
        day: str

    def __init__(self, day: date, language: str) -> None:
        super().__init__()
        self.day = day
        self._language = language
        self._answered = False

    @property
    def is_left(self) -> bool:
        return super().is_left or self._answered

    def on_mount(self) -> None:
        self.focus(scroll_visible=False)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return _WIDTH

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return _HEIGHT

    @property
    def lines(self) -> int:
        """How high it is, with what is around it."""
        return _HEIGHT + 2

    def render_line(self, y: int) -> Strip:
        title, days, weeks = month_page(self.day, self._language)
        if y == 0:
            return self._strip([(f" {title}", "title")])
        if y == 1:
            return self._strip([(" " + " ".join(days), "days")])
        if y - 2 >= len(weeks):
            return self._strip([])
        return self._strip([(" ", "day"), *(part for day in weeks[y - 2] for part in self._day(day))])

    def _day(self, day: date) -> list[tuple[str, str]]:
        role = "here" if day == self.day else "day" if day.month == self.day.month else "other"
        return [(f"{day.day:2}", role), (" ", "day")]

    def _strip(self, parts: list[tuple[str, str]]) -> Strip:
        segments = [Segment(text, self.get_component_rich_style(f"calendar--{role}")) for text, role in parts]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def action_move(self, days: int) -> None:
        self._show(self.day.toordinal() + days)

    def action_month(self, step: int) -> None:
        first = self.day.replace(day=1)
        other = (first + timedelta(days=31) if step > 0 else first - timedelta(days=1)).replace(day=1)
        self._show(other.toordinal() + min(self.day.day, _days_in(other)) - 1)

    def _show(self, ordinal: int) -> None:
        self.day = date.fromordinal(max(_FIRST.toordinal(), min(ordinal, _LAST.toordinal())))
        self.refresh()

    def action_choose(self) -> None:
        self._close(self.day.isoformat())

    def on_click(self, event: events.Click) -> None:
        event.stop()
        _, _, weeks = month_page(self.day, self._language)
        week, column = event.y - 2, (event.x - 1) // 3
        if 0 <= week < len(weeks) and 0 <= column < 7:
            self._close(weeks[week][column].isoformat())

    def on_blur(self) -> None:
        self._close("")

    def action_close(self) -> None:
        self._close("")

    def _close(self, day: str) -> None:
        if not self._answered:
            self._answered = True
            self.post_message(self.Closed(self, day))


_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)


def _days_in(first: date) -> int:
    return ((first + timedelta(days=31)).replace(day=1) - first).days
