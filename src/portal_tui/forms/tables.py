"""Draws a table: rows under column heads, numbers aligned, totals marked; where wider, a part of it.

The heads of the rows stay where they are while the columns move; where not even one column has room beside
them, or nobody could move them, the fields of a row stand below one another.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from portal_tui.safe_text import clean

from .answers import unit_sign
from .layout import cells, clipped, hanging, wrapped
from .model import Field, Static, Table
from .picture import BAR, NOTHING, Cell, Picture, Span, Stop, below, beside, indented, plain
from .pointers import get

if TYPE_CHECKING:
    from .draw import Drawer

_GAP: Final = 2
_NARROWEST_HEAD: Final = 16
_WIDEST_HEAD: Final = 44
_WIDTHS: Final = {"integer": 8, "number": 10, "money": 12, "date": 12, "boolean": 16}
_OTHERWISE: Final = 18
_WIDEST: Final = 20
"""Cells to type in."""
_NUMBERS: Final = ("integer", "number", "money")
_CHOSEN: Final = ("boolean", "choice", "many", "documents")
_FOR_HELP: Final = Picture(((),))
"""The line above the heads of the columns: empty until the cursor is in the table."""


class Plan(NamedTuple):
    """What of a table is shown at a width."""

    head: int
    """Cells of the terminal for the heads of the rows, the gap included; 0 where rows have none."""
    columns: tuple[int, ...]
    widths: tuple[int, ...]
    """Of each of these columns, the gap included."""
    all: bool
    """Whether nothing is left out."""


def drawn_table(drawer: "Drawer", table: Table, width: int) -> Picture:
    """The table in at most ``width`` cells of the terminal."""
    said = below((plain(wrapped(table.title, width), "title"), plain(wrapped(table.help, width), "help")))
    plan = plan_of(drawer, table, width)
    if not plan.columns or (drawer.is_still and not plan.all):
        return below((said, *(_stacked(drawer, table, row, width) for row in table.rows)), gap=1)
    heads = _heads(drawer, table, plan, width)
    rows = (_row(drawer, table, number, plan, width) for number in range(len(table.rows)))
    whole = below((said, heads, *rows))
    depth = len(said.lines)
    stops = (
        msgspec.structs.replace(stop, top=depth, bottom=len(whole.lines), head=depth, heads=len(heads.lines))
        for stop in whole.stops
    )
    return Picture(whole.lines, tuple(stops))


def plan_of(drawer: "Drawer", table: Table, width: int, first: int | None = None) -> Plan:
    """The columns that have room, from the one that stands first on; none where rows have to be stacked."""
    count = max([len(table.columns), *map(len, table.rows)], default=0)
    headed = all(row and isinstance(row[0], Static) for row in table.rows)
    places = tuple(range(1 if headed else 0, count))
    widths = {place: _width(drawer, table, place) for place in places}
    longest = max((cells(_head(drawer, table, row)) for row in table.rows), default=0)
    wanted = min(max(longest, cells(table.columns[0]) if table.columns else 0), _WIDEST_HEAD) + _GAP
    narrow = min(_NARROWEST_HEAD + _GAP, wanted) if headed else 0
    if sum(widths.values()) + narrow <= width:
        head = min(wanted, width - sum(widths.values())) if headed else 0
        return Plan(head, places, tuple(widths.values()), all=True)
    first = drawer.first_columns.get(table.key, 0) if first is None else first
    shown: list[int] = []
    room = width - narrow
    for place in places[first:]:
        if widths[place] > room:
            break
        shown.append(place)
        room -= widths[place]
    for place in reversed(places[:first] if shown else ()):
        if widths[place] > room:
            break
        shown.insert(0, place)
        room -= widths[place]
    head = min(wanted, narrow + room) if headed else 0
    return Plan(head, tuple(shown), tuple(widths[place] for place in shown), all=False)


def first_column(drawer: "Drawer", cell: Cell, column: int) -> int:
    """Which column has to stand first for ``column`` to be seen, the least change from now."""
    table = cell.table
    first = drawer.first_columns.get(table.key, 0)
    headed = all(row and isinstance(row[0], Static) for row in table.rows)
    place = column - (1 if headed else 0)
    first = min(first, place)
    while first < place and column not in plan_of(drawer, table, cell.width, first).columns:
        first += 1
    return max(first, 0)


def _width(drawer: "Drawer", table: Table, column: int) -> int:
    """What a column needs: for its widest answer, its unit and the words of its head."""
    asked = [row[column] for row in table.rows if len(row) > column]
    rooms = [_room(drawer, table, column, cell) for cell in asked if isinstance(cell, Field)]
    texts = [min(cells(cell.text), _WIDEST) for cell in asked if isinstance(cell, Static)]
    title = _named(drawer, table, column)
    word = max(map(cells, title.split()), default=0)
    return max([*rooms, *texts, min(word, _WIDEST)], default=0) + _GAP


def _common_unit(drawer: "Drawer", table: Table, column: int) -> str:
    """The unit of all fields of a column, said once at its head; "" where they have none or several."""
    asked = (row[column] for row in table.rows if len(row) > column)
    units = {unit_sign(each, drawer.form.language) for each in asked if isinstance(each, Field)}
    return units.pop() if len(units) == 1 else ""


def _unit(drawer: "Drawer", table: Table, column: int, field: Field) -> str:
    """What stands after a number, where the head doesn't say it."""
    return "" if _common_unit(drawer, table, column) else unit_sign(field, drawer.form.language)


