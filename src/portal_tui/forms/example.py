"""Makes an example from a pattern: what people are shown instead of a regular expression (T7)."""

import re
from collections.abc import Iterator
from typing import Final

_LONGEST: Final = 40
_PIECE: Final = re.compile(
    r"""(?P<group>\((?:\?[:=!<][=!]?|\?P<\w+>)?) | (?P<end>\)) | (?P<either>\|)
    | (?P<class>\[\^?\]?(?:\\.|[^\]\\])*\]) | (?P<escape>\\.) | (?P<edge>[\^$]) | (?P<any>\.)
    | (?P<count>\{(?P<least>\d+)(?:,\d*)?\}|[*+?])\?? | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)


def example_of(pattern: str) -> str:
    """A short text that ``pattern`` accepts, such as ``AB-123``; "" where none is found easily."""
    signs = _Signs()
    text = "".join(_sequence(_PIECE.finditer(pattern), signs))
    try:
        accepted = re.search(pattern, text) is not None
    except re.error:
        return ""
    return text if accepted and text.strip() and len(text) <= _LONGEST else ""


class _Signs:
    """Gives digits and letters one after the other, so that an example looks like one."""

    def __init__(self) -> None:
        self._next = {"digit": 0, "upper": 0, "lower": 0}

    def one_of(self, kind: str) -> str:
        at = self._next[kind]
        self._next[kind] += 1
        row = {"digit": "1234567890", "upper": "ABCDEFGHJK", "lower": "abcdefghjk"}[kind]
        return row[at % len(row)]

    def of_class(self, inside: str) -> str:
        """A sign of a character class, written without its brackets."""
        if inside.startswith("^"):
            return self.one_of("lower")
        for kind, marks in (("upper", ("A-Z",)), ("lower", ("a-z",)), ("digit", ("0-9", r"\d", "1-9"))):
            if any(mark in inside for mark in marks):
                return self.one_of(kind)
        return inside.lstrip("\\")[:1]

    def of_escape(self, letter: str) -> str:
        """What ``\\d`` and its kin stand for; any other escaped sign is itself."""
        kinds = {"d": "digit", "w": "lower", "S": "lower", "D": "lower"}
        if letter in kinds:
            return self.one_of(kinds[letter])
        return {"s": " ", "b": "", "B": "", "A": "", "Z": ""}.get(letter, letter)


def _sequence(pieces: "Iterator[re.Match[str]]", signs: _Signs) -> list[str]:
    """The texts of what follows, up to the end of its group; of alternatives, the first."""
    parts: list[str] = []
    skipping = False
    for piece in pieces:
        match piece.lastgroup if piece.lastgroup != "least" else "count":
            case "end":
                break
            case "either":
                skipping = True
                continue
            case "group":
                inside = "".join(_sequence(pieces, signs))
                part = "" if piece["group"].startswith(("(?=", "(?!", "(?<=", "(?<!")) else inside
            case "class":
                part = signs.of_class(piece["class"][1:-1])
            case "escape":
                part = signs.of_escape(piece["escape"][1])
            case "any":
                part = signs.one_of("lower")
            case "edge":
                part = ""
            case "count":
                if parts and not skipping:
                    _repeat(parts, piece, signs)
                continue
            case _:
                part = piece["sign"]
        if not skipping:
            parts.append(part)
    return parts


def _repeat(parts: list[str], count: "re.Match[str]", signs: _Signs) -> None:
    """The last part as often as its quantifier asks for at least, once where it may go on."""
    last = parts.pop()
    times = max(int(count["least"]), 1) if count["least"] else 0 if count["count"] == "?" else 1
    if times > _LONGEST:
        times = 0
    parts.extend([last] * min(times, 1))
    for _ in range(times - 1):
        parts.append(_another(last, signs))


def _another(part: str, signs: _Signs) -> str:
    if len(part) != 1 or not part.isalnum():
        return part
    return signs.one_of("digit" if part.isdigit() else "upper" if part.isupper() else "lower")
