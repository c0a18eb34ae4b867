"""The last line before the terminal: no byte of a hostile text is a command, no error prints values (B4).

The app is a ``GuardedApp``. Its filter sees every line of every widget, border titles, toasts and tooltips
too. It doesn't see what is printed outside the screen: that is ``clean``\\ ed where it is written.
"""

import re
import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeVar
from urllib.parse import urlsplit

from rich.cells import cell_len
from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from portal_tui.crash import CrashHandler
from portal_tui.safe_text import DECEIVERS, REPLACEMENT, TERMINAL_CONTROLS

ReturnType = TypeVar("ReturnType")

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


class GuardedApp(App[ReturnType]):
    """An app of which nothing but what was meant to be shown reaches the terminal, even when it fails.

    Textual's crash screen prints the local variables of every frame. Two methods replace it: ``panic``, the
    public way out, and ``_fatal_error``, the only private name needed, which is where the values are printed.
    ``_handle_exception`` stays Textual's: tests meet the error itself, and the exit code is 1.
    """

    def __init__(self, crash: CrashHandler | None = None) -> None:
        super().__init__()
        self.crash = crash or CrashHandler()
        """The one that the command line has installed, so that a failure is reported once."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own after the guard: they make text of control segments."""
        return [GUARD, *super().get_line_filters()]

    def panic(self, *renderables: RenderableType) -> None:
        """Leave, with a calm sentence instead of ``renderables``, which go into the report."""
        if self.is_headless or self.crash.sentence:
            super().panic()
        else:
            sentence = self.crash.record(sys.exception(), self._as_text(renderables))
            self.exit(return_code=1)
            super().panic(Text(sentence, overflow="fold"))

    def _fatal_error(self) -> None:
        self.panic()

    def _as_text(self, renderables: Sequence[RenderableType]) -> str:
        with self.console.capture() as capture:
            self.console.print(*renderables, markup=False)
        return Text.from_ansi(capture.get()).plain


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
