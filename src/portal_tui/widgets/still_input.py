"""A line to type in, whose cursor stands still."""

from typing import Any

from textual.widgets import Input


class StillInput(Input):
    """An ``Input`` that doesn't blink: what moves draws the eye, and is painted twice a second."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cursor_blink = False
