"""Single answers in words, outside of their form: what they answer, and what is answered."""

import json
from typing import Any, Final

from portal_tui.safe_text import clean
from portal_tui.texts import texts

from .answers import show_answer, unit_sign
from .fields import title_of
from .model import Field, Form
from .pointers import pointer_of, tokens
from .reuse import asked_items
from .schema import Walker
from .words import Words, readable

_LONGEST: Final = 300
"""Characters of an answer; the rest is cut off."""


class Teller:
    """Says answers to a form one by one, in its language."""

    def __init__(self, form: Form) -> None:
        self._items = asked_items(form)
        self._language = form.language
        self._walker = Walker(form.schema)
        self._words = Words(form.language, None)

    def title(self, pointer: str) -> str:
        """The title of what is answered there; of what the form doesn't ask for, the titles on the way."""
        item = self._items.get(pointer)
        if item is not None and item.title:
            return clean(item.title)
        steps = tokens(pointer)
        return clean(" › ".join(self._step(steps[: at + 1]) for at in range(len(steps))))

    def _step(self, steps: tuple[str, ...]) -> str:
        """The last step in words: the title that the schema gives it, of an entry its number."""
        place = self._walker.at(pointer_of(steps))
        if place is None:
            return readable(steps[-1])
        if tokens(place.pointer)[-1] == "-" and steps[-1].isdecimal():
            return str(int(steps[-1]) + 1)
        return title_of(place, {}, self._words)

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
