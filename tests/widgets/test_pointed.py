"""A list's cursor as a sign, and where it is for whoever follows the terminal's own."""

from textual.app import App, ComposeResult
from textual.geometry import Offset

from portal_tui.widgets.pointed import PointedList


class Lists(App[None]):
    def compose(self) -> ComposeResult:
        yield PointedList("one", "two")


async def test_filled_anew_where_it_has_no_room_it_points_at_its_corner() -> None:
    """The checklist of a narrow window, behind the discussion: it has the focus, and no lines."""
    app = Lists()
    async with app.run_test() as pilot:
        tasks = app.query_one(PointedList)
        tasks.highlighted = 1
        assert tasks.pointed_at == Offset(0, 1)
        tasks.styles.height = 0
        await pilot.pause()
        tasks.set_options(["one", "two", "three"])
        tasks.highlighted = 2
        assert tasks.pointed_at == Offset(0, 0)
        tasks.styles.height = 3
        await pilot.pause()
        assert tasks.pointed_at == Offset(0, 2)
