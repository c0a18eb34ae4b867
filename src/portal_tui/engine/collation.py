"""Keys that sort and find as French readers expect: without case, without diacritics (T1)."""

import unicodedata

_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "\u2019": "'", "\u00a0": " "}
)


def collation_key(text: str) -> str:
    """``Éditions de l’Œuvre`` → ``editions de l'oeuvre``."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded.translate(_LIGATURES))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
