"""Looks up what people read: every sentence of the interface, by key and language.

Keys are codes (``reason.not-owner``), sentences live in ``locales/<language>/*.po``. fr-FR holds only what
differs from fr-CA; French typography (a narrow space before ``; ! ?``) is added to what it inherits (A6).
"""

import gettext
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("fr-CA", "fr-FR", "en")
"""Languages of the interface, the default first."""

_LOCALES = Path(__file__).parent / "locales"
_NARROW_SPACE = "\u202f"
_HIGH_PUNCTUATION = re.compile(r"(?<=[^\s;!?:])(?=[;!?](?:\s|$|»|\)))")


class UnknownTextError(LookupError):
    """A key that no catalogue has: a mistake of ours, found by the tests."""


@cache
def _catalogue(language: str) -> gettext.GNUTranslations:
    path = _LOCALES / language.replace("-", "_") / "portal_tui.mo"
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


def _fr_fr(sentence: str) -> str:
    return _HIGH_PUNCTUATION.sub(_NARROW_SPACE, sentence)


class Texts:
    """The sentences of one language. ``texts("key", name=…)`` gives one of them, filled in."""

    def __init__(self, language: str, *, transmits: bool = False) -> None:
        """``transmits``: an application isn't sent but transmitted, as in register portals (T3)."""
        if language not in LANGUAGES:
            raise ValueError(f"no catalogue for {language!r}; there are {', '.join(LANGUAGES)}")
        self.language = language
        self._transmits = transmits

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence of ``key``; one with plural forms agrees with ``count``. Raises UnknownTextError."""
        key = self._worded(key)
        sentence = self._look_up(lambda catalogue: catalogue.gettext(key), key)
        count = values.get("count")
        if isinstance(count, int):
            sentence = self._agreeing(key, count) or sentence
        return sentence.format_map(values)

    def plural(self, key: str, count: int, /, **values: object) -> str:
        """The sentence of ``key`` for ``count`` things; ``{count}`` stands for the number."""
        sentence = self._agreeing(self._worded(key), count)
        if not sentence:
            raise UnknownTextError(f"no plural {key!r} in {self.language}")
        return sentence.format_map({"count": count, **values})

    def has(self, key: str) -> bool:
        """Whether there is a sentence for ``key``."""
        try:
            self._look_up(lambda catalogue: catalogue.gettext(key), key)
        except UnknownTextError:
            return False
        return True

    def _worded(self, key: str) -> str:
        """The key of the same sentence in a portal's own words, where there is one."""
        own = f"transmit.{key}"
        return own if self._transmits and self.has(own) else key

    def _agreeing(self, key: str, count: int) -> str:
        """The sentence in the form that goes with ``count``; empty where it has no plural forms."""
        try:
            return self._look_up(lambda catalogue: catalogue.ngettext(key, key, count), key)
        except UnknownTextError:
            return ""

    def _look_up(self, look: Callable[[gettext.GNUTranslations], str], key: str) -> str:
        sentence = look(_catalogue(self.language))
        if sentence != key:
            return sentence
        if self.language == "fr-FR":
            sentence = look(_catalogue("fr-CA"))
            if sentence != key:
                return _fr_fr(sentence)
        raise UnknownTextError(f"no text {key!r} in {self.language}")


@cache
def texts(language: str, *, transmits: bool = False) -> Texts:
    """The shared :class:`Texts` of a language, in the words of portals that send or that transmit."""
    return Texts(language, transmits=transmits)
