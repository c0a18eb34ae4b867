"""Identifiers: real ones are right as people type them, near misses wrong; each is read as people read it."""

import pytest

from portal_tui.forms.formats import FORMATS, normalise, readable_form
from portal_tui.texts import texts

RIGHT = {
    "neq": [
        ("1142345678", "1142345678", "1142 345 678"),
        ("1142 345 678", "1142345678", "1142 345 678"),
        ("11-4234-5678", "1142345678", "1142 345 678"),
        ("2261234567", "2261234567", "2261 234 567"),
        ("3367894512", "3367894512", "3367 894 512"),
        ("8813432005", "8813432005", "8813 432 005"),
    ],
    "geographic-code": [
        ("66023", "66023", "66023"),
        ("23 027", "23027", "23027"),
        ("81-017", "81017", "81017"),
    ],
    "siren": [
        ("732829320", "732829320", "732 829 320"),
        ("732 829 320", "732829320", "732 829 320"),
        ("552.100.554", "552100554", "552 100 554"),
        ("356000000", "356000000", "356 000 000"),
    ],
    "siret": [
        ("732 829 320 00074", "73282932000074", "732 829 320 00074"),
        ("732-829-320-00074", "73282932000074", "732 829 320 00074"),
        ("35600000000048", "35600000000048", "356 000 000 00048"),
        ("356 000 000 49837", "35600000049837", "356 000 000 49837"),
    ],
    "rna": [
        ("W133012345", "W133012345", "W133012345"),
        ("w 133 012 345", "W133012345", "W133012345"),
        ("W2A1000123", "W2A1000123", "W2A1000123"),
        ("W9R1000456", "W9R1000456", "W9R1000456"),
    ],
    "iban": [
        (
            "FR76 3000 6000 0112 3456 7890 189",
            "FR7630006000011234567890189",
            "FR76 3000 6000 0112 3456 7890 189",
        ),
        ("fr7630006000011234567890189", "FR7630006000011234567890189", "FR76 3000 6000 0112 3456 7890 189"),
        ("MC5811222000010123456789030", "MC5811222000010123456789030", "MC58 1122 2000 0101 2345 6789 030"),
        ("BE68-5390-0754-7034", "BE68539007547034", "BE68 5390 0754 7034"),
        ("GB29NWBK60161331926819", "GB29NWBK60161331926819", "GB29 NWBK 6016 1331 9268 19"),
        (
            "MT84MALT011000012345MTLCAST001S",
            "MT84MALT011000012345MTLCAST001S",
            "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
        ),
        ("NO9386011117947", "NO9386011117947", "NO93 8601 1117 947"),
    ],
    "postal-code-ca": [
        ("G1K 3X2", "G1K 3X2", "G1K 3X2"),
        ("h2x1y4", "H2X 1Y4", "H2X 1Y4"),
        ("h2x-1y4", "H2X 1Y4", "H2X 1Y4"),
    ],
    "postal-code-fr": [
        ("13004", "13004", "13004"),
        ("13 256", "13256", "13256"),
        ("20 137", "20137", "20137"),
        ("97400", "97400", "97400"),
    ],
    "phone-ca": [
        ("418 555-0199", "418 555-0199", "418 555-0199"),
        ("(418) 555-0199", "418 555-0199", "418 555-0199"),
        ("+1 418.555.0199", "418 555-0199", "418 555-0199"),
        ("14185550199", "418 555-0199", "418 555-0199"),
    ],
    "phone-fr": [
        ("04 13 31 00 13", "04 13 31 00 13", "04 13 31 00 13"),
        ("0413310013", "04 13 31 00 13", "04 13 31 00 13"),
        ("+33 4 13 31 00 13", "04 13 31 00 13", "04 13 31 00 13"),
        ("+33 (0)4.13.31.00.13", "04 13 31 00 13", "04 13 31 00 13"),
        ("0033413310013", "04 13 31 00 13", "04 13 31 00 13"),
        ("+262 262 12 34 56", "02 62 12 34 56", "02 62 12 34 56"),
    ],
}
WRONG = {
    "neq": ["4412345678", "114234567", "11423456789", "11A2345678", ""],
    "geographic-code": ["6602", "660230", "6602A"],
    "siren": ["732829321", "73282932", "7328293200", "73282932A"],
    "siret": [
        "73282932000075",
        "7328293200007",
        "35600000049838",
        "35600000000055",  # Luhn's formula holds, but this establishment is La Poste's
        "73282932100018",  # the SIREN in it is wrong
        "732829320000７4",
    ],
    "rna": ["133012345", "W13301234", "W1330123456", "X133012345", "W13301234A"],
    "iban": ["FR7630006000011234567890188", "FR763000600001123456789018", "XX12", "NO93860111179471"],
    "postal-code-ca": ["D1K 3X2", "G1K 3O2", "G1K3X", "12345"],
    "postal-code-fr": ["00123", "99123", "1300", "130041"],
    "phone-ca": ["118 555-0199", "418 155-0199", "418 555-019", "4185550199 poste 12"],
    "phone-fr": ["00 13 31 00 13", "04 13 31 00 1", "+1 418 555 0199", "04 13 31 00 13 5"],
}


@pytest.mark.parametrize(("name", "example"), [(n, e) for n, each in RIGHT.items() for e in each])
def test_what_people_type_is_kept_and_read_as_it_should_be(name: str, example: tuple[str, str, str]) -> None:
    typed, kept, read = example
    assert normalise(name, typed) == kept
    assert FORMATS[name].valid(kept)
    assert readable_form(name, kept) == read
    assert normalise(name, readable_form(name, kept)) == kept, "what is read can be typed again"


@pytest.mark.parametrize(("name", "typed"), [(n, e) for n, each in WRONG.items() for e in each])
def test_a_near_miss_is_wrong_and_keeps_what_was_typed(name: str, typed: str) -> None:
    assert not FORMATS[name].valid(normalise(name, typed))
    assert normalise(name, typed) == typed.strip()


@pytest.mark.parametrize("language", ["fr-CA", "fr-FR", "en"])
def test_each_says_what_is_expected(language: str) -> None:
    for name in RIGHT:
        assert texts(language).has(f"field.format-{name}")
