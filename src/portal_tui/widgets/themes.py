"""The two themes of the program: calm neutrals and one accent.

Styles call colours by what they are for: ``$portal-ground``, ``$portal-urgent``.

Red is for errors only, amber for time that runs out only. Each text colour is readable on each ground that it
stands on: at least 4.5 to 1.
"""

from typing import Final

from textual.app import App
from textual.theme import Theme

from .stylesheet import ReadOnce


def _theme(
    name: str,
    *,
    dark: bool,
    ground: str,
    surface: str,
    band: str,
    boost: str,
    text: str,
    muted: str,
    disabled: str,
    here: str,
    urgent: str,
    wrong: str,
) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        background=ground,
        surface=surface,
        panel=band,
        boost=boost,
        foreground=text,
        primary=here,
        secondary=muted,
        accent=here,
        success=text,
        warning=urgent,
        error=wrong,
        variables={
            "text": text,
            "text-muted": muted,
            "text-disabled": disabled,
            "portal-ground": ground,  # what everything stands on
            "portal-band": band,  # bars at the edges, the line under the cursor
            "portal-text": text,
            "portal-muted": muted,  # titles of columns, hints: present, not loud
            "portal-here": here,  # where I am and what is next
            "portal-wrong": wrong,  # errors, nothing else
            "portal-urgent": urgent,  # time running out, nothing else
        },
    )


DARK: Final = _theme(
    "portal-dark",
    dark=True,
    ground="#15181c",
    surface="#1b1f24",
    band="#22272d",
    boost="#262c33",
    text="#d5d9de",
    muted="#9aa4ae",
    disabled="#8b959f",
    here="#6cb2c9",
    urgent="#dfae4e",
    wrong="#ee8078",
)

LIGHT: Final = _theme(
    "portal-light",
    dark=False,
    ground="#faf9f7",
    surface="#f3f1ee",
    band="#ebe8e4",
    boost="#e4e0da",
    text="#2a2d31",
    muted="#5c636b",
    disabled="#5f656d",
    here="#12667f",
    urgent="#8a5a00",
    wrong="#b3261e",
)

THEMES: Final = (DARK, LIGHT)
"""What the app registers; the first is the one it starts with."""


def dress(app: App[None], theme: str) -> None:
    """Give an app these themes and begin with ``theme``; its styles may use their names from the first on."""
    for each in THEMES:
        app.register_theme(each)
    app.theme = theme
    app.stylesheet = ReadOnce(variables=app.get_css_variables())
