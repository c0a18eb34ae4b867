"""What headings say already: their own number, and the title of the one field below them."""

import re
from collections.abc import Iterable
from typing import Final

from .model import Field, Section
from .words import folded

_OWN: Final = re.compile(
    r"""(?:(?:section|part|partie|annexe)\s+)?
    (?P<number>(?:\d+[a-z]?|[ivxlc]+|[a-z])(?:\.\s?[a-z]\b)?)
    (?=[.):] | \s*$ | \s+[-–—] | (?<=\d)\s)""",
    re.VERBOSE | re.IGNORECASE,
)
_PLURAL: Final = re.compile(r"\(s\)")
_WORDS: Final = re.compile(r"\w+")
_LONGEST_NUMBER: Final = 3
"""Letters of what numbers a title: ``10a)``, ``I. B.``, ``VII``."""


def own_number(title: str) -> str:
    """What numbers a title that says so itself: ``10a``, ``II``, of ``Section A - Budget`` ``A``."""
    found = _OWN.match(title)
    return found["number"] if found else ""


def are_numbered(titles: Iterable[str]) -> bool:
    """Whether titles have numbers of their own: a figure, or several letters."""
    numbers = [number for title in titles if (number := own_number(title))]
    return len(numbers) > 1 or any(number[0].isdigit() for number in numbers)


def only_field(section: Section) -> Field | None:
    """The only field of a section whose title it repeats, but for a number; None where there is more."""
    item = section.items[0] if len(section.items) == 1 else None
    if not isinstance(item, Field) or section.help or not item.title:
        return None
    whole, own = _words(section.title), _words(item.title)
    number = whole[: len(whole) - len(own)]
    same = whole[len(number) :] == own and all(len(word) <= _LONGEST_NUMBER for word in number)
    return item if same else None


def _words(title: str) -> list[str]:
    return _WORDS.findall(_PLURAL.sub("s", folded(title)))
