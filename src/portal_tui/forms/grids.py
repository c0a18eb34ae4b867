"""Sees the tables in an object that no layout sets out (T6).

Objects that all ask for the same are rows under their titles; several amounts, one behind the other, are a
column.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

import msgspec

from .model import Field, Group, Item, Kind, Static, Table, fields

_IN_A_CELL: Final[frozenset[Kind]] = frozenset(
    {"text", "integer", "number", "money", "date", "email", "boolean", "choice"}
)
_FEWEST_AMOUNTS: Final = 3


def as_table(group: Group) -> Group:
    """The group with its rows in a table where it has such, else as it is: nothing that it says is lost."""
    rows = [item for item in group.items if isinstance(item, Group) and _is_row(item)]
    columns = {tuple(map(_column, _cells(row))) for row in rows}
    if len(rows) < 2 or len(rows) < len(group.items) or len(columns) != 1:
        return msgspec.structs.replace(group, items=tuple(_in_columns(group)))
    (heads,) = columns
    table = Table(
        key=f"{group.key}/rows",
        columns=("", *(title for _, title, _ in heads)),
        rows=tuple((Static(key=f"{row.key}/head", text=row.title), *_cells(row)) for row in rows),
    )
    return msgspec.structs.replace(group, items=(table,))


def _in_columns(group: Group) -> Iterator[Item]:
    """The items of a group, its amounts below one another."""
    for amounts, run in groupby(group.items, _is_amount):
        items = tuple(run)
        if amounts and len(items) >= _FEWEST_AMOUNTS:
            yield _column_of(tuple(item for item in items if isinstance(item, Field)))
        else:
            yield from items


def _column_of(amounts: tuple[Field, ...]) -> Table:
    rows = ((Static(key=f"{each.key}/head", text=each.title), each) for each in amounts)
    return Table(key=f"{amounts[0].key}/column", columns=("", ""), rows=tuple(rows))


def _is_amount(item: Item) -> bool:
    return isinstance(item, Field) and item.kind == "money" and bool(item.title) and not item.rules


def _cells(row: Group) -> tuple[Field, ...]:
    return tuple(field for field in _fields(row) if field.kind in _IN_A_CELL)


def _fields(row: Group) -> list[Field]:
    """Of a row, what stands in it and in its columns of amounts."""
    return fields(tuple(item for item in row.items if isinstance(item, Field | Table)))


def _column(field: Field) -> tuple[str, str, Kind]:
    return field.pointer.rpartition("/")[2], field.title, field.kind


def _is_row(group: Group) -> bool:
    cells = _cells(group)
    plain = not (group.help or group.rules or any(cell.rules for cell in cells))
    whole = all(isinstance(item, Field | Table) for item in group.items) and len(cells) == len(_fields(group))
    return plain and whole and bool(group.title) and len(cells) > 1
