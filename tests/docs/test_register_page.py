"""docs/register-rights.md is what ``make docs`` writes now."""

from tools.register_page import PAGE, page


def test_the_page_of_rights_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "make docs"
