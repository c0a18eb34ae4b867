"""Answers given elsewhere: where pointers match they come along, and what doesn't is said."""

from typing import Any

import pytest

from portal_tui.forms.read import read_form
from portal_tui.forms.reuse import compared, reused
from tests.forms.test_read import form_of

TEXT = {"type": "string"}
FORM = read_form(
    form_of(
        {
            "title": TEXT,
            "places": {"type": "integer"},
            "venue": {"type": "object", "properties": {"name": TEXT, "own": {"type": "boolean"}}},
            "shows": {"type": "array", "items": {"type": "object", "properties": {"artist": TEXT}}},
            "total": {**TEXT, "format": "money", "x-computed": {"add": ["/places"]}},
            "code": {**TEXT, "readOnly": True},
            "plan": {**TEXT, "format": "document"},
        }
    )
)


def test_what_stands_in_the_same_place_comes_along() -> None:
    given = {"title": "x", "places": 3, "venue": {"name": "y", "own": False}, "shows": [{"artist": "z"}]}
    found = reused(FORM, given)
    assert found.left_out == ()
    assert found.answers == {
        "/title": "x",
        "/places": 3,
        "/venue/name": "y",
        "/venue/own": False,
        "/shows": [{"artist": "z"}],
    }


@pytest.mark.parametrize(
    ("given", "left_out"),
    [
        ({"gone": 1}, ("/gone", "not-asked", 1)),
        ({"venue": {"gone": {"deep": 1}}}, ("/venue/gone/deep", "not-asked", 1)),
        ({"title": {"fr": "x"}}, ("/title", "another-shape", {"fr": "x"})),
        ({"places": True}, ("/places", "another-shape", True)),
        ({"shows": ["x"]}, ("/shows", "another-shape", ["x"])),
        ({"venue": "x"}, ("/venue", "not-asked", "x")),
        ({"code": "x"}, ("/code", "filled-by-portal", "x")),
        ({"plan": "1"}, ("/plan", "file", "1")),
    ],
)
def test_what_does_not_fit_is_left_out_with_its_reason(
    given: dict[str, Any], left_out: tuple[str, str, Any]
) -> None:
    assert reused(FORM, given) == ({}, (left_out,))


def test_totals_follow_by_themselves() -> None:
    assert reused(FORM, {"total": "3"}) == ({}, ())


def test_a_wrong_answer_comes_along_as_one_typed_would() -> None:
    assert reused(FORM, {"places": "beaucoup"}).answers == {"/places": "beaucoup"}


def test_a_file_replaces_what_is_answered_and_says_what_stays() -> None:
    answers = {"title": "x", "places": 3, "venue": {"name": "y"}}
    brought = {"/title": "z", "/places": 3, "/venue/own": True}
    found = compared(FORM, answers, brought, replace=True)
    assert found.changes == ("/title", "/venue/own")
    assert found.kept == ("/places", "/venue/name")


def test_an_earlier_application_only_fills_what_is_empty() -> None:
    answers = {"title": "x", "shows": []}
    found = compared(FORM, answers, {"/title": "z", "/places": 3, "/shows": [{}]}, replace=False)
    assert found.changes == ("/places",)
    assert found.kept == ("/title", "/shows")
