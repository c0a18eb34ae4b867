"""What is shown, enabled and required, with the answers given so far."""

from typing import Any

import pytest

from portal_tui.forms.conditions import States, states
from portal_tui.forms.filling import Filling
from portal_tui.forms.model import Form, Repeated, all_fields, entry, fields
from portal_tui.forms.pointers import ABSENT
from portal_tui.forms.read import read_form
from tests.forms.federal import document
from tests.forms.test_read import control, form_of

IS_X = {"properties": {"a": {"const": "x"}}, "required": ["a"]}


def shown(form: Form, answers: Any) -> set[str]:
    state = states(form, answers)
    return {field.pointer for field in all_fields(form) if state.shows(field)}


def required(schema: dict[str, Any], answers: Any) -> set[str]:
    form = read_form(form_of(schema.pop("properties", {"a": {}, "b": {}, "c": {}}), **schema))
    return set(states(form, answers).required)


def test_a_requirement_appears_and_vanishes() -> None:
    rule = {"if": IS_X, "then": {"required": ["b"]}, "else": {"required": ["c"]}}
    assert required(dict(rule), {"a": "x"}) == {"/b"}
    assert required(dict(rule), {"a": "y"}) == {"/c"}
    assert required({"allOf": [rule], "required": ["a"]}, {}) == {"/a", "/c"}


@pytest.mark.parametrize(
    "schema",
    [
        {"dependentRequired": {"a": ["b"]}},
        {"dependentSchemas": {"a": {"required": ["b"]}}},
        {"if": {"not": {"not": {"required": ["a"]}}}, "then": {"required": ["b"]}},
        {"allOf": [{"$ref": "#/$defs/rule"}], "$defs": {"rule": {"dependentRequired": {"a": ["b"]}}}},
    ],
)
def test_one_answer_asks_for_another(schema: dict[str, Any]) -> None:
    assert required(dict(schema), {"a": 1}) == {"/b"}
    assert required(dict(schema), {}) == set()


def test_inside_a_group_only_what_a_begun_or_required_group_asks() -> None:
    group = {"type": "object", "required": ["city"], "properties": {"city": {}, "street": {}}}
    properties = {"at": group}
    assert required({"properties": properties}, {}) == set()
    assert required({"properties": properties}, {"at": {"street": "x"}}) == {"/at/city"}
    assert required({"properties": properties, "required": ["at"]}, {}) == {"/at", "/at/city"}


def test_each_entry_of_a_list_has_its_own_requirements() -> None:
    item = {"type": "object", "properties": {"a": {}, "b": {}}, "if": IS_X, "then": {"required": ["b"]}}
    answers = {"list": [{"a": "x"}, {"a": "y"}]}
    assert required({"properties": {"list": {"type": "array", "items": item}}}, answers) == {"/list/0/b"}


def test_the_federal_address_asks_for_a_state_in_the_united_states() -> None:
    form = read_form(document("sf424_short"), "en")
    at_home = states(form, {"applicant": {"country": "USA: UNITED STATES"}})
    abroad = states(form, {"applicant": {"country": "CAN: CANADA"}})
    state = next(field for field in all_fields(form) if field.pointer == "/applicant/state")
    assert at_home.requires(state) and not abroad.requires(state)


def rule(effect: str, schema: Any = None, **more: Any) -> dict[str, Any]:
    condition = {"scope": "#/properties/a", "schema": {"const": "x"} if schema is None else schema, **more}
    return {"effect": effect, "condition": condition}


@pytest.mark.parametrize(
    ("effect", "with_x", "with_y", "with_none"),
    [("SHOW", True, False, False), ("HIDE", False, True, True)],
)
def test_rules_show_and_hide(effect: str, with_x: bool, with_y: bool, with_none: bool) -> None:
    properties = {name: {"type": "string"} for name in "ab"}
    form = read_form(form_of(properties, control("a"), control("b", rule=rule(effect))))
    found = tuple("/b" in shown(form, answers) for answers in ({"a": "x"}, {"a": "y"}, {}))
    assert found == (with_x, with_y, with_none)


def test_rules_enable_and_disable() -> None:
    properties = {name: {"type": "string"} for name in "ab"}
    form = read_form(form_of(properties, control("a"), control("b", rule=rule("DISABLE"))))
    b = all_fields(form)[1]
    assert not states(form, {"a": "x"}).enables(b)
    assert states(form, {"a": "y"}).enables(b)
    assert states(form, {"a": "x"}).shows(b)


def test_what_is_inside_a_hidden_group_is_hidden() -> None:
    group = {"type": "Group", "label": "G", "elements": [control("b")], "rule": rule("SHOW")}
    properties = {name: {"type": "string"} for name in "ab"}
    form = read_form(form_of(properties, control("a"), group))
    assert shown(form, {}) == {"/a"}
    assert not states(form, {}).shows(form.sections[1])
    assert shown(form, {"a": "x"}) == {"/a", "/b"}


