"""Lines that say less where there is less room."""

import pytest
from textual.content import Content

from portal_tui.widgets.shrink import Part, draw, line_up, shorten


def part(key: str, *forms: str) -> Part[str]:
    return Part(key, tuple(Content(form) for form in forms))


PARTS = [part("a", "aaaaaa", "aa"), part("b", "bbbb", ""), part("c", "cc")]


def said(room: int, order: str) -> str:
    return " ".join(each.forms[0].plain for each in shorten(PARTS, order, room, gap=1))


@pytest.mark.parametrize(
    ("room", "shown"),
    [(99, "aaaaaa bbbb cc"), (14, "aaaaaa bbbb cc"), (13, "aa bbbb cc"), (10, "aa bbbb cc"), (9, "aa cc")],
)
def test_parts_say_less_in_the_order_given(room: int, shown: str) -> None:
    assert said(room, "ab") == shown
    assert len(shown) <= room


def test_another_order_leaves_out_something_else() -> None:
    assert said(13, "ba") == "aaaaaa cc"


def test_what_cannot_be_shorter_stays() -> None:
    assert said(1, "aabbcx") == "aa cc"


def test_parts_stand_where_they_were_put() -> None:
    placed = [*line_up([part("a", "one"), part("b", "two")], 1, 2), *line_up([part("c", "end")], 15, 2)]
    assert draw(placed, 20).plain == " one  two      end"
    assert [each.key for x in (0, 1, 3, 4, 6, 15, 18) for each in placed if each.covers(x)] == list("aabc")


def test_a_line_never_exceeds_its_room() -> None:
    assert draw(line_up([part("a", "much too long")], 1, 2), 8).plain == " much t…"
