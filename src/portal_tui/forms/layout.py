"""Lays plain text out in the cells of a terminal."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from portal_tui.safe_text import clean

READABLE: Final = 88
"""Cells of a line of reading text at most: longer ones are hard to follow."""


_GAP: Final = 2
_ITEM: Final = "- "
_FURTHER: Final = "  "


def cells(text: str) -> int:
    """How many cells of a terminal ``text`` takes."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(sign) for sign in text)


def _cells_of(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def wrapped(text: str, width: int) -> list[str]:
    """The lines of ``text``, at most ``width`` cells and no wider than can be read; none for an empty one."""
    room = max(min(width, READABLE), 4)
    return [line for part in clean(text).split("\n") for line in _filled(part, room)] if text else []


def set_out(text: str, width: int) -> list[str]:
    """The lines of a text that somebody wrote for the portal: items of a list hang behind their marks."""
    paragraphs = clean(text).replace("\n" + " " * len(_ITEM), " ").split("\n") if text else []
    return [
        line
        for each in paragraphs
        for line in (
            hung(_ITEM, each.removeprefix(_ITEM), width)
            if each.startswith(_ITEM)
            else wrapped(each, width) or [""]
        )
    ]


def _filled(paragraph: str, room: int) -> list[str]:
    lines, line = [], ""
    for word in paragraph.replace("\t", " ").split(" "):
        if line and cells(line) + 1 + cells(word) > room:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        while cells(line) > room:
            head = _fitting(line, room)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line]


def _fitting(text: str, room: int) -> str:
    """As much of the beginning of ``text`` as fits."""
    taken = 0
    for index, sign in enumerate(text):
        taken += _cells_of(sign)
        if taken > room:
            return text[: max(index, 1)]
    return text


def clipped(text: str, width: int) -> str:
    """As much of ``text`` as fits, with … where some doesn't."""
    return text if cells(text) <= width else _fitting(text, width - 1) + "…"


def hung(mark: str, text: str, width: int) -> list[str]:
    """A text behind a mark, its further lines below its first."""
    lines = wrapped(text, width - cells(mark)) or [""]
    return [mark + lines[0], *(" " * cells(mark) + line for line in lines[1:])]


def hanging(text: str, width: int) -> list[str]:
    """The lines of a text, all but the first a little to the right: one sees where it ends."""
    text = clean(text)
    first, *rest = wrapped(text, width) or [""]
    return [first, *hung(_FURTHER, text[len(first) :].strip(), width)] if rest else [first]


def two_ends(left: str, right: str, width: int) -> list[str]:
    """Two texts at both ends of a line; the right one on a line of its own where there is no room."""
    lines = wrapped(left, width) or [""]
    room = width - cells(lines[-1]) - cells(right)
    if not right:
        return lines
    if room < _GAP:
        return [*lines, " " * max(width - cells(right), 0) + right]
    return [*lines[:-1], lines[-1] + " " * room + right]


def row(columns: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    """Columns of lines side by side."""
    depth = max((len(column) for column in columns), default=0)
    return [
        "".join(
            _padded(column[number] if number < len(column) else "", size)
            for column, size in zip(columns, widths, strict=False)
        ).rstrip()
        for number in range(depth)
    ]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def one_line(text: str) -> str:
    """A text of several lines on one: nothing of it is lost but the breaks, which become spaces."""
    return " ".join(text.splitlines()) if len(text.splitlines()) > 1 else text.rstrip("\r\n")
