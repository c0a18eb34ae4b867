"""The two themes of the program: calm neutrals and one accent.

Red is for errors only, amber for time that runs out only. Each text colour is readable on each ground that it
stands on: at least 4.5 to 1.
"""

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="portal-dark",
    dark=True,
    background="#15181c",
    surface="#1b1f24",
    panel="#22272d",
    boost="#262c33",
    foreground="#d5d9de",
    primary="#6cb2c9",
    secondary="#9aa4ae",
    accent="#6cb2c9",
    success="#d5d9de",
    warning="#dfae4e",
    error="#ee8078",
    variables={"text": "#d5d9de", "text-muted": "#9aa4ae", "text-disabled": "#8b959f"},
)

LIGHT: Final = Theme(
    name="portal-light",
    dark=False,
    background="#faf9f7",
    surface="#f3f1ee",
    panel="#ebe8e4",
    boost="#e4e0da",
    foreground="#2a2d31",
    primary="#12667f",
    secondary="#5c636b",
    accent="#12667f",
    success="#2a2d31",
    warning="#8a5a00",
    error="#b3261e",
    variables={"text": "#2a2d31", "text-muted": "#5c636b", "text-disabled": "#5f656d"},
)

THEMES: Final = (DARK, LIGHT)
"""What the app registers; the first is the one it starts with."""