def _named(drawer: "Drawer", table: Table, column: int) -> str:
    """The head of a column, with its unit."""
    title = table.columns[column] if column < len(table.columns) else ""
    unit = _common_unit(drawer, table, column)
    return f"{title} ({unit})" if unit and title else title or unit


def _room(drawer: "Drawer", table: Table, column: int, field: Field) -> int:
    unit = _unit(drawer, table, column, field)
    least = _WIDTHS.get(field.kind, _OTHERWISE)
    answer = cells(drawer.shown(field, get(drawer.answers, field.pointer)))
    return cells(BAR) + min(max(least, answer), _WIDEST) + (cells(unit) + 1 if unit else 0)


def _heads(drawer: "Drawer", table: Table, plan: Plan, width: int) -> Picture:
    """The line for help, which columns are in view where some aren't, and the heads of the columns."""
    first = [plain(wrapped(table.columns[0], plan.head - _GAP), "title")] if plan.head else []
    titles = [*first, *(_title(drawer, table, *each) for each in zip(plan.columns, plan.widths, strict=True))]
    depth = max((len(title.lines) for title in titles), default=0)
    sunk = [Picture(((),) * (depth - len(title.lines)) + title.lines) for title in titles]
    line = beside(sunk, [*([plan.head] if plan.head else []), *plan.widths])
    free = NOTHING if drawer.read_only else _FOR_HELP
    return below((free, NOTHING if plan.all else _which(drawer, table, plan), line))


def _which(drawer: "Drawer", table: Table, plan: Plan) -> Picture:
    count = max([len(table.columns), *map(len, table.rows)]) - (1 if plan.head else 0)
    at = 1 if plan.head else 0
    first, last = plan.columns[0] + 1 - at, plan.columns[-1] + 1 - at
    said = drawer.say("form.columns-in-view", first=first, last=last, count=count)
    return plain([f"{'‹' if first > 1 else ' '} {said} {'›' if last < count else ''}".rstrip()], "count")


def _title(drawer: "Drawer", table: Table, column: int, width: int) -> Picture:
    """The head of a column, over its numbers where it has numbers."""
    lines = wrapped(_named(drawer, table, column), width - _GAP)
    asked = [row[column] for row in table.rows if len(row) > column]
    fields = [each for each in asked if isinstance(each, Field)]
    if not fields or any(each.kind not in _NUMBERS for each in fields):
        return plain(lines, "title")
    units = max(cells(_unit(drawer, table, column, each)) for each in fields)
    edge = width - _GAP - (units + 1 if units else 0)
    return plain([" " * max(edge - cells(line), 0) + line for line in lines], "title")


