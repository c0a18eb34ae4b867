"""Draws the lines of a list: titles, rows, the row under the cursor. A line once drawn is kept."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style

from portal_tui.contract.problems import Problem

from .columns import GAP, Column, Sort, place
from .row_window import Row

CURSOR_SIGN = "▌"
_ASCENDING, _DESCENDING = "▲", "▼"
_MARGIN = 2
"""Cells on the left, for the cursor's sign."""
_EDGE = 1
"""Cells on the right."""
_KEPT_LINES = 500
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


class Look(NamedTuple):
    """The styles of a list, as the stylesheet resolved them."""

    row: Style
    cursor: Style
    sign: Style
    header: Style
    sorted_header: Style
    stale: Style
    failed: Style


class ListTexts(NamedTuple):
    """What a list says when it has no rows to show."""

    empty: Content
    """Why there may be none, and where else to look."""
    loading: Content
    failed: Callable[[Problem], Content]
    """What went wrong and which key tries again."""


class RowPainter(Generic[Row]):
    """The lines of a list of some columns, in one width and look."""

    def __init__(self, columns: Sequence[Column[Row]], width: int, look: Look) -> None:
        self.width = width
        self._placed = place(columns, max(1, width - _MARGIN - _EDGE))
        self._look = look
        self._drawn: dict[int, tuple[Row, Strip]] = {}
        self._blank = Strip.blank(width, look.row.rich_style)

    def blank(self) -> Strip:
        """An empty line."""
        return self._blank

    def row(self, row: Row) -> Strip:
        """The line of a row."""
        kept = self._drawn.get(row.id)
        if kept is not None and kept[0] == row:
            return kept[1]
        if len(self._drawn) >= _KEPT_LINES:
            self._drawn.clear()
        strip = self._line(self._cells(row), self._look.row)
        self._drawn[row.id] = (row, strip)
        return strip

    def row_under_cursor(self, row: Row) -> Strip:
        """The line of the row under the cursor: marked by a sign and by weight, not by colour alone."""
        return self._line(self._cells(row), self._look.cursor, CURSOR_SIGN)

    def stale_row(self, row: Row, under_cursor: bool) -> Strip:
        """The line of a row that waits to be replaced."""
        cells = [cell.without_spans for cell in self._cells(row)]
        return self._line(cells, self._look.stale, CURSOR_SIGN if under_cursor else "")

    def header(self, sort: Sort | None) -> Strip:
        """The line of the titles, with the order's sign on the sorted column."""
        titles = []
        for column, _, width in self._placed:
            title = Content(column.title)
            if sort is not None and column.key == sort.key:
                sign = _DESCENDING if sort.descending else _ASCENDING
                title = Content(f"{title.truncate(width - 2, ellipsis=True).plain} {sign}")
                title = title.stylize(self._look.sorted_header)
            titles.append(title)
        return self._line(titles, self._look.header)

    def text(self, content: Content, *, failed: bool = False) -> list[Strip]:
        """Some lines of text, indented like the rows and wrapped."""
        base = self._look.failed if failed else self._look.row
        lines = content.wrap(max(1, self.width - _MARGIN - _EDGE))
        return [self._strip([(line, _MARGIN)], base) for line in lines]

    def column_at(self, x: int) -> Column[Row] | None:
        """The column at a cell of the line."""
        for column, start, width in self._placed:
            if start <= x - _MARGIN < start + width:
                return column
        return None

    def _cells(self, row: Row) -> list[Content]:
        return [_one_line(placed.column.cell(row)) for placed in self._placed]

    def _line(self, cells: Iterable[Content], base: Style, sign: str = "") -> Strip:
        parts: list[tuple[Content, int]] = []
        room = _MARGIN
        if sign:
            parts.append((Content.styled(sign, self._look.sign), 0))
            room -= len(sign)
        for (column, _, width), cell in zip(self._placed, cells, strict=True):
            fitted = cell.truncate(width, ellipsis=True)
            spare = width - fitted.cell_length
            before = spare if column.align == "right" else 0
            parts.append((fitted, room + before))
            room = spare - before + GAP
        return self._strip(parts, base)

    def _strip(self, parts: Iterable[tuple[Content, int]], base: Style) -> Strip:
        """Join texts, each after some blanks, in as few segments as there are changes of style seen."""
        runs: list[tuple[str, Style]] = []
        used = 0
        for content, blanks in parts:
            runs.append((" " * blanks, base))
            runs.extend(content.render(base, end=""))
            used += blanks + content.cell_length
        runs.append((" " * max(0, self.width - used), base))
        segments: list[Segment] = []
        text, style = "", base
        for run, run_style in runs:
            unseen = run.isspace() and run_style.background == style.background
            if run and run_style != style and not unseen:
                if text:
                    segments.append(Segment(text, style.rich_style))
                text, style = "", run_style
            text += run
        if text:
            segments.append(Segment(text, style.rich_style))
        return Strip(segments, max(used, self.width)).adjust_cell_length(self.width)


def _one_line(content: Content) -> Content:
    plain = content.plain
    return Content(_CONTROLS.sub(" ", plain)) if _CONTROLS.search(plain) else content


def regions_of(lines: Sequence[int], width: int) -> list[Region]:
    """Regions of the widget for some lines of its body, neighbours joined."""
    regions: list[Region] = []
    for line in lines:
        if regions and regions[-1].bottom == line + 1:
            regions[-1] = regions[-1].grow((0, 0, 1, 0))
        else:
            regions.append(Region(0, line + 1, width, 1))
    return regions
