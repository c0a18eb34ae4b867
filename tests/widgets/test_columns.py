"""How columns share a line."""

import pytest
from textual.content import Content

from portal_tui.widgets.columns import GAP, Column, place


def column(key: str, width: int, **more: int) -> Column[str]:
    return Column(key=key, title=key, cell=Content, width=width, **more)


def widths(columns: list[Column[str]], room: int) -> dict[str, int]:
    return {placed.column.key: placed.width for placed in place(columns, room)}


def test_fixed_columns_keep_their_width() -> None:
    assert widths([column("a", 5), column("b", 7)], 100) == {"a": 5, "b": 7}


def test_columns_stand_in_their_order_with_a_gap_between() -> None:
    placed = place([column("a", 5), column("b", 7, weight=1), column("c", 3)], 40)
    assert [each.x for each in placed] == [0, 5 + GAP, 40 - 3]
    assert placed[-1].x + placed[-1].width == 40


def test_weights_share_the_room() -> None:
    shared = widths([column("a", 4, weight=3), column("b", 4, weight=1)], 40 + GAP)
    assert shared == {"a": 30, "b": 10}


def test_a_column_that_is_wide_enough_leaves_the_rest_to_others() -> None:
    shared = widths([column("a", 4, weight=3, most=12), column("b", 4, weight=1)], 40 + GAP)
    assert shared == {"a": 12, "b": 28}


def test_room_that_nobody_wants_stays_free() -> None:
    assert widths([column("a", 4, weight=1, most=6)], 40) == {"a": 6}


@pytest.mark.parametrize(
    ("room", "kept"),
    [(38, "abcd"), (37, "abd"), (30, "abd"), (24, "ab"), (21, "a"), (10, "a")],
)
def test_the_lowest_priority_vanishes_first(room: int, kept: str) -> None:
    columns = [
        column("a", 10, priority=9),
        column("b", 10, priority=5),
        column("c", 6, priority=1),
        column("d", 6, priority=2),
    ]
    assert "".join(widths(columns, room)) == kept


def test_of_equal_priority_the_last_vanishes_first() -> None:
    assert list(widths([column("a", 10), column("b", 10)], 15)) == ["a"]


def test_the_last_column_takes_what_there_is() -> None:
    assert widths([column("a", 10)], 4) == {"a": 4}
