"""Typed text to answers and back, by locale; answers that a form brings along (T7).

What can't be read stays the text that was typed: nothing is lost, a draft saves, and the check says what is
expected. Amounts are exact: never through binary fractions.
"""

import json
import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from decimal import Context, Decimal, localcontext
from math import isfinite
from typing import Any

from portal_tui.texts import texts

from .dates import date_of, show_date
from .formats import normalise, readable_form
from .model import Field, Form, all_fields
from .pointers import ABSENT, get, outermost, put
from .schema import Place, Walker

CENT = Decimal("0.01")
_LONGEST_NUMBER = 30
_PLAIN = re.compile(r"[-+]?\d*[.]?\d*", re.ASCII)
"""An amount written in figures alone: any other is shown as it was written."""
_SPACES = re.compile(r"[\s'’]+")
_MONEY_SIGNS = re.compile(r"^(?:CA|US)?[$€£]|(?:[$€£]|\$\s?(?:CA|US)|CAD|USD|EUR|%)$", re.IGNORECASE)
_GROUPED = re.compile(r"-?\d{1,3}([.,])\d{3}(?:\1\d{3})*")


def parse_answer(field: Field, text: str, language: str) -> Any:
    """The answer that ``text`` means in ``field``, or ABSENT; ``text`` itself where it can't be read."""
    if not text.strip():
        return ABSENT
    match field.kind:
        case "integer" | "number" | "money":
            return _number_answer(field, text, language)
        case "date":
            return date_of(text, language, month_first="MM/DD" in field.help) or text.strip()
        case "email":
            return text.strip()
        case "choice":
            return _option_value(field, text)
        case "boolean":
            return _truth(text, language)
        case _ if field.json_type == "any":
            return _json_or_text(text)
        case _:
            return normalise(field.format, text)


def show_answer(field: Field, value: Any, language: str) -> str:
    """An answer as it is read and typed in ``language``, without its unit; "" for ABSENT.

    An answer that isn't of the field's type is shown as it is.
    """
    if value is ABSENT or value is None:
        return ""
    if isinstance(value, list) and field.kind == "many":
        return ", ".join(show_answer(_one_of(field), each, language) for each in value)
    if field.options:
        return next((each.title for each in field.options if same(each.value, value)), _as_it_is(value))
    if isinstance(value, bool):
        return texts(language)("form.yes" if value else "form.no")
    if field.kind == "money":
        return _money(field, value, language)
    if isinstance(value, int | float):
        return show_number(value, language)
    if field.kind == "date" and isinstance(value, str):
        return show_date(value, language)
    return readable_form(field.format, value) if isinstance(value, str) else _as_it_is(value)


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal: true isn't 1."""
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def show_number(value: int | float | str, language: str, grouped_from: int = 10_000) -> str:
    """A number with the locale's signs, in groups of three from where years can't be meant."""
    number = Decimal(str(value))
    if not number.is_finite():
        return str(value)
    pattern = "#,##0.###############" if abs(number) >= grouped_from else "0.###############"
    return _formatted(number, pattern, language)


def show_count(count: int, language: str) -> str:
    """How many there are: ``1 204``."""
    return show_number(count, language, grouped_from=1_000)


def show_amount(amount: Decimal, language: str) -> str:
    """An amount of money with its cents, without its currency: ``1 234,50``."""
    return _formatted(amount, "#,##0.00", language)


def unit_sign(field: Field, language: str) -> str:
    """What stands after the number: ``$``, ``%``, ``places``; "" where there is nothing."""
    if field.kind != "money" or not field.unit:
        return field.unit
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(field.unit, locale=_locale(language))


def defaults(form: Form) -> Any:
    """The answers that the form itself brings along: each ``default`` of its schema."""
    walker = Walker(form.schema)
    answers: Any = {}
    for place in _leaves(walker, walker.start, 0):
        if "default" in place.schema:
            answers = put(answers, place.pointer, place.schema["default"])
    return answers


def prefilled(answers: Any, known: Mapping[str, Any]) -> Any:
    """``answers`` with what is ``known`` by pointer wherever nothing is answered yet."""
    for pointer, value in known.items():
        if get(answers, pointer) is ABSENT:
            answers = put(answers, pointer, value)
    return answers


def differing(form: Form, before: Any, after: Any) -> dict[str, Any]:
    """What stands in ``after`` where it differs from ``before``, by pointer; lists as a whole."""
    asked = (each.pointer for each in all_fields(form))
    pointers = (outermost(pointer) for pointer in asked)
    return {
        pointer: get(after, pointer)
        for pointer in dict.fromkeys(pointers)
        if get(before, pointer) != get(after, pointer)
    }