def _row(drawer: "Drawer", table: Table, number: int, plan: Plan, width: int) -> Picture:
    row = table.rows[number]
    own = [cell for cell in row if isinstance(cell, Field)]
    is_total = bool(own) and all(cell.computed is not None for cell in own)
    drawn = []
    if plan.head:
        head = hanging(_head(drawer, table, row), plan.head - _GAP)
        drawn.append(plain(head, "title" if is_total else "text"))
    for column, size in zip(plan.columns, plan.widths, strict=True):
        cell = row[column] if column < len(row) else Static(key="", text="")
        drawn.append(_cell(drawer, cell, Cell(table, number, column, width), size - _GAP))
    depth = max((len(each.lines) for each in drawn), default=0)
    sunk = [each if index == 0 and plan.head else _sunk(each, depth) for index, each in enumerate(drawn)]
    line = beside(sunk, [*([plan.head] if plan.head else []), *plan.widths])
    return below((line, *_problems(drawer, table, row, width)))


def _head(drawer: "Drawer", table: Table, row: Sequence[Field | Static]) -> str:
    """The head of a row, with its star where something in it has to be answered and still can be."""
    text = clean(row[0].text) if row and isinstance(row[0], Static) else ""
    asked = {*(cell.pointer for cell in row if isinstance(cell, Field)), *_object(table, row)}
    starred = text and not drawer.read_only and not drawer.state.required.isdisjoint(asked)
    return f"{text} *" if starred else text


def _sunk(picture: Picture, depth: int) -> Picture:
    """A cell on the last line of the head of its row, where the eye comes from."""
    return below((Picture(((),) * (depth - len(picture.lines))), picture))


def _object(table: Table, row: Sequence[Field | Static]) -> frozenset[str]:
    """The pointer of the object that this row fills, where it fills one of its own."""
    others = {_holder(cell) for each in table.rows if each is not row for cell in each} - {""}
    own = {_holder(cell) for cell in row} - {""}
    return frozenset(own - others) if len(own) == 1 else frozenset()


def _holder(cell: Field | Static) -> str:
    return cell.pointer.rpartition("/")[0] if isinstance(cell, Field) else ""


def _problems(drawer: "Drawer", table: Table, row: Sequence[Field | Static], width: int) -> list[Picture]:
    """What is wrong in a row, by the heads of its columns where there are several."""
    asked = [(column, cell) for column, cell in enumerate(row) if isinstance(cell, Field)]
    whole = [problem for pointer in _object(table, row) for problem in drawer.problems.get(pointer, ())]
    return [drawer.problem(problem, width) for problem in whole] + [
        drawer.problem(problem, width, f"{table.columns[column]} – " if len(asked) > 1 else "")
        for column, cell in asked
        for problem in drawer.problems.get(cell.pointer, ())
        if column < len(table.columns)
    ]


def _cell(drawer: "Drawer", cell: Field | Static, place: Cell, width: int) -> Picture:
    if isinstance(cell, Static):
        return plain(wrapped(cell.text, width), "text")
    if drawer.editable(cell) and cell.kind in _CHOSEN:
        chosen = drawer.body(
            msgspec.structs.replace(cell, radio=False), get(drawer.answers, cell.pointer), width
        )
        stops = (msgspec.structs.replace(stop, cell=place) for stop in chosen.stops)
        return Picture(chosen.lines, tuple(stops))
    unit = _unit(drawer, place.table, place.column, cell)
    room = width - cells(BAR) - (cells(unit) + 1 if unit else 0)
    text = drawer.shown(cell, get(drawer.answers, cell.pointer))
    editable = drawer.editable(cell)
    text = clipped(" ".join(text.split()) if "\n" in text else text, room) or ("" if editable else "—")
    missing = " " * (room - cells(text))
    line = missing + text if cell.kind in _NUMBERS else text + missing
    spans = [Span(BAR if editable else " " * cells(BAR), "bar", cell.key), Span(line, "value", cell.key)]
    if unit:
        spans.append(Span(f" {unit}", "unit"))
    stop = Stop(cell.key, cell, "cell" if editable else "total", cells(BAR), 0, room, cell=place)
    return Picture((tuple(spans),), () if drawer.read_only else (stop,))


def _stacked(drawer: "Drawer", table: Table, row: Sequence[Field | Static], width: int) -> Picture:
    """A row whose fields stand below one another, each under the title of its column."""
    parts = []
    for column, cell in enumerate(row):
        if isinstance(cell, Static):
            parts.append(plain(wrapped(cell.text, width), "text"))
        else:
            title = table.columns[column] if column < len(table.columns) else cell.title
            titled = drawer.field(msgspec.structs.replace(cell, title=title), width - 2)
            parts.append(indented(titled, 2))
    return below(parts)
