"""Reading: both dialects, languages, and what isn't known."""

from collections.abc import Iterator
from typing import Any

import pytest

from portal_tui.forms.model import Field, Group, Repeated, Table, all_fields, entry, fields
from portal_tui.forms.pointers import ABSENT, get, pointer_of, put
from portal_tui.forms.read import NotAFormError, read_form
from portal_tui.forms.schema import Walker
from tests.architecture.test_imports import loaded
from tests.forms.federal import FAMILY, FOLDER, NAMES, document


def form_of(properties: dict[str, Any], *elements: Any, **schema: Any) -> dict[str, Any]:
    ui = {"type": "VerticalLayout", "elements": list(elements)} if elements else None
    made = {"name": "f", "jsonSchema": {"type": "object", "properties": properties, **schema}}
    return {**made, "uiSchema": ui} if ui else made


def control(scope: str, **more: Any) -> dict[str, Any]:
    return {"type": "Control", "scope": f"#/properties/{scope}", **more}


def leaves(schema: Any, walker: Walker, at: tuple[str, ...] = ()) -> Iterator[str]:
    """Pointers of every leaf property, as the schema alone says."""
    schema = walker.resolved(schema)
    members = walker.properties(schema)
    if members:
        for name, each in members.items():
            yield from leaves(each.schema, walker, (*at, name))
    elif walker.properties(walker.resolved(schema.get("items"))):
        yield from leaves(schema["items"], walker, (*at, "-"))
    else:
        yield pointer_of(at)


@pytest.mark.parametrize("name", [*NAMES, *FAMILY])
def test_a_federal_form_is_read_without_loss(name: str) -> None:
    form = read_form(document(name), "en")
    asked = {field.pointer for field in all_fields(form)}
    noted = {note.pointer for note in form.notes if note.code == "not-shown"}
    assert set(leaves(form.schema, Walker(form.schema))) == asked | noted
    harmless = {"not-shown", "asked-all-the-same", "unknown-widget", "total-typed"}
    assert {note.code for note in form.notes} <= harmless


def test_nine_federal_forms_are_there() -> None:
    assert len(NAMES) == 9


def test_what_the_portal_fills_in_is_shown_read_only() -> None:
    form = read_form(document("sf424_short"), "en")
    read_only = {field.pointer for field in all_fields(form) if field.read_only}
    assert "/aor_signature" in read_only
    assert "/organization_name" not in read_only
    assert len(read_only) == 5


def test_what_the_portal_should_fill_in_and_is_required_is_asked_for() -> None:
    form = read_form(document("sf424_short"), "en")
    asked = [note.params["property"] for note in form.notes if note.code == "asked-all-the-same"]
    assert asked == [
        "Name of Federal Agency",
        "Funding Opportunity Number",
        "Funding Opportunity Title",
        "SAM UEI",
    ]
    agency = next(field for field in all_fields(form) if field.pointer == "/agency_name")
    assert agency.help.startswith("To be filled in here.\n")


def test_a_federal_list_is_a_repeated_group() -> None:
    form = read_form(document("key_contacts"), "en")
    repeated = next(item for item in form.sections[0].items if isinstance(item, Repeated))
    assert (repeated.pointer, repeated.min_items, repeated.max_items) == ("/key_contacts", 1, 4)
    assert repeated.entry_title == "Key Contact"
    second = fields(entry(repeated, 1))
    assert second[0].pointer == "/key_contacts/1/project_role"
    assert len({item.key for item in second} | {item.key for item in fields(repeated.items)}) == 38


def test_a_federal_table_keeps_its_rows_and_columns() -> None:
    form = read_form(document("sf424c"), "en")
    table = form.sections[0].items[0]
    assert isinstance(table, Table)
    assert (len(table.columns), len(table.rows)) == (4, 16)
    cost = table.rows[0][1]
    assert isinstance(cost, Field)
    assert (cost.kind, cost.unit, cost.read_only) == ("money", "USD", False)
    assert cost.pointer == "/budget_information/administrative_and_legal_expenses/total_cost"
    total = table.rows[0][3]
    assert isinstance(total, Field)
    assert not total.read_only, "the form doesn't say how it is computed: it is typed"
    noted = {note.pointer: note.params["title"] for note in form.notes if note.code == "total-typed"}
    heads = "1. Administrative and legal expenses – c. Total Allowable Costs (Columns a - b)"
    assert noted[total.pointer] == heads
    assert len(noted) == 13 + 9 + 2


