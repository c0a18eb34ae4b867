"""Single answers in words, outside of their form: what they answer, and what is answered."""

import json
from typing import Any, Final

from portal_tui.safe_text import clean
from portal_tui.texts import texts

from .answers import show_answer, unit_sign
from .model import Field, Form
from .pointers import tokens
from .reuse import asked_items
from .words import readable

_LONGEST: Final = 300
"""Characters of an answer; the rest is cut off."""


class Teller:
    """Says answers to a form one by one, in its language."""

    def __init__(self, form: Form) -> None:
        self._items = asked_items(form)
        self._language = form.language

    def title(self, pointer: str) -> str:
        """The title of what is answered there; of what the form doesn't ask for, its path."""
        item = self._items.get(pointer)
        if item is not None and item.title:
            return clean(item.title)
        return clean(" › ".join(readable(step) for step in tokens(pointer)))

    def value(self, pointer: str, value: Any) -> str:
        """The answer on one line, as far as it fits."""
        item = self._items.get(pointer)
        if isinstance(item, Field) and item.kind != "documents":
            said = f"{show_answer(item, value, self._language)} {unit_sign(item, self._language)}"
        elif isinstance(value, list):
            said = texts(self._language).plural("compare.entries", len(value))
        else:
            said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        line = " ".join(clean(said).splitlines()).strip(" ")
        return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
