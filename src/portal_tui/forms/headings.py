"""Which headings would say the same twice: a section that is one field under the same title."""

import re
from typing import Final

from .model import Field, Section
from .words import folded

_PLURAL: Final = re.compile(r"\(s\)")
_WORDS: Final = re.compile(r"\w+")
_LONGEST_NUMBER: Final = 3
"""Letters of what numbers a title: ``10a)``, ``I. B.``, ``VII``."""


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