@pytest.mark.parametrize(
    ("schema", "options", "kind"),
    [
        ({"type": "string", "maxLength": 60}, {}, "text"),
        ({"type": "string", "maxLength": 2000}, {}, "long-text"),
        ({"type": "string"}, {"multi": True}, "long-text"),
        ({"type": "integer"}, {}, "integer"),
        ({"type": ["number", "null"]}, {}, "number"),
        ({"type": "string", "format": "money"}, {}, "money"),
        ({"type": "integer", "format": "money-cents"}, {}, "money"),
        ({"type": "boolean"}, {}, "boolean"),
        ({"type": "boolean", "const": True}, {}, "boolean"),
        ({"type": "string", "format": "date"}, {}, "date"),
        ({"type": "string", "format": "email"}, {}, "email"),
        ({"enum": ["a", "b"]}, {}, "choice"),
        ({"oneOf": [{"const": "a", "title": "A"}, {"const": "b"}]}, {}, "choice"),
        ({"type": "array", "items": {"enum": ["a"]}}, {}, "many"),
        ({"type": "string", "format": "document"}, {}, "documents"),
        ({"type": "array", "items": {"type": "string", "format": "document"}}, {}, "documents"),
    ],
)
def test_kinds(schema: dict[str, Any], options: dict[str, Any], kind: str) -> None:
    form = read_form(form_of({"x": schema}, control("x", options=options)))
    assert [field.kind for field in all_fields(form)] == [kind]
    assert form.notes == ()


def test_many_options_are_filtered_and_few_are_radio() -> None:
    few, many = {"enum": list("abcde")}, {"enum": list("abcdef")}
    form = read_form(form_of({"few": few, "many": many}))
    assert [field.radio for field in all_fields(form)] == [True, False]
    forced = read_form(form_of({"many": many}, control("many", options={"format": "radio"})))
    assert all_fields(forced)[0].radio


def test_without_ui_schema_the_properties_make_the_form() -> None:
    address = {"type": "object", "title": "Adresse", "properties": {"city": {"type": "string"}}}
    form = read_form(form_of({"project_title": {"type": "string"}, "address": address}))
    title, group = form.sections[0].items
    assert isinstance(title, Field) and title.title == "Project title"
    assert isinstance(group, Group) and group.title == "Adresse"
    assert [field.pointer for field in all_fields(form)] == ["/project_title", "/address/city"]


def test_groups_are_sections_and_loose_controls_stand_between() -> None:
    group = {"type": "Group", "label": "Un", "elements": [control("b")]}
    form = read_form(form_of({name: {} for name in "abc"}, control("a"), group, control("c")))
    assert [section.title for section in form.sections] == ["", "Un", ""]
    assert len({section.key for section in form.sections}) == 3


def test_categories_are_sections() -> None:
    categories = [
        {"type": "Category", "label": label, "elements": [control(label.lower())]} for label in ("A", "B")
    ]
    form = read_form(form_of({"a": {}, "b": {}}, {"type": "Categorization", "elements": categories}))
    assert [section.title for section in form.sections] == ["A", "B"]


def test_the_readers_language_comes_first() -> None:
    texts = {"x-title": {"fr-CA": "Titre", "en": "Title"}, "x-help": {"fr-CA": "Aide"}}
    form = form_of({"a": {"type": "string", **texts}})
    french, english, france = (all_fields(read_form(form, each))[0] for each in ("fr-CA", "en", "fr-FR"))
    assert (french.title, english.title, france.title) == ("Titre", "Title", "Titre")
    assert english.help == "Aide"


def test_a_text_in_another_language_is_told() -> None:
    form = form_of({"a": {"type": "string", "title": "Titre"}})
    assert read_form(form, "en", default_language="fr-CA").foreign == "fr-CA"
    assert read_form(form, "fr-FR", default_language="fr-CA").foreign is None
    assert read_form(form, "en").foreign is None
    assert read_form({**form, "language": "fr-CA"}, "en").foreign == "fr-CA"


@pytest.mark.parametrize("titles", [{"en": ["One", "Two"]}, {"en": {"a": "One", "b": "Two"}}])
def test_options_have_titles(titles: Any) -> None:
    form = read_form(form_of({"x": {"enum": ["a", "b"], "x-enum-titles": titles}}), "en")
    assert [option.title for option in all_fields(form)[0].options] == ["One", "Two"]


def test_a_reference_gives_its_keywords_and_keeps_its_own() -> None:
    schema = form_of({"x": {"$ref": "#/$defs/p", "title": "Own"}}, **{"$defs": {"p": {"type": "integer"}}})
    field = all_fields(read_form(schema))[0]
    assert (field.kind, field.title) == ("integer", "Own")


