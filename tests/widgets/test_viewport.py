"""Where the cursor stands: whatever the order in which rows come, the same keys lead to the same row."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal_tui.contract.pages import Page
from portal_tui.widgets.row_window import RowWindow
from portal_tui.widgets.viewport import FIRST, LAST, Place, Request, Step, Viewport
from tests.widgets.synthetic import LIMIT, SyntheticRow, SyntheticRows

HEIGHT = 20


@dataclass
class Driven:
    """A viewport of a source that answers when it is told to."""

    source: SyntheticRows
    viewport: Viewport[SyntheticRow]

    def answer(self) -> bool:
        """Answer what is asked now; False if nothing is."""
        request = self.viewport.request()
        if request is None:
            return False
        self.viewport.receive(request, self.source.page_now(**request._asdict()))
        return True

    def settle(self) -> None:
        while self.answer():
            pass

    @property
    def seen(self) -> list[int | None]:
        """The indices of the rows seen, as their content says."""
        return [row and row.id // 1000 - 1 for row in self.viewport.lines()]

    @property
    def cursor(self) -> int | None:
        row = self.viewport.row
        return row and row.id // 1000 - 1


def driven(length: int, *, count: bool = True, height: int = HEIGHT) -> Driven:
    made = Driven(SyntheticRows(length), Viewport())
    made.viewport.resize(height)
    if count:
        made.viewport.know_count(length)
    made.settle()
    return made


def test_it_begins_at_the_first_row() -> None:
    list_ = driven(1000)
    assert list_.cursor == 0
    assert list_.seen == list(range(HEIGHT))


def test_the_view_follows_the_cursor() -> None:
    list_ = driven(1000)
    list_.viewport.step(Step(HEIGHT))
    assert list_.viewport.place == Place(1, HEIGHT)
    list_.viewport.step(Step(-HEIGHT))
    assert list_.viewport.place == Place(0, 0)


def test_a_page_moves_both() -> None:
    list_ = driven(1000)
    list_.viewport.step(Step(3))
    list_.viewport.step(Step(HEIGHT - 1, "page"))
    assert list_.viewport.place == Place(HEIGHT - 1, HEIGHT + 2)


def test_the_view_moves_alone_until_it_takes_the_cursor_along() -> None:
    list_ = driven(1000)
    list_.viewport.step(Step(5))
    list_.viewport.step(Step(3, "view"))
    assert list_.viewport.place == Place(3, 5)
    list_.viewport.step(Step(3, "view"))
    assert list_.viewport.place == Place(6, 6)
    list_.viewport.step(Step(-6, "view"))
    assert list_.viewport.place == Place(0, 6)


@pytest.mark.parametrize("length", [0, 1, 5, HEIGHT, HEIGHT + 1, 49, 50, 51, 120])
def test_nothing_leads_beyond_either_end(length: int) -> None:
    list_ = driven(length)
    for what in ("cursor", "page", "view"):
        list_.viewport.step(Step(-3, what))
        assert list_.cursor == (0 if length else None)
    for what in ("view", "page", "cursor"):
        for _ in range(length):
            list_.viewport.step(Step(7, what))
            list_.settle()
    assert list_.cursor == (length - 1 if length else None)
    assert [index for index in list_.seen if index is not None] == list(
        range(max(0, length - HEIGHT), length)
    )


@pytest.mark.parametrize("count", [True, False])
def test_to_the_end_and_back(count: bool) -> None:
    list_ = driven(1_000_000, count=count)
    list_.viewport.go(LAST)
    list_.settle()
    assert list_.cursor == 999_999
    assert list_.seen == list(range(1_000_000 - HEIGHT, 1_000_000))
    for _ in range(100):
        list_.viewport.step(Step(-7))
        list_.settle()
    assert list_.cursor == 999_299
    list_.viewport.go(FIRST)
    list_.settle()
    assert list_.seen == list(range(HEIGHT))
    assert list_.viewport.place == Place(0, 0)


def test_indices_are_exact_from_either_end_once_the_count_is_known() -> None:
    list_ = driven(1_000_000, count=False)
    list_.viewport.go(LAST)
    list_.settle()
    for _ in range(30):
        list_.viewport.step(Step(-19, "page"))
        list_.settle()
    list_.viewport.know_count(1_000_000)
    assert list_.viewport.place.cursor == list_.cursor == 999_999 - 30 * 19


def test_an_estimate_never_says_that_the_beginning_is_reached_before_it_is() -> None:
    list_ = driven(400, count=False)
    list_.viewport.go(LAST)
    while list_.cursor:
        list_.settle()
        list_.viewport.step(Step(-3))
        window = list_.viewport.window
        assert window is not None
        assert (window.start == 0) == (window.before is None)
    assert list_.viewport.place == Place(0, 0)


def test_an_offset_keeps_the_cursor_on_its_line() -> None:
    list_ = driven(1_000_000)
    list_.viewport.step(Step(4))
    list_.viewport.go(Request(offset=600_000))
    assert list_.seen == list(range(HEIGHT)), "what was seen stays until the rows are there"
    assert list_.viewport.thumb == 600_000
    list_.settle()
    assert list_.seen == list(range(600_000, 600_000 + HEIGHT))
    assert list_.cursor == 600_004


def test_an_offset_among_the_rows_held_needs_no_reading() -> None:
    list_ = driven(1_000_000)
    list_.viewport.go(Request(offset=12))
    assert not list_.viewport.waiting
    assert list_.seen == list(range(12, 12 + HEIGHT))


def test_an_offset_beyond_the_end_shows_the_end() -> None:
    list_ = driven(1000)
    list_.source.length = 300
    list_.viewport.go(Request(offset=900))
    list_.settle()
    assert list_.seen == list(range(300 - HEIGHT, 300))


def test_the_answer_to_an_older_jump_is_ignored() -> None:
    list_ = driven(1_000_000)
    list_.viewport.go(Request(offset=600_000))
    late = list_.source.page_now(offset=600_000)
    list_.viewport.go(Request(offset=300_000))
    list_.viewport.receive(Request(offset=600_000), late)
    assert list_.viewport.waiting
    list_.settle()
    assert list_.cursor == 300_000


def test_a_move_waits_for_its_rows_and_keeps_those_behind_it_waiting() -> None:
    list_ = driven(1_000_000)
    for _ in range(5):
        list_.viewport.step(Step(HEIGHT - 1, "page"))
    list_.viewport.step(Step(-1))
    assert list_.viewport.waiting
    list_.settle()
    assert list_.cursor == 5 * (HEIGHT - 1) - 1


def test_a_failed_reading_forgets_the_moves_that_waited() -> None:
    list_ = driven(1_000_000)
    for _ in range(9):
        list_.viewport.step(Step(HEIGHT - 1, "page"))
    stood = list_.viewport.place
    list_.viewport.give_up()
    assert not list_.viewport.waiting
    list_.settle()
    assert list_.viewport.place == stood


def test_another_query_begins_at_its_first_row_even_after_a_failure() -> None:
    list_ = driven(1_000_000)
    list_.viewport.step(Step(30))
    list_.viewport.restart()
    list_.viewport.give_up()
    assert list_.viewport.request() == FIRST
    list_.source = SyntheticRows(7)
    list_.settle()
    assert list_.cursor == 0
    assert list_.viewport.total == 7


def test_it_holds_a_few_pages_only() -> None:
    list_ = driven(1_000_000)
    for _ in range(200):
        list_.viewport.step(Step(HEIGHT - 1, "page"))
        list_.settle()
        window = list_.viewport.window
        assert window is not None
        assert len(window.rows) <= 7 * HEIGHT + 2 * LIMIT


def test_a_smaller_view_keeps_the_cursor_in_sight() -> None:
    list_ = driven(1000)
    list_.viewport.step(Step(15))
    list_.viewport.resize(5)
    assert list_.cursor == 15
    assert 15 in list_.seen
    list_.viewport.resize(40)
    list_.settle()
    assert list_.seen == list(range(11, 51))


def test_a_larger_view_is_filled_at_the_end() -> None:
    list_ = driven(100)
    list_.viewport.go(LAST)
    list_.settle()
    list_.viewport.resize(30)
    list_.settle()
    assert list_.seen == list(range(70, 100))


def test_the_total_grows_only_until_it_is_known() -> None:
    list_ = driven(1000, count=False)
    totals = []
    for step in [*[40] * 12, *[-40] * 12]:
        list_.viewport.step(Step(step))
        list_.settle()
        totals.append(list_.viewport.total)
    assert totals == sorted(totals)
    list_.viewport.know_count(1000)
    assert list_.viewport.total == 1000


def test_rows_read_again_keep_the_cursor_on_its_row_and_line() -> None:
    list_ = driven(1000)
    list_.viewport.step(Step(30))
    seen, cursor = list_.seen, list_.cursor
    for key in range(1, 60):
        list_.source.insert(key)
    fresh = RowWindow([list_.source.page_now(offset=50), list_.source.page_now(offset=100)])
    assert list_.viewport.adopt(fresh)
    assert (list_.seen, list_.cursor) == (seen, cursor)


def test_rows_read_again_for_another_place_are_refused() -> None:
    list_ = driven(1000)
    fresh = RowWindow([list_.source.page_now(offset=500)])
    assert not list_.viewport.adopt(fresh, moved=True)
    assert list_.cursor == 0


def test_an_empty_answer_empties_the_list() -> None:
    list_ = driven(30)
    assert list_.viewport.adopt(RowWindow([Page(items=())]))
    assert list_.viewport.row is None
    assert list_.viewport.total == 0


MOVES = st.one_of(
    st.builds(Step, st.integers(-45, 45).filter(bool), st.sampled_from(["cursor", "page", "view"])),
    st.sampled_from([FIRST, LAST, Request(offset=777), Request(offset=3), Request(offset=1950)]),
)


@settings(deadline=None)
@given(
    length=st.sampled_from([0, 3, 19, 20, 21, 60, 2000]),
    moves=st.lists(st.tuples(MOVES, st.integers(0, 2)), max_size=25),
)
def test_where_keys_lead_does_not_depend_on_when_rows_come(
    length: int, moves: Sequence[tuple[Step | Request, int]]
) -> None:
    at_once, slow = driven(length), driven(length)
    for move, answers in moves:
        if isinstance(move, Request) and move.offset is not None:
            slow.settle()  # somebody drags away from what is seen
        for list_ in (at_once, slow):
            if isinstance(move, Step):
                list_.viewport.step(move)
            else:
                list_.viewport.go(move)
        at_once.settle()
        for _ in range(answers):
            slow.answer()
    slow.settle()
    assert slow.seen == at_once.seen
    assert slow.cursor == at_once.cursor
    assert slow.viewport.place == at_once.viewport.place
