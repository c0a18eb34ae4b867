"""Draws options that are all in view: circles of which one is taken, boxes to tick."""

from collections.abc import Iterable
from typing import Any, Final

from portal_tui.safe_text import clean

from .answers import same
from .layout import cells, hung
from .model import Field
from .picture import Part, Picture, Span, Stop, below, beside

_GAP: Final = 3
_TAKEN: Final = "[x] "
_FREE: Final = "[ ] "


def toggle(field: Field, title: str, value: Any, width: int) -> Picture:
    """The one box of a question that is answered by ticking it."""
    return _choice(field, 0, _TAKEN if value is True else _FREE, title, "toggle", width)


def boxes(field: Field, value: Any, width: int) -> Picture:
    """A box for each option, of which several may be ticked."""
    taken = value if isinstance(value, list) else []
    marks = (_TAKEN if any(same(option.value, each) for each in taken) else _FREE for option in field.options)
    return below(_options(field, marks, width))


def circles(field: Field, value: Any, width: int, *, beside_one_another: bool = False) -> Picture:
    """A circle for each option, of which one is taken."""
    marks = ("(•) " if same(option.value, value) else "( ) " for option in field.options)
    drawn = _options(field, marks, width)
    if not beside_one_another:
        return below(drawn)
    return beside(drawn, [cells(option.title) + cells(_FREE) + _GAP for option in field.options])


def _options(field: Field, marks: Iterable[str], width: int) -> list[Picture]:
    return [
        _choice(field, index, mark, clean(option.title), "option", width)
        for index, (mark, option) in enumerate(zip(marks, field.options, strict=True))
    ]


def _choice(field: Field, index: int, mark: str, title: str, part: Part, width: int) -> Picture:
    name = f"{field.key}#{index}"
    lines = hung(mark, title, width)
    spans = tuple(
        (Span(line[: len(mark)], "mark", name), Span(line[len(mark) :], "option", name)) for line in lines
    )
    return Picture(spans, (Stop(name, field, part, 0, 0, max(map(cells, lines)), len(lines), index),))
