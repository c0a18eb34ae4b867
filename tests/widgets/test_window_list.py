"""The list as people use it: keys, mouse, other people's changes, slow and failing portals."""

from collections.abc import Callable
from functools import partial

import pytest
from rich.segment import Segment
from textual import events, messages
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.message import Message

from portal_tui.widgets import window_list
from portal_tui.widgets.columns import Sort
from portal_tui.widgets.window_list import WindowList
from tests.widgets.list_app import ListApp, settled, until
from tests.widgets.synthetic import COLUMNS, SyntheticRows, row_of

MILLION = 1_000_000
NEVER = 3600.0
SIZE = (120, 40)
BODY = SIZE[1] - 1


def number(index: int) -> str:
    return row_of((index + 1) * 1000).number


def numbers(app: ListApp) -> list[str]:
    """The numbers of the rows seen."""
    return [line[2:13] for line in app.lines[1:] if line]


async def test_rows_given_at_once_are_in_the_first_frame() -> None:
    source = SyntheticRows(MILLION)
    source.hold()
    app = ListApp(source, first=source.page_now())
    async with app.run_test(size=SIZE):
        assert numbers(app) == [number(index) for index in range(BODY)]
        assert app.line_under_cursor == 0


async def test_without_them_they_are_read() -> None:
    app = ListApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert numbers(app) == [number(index) for index in range(BODY)]
        assert app.list.count == MILLION


@pytest.mark.parametrize("length", [MILLION, 1000])
async def test_to_the_end_and_back(length: int) -> None:
    source = SyntheticRows(length)
    app = ListApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("end")
        await settled(pilot)
        assert numbers(app)[-1] == number(length - 1)
        assert app.line_under_cursor == BODY - 1
        assert app.list.index == length - 1
        assert app.list.scroll_y == app.list.max_scroll_y
        await pilot.press("home")
        await settled(pilot)
        assert numbers(app)[0] == number(0)
        assert app.line_under_cursor == 0
        assert len(source.requests) < 9


async def test_keys_move_the_cursor() -> None:
    app = ListApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("down", "j", "down", "up", "k", "j")
        assert app.line_under_cursor == 2
        await pilot.press("pagedown")
        await settled(pilot)
        assert app.list.index == 2 + BODY - 1
        assert app.line_under_cursor == 2
        await pilot.press("pagedown", "pagedown", "pageup", "enter")
        await settled(pilot)
        assert app.opened == [app.highlighted[-1]] == [(2 + 2 * (BODY - 1) + 1) * 1000]


async def test_highlighted_is_said_once_for_each_row() -> None:
    app = ListApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("down", "up", "up")
        app.list.refresh_rows()
        await settled(pilot)
        assert app.highlighted == [1000, 2000, 1000]


async def test_a_click_moves_the_cursor_and_another_one_opens() -> None:
    app = ListApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.click(app.list, offset=(20, 6))
        assert (app.line_under_cursor, app.opened) == (5, [])
        await pilot.click(app.list, offset=(40, 6))
        assert app.opened == [6000]


async def test_a_click_below_the_last_row_does_nothing() -> None:
    app = ListApp(SyntheticRows(3))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.click(app.list, offset=(20, 10))
        assert (app.line_under_cursor, app.opened) == (0, [])


async def test_a_click_on_a_title_asks_for_an_order() -> None:
    app = ListApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        titles = app.lines[0]
        for title in ("Programme", "Au nom de", "Échéance"):
            await pilot.click(app.list, offset=(titles.index(title) + 1, 0))
        assert app.sorts == ["programme", "deadline"]
        assert "Échéance ▲" in titles


async def test_the_wheel_moves_the_view() -> None:
    app = ListApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot._post_mouse_events([events.MouseScrollDown], app.list, offset=(5, 5))
        await settled(pilot)
        assert numbers(app)[0] == number(2)
        assert app.line_under_cursor == 0, "the cursor stays in sight"
        await pilot._post_mouse_events([events.MouseScrollUp], app.list, offset=(5, 5))
        await settled(pilot)
        assert (numbers(app)[0], app.line_under_cursor) == (number(0), 2)


