"""Checking: the validator's verdict, at the field concerned, in our words."""

import os
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from portal_tui.forms.check import check
from portal_tui.forms.read import read_form
from portal_tui.forms.sentences import sentence
from portal_tui.forms.validator import validator_of
from portal_tui.texts import texts
from tests.forms.federal import FAMILY, NAMES, document
from tests.forms.generated import Answers
from tests.forms.test_read import form_of

COUNT = 1_000 if "SOAK_ROUNDS" in os.environ else 100
"""Answers a form: some in the suite, a thousand in ``make soak``."""


@pytest.mark.soak
@pytest.mark.parametrize("name", [*NAMES, *FAMILY])
def test_the_verdict_is_the_validators(name: str) -> None:
    form = read_form(document(name), "en")
    validator = Draft202012Validator(form.schema, format_checker=FormatChecker())
    generated = Answers(name, form.schema)
    verdicts = []
    for _ in range(COUNT):
        answers = generated.take()
        found = check(form, answers)
        verdicts.append(found == ())
        assert verdicts[-1] == validator.is_valid(answers), answers
        assert len({(each.pointer, each.code) for each in found}) == len(found)
        for each in found[:10]:
            assert sentence(form, each).text
    assert COUNT / 10 < verdicts.count(True) < COUNT * 9 / 10


def problems(properties: dict[str, Any], answers: Any, **schema: Any) -> list[tuple[str, str]]:
    form = read_form(form_of(properties, **schema))
    return [(each.pointer, each.code) for each in check(form, answers)]


def test_a_missing_field_is_reported_at_its_own_place() -> None:
    group = {"type": "object", "required": ["city"], "properties": {"city": {}, "street": {}}}
    found = problems({"a": {}, "at": group}, {"at": {"street": "x"}}, required=["a", "at"])
    assert sorted(found) == [("/a", "required"), ("/at/city", "required")]


def test_a_field_missing_for_two_reasons_is_reported_once() -> None:
    found = problems({"a": {}}, {}, required=["a"], allOf=[{"required": ["a"]}])
    assert found == [("/a", "required")]


CASES: list[tuple[dict[str, Any], Any, str]] = [
    ({"minLength": 2}, "a", "min-length"),
    ({"maxLength": 2}, "abc", "max-length"),
    ({"minimum": 2}, 1, "minimum"),
    ({"maximum": 500}, 640, "maximum"),
    ({"exclusiveMinimum": 2}, 2, "exclusive-minimum"),
    ({"exclusiveMaximum": 2}, 2, "exclusive-maximum"),
    ({"multipleOf": 5}, 7, "multiple-of"),
    ({"pattern": "^[a-z]{3}-(?:secret)$"}, "no", "pattern"),
    ({"pattern": "^[A-Z]+$", "examples": ["ABC"]}, "no", "pattern"),
    ({"enum": ["a", "b"]}, "c", "enum"),
    ({"enum": list("abcdefghij")}, "z", "enum"),
    ({"const": "a"}, "b", "const"),
    ({"const": True}, False, "const"),
    ({"type": "array", "minItems": 2}, [1], "min-items"),
    ({"type": "array", "maxItems": 1}, [1, 2], "max-items"),
    ({"uniqueItems": True}, [1, 1], "unique-items"),
    ({"contains": {"const": 1}}, [2], "contains"),
    ({"contains": {"const": 1}, "minContains": 2}, [1], "contains"),
    ({"contains": {"const": 1}, "maxContains": 1}, [1, 1], "max-contains"),
    ({"minProperties": 1}, {}, "min-properties"),
    ({"maxProperties": 1}, {"a": 1, "b": 2}, "max-properties"),
    ({"not": {"const": 1}}, 1, "not-allowed"),
    ({"oneOf": [{"minimum": 1}, {"minimum": 2}]}, 3, "one-of"),
    ({"oneOf": [{"const": "a"}, {"const": "b"}]}, "c", "enum"),
    ({"type": "string"}, 1, "type-string"),
    ({"type": "integer"}, "x", "type-integer"),
    ({"type": "number"}, "x", "type-number"),
    ({"type": "boolean"}, "x", "type-boolean"),
    ({"type": "object"}, "x", "type-object"),
    ({"type": "array"}, "x", "type-array"),
    ({"type": "null"}, "x", "type-null"),
    ({"type": ["string", "integer"]}, [], "type"),
    ({"type": ["string", "null"]}, 3, "type-string"),
    ({"format": "email"}, "no", "format-email"),
    ({"format": "date"}, "2026-02-30", "format-date"),
    ({"format": "uuid"}, "no", "format-uuid"),
    ({"format": "neq"}, "123", "format-neq"),
    ({"format": "siret"}, "12345678901234", "format-siret"),
    ({"format": "iban"}, "FR7630006000011234567890188", "format-iban"),
    ({"format": "money"}, "1 234,5", "format-money"),
]


