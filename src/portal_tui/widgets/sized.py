"""A screen that knows the size of the terminal before it is shown, so that it is styled and painted once."""

from typing import Any

from textual.app import App
from textual.screen import Screen


def sized(screen: Screen[Any], app: App[Any]) -> Screen[Any]:
    """The screen, with the classes that Textual gives it for its size once it has been painted."""
    if not screen.is_running:
        for breakpoints, cells in zip(
            (app.HORIZONTAL_BREAKPOINTS, app.VERTICAL_BREAKPOINTS), app.size, strict=True
        ):
            fitting = [(least, name) for least, name in breakpoints or () if least <= cells]
            screen.add_class(*(name for _, name in fitting and [max(fitting)]), update=False)
    return screen