def test_a_heading_over_nothing_is_hidden_with_what_it_heads() -> None:
    hidden = {"type": "Group", "label": "G", "elements": [control("b", rule=rule("SHOW"))]}
    empty = {"type": "Group", "label": "To be read", "elements": []}
    form = read_form(form_of({name: {"type": "string"} for name in "ab"}, control("a"), hidden, empty))
    assert [states(form, {}).shows(section) for section in form.sections] == [True, False, True]
    assert [states(form, {"a": "x"}).shows(section) for section in form.sections] == [True, True, True]


def test_conditions_combine() -> None:
    both = [{"scope": f"#/properties/{name}", "schema": {"const": 1}} for name in "ab"]
    properties = {name: {"type": "integer"} for name in "abc"}
    for kind, one, two in (("AND", False, True), ("OR", True, True)):
        effect = {"effect": "SHOW", "condition": {"type": kind, "conditions": both}}
        form = read_form(form_of(properties, control("a"), control("b"), control("c", rule=effect)))
        assert ("/c" in shown(form, {"a": 1})) == one
        assert ("/c" in shown(form, {"a": 1, "b": 1})) == two


def test_nothing_answered_fits_what_asks_for_nothing() -> None:
    properties = {name: {"type": "string"} for name in "ab"}
    lenient, strict = (
        rule("SHOW", {"not": {"const": "x"}}),
        rule("SHOW", {"not": {"const": "x"}}, failWhenUndefined=True),
    )
    assert "/b" in shown(read_form(form_of(properties, control("a"), control("b", rule=lenient))), {})
    assert "/b" not in shown(read_form(form_of(properties, control("a"), control("b", rule=strict))), {})


def test_an_expected_value_is_a_constant() -> None:
    leaf = {"effect": "SHOW", "condition": {"type": "LEAF", "scope": "#/properties/a", "expectedValue": True}}
    properties = {"a": {"type": "boolean"}, "b": {"type": "string"}}
    form = read_form(form_of(properties, control("a"), control("b", rule=leaf)))
    assert shown(form, {"a": True}) == {"/a", "/b"}
    assert shown(form, {}) == {"/a"}


def test_a_property_of_then_comes_and_goes() -> None:
    then = {"properties": {"b": {"type": "string"}}, "required": ["b"]}
    form = read_form(form_of({"a": {"type": "string"}}, **{"if": IS_X, "then": then}))
    assert shown(form, {}) == {"/a"}
    assert shown(form, {"a": "x"}) == {"/a", "/b"}
    assert states(form, {"a": "x"}).required == {"/b"}


def test_a_rule_in_an_entry_looks_at_its_own_entry() -> None:
    detail = {"type": "VerticalLayout", "elements": [control("a"), control("b", rule=rule("SHOW"))]}
    item = {"type": "object", "properties": {name: {"type": "string"} for name in "ab"}}
    form = read_form(
        form_of({"list": {"type": "array", "items": item}}, control("list", options={"detail": detail}))
    )
    repeated = form.sections[0].items[0]
    assert isinstance(repeated, Repeated)
    state: States = states(form, {"list": [{"a": "x"}, {"a": "y"}]})
    found = [state.shows(field) for index in (0, 1) for field in fields(entry(repeated, index))]
    assert found == [True, True, True, False]


def test_a_schema_that_requires_itself_ends() -> None:
    node = {"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#/$defs/node"}}}
    form = read_form(
        form_of({"node": {"$ref": "#/$defs/node"}}, required=["node"], **{"$defs": {"node": node}})
    )
    assert "/node/next" in states(form, {}).required


def stars(name: str, *changes: tuple[str, Any]) -> list[frozenset[str]]:
    """What a form of the federal family requires, at first and after each change."""
    filling = Filling(read_form(document(name), "en"), {})
    required = [filling.state.required]
    for pointer, value in changes:
        filling.put(pointer, value)
        required.append(filling.state.required)
    return required


def test_what_has_to_be_said_only_of_another_applicant_comes_and_goes() -> None:
    other = "X: Other (specify)"
    before, chosen, after = stars(
        "sf424_short", ("/applicant_type_code", [other]), ("/applicant_type_code", ABSENT)
    )
    assert "/applicant_type_other_specify" not in before
    assert "/applicant_type_other_specify" in chosen
    assert after == before


def test_an_address_at_home_needs_its_state() -> None:
    country = "/key_contacts/0/address/country"
    entry = ("/key_contacts", [{}])
    _, before, home, abroad = stars(
        "key_contacts", entry, (country, "USA: UNITED STATES"), (country, "CAN: CANADA")
    )
    state = {"/key_contacts/0/address/state", "/key_contacts/0/address/zip_code"}
    assert [state <= each for each in (before, home, abroad)] == [False, True, False]


def test_one_of_two_is_required_while_the_other_is_missing() -> None:
    either = {"/award_number", "/project_name"}
    at_first, named, emptied = stars("cd511", ("/project_name", "Quai"), ("/project_name", ABSENT))
    assert either <= at_first
    assert named & either == {"/project_name"}
    assert emptied == at_first