@pytest.mark.parametrize("language", ["fr-CA", "fr-FR", "en"])
@pytest.mark.parametrize(("schema", "answer", "code"), CASES)
def test_each_keyword_has_its_code_and_its_sentence(
    schema: dict[str, Any], answer: Any, code: str, language: str
) -> None:
    form = read_form(form_of({"a": schema}), language)
    (problem,) = check(form, {"a": answer})
    assert (problem.pointer, problem.code) == ("/a", code)
    said = sentence(form, problem).text
    assert said != texts(language)("field.not-allowed") or code == "not-allowed"
    (error,) = validator_of(form.schema).iter_errors({"a": answer})
    for foreign in (error.message, "(?:", "[a-z]", "'", "{"):
        assert foreign not in said


@pytest.mark.parametrize("language", ["fr-CA", "en"])
@pytest.mark.parametrize("name", ["neq", "geographic-code", "user-code", "siret", "siren", "rna", "iban"])
def test_an_identifier_says_what_it_looks_like_and_what_was_written(name: str, language: str) -> None:
    form = read_form(form_of({"a": {"format": name}}), language)
    (problem,) = check(form, {"a": "12 ?"})
    say = texts(language)
    assert sentence(form, problem).text == f"{say(f'field.format-{name}')} {say('field.found', found='12 ?')}"


