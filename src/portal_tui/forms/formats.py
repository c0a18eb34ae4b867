"""Identifiers and amounts that JSON Schema doesn't know: how each is kept, and how it is typed.

The verdict is strict and looks at the kept shape alone; :func:`normalise` brings there what people type
(spaces, dashes, lower case), :func:`readable_form` the way back.
"""

import re
from collections.abc import Callable
from typing import NamedTuple


class Format(NamedTuple):
    """One format of ours."""

    valid: Callable[[str], bool]
    normalise: Callable[[str], str]
    """Typed text to the kept shape; whatever doesn't fit comes back as it was."""
    readable: Callable[[str], str]


def _luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of Luhn's formula."""
    doubled = [int(digit) * (2 if index % 2 else 1) for index, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


_LA_POSTE, _ITS_SEAT = "356000000", "35600000000048"
"""La Poste's establishments: but for its seat, their digits add up to a multiple of 5."""


def _siret(text: str) -> bool:
    """The SIREN of the enterprise, the number of the establishment, a check digit over all of it."""
    if not re.fullmatch(r"[0-9]{14}", text) or not _luhn(text[:9]):
        return False
    if text.startswith(_LA_POSTE) and text != _ITS_SEAT:
        return sum(map(int, text)) % 5 == 0
    return _luhn(text)


def _siren(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{9}", text)) and _luhn(text)


_IBAN_LENGTHS = {
    country: length
    for length, countries in {
        15: "NO", 16: "BE", 18: "DK FI FO GL NL", 19: "MK SI", 20: "AT BA EE KZ LT LU",
        21: "CH HR LI LV", 22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL",
        24: "AD CZ ES MD PK SA SE SK TN RO", 25: "PT", 26: "IS TR", 27: "FR GR IT MC MR SM",
        28: "AL AZ CY DO HU LB PL", 29: "BR PS UA", 30: "KW MU", 31: "MT",
    }.items()
    for country in countries.split()
}  # fmt: skip
"""Signs of an IBAN by country (ISO 13616); countries that aren't here have 15 to 34."""


def _iban(text: str) -> bool:
    """ISO 13616: country, two check digits, account; modulo 97 of the whole, rearranged, is 1."""
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", text):
        return False
    if len(text) != _IBAN_LENGTHS.get(text[:2], len(text)):
        return False
    return int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1


def _matching(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


_SEPARATORS = re.compile(r"[\s.\-‐-―/()]+")


def _joined(text: str) -> str:
    return _SEPARATORS.sub("", text).upper()


def _cut(*lengths: int) -> Callable[[str], str]:
    """Groups of these lengths with a space between; a text of another length stays as it is."""

    def cut(text: str) -> str:
        if len(text) != sum(lengths):
            return text
        rest, parts = text, []
        for length in lengths:
            parts.append(rest[:length])
            rest = rest[length:]
        return " ".join(parts)

    return cut


def _fours(text: str) -> str:
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _postal_code_ca(text: str) -> str:
    joined = _joined(text)
    return f"{joined[:3]} {joined[3:]}" if len(joined) == 6 else text.strip()


def _phone_ca(text: str) -> str:
    """Ten digits as ``514 555-0199``; a leading country code 1 goes."""
    digits = _SEPARATORS.sub("", text).removeprefix("+")
    digits = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit():
        return text.strip()
    return f"{digits[:3]} {digits[3:6]}-{digits[6:]}"


def _phone_fr(text: str) -> str:
    """Ten digits as ``01 23 45 67 89``; the country's code, overseas too, becomes the leading 0."""
    digits = re.sub(r"^(?:\+|00)(?:33|262|590|594|596)0?(?=[0-9]{9}$)", "0", _SEPARATORS.sub("", text))
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit():
        return text.strip()
    return " ".join(digits[start : start + 2] for start in range(0, 10, 2))


def _same(text: str) -> str:
    return text


_CANADIAN_POSTAL_CODE = r"[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z] [0-9][ABCEGHJ-NPRSTV-Z][0-9]"

FORMATS: dict[str, Format] = {
    "neq": Format(_matching(r"(11|22|33|88)[0-9]{8}"), _joined, _cut(4, 3, 3)),
    "geographic-code": Format(_matching(r"[0-9]{5}"), _joined, _same),
    "user-code": Format(_matching(r"[A-Z0-9]{7}"), _joined, _same),
    "siret": Format(_siret, _joined, _cut(3, 3, 3, 5)),
    "siren": Format(_siren, _joined, _cut(3, 3, 3)),
    "rna": Format(_matching(r"W[0-9A-Z]{3}[0-9]{6}"), _joined, _same),
    "iban": Format(_iban, _joined, _fours),
    "postal-code-ca": Format(_matching(_CANADIAN_POSTAL_CODE), _postal_code_ca, _same),
    "postal-code-fr": Format(_matching(r"(0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3}"), _joined, _same),
    "phone-ca": Format(_matching(r"[2-9][0-9]{2} [2-9][0-9]{2}-[0-9]{4}"), _phone_ca, _same),
    "phone-fr": Format(_matching(r"0[1-9]( [0-9]{2}){4}"), _phone_fr, _same),
    "money": Format(_matching(r"-?[0-9]{1,13}(\.[0-9]{1,2})?"), _same, _same),
}
"""Our formats by name. ``money`` as a string is an exact decimal: ``1234.50``."""


def normalise(name: str, text: str) -> str:
    """What was typed, in the shape in which ``name`` is kept; unchanged where nobody knows the format.

    A shape is never forced: what wouldn't be valid afterwards keeps what the person wrote.
    """
    known = FORMATS.get(name)
    if known is None:
        return text
    changed = known.normalise(text)
    return changed if known.valid(changed) else text.strip()


def readable_form(name: str, text: str) -> str:
    """A kept value as it is read: ``1234567890`` → ``1234 567 890``."""
    known = FORMATS.get(name)
    return known.readable(text) if known and known.valid(text) else text
