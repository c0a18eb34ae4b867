"""A form of 500 fields is built as far as it is in view: widgets and lines, whatever its length."""

import pytest
from textual.strip import Strip

from benchmarks.apps.large_form import document
from portal_tui.widgets.form.sheet import Sheet
from tests.widgets.form_app import FormApp

HEIGHT = 24


async def widgets_of(count: int) -> int:
    app = FormApp(document(count))
    async with app.run_test(size=(80, HEIGHT)) as pilot:
        await pilot.pause()
        return len(app.view.query("*"))


async def test_a_long_form_has_as_many_widgets_as_a_short_one() -> None:
    assert await widgets_of(500) == await widgets_of(20)


async def test_only_lines_in_view_are_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    painted: set[int] = set()
    paint = Sheet.render_line

    def noting(sheet: Sheet, y: int) -> Strip:
        painted.add(y)
        return paint(sheet, y)

    monkeypatch.setattr(Sheet, "render_line", noting)
    app = FormApp(document(500))
    async with app.run_test(size=(80, HEIGHT)) as pilot:
        await pilot.pause()
        assert app.view.sheet.page.height > 50 * HEIGHT
        assert len(painted) <= HEIGHT
        await pilot.press("pagedown")
        await pilot.pause()
        assert len(painted) <= 3 * HEIGHT


async def test_a_key_draws_its_own_field_only(monkeypatch: pytest.MonkeyPatch) -> None:
    app = FormApp(document(500))
    async with app.run_test(size=(80, HEIGHT)) as pilot:
        await pilot.press("a")
        drawn: list[str] = []
        item = type(app.view.sheet.drawer).item
        monkeypatch.setattr(
            type(app.view.sheet.drawer),
            "item",
            lambda drawer, each, width: drawn.append(each.key) or item(drawer, each, width),
        )
        await pilot.press("b")
        await pilot.pause()
        assert app.view.answers == {"f0": "ab"}
        assert len(drawn) == 1