async def test_a_dragged_scrollbar_goes_there() -> None:
    source = SyntheticRows(MILLION)
    app = ListApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        bar = SIZE[0] - 1
        await pilot.mouse_down(app.list, offset=(bar, 0))
        await pilot.hover(app.list, offset=(bar, SIZE[1] // 2))
        await pilot.mouse_up(app.list, offset=(bar, SIZE[1] // 2))
        await settled(pilot)
        assert source.requests[-3]["offset"] is not None or source.requests[-2]["offset"] is not None
        assert app.list.index == pytest.approx(MILLION / 2, rel=0.05)
        assert numbers(app)[0] == number(app.list.index)
        assert app.list.scroll_y == app.list.index


async def test_a_drag_reads_only_where_it_ends_when_the_portal_is_slow() -> None:
    source = SyntheticRows(MILLION)
    app = ListApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        before = numbers(app)
        source.hold()
        bar = SIZE[0] - 1
        await pilot.mouse_down(app.list, offset=(bar, 0))
        for y in (5, 9, 14, 30, 10):
            await pilot.hover(app.list, offset=(bar, y))
        await pilot.mouse_up(app.list, offset=(bar, 10))
        assert numbers(app) == before, "the old rows stay until the new ones are there"
        source.release()
        await settled(pilot)
        assert app.list.index == pytest.approx(MILLION / 4, rel=0.05)
        assert numbers(app)[0] == number(app.list.index)


@pytest.mark.parametrize("moves", [["down"] * 3, ["pagedown"] * 4 + ["down"] * 2, ["end", "up", "up"]])
async def test_rows_inserted_elsewhere_move_nothing(moves: list[str]) -> None:
    source = SyntheticRows(MILLION)
    app = ListApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        for key in moves:
            await pilot.press(key)
            await settled(pilot)
        before, cursor = app.lines, app.line_under_cursor
        for key in range(1, 90):
            source.insert(key)
        app.list.refresh_rows()
        await settled(pilot)
        assert (app.lines, app.line_under_cursor) == (before, cursor)
        assert app.list.count == MILLION + 89
        await pilot.press("home")
        await settled(pilot)
        assert app.list.row is not None
        assert app.list.row.id == 1


async def test_a_row_that_changed_is_painted_alone() -> None:
    source = SyntheticRows(MILLION)
    app = ListApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        source.change(5000)
        app.list.painted.clear()
        app.list.refresh_rows()
        await settled(pilot)
        assert app.list.painted == [(Region(0, 5, SIZE[0] - 1, 1),)]


async def test_the_cursor_stays_beside_a_row_that_has_gone() -> None:
    source = SyntheticRows(MILLION)
    app = ListApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.list.action_move(50)
        await settled(pilot)
        line = app.line_under_cursor
        source.remove(51_000)
        app.list.refresh_rows()
        await settled(pilot)
        assert app.line_under_cursor == line
        assert app.highlighted[-1] == 52_000


async def test_somebody_who_moves_while_rows_are_read_again_is_not_thrown_back() -> None:
    source = SyntheticRows(MILLION)
    app = ListApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        source.insert(1)
        source.hold()
        app.list.refresh_rows()
        app.list.action_move(60)
        await pilot.press(*["pagedown"] * 3)
        source.release()
        await settled(pilot)
        assert app.highlighted[-1] == (60 + 3 * (BODY - 1) + 1) * 1000


async def test_a_late_answer_does_not_undo_a_newer_move() -> None:
    source = SyntheticRows(MILLION)
    app = ListApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        source.hold()
        await pilot.press("end", "home", "down")
        source.release()
        await settled(pilot)
        assert app.list.index == 1
        assert numbers(app)[0] == number(0)


async def test_another_query_replaces_the_rows_when_its_own_are_there() -> None:
    slow, quick = SyntheticRows(MILLION), SyntheticRows(MILLION)
    app = ListApp(SyntheticRows(500))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("end")
        await settled(pilot)
        before = numbers(app)
        slow.length = 30
        slow.hold()
        app.list.set_source(slow, sort=Sort("number", descending=True))
        await pilot.pause()
        assert numbers(app) == before
        assert "Numéro ▼" in app.lines[0]
        app.list.set_source(quick)
        slow.release()
        await settled(pilot)
        assert app.list.count == MILLION
        assert (app.list.index, numbers(app)[0]) == (0, number(0))


async def test_another_query_with_its_first_page_shows_at_once() -> None:
    source = SyntheticRows(4)
    source.hold()
    app = ListApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.list.set_source(source, source.page_now())
        assert len(numbers(app)) == 4
        assert not app.list.stale


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets how many seconds a list waits before it says so."""
    return partial(monkeypatch.setattr, window_list, "PATIENCE")


async def test_old_rows_stay_as_they_are_for_a_while(patience: Callable[[float], None]) -> None:
    patience(NEVER)
    slow = SyntheticRows(MILLION)
    slow.hold()
    app = ListApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        before = app.list.render_line(2)
        app.list.set_source(slow)
        await pilot.pause()
        assert not app.list.stale
        assert app.list.render_line(2) == before


async def test_old_rows_are_dimmed_when_the_wait_is_long() -> None:
    slow = SyntheticRows(MILLION)
    slow.hold()
    app = ListApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.list.set_source(slow)
        await until(pilot, lambda: app.list.stale)
        muted = app.list.get_visual_style("window-list--stale").rich_style
        assert {segment.style for segment in app.list.render_line(2)} == {muted}
        assert app.line_under_cursor == 0
        slow.release()
        await settled(pilot)
        assert not app.list.stale
        assert {segment.style for segment in app.list.render_line(2)} != {muted}


async def test_narrow_terminals_lose_the_columns_that_matter_least() -> None:
    app = ListApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.list.action_move(20)
        assert [column.title in app.lines[0] for column in COLUMNS] == [True] * len(COLUMNS)
        narrower = ((80, "Numéro Programme État * Échéance ▲"), (60, "Numéro Programme État Échéance ▲"))
        for width, titles in narrower:
            await pilot.resize_terminal(width, 20)
            await settled(pilot)
            assert app.lines[0].split() == titles.split()
            assert max(map(len, app.lines)) < width
            assert app.highlighted[-1] == 21_000
            assert app.line_under_cursor is not None
        await pilot.resize_terminal(*SIZE)
        await settled(pilot)
        assert len(numbers(app)) == BODY


async def test_an_empty_list_says_where_else_to_look() -> None:
    app = ListApp(SyntheticRows(0))
    async with app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        shown = " ".join(" ".join(app.lines[1:]).split())
        assert shown.startswith("Aucune demande ici. Vos organisations en ont 3")
        await pilot.press("down", "up", "end", "home", "pagedown", "enter")
        assert app.opened == []


async def test_a_list_that_is_emptied_and_filled_again() -> None:
    source = SyntheticRows(3)
    app = ListApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        source.length = 0
        app.list.refresh_rows()
        await settled(pilot)
        assert "Aucune demande" in app.lines[2]
        source.length = 2
        app.list.refresh_rows()
        await settled(pilot)
        assert len(numbers(app)) == 2
        assert app.line_under_cursor == 0


async def test_nothing_is_said_while_loading_takes_no_time(patience: Callable[[float], None]) -> None:
    patience(NEVER)
    source = SyntheticRows(MILLION)
    source.hold()
    app = ListApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert app.lines[1:] == [""] * BODY


async def test_loading_is_said_when_it_takes_long() -> None:
    source = SyntheticRows(MILLION)
    source.hold()
    app = ListApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.list.stale)
        assert "Chargement…" in app.lines[2]
        source.release()
        await settled(pilot)
        assert len(numbers(app)) == BODY


async def test_a_portal_that_fails_says_so_and_how_to_try_again() -> None:
    source = SyntheticRows(MILLION)
    source.broken = True
    app = ListApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert "✗ Le portail ne répond pas (unavailable).  F5" in app.lines[2]
        assert app.list.problem is not None
        source.broken = False
        await pilot.press("f5")
        await settled(pilot)
        assert app.list.problem is None
        assert len(numbers(app)) == BODY


async def test_a_failure_keeps_the_rows_and_the_next_move_tries_again() -> None:
    source = SyntheticRows(MILLION)
    app = ListApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        source.broken = True
        await pilot.press("end")
        await settled(pilot)
        assert "✗ Le portail ne répond pas" in app.lines[-1]
        failed = app.list.get_visual_style("window-list--failed").rich_style
        assert {segment.style for segment in app.list.render_line(SIZE[1] - 1)} == {failed}
        assert numbers(app)[0] == number(0)
        await pilot.press("down")
        await settled(pilot)
        assert app.line_under_cursor == 1, "what is held can still be read"
        source.broken = False
        await pilot.press("end")
        await settled(pilot)
        assert "✗" not in "".join(line[:2] for line in app.lines)
        assert numbers(app)[-1] == number(MILLION - 1)


async def test_a_click_on_the_failure_tries_again() -> None:
    source = SyntheticRows(MILLION)
    app = ListApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        source.broken = True
        await pilot.press("end")
        await settled(pilot)
        source.broken = False
        await pilot.click(app.list, offset=(10, SIZE[1] - 1))
        await settled(pilot)
        assert app.list.problem is None


async def test_what_is_only_read_ahead_fails_silently() -> None:
    source = SyntheticRows(MILLION)
    first = source.page_now()
    source.broken = True
    app = ListApp(source, first=first)
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.press("down")
        await settled(pilot)
        assert app.list.problem is None
        assert len(numbers(app)) == BODY


async def test_nobody_counts_everywhere() -> None:
    app = ListApp(SyntheticRows(MILLION, counted=False))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert app.list.count is None
        assert 0 < app.list.max_scroll_y < 500, "the thumb is estimated from what has been seen"
        await pilot.press("end")
        await settled(pilot)
        assert numbers(app)[-1] == number(MILLION - 1)


async def test_a_move_paints_two_lines_and_lays_nothing_out() -> None:
    layouts: list[Message] = []

    def note(message: Message) -> None:
        if isinstance(message, messages.Layout):
            layouts.append(message)

    app = ListApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE, message_hook=note) as pilot:
        await settled(pilot)
        layouts.clear()
        app.list.painted.clear()
        await pilot.press("down")
        assert app.list.painted == [(Region(0, 1, SIZE[0] - 1, 2),)]
        app.list.action_move(BODY - 5)
        for key in (*["down"] * 9, *["pagedown"] * 5, "end", "home"):
            await pilot.press(key)
            await settled(pilot)
        assert layouts == []


async def test_the_cursor_is_seen_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ListApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        assert app.lines[1].startswith("▌ ")
        (strip,) = app.list.render_lines(Region(0, 1, SIZE[0] - 1, 1))
        assert all(segment.style and segment.style.bold for segment in strip)
        colours = {segment.style.color for segment in strip if segment.style}
        assert all(colour and len(set(colour.get_truecolor())) == 1 for colour in colours), "greys only"


async def test_a_list_without_the_focus_keeps_its_place_quietly() -> None:
    app = ListApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        app.screen.set_focus(None)
        await pilot.pause()
        assert app.line_under_cursor == 0
        assert not any(segment.style and segment.style.bold for segment in app.list.render_line(1))


async def test_another_theme_is_drawn_at_once() -> None:
    app = ListApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        dark = app.list.render_line(3)
        app.theme = "portal-light"
        await pilot.pause()
        light = app.list.render_line(3)
        assert light.text == dark.text
        assert [segment.style for segment in light] != [segment.style for segment in dark]


class Censor(LineFilter):
    """Hides every digit."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment("".join("#" if each.isdigit() else each for each in text), style)
            for text, style, _ in segments
        ]


class CensoredApp(ListApp):
    def get_line_filters(self) -> list[LineFilter]:
        return [*super().get_line_filters(), Censor()]


async def test_the_filters_of_the_program_reach_every_line() -> None:
    app = CensoredApp(SyntheticRows(MILLION))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        strips = app.list.render_lines(Region(0, 0, *SIZE))
        assert not any(character.isdigit() for strip in strips for character in strip.text)


def test_every_key_of_the_list_can_be_remapped() -> None:
    bindings = [binding for binding in WindowList.BINDINGS if not isinstance(binding, tuple)]
    assert all(binding.id for binding in bindings)
    assert len({binding.id for binding in bindings}) == len(bindings)
