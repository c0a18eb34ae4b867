"""Answers that nothing hangs on: never one too many, so that no condition is ever missed."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal_tui.forms.conditions import states
from portal_tui.forms.model import fields
from portal_tui.forms.pointers import ABSENT, put
from portal_tui.forms.read import read_form
from portal_tui.forms.watched import Watched
from tests.forms.federal import NAMES, document
from tests.forms.test_read import control, form_of

TEXT = {"type": "string"}


def watched(**schema: Any) -> Watched:
    return Watched(read_form(form_of(dict.fromkeys("abc", TEXT), **schema)))


def test_what_no_condition_names_changes_nothing() -> None:
    found = watched(**{"if": {"properties": {"a": {"const": "x"}}}, "then": {"required": ["b"]}})
    assert found.turns_on("/a", "x", "y")
    assert not found.turns_on("/b", "x", "y")


def test_what_appears_or_goes_may_change_what_is_required() -> None:
    assert watched().turns_on("/a", ABSENT, "x")
    assert watched().turns_on("/a", "x", ABSENT)


@pytest.mark.parametrize(
    "sweeping",
    [
        {"patternProperties": {"^c": {"const": "x"}}},
        {"additionalProperties": {"const": "x"}},
        {"const": {"c": "x"}},
        {"allOf": [{"$ref": "#/$defs/d"}]},
    ],
)
def test_a_condition_that_names_nothing_watches_everything(sweeping: dict[str, Any]) -> None:
    assert watched(**{"if": sweeping, "then": {"required": ["b"]}}).turns_on("/c", "x", "y")


def test_rules_of_the_layout_are_watched() -> None:
    rule = {"effect": "SHOW", "condition": {"scope": "#/properties/a", "schema": {"const": "x"}}}
    found = Watched(read_form(form_of({"a": TEXT, "b": TEXT}, control("a"), control("b", rule=rule))))
    assert found.turns_on("/a", "x", "y")
    assert not found.turns_on("/b", "x", "y")


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=25)
@given(st.data())
def test_the_states_of_federal_forms_stay_where_nothing_is_watched(name: str, data: st.DataObject) -> None:
    form = read_form(document(name), "en")
    asked = [each for section in form.sections for each in _leaves(section)]
    pointer = data.draw(st.sampled_from(asked))
    before, after = (data.draw(st.sampled_from(["", "x", "Yes", "New", "E: Other (specify)"])) for _ in "ab")
    if not Watched(form).turns_on(pointer, before, after):
        assert states(form, put({}, pointer, before)) == states(form, put({}, pointer, after))


def _leaves(section: Any) -> list[str]:
    return [each.pointer.replace("/-", "/0") for each in fields(section.items)]
