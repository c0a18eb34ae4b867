"""What keys and pasting do in a table, as in a spreadsheet."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from portal_tui.forms import grid
from portal_tui.forms.answers import parse_answer
from portal_tui.forms.grid import At, Direction
from portal_tui.forms.model import Field
from portal_tui.forms.picture import Cell, Stop
from portal_tui.forms.tables import first_column
from portal_tui.safe_text import clean
from portal_tui.texts import texts

if TYPE_CHECKING:
    from .view import FormView


def go(view: "FormView", stop: Stop, direction: Direction) -> None:
    """To the next cell in a direction; above the first row and below the last one leaves the table."""
    cell = _cell(stop)
    step = 1 if direction in ("down", "right") else -1
    within = view.sheet.page.neighbour(stop.name, step, item=False) if stop.part == "option" else None
    if within is not None and within.item.key == stop.item.key:
        view.go(within)
    elif at := grid.towards(cell.table, At(cell.row, cell.column), direction):
        _show(view, stop, at)
    elif direction in ("up", "down") and (beyond := _beyond(view, cell, step)):
        view.go(beyond)


def following(view: "FormView", stop: Stop, step: int) -> Stop | None:
    """The next or previous cell that can be filled in, then what stands behind or before the table."""
    cell = _cell(stop)
    editable = view.sheet.drawer.editable
    at = grid.following(cell.table, At(cell.row, cell.column), step, editable)
    return _revealed(view, stop, at) if at else _beyond(view, cell, step)


def _beyond(view: "FormView", cell: Cell, step: int) -> Stop | None:
    """The stop behind the table, or before it."""
    stops = view.sheet.page.stops
    own = [index for index, each in enumerate(stops) if each.cell and each.cell.table.key == cell.table.key]
    at = own[-1] + 1 if step > 0 else own[0] - 1
    return stops[at] if 0 <= at < len(stops) else None


def _show(view: "FormView", stop: Stop, at: At) -> None:
    if (found := _revealed(view, stop, at)) is not None:
        view.go(found)


def _revealed(view: "FormView", stop: Stop, at: At) -> Stop | None:
    """The stop of a cell, its column brought into view."""
    cell = _cell(stop)
    field = grid.field_at(cell.table, at)
    if field is None:
        return None
    first = first_column(view.sheet.drawer, cell, at.column)
    if view.filling.first_columns.get(cell.table.key, 0) != first:
        view.filling.first_columns[cell.table.key] = first
        view.sheet.redraw(stop.name, view.filling.drawer())
    own = (each for each in view.sheet.page.stops if each.item.key == field.key)
    return next(own, None)


def reveal(view: "FormView", pointers: Iterable[str]) -> None:
    """Bring the first column into view in which one of these answers stands."""
    wanted = set(pointers)
    for stop in tuple(view.sheet.page.stops):
        for row, cells in enumerate(stop.cell.table.rows if stop.cell else ()):
            for column, each in enumerate(cells):
                if isinstance(each, Field) and each.pointer in wanted:
                    _revealed(view, stop, At(row, column))
                    return


def shows(stop: Stop, pointers: Iterable[str]) -> bool:
    """Whether all these answers stand in the table of a stop."""
    rows = stop.cell.table.rows if stop.cell else ()
    own = {each.pointer for row in rows for each in row if isinstance(each, Field)}
    return own.issuperset(pointers)


def means(view: "FormView", action: str, parameters: tuple[object, ...]) -> bool:
    """Whether a key has its meaning here: those of tables leave their other meaning to everything else."""
    stop = view.sheet.current
    in_table = stop is not None and stop.cell is not None
    if action == "revert":
        return in_table and view.sheet.editor is not None
    if action == "edit" or (action == "move" and parameters[0] in ("first", "last")):
        return in_table
    return True


def type_in(view: "FormView", stop: Stop, typed: str) -> None:
    """What is typed replaces what is there; a total says that it is computed."""
    if stop.part == "total":
        computed = stop.item.computed is not None
        view.say(texts(view.form.language)("form.cell-computed" if computed else "form.cell-fixed"))
    else:
        _begin(view, stop)
        view.sheet.edit_cell(stop, typed, inside=False)


def _begin(view: "FormView", stop: Stop) -> None:
    """Typing begins in a cell: what is there can come back."""
    view.before = view.value(stop)
    view.typed = view.text_of(stop)


def edit(view: "FormView", stop: Stop) -> None:
    """Change what is there, the arrows moving in it."""
    if stop.part == "cell":
        _begin(view, stop)
        view.sheet.edit_cell(stop, view.text_of(stop), inside=True)


def revert(view: "FormView", stop: Stop) -> None:
    """The answer as it was before one typed here."""
    view.keep(stop.item.pointer, view.before, stop)
    view.show(stop)


def paste(view: "FormView", stop: Stop, text: str) -> None:
    """A block is laid over the cells from here on; what found no cell is said."""
    cell = _cell(stop)
    say = texts(view.form.language)
    laid = grid.pasted(cell.table, At(cell.row, cell.column), text, view.sheet.drawer.editable)
    for field, each in laid.texts:
        value = parse_answer(field, each, view.form.language)
        if view.filling.value(field.pointer) != value:
            view.filling.put(field.pointer, value)
            view.post_message(view.Changed(field.pointer, value))
    view.draw()
    view.reload()
    view.say(
        say.plural("form.pasted-left-out", len(laid.left_out), texts=clean(", ".join(laid.left_out[:3])))
        if laid.left_out
        else say.plural("form.pasted", len(laid.texts))
    )


def _cell(stop: Stop) -> Cell:
    assert stop.cell is not None  # only stops in tables come here
    return stop.cell
