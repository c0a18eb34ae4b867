"""Picks a form's own texts in the reader's language (A6): per-language maps first, plain texts else."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any


class Words:
    """The texts of one document for one reader.

    ``default`` is the language of plain ``title``, ``description`` and ``label``; None where nobody knows.
    """

    def __init__(self, language: str, default: str | None) -> None:
        self.language = language
        self.default = default
        self.foreign: str | None = None
        """A language met that the reader hasn't chosen."""

    def of(self, source: Mapping[str, Any], name: str, *plain: str) -> str:
        """The text ``name`` (``title``, ``help``…) of a schema or UI element; "" where it has none.

        Looks at ``x-<name>`` first, then at the keywords ``plain`` (``name`` itself without any).
        """
        per_language = source.get(f"x-{name}")
        if isinstance(per_language, Mapping):
            return str(self.pick(per_language))
        for keyword in plain or (name,):
            text = source.get(keyword)
            if isinstance(text, str) and text.strip():
                self._met(self.default)
                return text.strip()
        return ""

    def pick(self, per_language: Mapping[str, Any]) -> Any:
        """The reader's entry of a per-language map, else the nearest: same language, default, the first."""
        for language in (self.language, *_kin(self.language, per_language), self.default, *per_language):
            if language is not None and language in per_language:
                self._met(language)
                value = per_language[language]
                return value.strip() if isinstance(value, str) else value
        return ""

    def _met(self, language: str | None) -> None:
        if language is not None and _tongue(language) != _tongue(self.language):
            self.foreign = self.foreign or language


def _kin(language: str, per_language: Mapping[str, Any]) -> list[str]:
    return [each for each in per_language if _tongue(str(each)) == _tongue(language)]


def _tongue(language: str) -> str:
    return language.split("-")[0].lower()


def readable(name: str) -> str:
    """A title made from a property's name, where the form gives none: ``total_cost`` → ``Total cost``."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[_\-]+", " ", name).strip().lower()
    return spaced[:1].upper() + spaced[1:]


def spoken(code: str) -> str:
    """A value of several words run together, as one reads it: ``InitialAward`` → ``Initial award``."""
    return readable(code) if _RUN_TOGETHER.fullmatch(code) else code


_RUN_TOGETHER = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+")


def folded(text: str) -> str:
    """A text to search in: without case and diacritics, ``œ`` as ``oe``."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
