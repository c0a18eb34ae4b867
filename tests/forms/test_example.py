"""Examples that stand for patterns."""

import re

import pytest

from portal_tui.forms.example import example_of


@pytest.mark.parametrize(
    ("pattern", "example"),
    [
        (r"^[A-Z0-9]{2}-[A-Za-z0-9]{3}$", "AB-CDE"),
        (r"^(-)?\d*([.]\d{2})?$", "1"),
        (r"^[1-9][0-9]{3}$", "1234"),
        (r"^\d{1,10}([.]\d{2})?$", "1"),
        (r"^(?:QC|ON)-\d{4}$", "QC-1234"),
        (r"^[a-z]+@example\.org$", "a@example.org"),
        (r"\S", "a"),
        ("plain", "plain"),
    ],
)
def test_an_example_fits_its_pattern(pattern: str, example: str) -> None:
    assert example_of(pattern) == example
    assert re.search(pattern, example)


@pytest.mark.parametrize("pattern", ["(", "^$", r"^\d{200}$", "(?=.*x)(?=.*y)", r"^(?!1)\d$", ""])
def test_no_example_rather_than_a_wrong_one(pattern: str) -> None:
    assert example_of(pattern) == ""
