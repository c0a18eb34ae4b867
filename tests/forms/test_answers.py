"""Typed text and answers, there and back."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal_tui.forms.answers import defaults, differing, parse_answer, prefilled, show_answer, unit_sign
from portal_tui.forms.formats import FORMATS, normalise, readable_form
from portal_tui.forms.model import Field, all_fields
from portal_tui.forms.pointers import ABSENT
from portal_tui.forms.read import read_form
from tests.forms.test_read import form_of

MONEY = {"type": "string", "format": "money"}
CENTS = {"type": "integer", "format": "money-cents"}
AMOUNT = {"type": "string", "pattern": r"^(-)?\d*([.]\d{2})?$"}
MONTH_FIRST = {"type": "string", "format": "date", "description": "Enter it as MM/DD/YYYY."}


def field(schema: dict[str, Any], language: str = "fr-CA") -> Field:
    return all_fields(read_form(form_of({"a": schema}), language))[0]


@pytest.mark.parametrize(
    ("schema", "language", "typed", "answer"),
    [
        (MONEY, "fr-CA", "1 234,5", "1234.50"),
        (MONEY, "fr-CA", "1\u00a0234,50\u00a0$", "1234.50"),
        (MONEY, "fr-CA", "1234.50", "1234.50"),
        (MONEY, "en", "$1,234.50", "1234.50"),
        (MONEY, "en", "1,234", "1234.00"),
        (MONEY, "en", "1,234,567.89", "1234567.89"),
        (MONEY, "fr-CA", "-5", "-5.00"),
        (MONEY, "fr-CA", "1,234", "1,234"),
        (MONEY, "fr-CA", "douze", "douze"),
        (MONEY, "fr-CA", "1.2.3", "1.2.3"),
        (CENTS, "fr-CA", "1 234,50 $", 123450),
        (CENTS, "fr-CA", "0,1", 10),
        (CENTS, "fr-CA", "9 007 199 254 740 993,07", 900719925474099307),
        ({"type": "integer", "format": "money"}, "fr-CA", "1 000 €", 1000),
        ({"type": "integer"}, "fr-CA", "1 000", 1000),
        ({"type": "integer"}, "fr-CA", "1,5", "1,5"),
        ({"type": "integer"}, "fr-CA", "9" * 5000, "9" * 5000),
        ({"type": "number"}, "fr-CA", "1,5", 1.5),
        ({"type": "number"}, "fr-CA", "-,5", -0.5),
        ({"type": "string", "format": "date"}, "fr-CA", "7 novembre 2026", "2026-11-07"),
        ({"type": "string", "format": "date"}, "fr-CA", "1er févr. 2026", "2026-02-01"),
        ({"type": "string", "format": "date"}, "fr-FR", "7/11/2026", "2026-11-07"),
        ({"type": "string", "format": "date"}, "en", "Nov 7, 2026", "2026-11-07"),
        ({"type": "string", "format": "date"}, "en", "11/25/2026", "2026-11-25"),
        ({"type": "string", "format": "date"}, "en", "07/11/2026", "07/11/2026"),
        ({"type": "string", "format": "date"}, "fr-CA", "20261107", "2026-11-07"),
        (AMOUNT, "fr-CA", "1 234,5", "1234.50"),
        (AMOUNT, "en", "-1,234.5", "-1234.50"),
        (AMOUNT, "en", "12.345", "12.345"),
        ({"type": "string", "pattern": r"^\d+$"}, "fr-CA", "12", "12"),
        ({"type": "string", "pattern": "("}, "fr-CA", "12", "12"),
        (MONTH_FIRST, "fr-CA", "11/07/2026", "2026-11-07"),
        (MONTH_FIRST, "en", "11/07/2026", "2026-11-07"),
        (MONTH_FIRST, "fr-CA", "23/11/2026", "2026-11-23"),
        ({"type": "string", "format": "date"}, "fr-CA", "2026-02-30", "2026-02-30"),
        ({"type": "string", "format": "email"}, "fr-CA", " a@b.c ", "a@b.c"),
        ({"type": "boolean"}, "fr-CA", "oui", True),
        ({"type": "boolean"}, "en", "No", False),
        ({"enum": ["a", "b"], "x-enum-titles": {"fr-CA": ["Un", "Deux"]}}, "fr-CA", "deux", "b"),
        ({"type": "string"}, "fr-CA", " gardé tel quel ", " gardé tel quel "),
        ({"type": "string"}, "fr-CA", "  ", ABSENT),
        ({"type": "integer"}, "fr-CA", "", ABSENT),
        ({"type": "string", "format": "neq"}, "fr-CA", "1140 123-456", "1140123456"),
        ({}, "fr-CA", '{"a": 1}', {"a": 1}),
        ({}, "fr-CA", "texte", "texte"),
    ],
)
def test_what_was_typed_is_read(schema: dict[str, Any], language: str, typed: str, answer: Any) -> None:
    read = parse_answer(field(schema, language), typed, language)
    assert (read, type(read)) == (answer, type(answer))


@pytest.mark.parametrize(
    ("schema", "language", "answer", "shown"),
    [
        (MONEY, "fr-CA", "1234.5", "1\u00a0234,50"),
        (MONEY, "en", "1234.5", "1,234.50"),
        (CENTS, "fr-CA", 123450, "1\u00a0234,50"),
        (MONEY, "fr-CA", "douze", "douze"),
        (MONEY, "fr-CA", "NaN", "NaN"),
        ({"type": "integer"}, "fr-CA", 1998, "1998"),
        ({"type": "integer"}, "fr-CA", 19980, "19\u00a0980"),
        ({"type": "number"}, "fr-CA", 0.1, "0,1"),
        ({"type": "integer"}, "fr-CA", "abc", "abc"),
        ({"type": "string", "format": "date"}, "fr-FR", "2026-11-07", "07/11/2026"),
        ({"type": "string", "format": "date"}, "fr-CA", "2026-11-07", "2026-11-07"),
        ({"type": "boolean"}, "fr-CA", True, "Oui"),
        ({"enum": [1, True], "x-enum-titles": ["one", "yes"]}, "en", True, "yes"),
        ({"type": "array", "items": {"enum": ["a", "b"]}}, "en", ["a", "b"], "a, b"),
        ({"type": "string", "format": "siret"}, "fr-CA", "73282932000074", "732 829 320 00074"),
        ({"type": "string"}, "fr-CA", {"odd": 1}, '{"odd": 1}'),
        ({"type": "string"}, "fr-CA", None, ""),
    ],
)
def test_an_answer_is_shown(schema: dict[str, Any], language: str, answer: Any, shown: str) -> None:
    assert show_answer(field(schema, language), answer, language) == shown


@given(st.integers(-(10**14), 10**14))
def test_amounts_come_back_exactly(cents: int) -> None:
    amount, english = field(CENTS), field(CENTS, "en")
    assert parse_answer(amount, show_answer(amount, cents, "fr-CA"), "fr-CA") == cents
    assert parse_answer(english, show_answer(english, cents, "en"), "en") == cents


@pytest.mark.parametrize("text", ["1e400", "1e5", "١٢", "12 ou 13", "1" * 29])
def test_an_amount_that_isnt_understood_is_shown_as_it_was_written(text: str) -> None:
    kept = parse_answer(field(MONEY), text, "fr-CA")
    assert parse_answer(field(MONEY), show_answer(field(MONEY), kept, "fr-CA"), "fr-CA") == kept


@pytest.mark.parametrize("text", ["1e400", "NaN", "-Infinity", "[1e999]", "[" * 100_000])
def test_what_no_number_can_hold_stays_a_text_where_anything_goes(text: str) -> None:
    assert parse_answer(field({}), text, "en") == text
    assert parse_answer(field({}), "[1.5]", "en") == [1.5]


@given(st.text(max_size=40) | st.from_regex(r"[-0-9., $]{1,12}", fullmatch=True))
def test_no_text_is_lost(text: str) -> None:
    for schema in (MONEY, CENTS, {"type": "number"}, {"type": "string", "format": "date"}):
        read = parse_answer(field(schema), text, "en")
        understood = isinstance(read, int | float) or re.fullmatch(
            r"-?[0-9]+\.[0-9]{2}|[0-9-]{10}", str(read)
        )
        assert (read is ABSENT) == (not text.strip())
        assert read is ABSENT or understood or read == text.strip()


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("neq", "1140 123 456", "1140123456"),
        ("siret", "732 829 320 00074", "73282932000074"),
        ("siret", "356 000 000 00048", "35600000000048"),
        ("siren", "732-829-320", "732829320"),
        ("rna", "w751 234 567", "W751234567"),
        ("iban", "fr76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
        ("geographic-code", "66 023", "66023"),
        ("user-code", "ab-12-cd3", "AB12CD3"),
        ("postal-code-ca", "h2x1y4", "H2X 1Y4"),
        ("postal-code-fr", "75 001", "75001"),
        ("phone-ca", "+1 (514) 555-0199", "514 555-0199"),
        ("phone-fr", "+33 (0)1 23 45 67 89", "01 23 45 67 89"),
    ],
)
def test_identifiers_are_typed_freely_and_kept_strictly(name: str, typed: str, kept: str) -> None:
    assert normalise(name, typed) == kept
    assert FORMATS[name].valid(kept)
    assert not FORMATS[name].valid(typed)
    assert normalise(name, readable_form(name, kept)) == kept


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("neq", "4440123456"),
        ("siret", "73282932000075"),
        ("siren", "732829321"),
        ("iban", "FR7630006000011234567890188"),
        ("iban", "FR763000600001123456789018"),
        ("postal-code-ca", "D2X 1Y4"),
        ("phone-ca", "114 555-0199"),
        ("geographic-code", "٦٦٠٢٣"),
        ("money", "1.234"),
    ],
)
def test_wrong_identifiers_stay_as_they_were_typed(name: str, wrong: str) -> None:
    assert not FORMATS[name].valid(wrong)
    assert normalise(name, wrong) == wrong


def test_units() -> None:
    assert unit_sign(field(MONEY), "fr-CA") == "$"
    assert unit_sign(field({**MONEY, "x-currency": "EUR"}), "fr-CA") == "€"
    assert unit_sign(field({"type": "integer", "x-unit": "places"}), "fr-CA") == "places"
    assert unit_sign(field({"type": "string"}), "fr-CA") == ""


def test_a_form_brings_its_defaults_and_the_portal_what_it_knows() -> None:
    nested = {"type": "object", "properties": {"b": {"default": 1}, "c": {}}}
    form = read_form(form_of({"a": {"default": False}, "n": nested}))
    assert defaults(form) == {"a": False, "n": {"b": 1}}
    assert prefilled({"a": 1}, {"/a": 2, "/n/c": 3}) == {"a": 1, "n": {"c": 3}}


def test_what_differs_is_told_by_pointer_and_lists_as_a_whole() -> None:
    entry = {"type": "object", "properties": {"x": {"type": "string"}}}
    form = read_form(form_of({"a": {}, "b": {}, "list": {"type": "array", "items": entry}}))
    before, after = {"a": 1, "list": [{"x": "old"}]}, {"a": 1, "b": 2, "list": [{"x": "new"}, {}]}
    assert differing(form, before, after) == {"/b": 2, "/list": [{"x": "new"}, {}]}
    assert differing(form, after, before)["/b"] is ABSENT
