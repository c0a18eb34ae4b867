"""What makes a password acceptable: long, and not one of the first that somebody would guess (A3)."""

import re
from collections.abc import Collection
from typing import Final

from portal_tui.contract.problems import FieldProblem

SHORTEST: Final = 15
"""Characters, without a second factor."""
LONGEST: Final = 200
"""Characters: hashing longer ones would only cost time."""

ENOUGH: Final = 12
"""So many characters must be left to guess: as four words from the list."""
_WORD: Final = 3
_RUN: Final = 2
"""What a part is worth in characters to guess: a word on the list as much as three, a run as two."""

_SHORTEST_PART: Final = 3
"""Fewer characters than this are no word and no run."""

_ROWS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertyuiopasdfghjklzxcvbnm",
)
_LINES: Final = (*_ROWS, *(row[::-1] for row in _ROWS))
"""The alphabet, the digits and two keyboards, in both directions."""


def password_problem(
    password: str, folded: str, *, common: Collection[str], personal: Collection[str] = ()
) -> FieldProblem | None:
    """Why ``password`` can't be used, or None.

    ``folded`` is the password without case or diacritics, as are ``common``, the words to guess first, and
    ``personal``, what is known of the person and the portal.
    """
    if len(password) < SHORTEST:
        return FieldProblem("/password", "password-short", {"expected": SHORTEST, "found": len(password)})
    if len(password) > LONGEST:
        return FieldProblem("/password", "password-long", {"expected": LONGEST})
    known = {_unmasked(word) for name in personal for word in (name, *re.findall(r"\w+", name))}
    left = worth(folded, known | set(common))
    if left >= ENOUGH:
        return None
    if left < worth(folded, common):
        return FieldProblem("/password", "password-personal")
    return FieldProblem("/password", "password-common")


def worth(folded: str, words: Collection[str]) -> int:
    """How many characters are to be guessed by somebody who tries words, runs and repetitions first."""
    text = _unmasked(folded)
    longest = max((len(word) for word in words), default=0)
    total = start = 0
    seen: set[str] = set()
    while start < len(text):
        rest = text[start:]
        parts = {
            _word(rest[:longest], words): _WORD,
            rest[: _run(rest)]: _RUN,
            _again(rest, text[:start]): _RUN,
        }
        part = max(parts, key=len)
        if len(part) < _SHORTEST_PART:
            part = rest[0]
            total += 1
        elif part not in seen:
            seen.add(part)
            total += parts[part]
        start += len(part)
    return total


def _word(text: str, words: Collection[str]) -> str:
    """The longest word that ``text`` begins with, or nothing."""
    lengths = range(len(text), _SHORTEST_PART - 1, -1)
    return next((text[:length] for length in lengths if text[:length] in words), "")


def _again(text: str, before: str) -> str:
    """The longest beginning of ``text`` that was in the password already."""
    lengths = range(1, len(text) + 1)
    return text[: next((length for length in lengths if text[:length] not in before), len(text) + 1) - 1]


def _run(text: str) -> int:
    """How many characters from the first on repeat it, or follow it in the alphabet or on a keyboard."""
    first = text[0]
    lines = (first * len(text), *(line[line.index(first) :] for line in _LINES if first in line))
    return max(_together(text, line) for line in lines)


def _together(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


_MASKS: Final = str.maketrans("@$013457!", "asoieastl")


def _unmasked(text: str) -> str:
    """Signs between letters as the letters that they stand for: ``p@ssw0rd``."""
    return re.sub(r"(?<=[a-z])[@$013457!]+(?=[a-z])", lambda masked: masked[0].translate(_MASKS), text)