def test_a_property_of_then_is_shown_under_its_condition() -> None:
    condition = {"properties": {"a": {"const": "x"}}, "required": ["a"]}
    then = {"properties": {"b": {"type": "string"}}}
    form = read_form(form_of({"a": {"type": "string"}}, **{"if": condition, "then": then}))
    b = all_fields(form)[1]
    assert [rule.condition.schema for rule in b.rules] == [condition]
    assert form.conditional


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ({"type": "Slider", "scope": "#/properties/a"}, "unknown-element"),
        ({"type": "Carousel", "elements": [control("a")]}, "unknown-element"),
        (control("nowhere"), "unknown-scope"),
        ("text", "unknown-element"),
        (control("a", rule={"effect": "BLINK"}), "unknown-rule"),
        (control("a", rule={"effect": "SHOW", "condition": {"scope": "#/properties/z"}}), "unknown-scope"),
    ],
)
def test_what_isnt_known_is_noted_with_its_place(element: Any, code: str) -> None:
    form = read_form(form_of({"a": {"type": "string"}}, element, control("a")))
    notes = [note for note in form.notes if note.code == code]
    assert [note.pointer.startswith("/uiSchema/elements/0") for note in notes] == [True]


def test_an_unknown_element_shows_the_field_that_it_points_to() -> None:
    slider = {"type": "Slider", "scope": "#/properties/a"}
    carousel = {"type": "Carousel", "elements": [control("b")]}
    form = read_form(form_of({"a": {"type": "integer"}, "b": {}}, slider, carousel))
    assert [field.pointer for field in all_fields(form)] == ["/a", "/b"]


def test_a_required_property_that_nothing_asks_for_is_noted_and_asked_for_at_the_end() -> None:
    text = {"type": "string"}
    form = read_form(form_of({"a": text, "b": text, "c": text}, control("a"), required=["b"]))
    assert [(note.pointer, note.code) for note in form.notes] == [
        ("/b", "required-not-shown"),
        ("/c", "not-shown"),
    ]
    assert [field.pointer for field in all_fields(form)] == ["/a", "/b"]


def test_a_schema_that_contains_itself_ends() -> None:
    node = {"type": "object", "properties": {"child": {"$ref": "#/$defs/node"}, "name": {"type": "string"}}}
    form = read_form(form_of({"tree": {"$ref": "#/$defs/node"}}, **{"$defs": {"node": node}}))
    assert len(all_fields(form)) < 20


@pytest.mark.parametrize(
    ("reference", "noted"), [("#/$defs/none", True), ("#/$defs/round", True), ("https://example.org/x", True)]
)
def test_a_reference_that_leads_nowhere_is_noted(reference: str, noted: bool) -> None:
    defs = {"round": {"$ref": "#/$defs/round"}}
    form = read_form(form_of({"a": {"$ref": reference}}, **{"$defs": defs}))
    assert ("broken-reference" in {note.code for note in form.notes}) == noted


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ([], "not-an-object"),
        ({}, "no-schema"),
        ({"jsonSchema": []}, "no-schema"),
        ({"jsonSchema": {"type": "string"}}, "not-an-object-schema"),
    ],
)
def test_what_is_no_form_is_refused(wrong: Any, code: str) -> None:
    with pytest.raises(NotAFormError) as caught:
        read_form(wrong)
    assert caught.value.code == code


def test_five_hundred_fields_have_their_places() -> None:
    properties = {f"f{index}": {"type": "string", "title": f"Field {index}"} for index in range(500)}
    controls = [control(name) for name in properties]
    form = read_form(form_of(properties, *controls))
    assert [field.pointer for field in all_fields(form)] == [f"/f{index}" for index in range(500)]


def test_pointers_get_and_put_without_changing_what_is_there() -> None:
    answers = {"a": {"b": 1}, "list": [{"x": 1}, {"x": 2}]}
    assert get(answers, "/list/1/x") == 2
    assert get(answers, "/list/9/x") is ABSENT
    assert put(answers, "/a/b", ABSENT) == {"list": [{"x": 1}, {"x": 2}]}
    assert put(answers, "/list/0", ABSENT)["list"] == [{"x": 2}]
    assert put(answers, "/list/0/x", ABSENT)["list"] == [{}, {"x": 2}]
    assert put({}, "/new/-/deep", 1) == {"new": [{"deep": 1}]}
    assert put({}, "/a~1b/~0", 1) == {"a/b": {"~": 1}}
    assert answers == {"a": {"b": 1}, "list": [{"x": 1}, {"x": 2}]}


@pytest.mark.parametrize("library", ["textual", "rich", "jsonschema", "babel", "pydantic"])
def test_opening_a_form_without_conditions_loads_no_library(library: str) -> None:
    path = FOLDER / "project_abstract_summary.json"
    code = f"""
import json
from portal_tui.forms import answers, conditions, read
form = read.read_form(json.load(open({str(path)!r})))
conditions.states(form, {{"project_title": "x"}})"""
    assert library not in loaded(code)
