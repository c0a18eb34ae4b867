"""Answers given elsewhere, brought into a form: last year's, or those of a file (T14)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from .model import Field, Form, Group, Item, Repeated, Table
from .pointers import ABSENT, get, pointer_of


class Reused(NamedTuple):
    """What of some answers fits a form."""

    answers: dict[str, Any]
    """By pointer; a list of entries as a whole."""
    left_out: tuple[str, ...]
    """Pointers of what the form doesn't ask for, doesn't let people change, or keeps in another shape."""


def reused(form: Form, given: Any) -> Reused:
    """What of ``given`` stands where the form asks for it, in its shape; totals follow by themselves."""
    items = {item.pointer: item for section in form.sections for item in _asked(section.items)}
    answers: dict[str, Any] = {}
    left_out: list[str] = []
    for pointer in _ends(given, items, ()):
        item, value = items.get(pointer), get(given, pointer)
        if isinstance(item, Field) and item.computed is not None:
            continue
        if item is None or item.read_only or not _fits(item, value):
            left_out.append(pointer)
        else:
            answers[pointer] = value
    return Reused(answers, tuple(left_out))


def _asked(items: tuple[Item, ...]) -> Iterator[Field | Repeated]:
    for item in items:
        match item:
            case Field() | Repeated():
                yield item
            case Group():
                yield from _asked(item.items)
            case Table():
                yield from (cell for row in item.rows for cell in row if isinstance(cell, Field))


def _ends(given: Any, items: dict[str, Field | Repeated], at: tuple[str, ...]) -> Iterator[str]:
    """Pointers of all answers: of objects those inside, unless the form asks for the whole."""
    pointer = pointer_of(at)
    if isinstance(given, dict) and given and pointer not in items:
        for name, inside in given.items():
            yield from _ends(inside, items, (*at, name))
    elif at and given is not ABSENT:
        yield pointer


def _fits(item: Field | Repeated, value: Any) -> bool:
    """Whether a value has the shape of an answer there; whether it is right, the check says."""
    if isinstance(item, Repeated):
        return isinstance(value, list) and all(isinstance(each, dict) is item.objects for each in value)
    if item.kind == "documents":
        return False  # files belong to the application for which they were uploaded
    match item.json_type:
        case "array":
            return isinstance(value, list)
        case "object":
            return isinstance(value, dict)
        case "boolean":
            return isinstance(value, bool)
        case "any":
            return True
        case _:
            return isinstance(value, str | int | float) and not isinstance(value, bool)
