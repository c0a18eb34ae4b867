"""The last line before the terminal: whatever a widget was given, no byte of it is a command (B4).

An app puts ``GUARD`` first among its line filters (Textual's own make text of control segments)::

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [GUARD, *super().get_line_filters()]

It sees every line of every widget, border titles, toasts and tooltips too. It doesn't see what is printed
outside the screen: exit messages and tracebacks are ``clean``\\ ed where they are written.
"""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from portal_tui.safe_text import DECEIVERS, REPLACEMENT, TERMINAL_CONTROLS

_HARMFUL: Final = re.compile(f"[{TERMINAL_CONTROLS}{DECEIVERS}]")
"""Line breaks and tabs too: inside a line of the screen they move the cursor."""


class GuardFilter(LineFilter):
    """Takes control characters, control segments and all links but plain https out of a line."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line without anything that a terminal would obey; its width stays as it was laid out."""
        return [
            Segment(
                text if text.isprintable() else _HARMFUL.sub(_blank, text),
                style if style is None or style.link is None else _with_safe_link(style),
            )
            for text, style, control in segments
            if not control
        ]


GUARD: Final = GuardFilter()
"""The one filter to add: lines are cached by filter, so it must stay the same object."""


def _blank(match: re.Match[str]) -> str:
    """As many cells as the harmful character was counted for when the line was laid out."""
    return REPLACEMENT * cell_len(match[0])


@lru_cache(1024)
def _with_safe_link(style: Style) -> Style:
    return style if style.link and _is_safe(style.link) else style.update_link(None)


def _is_safe(link: str) -> bool:
    """Whether a link is plain https, to a host that is written as it is: no lookalikes, no user part."""
    if not (link.isascii() and link.isprintable() and " " not in link):
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
