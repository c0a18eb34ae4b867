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


def address_key(email: str) -> str:
    """By which an e-mail address is found: without the case of A to Z, nothing else folded.

    ``é@…`` and ``e@…`` are two people's mailboxes: what makes lists pleasant to search would let one of them
    read the other's mail.
    """
    return unicodedata.normalize("NFC", email.strip()).translate(_ASCII_LOWER)


_ASCII_LOWER = {ord(letter): ord(letter) + 32 for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
