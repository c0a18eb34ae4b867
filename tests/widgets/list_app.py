"""A small program with one list, as the tests, the pictures and the measurements use it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

import portal_tui
from portal_tui.contract.pages import Page
from portal_tui.widgets.columns import Sort
from portal_tui.widgets.row_painter import CURSOR_SIGN, ListTexts
from portal_tui.widgets.themes import THEMES, dress
from portal_tui.widgets.window_list import WindowList
from tests.widgets.synthetic import COLUMNS, SyntheticRow, SyntheticRows

STYLES = Path(portal_tui.__file__).parent / "styles.tcss"
TEXTS = ListTexts(
    empty=Content("Aucune demande ici.\n\nVos organisations en ont 3\u00a0: F2 pour agir en leur nom."),
    loading=Content("Chargement…"),
    failed=lambda problem: Content(f"✗ Le portail ne répond pas ({problem.code}).  F5\u00a0: réessayer"),
)


class WatchedList(WindowList[SyntheticRow]):
    """A list that notes what it paints again."""

    def __init__(self, source: SyntheticRows, first: Page[SyntheticRow] | None) -> None:
        super().__init__(COLUMNS, source, texts=TEXTS, first=first, sort=Sort("deadline"))
        self.painted: list[tuple[Region, ...]] = []

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> "WatchedList":
        if repaint:
            self.painted.append(regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class ListApp(App[None]):
    """Shows ``source``; keeps what the list says."""

    CSS_PATH = STYLES
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, source: SyntheticRows, first: Page[SyntheticRow] | None = None, theme: str = THEMES[0].name
    ) -> None:
        super().__init__()
        dress(self, theme)
        self.list = WatchedList(source, first)
        self.opened: list[int] = []
        self.highlighted: list[int] = []
        self.sorts: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def on_window_list_opened(self, event: WindowList.Opened[SyntheticRow]) -> None:
        self.opened.append(event.row.id)

    def on_window_list_highlighted(self, event: WindowList.Highlighted[SyntheticRow]) -> None:
        self.highlighted.append(event.row.id)

    def on_window_list_sort_requested(self, event: WindowList.SortRequested) -> None:
        self.sorts.append(event.key)

    @property
    def lines(self) -> list[str]:
        """The lines of the list as they are drawn."""
        return [self.list.render_line(y).text.rstrip() for y in range(self.list.size.height)]

    @property
    def line_under_cursor(self) -> int | None:
        """The line that carries the cursor's sign, from 0 under the titles."""
        marked = [y for y, line in enumerate(self.lines[1:]) if line.startswith(CURSOR_SIGN)]
        assert len(marked) <= 1
        return marked[0] if marked else None


async def settled(pilot: Pilot[None]) -> None:
    """All that was asked has been answered and painted."""
    while working := [worker for worker in pilot.app.workers if not worker.is_finished]:
        with suppress(WorkerCancelled):  # what nobody needed any more
            await working[0].wait()
    await pilot.pause()


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Wait for a condition that a timer brings about."""
    while not condition():
        await pilot.pause(0.01)
