"""Lists whose cursor is a sign, never a colour alone, and where the terminal's own cursor stands with it."""

from typing import ClassVar, Final

from rich.segment import Segment
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import OptionList

_SIGN: Final = "▌"


class PointedList(OptionList):
    """An ``OptionList`` that paints a sign in the first cell of what is under its cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pointed--sign", "pointed--sign-blurred"}

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        line = self.scroll_offset.y + y
        if line >= len(self._lines) or self._lines[line][0] != self.highlighted:
            return strip
        name = "pointed--sign" if self.has_focus else "pointed--sign-blurred"
        style = self.get_component_rich_style(name, partial=True)
        first, rest = strip.divide([1, strip.cell_length])
        return Strip([Segment(_SIGN, (first._segments[0].style or style) + style), *rest])

    @property
    def pointed_at(self) -> Offset:
        """Where in this widget its cursor is: at the first line of what it stands on, once there are lines.

        A list that isn't shown at this width keeps its cursor, and has no lines.
        """
        line = None if self.highlighted is None else self._index_to_line.get(self.highlighted)
        return Offset(0, 0) if line is None else Offset(0, line - self.scroll_offset.y)
