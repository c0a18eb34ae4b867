"""Numbers and sizes are written as the language writes them."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal

from portal_tui.numbers import number, size
from portal_tui.texts import texts


@pytest.mark.parametrize("language", ["fr-CA", "fr-FR", "en"])
@pytest.mark.parametrize("value", [0, 7, 999, 1204, 1_000_000, Decimal("1204.50"), Decimal("0.25")])
def test_numbers_are_written_as_the_locale_data_say(language: str, value: int | Decimal) -> None:
    places = -value.as_tuple().exponent if isinstance(value, Decimal) else 0
    pattern = "#,##0" + ("." + "0" * int(places) if places else "")
    assert number(value, language) == format_decimal(value, pattern, locale=language.replace("-", "_"))


def test_a_minus_is_a_minus() -> None:
    assert number(-1204, "fr-CA") == "\u22121\u00a0204"


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [
        (0, "0\u00a0octets", "0\u00a0bytes"),
        (999, "999\u00a0octets", "999\u00a0bytes"),
        (412_300, "412\u00a0Ko", "412\u00a0kB"),
        (4_940_000, "4,9\u00a0Mo", "4.9\u00a0MB"),
        (5_000_000, "5\u00a0Mo", "5\u00a0MB"),
        (12_600_000_000, "13\u00a0Go", "13\u00a0GB"),
        (2_000_000_000_000, "2\u00a0000\u00a0Go", "2,000\u00a0GB"),
    ],
)
def test_sizes_are_in_decimal_units(count: int, french: str, english: str) -> None:
    assert size(count, texts("fr-CA")) == french
    assert size(count, texts("en")) == english
