"""A form while it is filled in: progress by section, problems, what an answer changes elsewhere (T7)."""

from typing import Any

from portal_tui.forms.check import check
from portal_tui.forms.filling import Filling
from portal_tui.forms.read import read_form
from tests.forms.test_read import control, form_of

TEXT = {"type": "string"}
LIST = {"type": "array", "minItems": 2, "items": {"type": "object", "properties": {"x": TEXT}}}


def group(label: str, *names: str, **more: Any) -> dict[str, Any]:
    return {"type": "Group", "label": label, "elements": [control(name) for name in names], **more}


def filling(answers: Any, **options: Any) -> Filling:
    rule = {"effect": "SHOW", "condition": {"scope": "#/properties/a", "schema": {"const": "x"}}}
    form = read_form(
        form_of(
            {"a": TEXT, "b": {"type": "integer"}, "c": TEXT, "d": TEXT, "list": LIST},
            group("One", "a", "b"),
            group("Two", "c"),
            group("Three", "d", rule=rule),
            group("Four", "list"),
            required=["a", "b", "c"],
        )
    )
    return Filling(form, answers, check(form, answers), **options)


def progress(answers: Any) -> dict[str, str]:
    return {part.title: part.progress for part in filling(answers).progress()}


def test_a_section_is_empty_begun_wrong_or_complete() -> None:
    assert progress({}) == {"One": "empty", "Two": "empty", "Four": "empty"}
    assert progress({"a": "y", "c": "z"}) == {"One": "begun", "Two": "complete", "Four": "empty"}
    assert progress({"a": "y", "b": "no"})["One"] == "wrong"
    assert progress({"a": "y", "b": 1})["One"] == "complete"


def test_a_list_counts_for_its_section() -> None:
    assert progress({"list": [{"x": "1"}]})["Four"] == "wrong"
    assert progress({"list": [{"x": "1"}, {"x": 2}]})["Four"] == "wrong"
    assert progress({"list": [{"x": "1"}, {}]})["Four"] == "complete"


def test_a_section_that_isnt_shown_has_no_progress() -> None:
    assert "Three" in progress({"a": "x"})


def test_an_answer_says_whether_it_changes_something_elsewhere() -> None:
    filled = filling({})
    assert not filled.put("/a", "y")
    assert filled.put("/a", "x")
    assert filled.answers == {"a": "x"}


def test_what_is_missing_is_shown_only_when_asked_for() -> None:
    assert filling({}).is_wrong("/a")
    quiet = filling({"b": "no"}, missing=False)
    assert not quiet.is_wrong("/a")
    assert quiet.is_wrong("/b")
