"""The themes: every text can be read on every ground."""

from itertools import product

import pytest
from textual.color import Color
from textual.theme import Theme

from portal_tui.widgets.themes import THEMES

TEXTS = (
    "foreground",
    "text",
    "text-muted",
    "text-disabled",
    "accent",
    "warning",
    "error",
    "primary",
    "secondary",
    "success",
)
GROUNDS = ("background", "surface", "panel")


def luminance(colour: Color) -> float:
    """The relative luminance of WCAG 2."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: Color, second: Color) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_guidelines_say() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), Color.parse("#fff")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), product(TEXTS, GROUNDS))
def test_every_text_can_be_read_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    colours = theme.to_color_system().generate()
    assert contrast(Color.parse(colours[text]), Color.parse(colours[ground])) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_there_is_one_accent(theme: Theme) -> None:
    assert theme.primary == theme.accent
    assert theme.success == theme.foreground, "what is done needs no colour"


def test_there_is_a_dark_and_a_light_one() -> None:
    assert {theme.name: theme.dark for theme in THEMES} == {"portal-dark": True, "portal-light": False}