def _leaves(walker: Walker, place: Place, depth: int) -> list[Place]:
    if depth > _DEEPEST or "default" in place.schema:
        return [place]
    members = walker.properties(place.schema).items()
    found = [walker.member(place, name, declared) for name, declared in members]
    return [leaf for each in found for leaf in (_leaves(walker, each, depth + 1) or [each])]


_DEEPEST = 6


def _number_answer(field: Field, text: str, language: str) -> Any:
    number = read_number(text, language)
    if number is None:
        return text.strip()
    with exactly():
        if field.kind == "money" and number != number.quantize(CENT):
            return text.strip()
        kept = kept_number(field, number)
    return text.strip() if field.json_type == "integer" and not isinstance(kept, int) else kept


def exactly() -> AbstractContextManager[Context]:
    """Counts with every figure of the longest numbers and of their products: of 28 money would be lost."""
    return localcontext(prec=4 * _LONGEST_NUMBER)


def kept_number(field: Field, number: Decimal) -> Any:
    """A number in the shape in which ``field`` keeps it: text, whole cents, or a JSON number."""
    if field.json_type == "string":
        return str(number.quantize(CENT)) if field.kind == "money" else f"{number:f}"
    number = number * 100 if field.format == "money-cents" else number
    return int(number) if number == number.to_integral_value() else float(number)


def amount_of(value: Any) -> Decimal | None:
    """The number that an answer keeps, exactly as written; None where it is none or too great to count."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        return None
    return number if number.is_finite() and number.adjusted() < _LONGEST_NUMBER else None


def read_number(text: str, language: str) -> Decimal | None:
    """The number that ``text`` means in ``language``; None where it means none, or one of two.

    Both separators are understood in every language; a single one before three digits groups them where
    the language groups with it.
    """
    bare = _MONEY_SIGNS.sub("", _SPACES.sub("", text)).replace("−", "-")
    if len(bare) > 2 * _LONGEST_NUMBER or not re.fullmatch(r"-?[\d.,]*\d[.,]?", bare, re.ASCII):
        return None
    number = _read(bare, language)
    return None if number is None or number.adjusted() >= _LONGEST_NUMBER else number


def _read(bare: str, language: str) -> Decimal | None:
    last = max(bare.rfind("."), bare.rfind(","))
    if last < 0:
        return Decimal(bare)
    whole, decimals, sign = bare[:last], bare[last + 1 :], bare[last]
    if sign in whole or (_GROUPED.fullmatch(bare) and sign == _group_sign(language)):
        return Decimal(re.sub("[.,]", "", bare)) if _GROUPED.fullmatch(bare) else None
    if re.search("[.,]", whole) and not _GROUPED.fullmatch(whole):
        return None
    return Decimal(f"{re.sub('[.,]', '', whole) or '0'}.{decimals}".replace("-.", "-0."))


def _group_sign(language: str) -> str:
    from babel.numbers import get_group_symbol

    return get_group_symbol(_locale(language))


def _money(field: Field, value: Any, language: str) -> str:
    amount = amount_of(value)
    if amount is None or (isinstance(value, str) and not _PLAIN.fullmatch(value)):
        return _as_it_is(value)
    if field.json_type == "integer" and field.format != "money-cents":
        return _formatted(amount, "#,##0", language)
    return show_amount(amount * CENT if field.format == "money-cents" else amount, language)


def _formatted(number: Decimal, pattern: str, language: str) -> str:
    from babel.numbers import format_decimal

    if abs(number.adjusted()) > _LONGEST_NUMBER:
        return str(number)
    with exactly():
        return format_decimal(number, format=pattern, locale=_locale(language))


def _locale(language: str) -> str:
    return "en_CA" if language == "en" else language.replace("-", "_")


def _option_value(field: Field, text: str) -> Any:
    wanted = text.strip().casefold()
    for option in field.options:
        if wanted in (option.title.casefold(), str(option.value).casefold()):
            return option.value
    return text.strip()


def _truth(text: str, language: str) -> Any:
    wanted = text.strip().casefold()
    said = texts(language)
    if wanted in (said("form.yes").casefold(), "true"):
        return True
    if wanted in (said("form.no").casefold(), "false"):
        return False
    return text.strip()


def _json_or_text(text: str) -> Any:
    try:
        return json.loads(text, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError):
        return text


def _finite(text: str) -> float:
    """A number that can be kept. Raises ValueError of any that can't."""
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _one_of(field: Field) -> Field:
    import msgspec

    return msgspec.structs.replace(field, kind="choice")


def _as_it_is(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
