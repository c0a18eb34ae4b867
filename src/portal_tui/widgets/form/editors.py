"""Where one types: a line and an area, each there once and moved to the field that has the cursor."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.widget import Widget
from textual.widgets import Input, TextArea

from portal_tui.forms.grid import is_block
from portal_tui.forms.layout import one_line

from .in_order import InOrder


class Rest(InOrder, Widget, can_focus=True):
    """Has the focus where nothing is typed; it isn't seen."""

    types = False
    pointed_at = Offset(0, 0)
    """Where on the page the cursor is."""
    begin: Callable[[str], bool]
    """Begins what a first sign begins here; whether it begins anything."""

    def render(self) -> str:
        return ""

    def unbound(self, event: events.Key) -> bool:
        if not event.is_printable or not event.character or not self.begin(event.character):
            return False
        event.stop()
        event.prevent_default()
        return True


class CellRest(Rest):
    """Has the focus on a cell of a table: what is typed there begins its answer anew."""

    types = True

    def typed(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.begin(event.character or "")


class Line(InOrder, Input, inherit_bindings=False):
    """A line to type in, where enter does what it does around it. What is pasted is kept whole (T7)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in Input.BINDINGS if isinstance(each, Binding) and each.key != "enter"
    ]

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.replace(one_line(event.text), *sorted(self.selection))

    def action_paste(self) -> None:
        """Insert the clipboard, its line breaks as spaces."""
        self.replace(one_line(self.app.clipboard), *sorted(self.selection))


class LineEditor(Line):
    """Types in a field of one line."""

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self.cursor_blink = False
        self.display = False

    @property
    def text(self) -> str:
        """What is written."""
        return self.value

    def load(self, text: str, *, keep_cursor: bool = False) -> None:
        """Show ``text``: the cursor behind it, or where it was."""
        position = self.cursor_position if keep_cursor else len(text)
        self.value = text
        self.cursor_position = min(position, len(text))


class CellEditor(LineEditor, inherit_bindings=False):
    """Types the answer of a cell anew: the keys that move in a table go on moving in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each
        for each in Line.BINDINGS
        if isinstance(each, Binding) and {"left", "right", "home", "end"}.isdisjoint(each.key.split(","))
    ]

    def _on_paste(self, event: events.Paste) -> None:
        """A block goes to the table around."""
        if not is_block(event.text):
            super()._on_paste(event)


class AreaEditor(InOrder, TextArea):
    """Types in a field of several lines."""

    own_keys = frozenset({"enter"})

    def __init__(self) -> None:
        super().__init__(compact=True, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        self.cursor_blink = False
        self.display = False

    def load(self, text: str, *, keep_cursor: bool = False) -> None:
        """Show ``text``: the cursor at its end, or where it was."""
        before: Any = self.cursor_location
        self.load_text(text)
        self.move_cursor(before if keep_cursor else self.document.end)
