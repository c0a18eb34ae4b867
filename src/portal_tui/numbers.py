"""Numbers and sizes as people read them, by language."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from portal_tui.texts import Texts

_MARKS: Final = {"fr-CA": ("\u00a0", ","), "fr-FR": ("\u202f", ","), "en": (",", ".")}
"""What stands between thousands, and before decimals (CLDR)."""

_UNITS: Final = ("size.bytes", "size.kilobytes", "size.megabytes", "size.gigabytes")


def number(value: int | Decimal, language: str) -> str:
    """*1 204*, *1 204,5*; with the separators of the language."""
    thousands, decimals = _MARKS[language]
    whole, _, fraction = f"{value:,}".partition(".")
    whole = whole.replace(",", thousands).replace("-", "\u2212")
    return f"{whole}{decimals}{fraction}" if fraction else whole


def size(count: int, texts: Texts) -> str:
    """A number of bytes: *412 Ko*, *4,9 Mo*. Decimal units, as limits are said (C2)."""
    value, unit = Decimal(count), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value /= 1000
        unit += 1
    step = Decimal("0.1") if unit and value < 10 else Decimal(1)
    rounded = value.quantize(step, ROUND_HALF_UP)
    if rounded == rounded.to_integral_value():
        rounded = rounded.to_integral_value()
    return texts(_UNITS[unit], number=number(rounded, texts.language))
