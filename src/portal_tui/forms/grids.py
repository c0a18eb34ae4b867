"""Sees the table in an object of objects that all ask for the same: their titles head its rows (T6)."""

from typing import Final

import msgspec

from .model import Field, Group, Kind, Static, Table

_IN_A_CELL: Final[frozenset[Kind]] = frozenset(
    {"text", "integer", "number", "money", "date", "email", "boolean", "choice"}
)


def as_table(group: Group) -> Group:
    """The group with its rows in a table where it has such, else as it is: nothing that it says is lost."""
    rows = [item for item in group.items if isinstance(item, Group) and _is_row(item)]
    columns = {tuple(map(_column, _cells(row))) for row in rows}
    if len(rows) < 2 or len(rows) < len(group.items) or len(columns) != 1:
        return group
    (heads,) = columns
    table = Table(
        key=f"{group.key}/rows",
        columns=("", *(title for _, title, _ in heads)),
        rows=tuple((Static(key=f"{row.key}/head", text=row.title), *_cells(row)) for row in rows),
    )
    return msgspec.structs.replace(group, items=(table,))


def _cells(row: Group) -> tuple[Field, ...]:
    return tuple(item for item in row.items if isinstance(item, Field) and item.kind in _IN_A_CELL)


def _column(field: Field) -> tuple[str, str, Kind]:
    return field.pointer.rpartition("/")[2], field.title, field.kind


def _is_row(group: Group) -> bool:
    cells = _cells(group)
    plain = not (group.help or group.rules or any(cell.rules for cell in cells))
    return plain and bool(group.title) and len(cells) == len(group.items) > 1
