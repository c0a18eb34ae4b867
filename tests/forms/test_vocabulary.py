"""What a form says is known, or told by name with its place."""

from typing import Any

import pytest

from portal_tui.forms.model import all_fields
from portal_tui.forms.read import read_form
from portal_tui.forms.review import form_sentence
from portal_tui.forms.vocabulary import unknown
from tests.forms.federal import FAMILY, NAMES, document
from tests.forms.test_read import control, form_of


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_nine_forms_is_known(name: str) -> None:
    assert list(unknown(document(name))) == []


@pytest.mark.parametrize("name", FAMILY)
def test_of_their_family_only_the_widgets_of_one_form_are_unknown(name: str) -> None:
    found = [(note.code, note.params["name"]) for note in unknown(document(name))]
    expected = [("unknown-widget", f"Budget424aSection{each}") for each in "ABCDEF"]
    assert found == (expected if name == "sf424a" else [])


A = "/jsonSchema/properties/a"
SAID: list[tuple[dict[str, Any], str, str, str]] = [
    (
        form_of({"a": {"type": "string", "colour": "red"}}),
        "colour",
        "unknown-keyword",
        "/jsonSchema/properties/a",
    ),
    (
        form_of({"a": {"type": "string", "format": "ssn"}}),
        "ssn",
        "unknown-format",
        "/jsonSchema/properties/a",
    ),
    (
        form_of({"a": {"anyOf": [{"type": "string"}, {"dependencies": {}}]}}),
        "dependencies",
        "unknown-keyword",
        "/jsonSchema/properties/a/anyOf/1",
    ),
    (
        form_of({"a": {"type": "string"}}, control("a", options={"slider": True})),
        "slider",
        "unknown-option",
        "/uiSchema/elements/0/options",
    ),
    (
        form_of({"a": {"type": "string"}}, control("a", options={"format": "stars"})),
        "format: stars",
        "unknown-option",
        "/uiSchema/elements/0/options",
    ),
    (
        form_of({"a": {"type": "string"}}, control("a", colour=1)),
        "colour",
        "unknown-option",
        "/uiSchema/elements/0",
    ),
]


@pytest.mark.parametrize("language", ["fr-CA", "fr-FR", "en"])
@pytest.mark.parametrize(("form", "name", "code", "at"), SAID)
def test_what_isnt_known_is_named_and_its_field_is_there(
    form: dict[str, Any], name: str, code: str, at: str, language: str
) -> None:
    read = read_form(form, language)
    (note,) = [each for each in read.notes if each.code != "unknown-type"]
    assert (note.code, note.params["name"]) == (code, name)
    assert note.pointer.startswith(at)
    assert name in form_sentence(note, language)
    assert [field.pointer for field in all_fields(read)] == ["/a"]


def federal(*children: Any) -> dict[str, Any]:
    schema = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}
    section = {"type": "section", "label": "S", "name": "s", "children": list(children)}
    return {"name": "f", "jsonSchema": schema, "uiSchema": [section]}


@pytest.mark.parametrize(
    ("children", "codes"),
    [
        ([{"type": "field", "definition": "/properties/a", "widget": "Dial"}], ["unknown-widget"]),
        ([{"type": "field", "definition": "/properties/a", "hue": 3}], ["unknown-option"]),
        ([{"type": "dial", "definition": "/properties/a"}], ["unknown-element"]),
        (
            [{"type": "multiField", "widget": "Dial", "definition": ["/properties/a"]}] * 2,
            ["unknown-widget"] * 2,
        ),
        ([{"type": "field", "name": "a"}], []),
        (
            [{"type": "fieldList", "label": "L", "name": "l", "children": [{"type": "field", "name": "a"}]}],
            [],
        ),
    ],
)
def test_a_federal_element_is_never_dropped(children: list[Any], codes: list[str]) -> None:
    form = read_form(federal(*children), "en")
    assert [note.code for note in form.notes if note.code != "not-shown"] == codes
    assert [field.pointer for field in all_fields(form)] == ["/a"]


def test_a_field_of_several_definitions_is_several_fields() -> None:
    form = read_form(federal({"type": "field", "definition": ["/properties/a", "/properties/b"]}), "en")
    assert [field.pointer for field in all_fields(form)] == ["/a", "/b"]


def test_a_part_that_all_of_brings_gives_type_texts_and_the_narrowest_limits() -> None:
    part = {"type": "string", "title": "Part", "maxLength": 60, "minLength": 1, "format": "email"}
    form = read_form(form_of({"a": {"allOf": [part], "title": "Own", "maxLength": 80}}), "en")
    (field,) = all_fields(form)
    assert (field.kind, field.title, field.min_length, field.max_length) == ("email", "Own", 1, 60)
    assert form.notes == ()


def test_a_form_of_common_grants_has_its_title_and_help() -> None:
    form = read_form(
        {
            "id": "0190d2a4-0000-7000-8000-000000000000",
            "name": "Form A",
            "description": "About A.",
            "jsonSchema": {"type": "object", "properties": {"a": {"type": "string"}}},
            "uiSchema": {"type": "VerticalLayout", "elements": [control("a", label={"text": "Alpha"})]},
        },
        "en",
    )
    assert (form.name, form.help, all_fields(form)[0].title) == ("Form A", "About A.", "Alpha")


def test_a_federal_form_is_in_english_and_says_so_to_others() -> None:
    assert read_form(document("key_contacts"), "fr-CA", "fr-CA").foreign == "en"
    assert read_form(document("key_contacts"), "en", "fr-CA").foreign is None


def test_values_of_words_run_together_are_read_as_words() -> None:
    form = read_form(document("sflll"), "en")
    status = next(field for field in all_fields(form) if field.pointer == "/federal_action_status")
    assert [(each.value, each.title) for each in status.options][:2] == [
        ("BidOffer", "Bid offer"),
        ("InitialAward", "Initial award"),
    ]
