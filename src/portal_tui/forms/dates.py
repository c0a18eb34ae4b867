"""Dates as people type them; kept as ``2026-11-07``."""

import re
import unicodedata
from datetime import date, timedelta
from functools import cache

_ISO = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})", re.ASCII)
_DAY_NAMED = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+)\.?,? (\d{4})", re.ASCII)
_NAME_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)


def date_of(text: str, language: str, *, month_first: bool = False) -> str | None:
    """The date that ``text`` means, as YYYY-MM-DD; None where it means none.

    ``2026-11-07`` and ``7 novembre 2026`` always; ``07/11/2026`` in French, where the day comes first; in
    English only when it can't be read in two ways. ``month_first``: people are asked for it in that order.
    """
    plain = _plain(text)
    if found := _ISO.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return _date(*found.groups())
    if found := _DAY_FIRST.fullmatch(plain):
        first, second, year = found.groups()
        if month_first and int(first) <= 12:
            return _date(year, first, second)
        if language.startswith("fr") or first == second or int(first) > 12:
            return _date(year, second, first)
        return _date(year, first, second) if int(second) > 12 else None
    if found := _DAY_NAMED.fullmatch(plain):
        day, name, year = found.groups()
    elif found := _NAME_FIRST.fullmatch(plain):
        name, day, year = found.groups()
    else:
        return None
    month = _months(language).get(name) or _months("en").get(name)
    return _date(year, str(month), day) if month else None


def show_date(text: str, language: str) -> str:
    """A kept date as it is read and typed: ``07/11/2026`` in France, as it is kept elsewhere."""
    found = _ISO.fullmatch(text)
    if found is None or language != "fr-FR":
        return text
    year, month, day = found.groups()
    return f"{day}/{month}/{year}"


def _date(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.strip().lower())
    return re.sub(r"\s+", " ", "".join(sign for sign in folded if not unicodedata.combining(sign)))


@cache
def _months(language: str) -> dict[str, int]:
    from babel.dates import get_month_names

    locale = language.replace("-", "_")
    return {
        _plain(name).rstrip("."): number
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=locale).items()
    }


def month_page(day: date, language: str) -> tuple[str, list[str], list[list[date]]]:
    """A month's title, two letters for each day of the week, and its weeks, beginning as the locale does."""
    from babel import Locale
    from babel.dates import format_skeleton

    locale = Locale.parse("en_CA" if language == "en" else language.replace("-", "_"))
    names = locale.days["stand-alone"]["short"]
    order = [(locale.first_week_day + place) % 7 for place in range(7)]
    first = day.replace(day=1)
    start = first - timedelta(days=(first.weekday() - locale.first_week_day) % 7)
    weeks = [[start + timedelta(days=7 * week + place) for place in range(7)] for week in range(6)]
    title = format_skeleton("yMMMM", first, locale=locale)
    return title, [names[each][:2] for each in order], weeks
