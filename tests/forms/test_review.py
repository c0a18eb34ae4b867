"""Problems of a form itself."""

from typing import Any

import pytest

from portal_tui.forms.read import read_form
from portal_tui.forms.review import check_form, form_sentence
from tests.forms.federal import NAMES, document
from tests.forms.test_read import control, form_of


@pytest.mark.parametrize("name", NAMES)
def test_the_federal_forms_can_be_filled_in(name: str) -> None:
    assert check_form(read_form(document(name), "en")) == ()


HIDE = {"effect": "SHOW", "condition": {"scope": "#/properties/a", "schema": {"const": "x"}}}
TEXT = {"type": "string"}


@pytest.mark.parametrize("language", ["fr-CA", "en"])
@pytest.mark.parametrize(
    ("document", "pointer", "code"),
    [
        (form_of({"a": {"type": "strin"}}), "/jsonSchema/properties/a/type", "schema"),
        (
            form_of({"a": {"type": "string", "pattern": "("}}),
            "/jsonSchema/properties/a/pattern",
            "schema-format",
        ),
        (form_of({"a": TEXT}, required="a"), "/jsonSchema/required", "schema"),
        (form_of({"a": TEXT, "b": TEXT}, control("a"), required=["b"]), "/b", "required-not-shown"),
        (
            form_of({"a": TEXT, "b": TEXT}, control("a"), control("b", rule=HIDE), required=["b"]),
            "/b",
            "hidden-required",
        ),
        (
            form_of({"a": {"type": "object", "properties": {"-": TEXT}}}),
            "/jsonSchema/properties/a/properties/-",
            "reserved-name",
        ),
        (form_of({"": TEXT}), "/jsonSchema/properties/", "reserved-name"),
        (form_of({"a": TEXT}, control("z")), "/uiSchema/elements/0", "unknown-scope"),
        (form_of({"a": {"type": "array"}}), "/jsonSchema/a/-", "unknown-type"),
        (form_of({"a": {"$ref": "#/$defs/none"}}), "/jsonSchema/a", "broken-reference"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(document: Any, pointer: str, code: str, language: str) -> None:
    (problem, *_) = check_form(read_form(document, language))
    assert (problem.pointer, problem.code) == (pointer, code)
    assert form_sentence(problem, language)


def test_what_nobody_asks_for_is_no_problem() -> None:
    form = read_form(form_of({"a": TEXT, "b": TEXT}, control("a")))
    assert [note.code for note in form.notes] == ["not-shown"]
    assert check_form(form) == ()
