"""Where the terminal's own cursor stands, for whoever follows it with a screen reader or a magnifier."""

from textual.app import App
from textual.geometry import Offset


class FocusFollower(App[None]):
    """Keeps the terminal's cursor on what has the focus.

    In a field that is where one types (``cursor_screen_offset``), in a list the line under its cursor
    (``pointed_at``, from the widget's own corner), else where the widget begins.
    """

    @property
    def cursor_position(self) -> Offset:
        """In cells from the top left."""
        focused = self.screen.focused if self.screen_stack else None
        if focused is None:
            return Offset(0, 0)
        typed_at: Offset | None = getattr(focused, "cursor_screen_offset", None)
        pointed_at: Offset = getattr(focused, "pointed_at", Offset(0, 0))
        return focused.region.offset + pointed_at if typed_at is None else typed_at

    @cursor_position.setter
    def cursor_position(self, offset: Offset) -> None:
        """Fields tell where they have their cursor; it is asked for instead."""
