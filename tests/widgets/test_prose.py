"""Text that is laid out for its width: lines end only where they may, and anew when the width changes."""

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from portal_tui.widgets.prose import Fitted, Prose, broken, hung, unbroken
from tests.screen_text import screen_text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("sans dire quoi faire\u00a0: tout", ["sans dire quoi", "faire\u00a0: tout"]),
        ("un bail de 1,1\u00a0Ko", ["un bail de", "1,1\u00a0Ko"]),
        ("en tout, 16 cell.", ["en tout, 16", "cell."]),
        ("court", ["court"]),
        ("  en retrait aussi", ["  en retrait", "aussi"]),
        ("un\n\ndeux", ["un", "", "deux"]),
        ("un incommensurablement", ["un", "incommensurablem", "ent"]),
        ("", [""]),
    ],
)
def test_lines_end_at_spaces_where_they_may(text: str, lines: list[str]) -> None:
    assert broken(Content(text), 16).plain.split("\n") == lines


def test_styles_stay_where_they_were() -> None:
    said = broken(Content.assemble("un bail de ", ("1,1\u00a0Ko", "bold")), 12)
    (span,) = said.spans
    assert said.plain[span.start : span.end] == "1,1\u00a0Ko"


def test_further_lines_hang_below_the_first() -> None:
    said = hung(Content("Reçue le   "), Content("8 oct. 16:15 (Montréal)"), 26)
    assert said.plain.split("\n") == ["Reçue le   8 oct. 16:15", "           (Montréal)"]


def test_a_word_too_long_is_folded_beside_its_mark() -> None:
    said = hung(Content("Documents  "), Content("etats-financiers.pdf"), 26)
    assert said.plain.split("\n") == ["Documents  etats-financier", "           s.pdf"]


def test_what_belongs_together_stays_on_a_line() -> None:
    assert broken(Content("Maude   " + unbroken("5 nov. 14:20")), 16).plain == "Maude\n5\u00a0nov.\u00a014:20"


class Page(App[None]):
    def compose(self) -> ComposeResult:
        yield Prose(Content("quoi faire\u00a0: la touche répond partout"))
        yield Fitted(lambda width: Content("─" * width))
        yield Static("la suite")


async def test_it_is_laid_out_anew_for_another_width() -> None:
    app = Page()
    async with app.run_test(size=(30, 10)) as pilot:
        assert _lines(app) == ["quoi faire : la touche répond", "partout", "─" * 30, "la suite"]
        await pilot.resize_terminal(11, 10)
        await pilot.pause()
        assert _lines(app) == ["quoi", "faire : la", "touche", "répond", "partout", "─" * 11, "la suite"]


def _lines(app: App[None]) -> list[str]:
    return [line.replace("\u00a0", " ").rstrip() for line in screen_text(app).splitlines() if line.strip()]
