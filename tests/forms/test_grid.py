"""Moves and pasting in a table: pure."""

import pytest

from portal_tui.forms.grid import At, Direction, block_of, following, is_block, pasted, towards
from portal_tui.forms.model import Field, Static, Table


def field(name: str, **more: bool) -> Field:
    return Field(key=name, pointer=f"/{name}", kind="money", title=name, **more)


def text(value: str) -> Static:
    return Static(key=value, text=value)


TABLE = Table(
    key="t",
    columns=("Poste", "Prévu", "Réel", "Écart"),
    rows=(
        (text("Cachets"), field("a1"), field("a2"), field("a3", read_only=True)),
        (text("Notes"), text("—"), field("b2"), field("b3", read_only=True)),
        (text("Total"), field("c1"), field("c2")),
    ),
)


@pytest.mark.parametrize(
    ("start", "direction", "end"),
    [
        ((0, 1), "right", (0, 2)),
        ((0, 2), "right", (0, 3)),
        ((0, 3), "right", None),
        ((0, 1), "left", None),
        ((0, 1), "down", (2, 1)),
        ((2, 1), "up", (0, 1)),
        ((1, 2), "left", None),
        ((1, 3), "down", None),
        ((0, 1), "up", None),
        ((0, 2), "first", (0, 1)),
        ((0, 2), "last", (0, 3)),
        ((1, 3), "first", (1, 2)),
    ],
)
def test_moves(start: tuple[int, int], direction: Direction, end: tuple[int, int] | None) -> None:
    assert towards(TABLE, At(*start), direction) == end


def editable(cell: Field) -> bool:
    return not cell.read_only


def test_tab_goes_through_what_can_be_filled_in() -> None:
    at: At | None = At(0, 1)
    seen = []
    while at is not None:
        seen.append(tuple(at))
        at = following(TABLE, at, 1, editable)
    assert seen == [(0, 1), (0, 2), (1, 2), (2, 1), (2, 2)]
    assert following(TABLE, At(1, 3), -1, editable) == (1, 2)
    assert following(TABLE, At(0, 1), -1, editable) is None


@pytest.mark.parametrize(
    ("copied", "rows"),
    [
        ("1\t2\n3\t4\n", [["1", "2"], ["3", "4"]]),
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\r2", [["1"], ["2"]]),
        (" 1 234,50 $ \t\t3", [["1 234,50 $", "", "3"]]),
        ('"deux\nlignes"\t5', [["deux\nlignes", "5"]]),
    ],
)
def test_what_a_spreadsheet_copies(copied: str, rows: list[list[str]]) -> None:
    assert block_of(copied) == rows


def test_a_cell_of_any_length_is_kept_whole() -> None:
    assert block_of("x" * 200_000 + "\t1") == [["x" * 200_000, "1"]]


@pytest.mark.parametrize(
    ("text", "several"), [("12", False), ("12\n", False), ("1\t2", True), ("1\n2", True)]
)
def test_one_cell_is_no_block(text: str, several: bool) -> None:
    assert is_block(text) is several


def test_a_block_is_laid_over_the_cells_and_says_what_found_none() -> None:
    laid = pasted(TABLE, At(0, 2), "1\t2\n3\n\t\n5\n", editable)
    assert [(each.pointer, text) for each, text in laid.texts] == [("/a2", "1"), ("/b2", "3"), ("/c2", "")]
    assert laid.left_out == ("2", "5"), "a computed cell, and a row below the last"
