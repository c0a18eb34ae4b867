"""docs/keys.md is what ``make docs`` writes now."""

from tools.keys_page import PAGE, page


def test_the_page_of_keys_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "make docs"
