"""Textual's own table with the rows and columns of the list widget, as many as the first argument says."""

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import DataTable

import portal_tui
from portal_tui.widgets.themes import THEMES, dress
from tests.widgets.synthetic import COLUMNS, SyntheticRows


class TableApp(App[None]):
    CSS_PATH = Path(portal_tui.__file__).parent / "styles.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, length: int) -> None:
        super().__init__()
        dress(self, THEMES[0].name)
        self._source = SyntheticRows(length)

    def compose(self) -> ComposeResult:
        table: DataTable[Text] = DataTable(cursor_type="row")
        for column in COLUMNS:
            table.add_column(column.title)
        table.add_rows(self._rows())
        yield table

    def _rows(self) -> Iterator[list[Text]]:
        for offset in range(0, self._source.length, 50):
            for row in self._source.page_now(offset=offset).items:
                yield [Text(column.cell(row).plain) for column in COLUMNS]


if __name__ == "__main__":
    TableApp(int(sys.argv[1])).run()
