"""Moves in a table and pasted blocks, as in a spreadsheet: pure, by rows and columns."""

import csv
import io
from collections.abc import Callable
from typing import Literal, NamedTuple

from .model import Field, Table

Direction = Literal["up", "down", "left", "right", "first", "last"]


class At(NamedTuple):
    """A place in a table."""

    row: int
    column: int


def field_at(table: Table, at: At) -> Field | None:
    """The field at a place; None where there is text or nothing."""
    if not 0 <= at.row < len(table.rows) or not 0 <= at.column < len(table.rows[at.row]):
        return None
    cell = table.rows[at.row][at.column]
    return cell if isinstance(cell, Field) else None


def towards(table: Table, at: At, direction: Direction) -> At | None:
    """The next place with a field in a direction, or the outermost of the row; None: the table ends there."""
    match direction:
        case "up":
            path = [At(row, at.column) for row in range(at.row - 1, -1, -1)]
        case "down":
            path = [At(row, at.column) for row in range(at.row + 1, len(table.rows))]
        case "left":
            path = [At(at.row, column) for column in range(at.column - 1, -1, -1)]
        case "right":
            path = [At(at.row, column) for column in range(at.column + 1, len(table.rows[at.row]))]
        case "first":
            path = [At(at.row, column) for column in range(len(table.rows[at.row]))]
        case "last":
            path = [At(at.row, column) for column in range(len(table.rows[at.row]) - 1, -1, -1)]
    return next((each for each in path if field_at(table, each) is not None), None)


def following(table: Table, at: At, step: int, accepts: Callable[[Field], bool]) -> At | None:
    """The next (1) or previous (-1) place in reading order whose field ``accepts`` something."""
    places = [
        At(row, column)
        for row, cells in enumerate(table.rows)
        for column, cell in enumerate(cells)
        if isinstance(cell, Field) and (accepts(cell) or (row, column) == at)
    ]
    index = places.index(at) + step
    return places[index] if 0 <= index < len(places) else None


def block_of(text: str) -> list[list[str]]:
    """What a spreadsheet copies: rows, and cells between tabs; quotation marks hold several lines."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error:  # a cell longer than the module takes
        rows = [line.split("\t") for line in text.splitlines()]
    return [[cell.strip() for cell in row] for row in rows]


def is_block(text: str) -> bool:
    """Whether a pasted text is more than one cell."""
    return "\t" in text or "\n" in text.strip("\r\n") or "\r" in text.strip("\r\n")


class Pasted(NamedTuple):
    """What a block comes to at a place: a text for each field, and the texts that found none."""

    texts: tuple[tuple[Field, str], ...]
    left_out: tuple[str, ...]


def pasted(table: Table, at: At, text: str, accepts: Callable[[Field], bool]) -> Pasted:
    """A block laid over the table from a place on; computed cells and what lies outside take nothing."""
    taken: list[tuple[Field, str]] = []
    left_out: list[str] = []
    for down, row in enumerate(block_of(text)):
        for right, each in enumerate(row):
            field = field_at(table, At(at.row + down, at.column + right))
            if field is not None and accepts(field):
                taken.append((field, each))
            elif each:
                left_out.append(each)
    return Pasted(tuple(taken), tuple(left_out))
