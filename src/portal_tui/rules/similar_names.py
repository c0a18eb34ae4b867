"""Whether two organisations may be one under two spellings (O1, O6). Names come without case, diacritics."""

import re
from difflib import SequenceMatcher
from typing import Final

ALIKE: Final = 0.85
"""From this share of common characters on, two names are alike."""

_LEGAL_FORMS: Final = frozenset(
    [
        "inc",
        "incorporee",
        "ltee",
        "limitee",
        "ltd",
        "limited",
        "enr",
        "enrg",
        "senc",
        "sencrl",
        "srl",
        "sarl",
        "sas",
        "sasu",
        "sa",
        "sci",
        "scop",
        "scic",
        "eurl",
        "asbl",
        "obnl",
        "osbl",
        "corp",
        "corporation",
        "llc",
        "gmbh",
    ]
)
_SMALL_WORDS: Final = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "du",
        "de",
        "des",
        "d",
        "et",
        "a",
        "au",
        "aux",
        "en",
        "the",
        "of",
        "and",
        "an",
    ]
)
_SHORTHAND: Final = {
    "cie": "compagnie",
    "co": "compagnie",
    "company": "compagnie",
    "ass": "association",
    "asso": "association",
    "assoc": "association",
    "fest": "festival",
    "st": "saint",
    "ste": "sainte",
    "mun": "municipalite",
    "ville": "municipalite",
    "commune": "municipalite",
}


def essence(folded: str) -> str:
    """What of a name tells organisations apart: ``le theatre du quai inc.`` → ``theatre quai``."""
    words = [_SHORTHAND.get(word, word) for word in re.findall(r"[^\W_]+", folded)]
    telling = [word for word in words if word not in _LEGAL_FORMS | _SMALL_WORDS]
    return " ".join(telling or words)


def likeness(one: str, other: str) -> float:
    """How alike two essences are, from 0 to 1; the order of their words doesn't count."""
    return max(
        SequenceMatcher(None, first, second, autojunk=False).ratio()
        for first, second in ((one, other), (_sorted(one), _sorted(other)))
    )


def _sorted(essence: str) -> str:
    return " ".join(sorted(essence.split()))