def test_a_pattern_is_shown_by_an_example() -> None:
    code = {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{3}$"}
    form = read_form(form_of({"a": code}), "en")
    (problem,) = check(form, {"a": "ca 1"})
    assert sentence(form, problem).text == (
        "This is not written in the expected form, for example: AB-123. You wrote: “ca 1”."
    )


def test_a_list_says_which_answer_is_missing() -> None:
    kinds = {"type": "array", "items": {"enum": ["Q", "Z"]}, "contains": {"const": "Q"}, "title": "Kinds"}
    form = read_form(form_of({"a": kinds}), "en")
    (problem,) = check(form, {"a": ["Z"]})
    assert sentence(form, problem).text == "This answer has to be among yours: Q."


def test_numbers_are_said_with_their_unit_and_separators() -> None:
    places = {"type": "integer", "maximum": 12_000, "x-unit": {"fr-CA": "places", "en": "seats"}}
    cents = {"type": "integer", "format": "money-cents", "maximum": 5_000_000}
    said = {}
    for language in ("fr-CA", "en"):
        form = read_form(form_of({"places": places, "cost": cents}), language)
        found = check(form, {"places": 20_000, "cost": 5_000_001})
        said[language] = [sentence(form, each).text.replace("\u00a0", " ") for each in found]
    assert said["fr-CA"] == [
        "12 000 places au plus; vous avez écrit 20 000 places.",
        "50 000,00 $ au plus; vous avez écrit 50 000,01 $.",
    ]
    assert said["en"] == [
        "12,000 seats at most; you wrote 20,000 seats.",
        "50,000.00 $ at most; you wrote 50,000.01 $.",
    ]


def test_a_rule_may_have_its_own_words() -> None:
    places = {
        "type": "integer",
        "maximum": 500,
        "x-messages": {
            "maximum": {"fr-CA": "500 places au plus pour ce programme (30-44-00).", "en": "At most 500."},
            "required": {"fr-CA": "Combien de places?"},
        },
        "x-remedy": {"fr-CA": "Une salle plus grande? Autre programme."},
    }
    form = read_form(form_of({"places": places}, required=["places"]), "fr-CA")
    (problem,) = check(form, {"places": 640})
    assert sentence(form, problem) == (
        "500 places au plus pour ce programme (30-44-00).",
        "Une salle plus grande? Autre programme.",
    )
    (missing,) = check(form, {})
    assert sentence(form, missing).text == "Combien de places?"


def test_a_rules_own_words_take_the_limit_and_the_answer_from_the_rule() -> None:
    places = {
        "type": "integer",
        "maximum": 500,
        "x-unit": {"fr": "places"},
        "x-messages": {"maximum": {"fr": "{expected} au plus, pas {found} {ici}."}},
    }
    form = read_form(form_of({"places": places}), "fr-CA")
    (problem,) = check(form, {"places": 640})
    assert sentence(form, problem).text == "500\u00a0places au plus, pas 640\u00a0places {ici}."


def test_a_rule_that_only_sometimes_holds_may_have_its_own_words() -> None:
    limit = {"maximum": 200, "x-messages": {"maximum": {"en": "A bar holds 200."}}}
    condition = {"properties": {"kind": {"const": "bar"}}, "required": ["kind"]}
    form = read_form(
        form_of(
            {"kind": {"type": "string"}, "places": {"type": "integer"}},
            allOf=[{"$ref": "#/$defs/bar"}],
            **{"$defs": {"bar": {"if": condition, "then": {"properties": {"places": limit}}}}},
        ),
        "en",
    )
    (problem,) = check(form, {"kind": "bar", "places": 300})
    assert (problem.pointer, sentence(form, problem).text) == ("/places", "A bar holds 200.")
    assert check(form, {"kind": "hall", "places": 300}) == ()


def test_one_of_several_fields() -> None:
    either = [{"required": ["phone"]}, {"required": ["email"]}]
    form = read_form(form_of({"phone": {"title": "Phone"}, "email": {"title": "E-mail"}}, anyOf=either), "en")
    (problem,) = check(form, {})
    assert (problem.pointer, problem.code) == ("/phone", "required-one-of")
    assert sentence(form, problem).text == "Fill in at least one of these fields: Phone, E-mail."


def test_of_alternatives_the_nearest_tells_what_is_wrong() -> None:
    person = {"properties": {"kind": {"const": "person"}, "age": {"minimum": 18}}, "required": ["kind"]}
    firm = {"properties": {"kind": {"const": "firm"}}, "required": ["kind", "number"]}
    found = problems(
        {"kind": {}, "age": {}, "number": {}}, {"kind": "person", "age": 3}, oneOf=[firm, person]
    )
    assert found == [("/age", "minimum")]
    assert problems({"a": {"anyOf": [{"type": "null"}, {"type": "string", "minLength": 2}]}}, {"a": "x"}) == [
        ("/a", "min-length")
    ]


def test_members_that_the_schema_doesnt_know() -> None:
    assert problems({"a": {}}, {"b": 1}, additionalProperties=False) == [("/b", "unknown-field")]
    assert problems({"a": {}}, {"b": 1}, unevaluatedProperties=False) == [("/b", "unknown-field")]
    assert problems({"a": {}}, {"a": 1}, **{"not": {"required": ["a"]}}) == [("/a", "not-allowed")]
    assert problems({"a": {}, "b": {}}, {"a": 1}, dependentRequired={"a": ["b"]}) == [("/b", "required")]


def test_a_member_is_refused_whatever_it_is_called() -> None:
    for name in ("l'un", 'a"b', "a\\b", "é"):
        for keyword in ("additionalProperties", "unevaluatedProperties"):
            assert problems({"a": {}}, {name: 1}, **{keyword: False}) != []
    assert problems({"a": {}}, {"b": 1}, unevaluatedProperties={"type": "string"}) != []
    assert problems({"a": {}}, {"a": 1}, **{"not": {"required": []}}) != []
    assert problems({"a": {"anyOf": [False, False]}}, {"a": 1}) != []


def test_no_reference_is_fetched() -> None:
    found = problems({"a": {"$ref": "https://example.org/schema"}}, {"a": 1})
    assert found == [("", "broken-reference")]


def test_a_long_answer_is_not_repeated_whole() -> None:
    form = read_form(form_of({"a": {"format": "email"}}))
    (problem,) = check(form, {"a": "x" * 5000})
    assert len(str(problem.params["found"])) == 60
