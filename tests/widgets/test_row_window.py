"""Rows read again around the cursor: what was inserted or removed elsewhere doesn't shift them."""

from collections.abc import Iterable

import pytest

from portal_tui.widgets.row_window import RowWindow, read_around
from tests.widgets.synthetic import LIMIT, SyntheticRow, SyntheticRows


def held(source: SyntheticRows, *offsets: int) -> RowWindow[SyntheticRow]:
    return RowWindow([source.page_now(offset=offset) for offset in offsets], offsets[0])


def around(window: RowWindow[SyntheticRow], row: int, above: int, below: int) -> list[int]:
    """The ids of the rows around one that must be there."""
    ids = [each.id for each in window.rows]
    at = ids.index(row)
    assert at >= above
    return ids[at - above : at + below + 1]


def test_pages_are_added_and_let_go_at_both_sides() -> None:
    source = SyntheticRows(1000)
    window = held(source, 100, 150)
    window.append(source.page_now(offset=200))
    window.prepend(source.page_now(offset=50))
    assert (window.start, window.end) == (50, 250)
    assert window.get(50) == source.page_now(offset=50).items[0]
    window.trim(120, 160)
    assert (window.start, window.end) == (100, 200)
    assert window.before == str(source.key(100))
    assert window.after == str(source.key(199))
    assert (window.get(99), window.get(200)) == (None, None)


def test_one_page_always_stays() -> None:
    window = held(SyntheticRows(1000), 100, 150)
    window.trim(900, 950)
    assert (window.start, window.end) == (150, 200)


def test_an_empty_page_is_an_end() -> None:
    source = SyntheticRows(1000)
    window = held(source, 100)
    source.length = 100
    window.append(source.page_now(after=window.after))
    assert window.after is None
    window.prepend(SyntheticRows(0).page_now())
    assert window.before is None
    assert len(window.rows) == LIMIT


@pytest.mark.parametrize("offset", [0, 25, 49])
@pytest.mark.parametrize(
    ("inserted", "removed"),
    [
        ((), ()),
        (range(1, 700), ()),  # far above
        (range(100_001, 100_120), ()),  # many, just before the page
        (range(124_001, 124_010), ()),  # within the page
        (range(150_001, 150_300), ()),  # after it
        ((), range(1000, 90_000, 1000)),
        ((), range(151_000, 1_001_000, 1000)),
    ],
)
async def test_the_neighbourhood_is_found_again(
    offset: int, inserted: Iterable[int], removed: Iterable[int]
) -> None:
    source = SyntheticRows(1000)
    window = held(source, 100)
    row = source.key(100 + offset)
    for key in inserted:
        source.insert(key)
    for key in removed:
        source.remove(key)
    fresh = await read_around(source, window, 100 + offset, 20, 20)
    every = [source.page_now(offset=start) for start in range(0, 2000, LIMIT)]
    ids = [each.id for page in every for each in page.items]
    at = ids.index(row)
    below = min(20, len(ids) - at - 1)
    above = min(20, at)
    assert around(fresh, row, above, below) == ids[at - above : at + below + 1]


async def test_a_neighbour_takes_the_place_of_a_row_that_has_gone() -> None:
    source = SyntheticRows(1000)
    window = held(source, 100)
    source.remove(source.key(120))
    source.remove(source.key(121))
    fresh = await read_around(source, window, 120, 5, 5)
    found = window.survivor(120, fresh)
    assert found is not None
    assert window.get(found[0]) == fresh.get(found[1])
    assert found[0] == 122


async def test_the_row_before_takes_the_place_of_the_last_one() -> None:
    source = SyntheticRows(120)
    window = held(source, 70)
    source.remove(source.key(119))
    fresh = await read_around(source, window, 119, 5, 5)
    found = window.survivor(119, fresh)
    assert found is not None
    assert found[0] == 118


async def test_nothing_survives_when_everything_has_gone() -> None:
    source = SyntheticRows(1000)
    window = held(source, 100)
    source.length = 0
    fresh = await read_around(source, window, 120, 5, 5)
    assert fresh.rows == []
    assert window.survivor(120, fresh) is None


async def test_an_unchanged_neighbourhood_costs_three_pages_at_most() -> None:
    source = SyntheticRows(1_000_000)
    await read_around(source, held(source, 500_000), 500_020, 15, 22)
    assert len(source.requests) <= 3
