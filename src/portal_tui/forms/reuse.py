"""Answers given elsewhere, brought into a form: last year's, or those of a file (T14)."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from .model import Field, Form, Group, Item, Repeated, Table
from .pointers import ABSENT, get, pointer_of

Reason = Literal["not-asked", "filled-by-portal", "file", "another-shape"]
"""Why an answer isn't brought along: the text is ``left-out.<reason>``."""


class LeftOut(NamedTuple):
    """An answer that doesn't fit, with what stood there."""

    pointer: str
    reason: Reason
    value: Any


class Reused(NamedTuple):
    """What of some answers fits a form."""

    answers: dict[str, Any]
    """By pointer; a list of entries as a whole."""
    left_out: tuple[LeftOut, ...]


class Compared(NamedTuple):
    """What bringing answers into others comes to."""

    changes: tuple[str, ...]
    """Pointers of what will be another answer than now, or the first."""
    kept: tuple[str, ...]
    """Pointers of what is answered now and stays."""


def reused(form: Form, given: Any) -> Reused:
    """What of ``given`` stands where the form asks for it, in its shape; totals follow by themselves."""
    items = asked_items(form)
    answers: dict[str, Any] = {}
    left_out: list[LeftOut] = []
    for pointer in _ends(given, items, ()):
        item, value = items.get(pointer), get(given, pointer)
        if isinstance(item, Field) and item.computed is not None:
            continue
        reason = _unfit(item, value)
        if reason is None:
            answers[pointer] = value
        else:
            left_out.append(LeftOut(pointer, reason, value))
    return Reused(answers, tuple(left_out))


def compared(form: Form, answers: Any, brought: dict[str, Any], *, replace: bool) -> Compared:
    """What ``brought`` changes in ``answers``; without ``replace``, what is answered already stays."""
    changes = tuple(
        pointer
        for pointer, value in brought.items()
        if get(answers, pointer) != value and (replace or get(answers, pointer) is ABSENT)
    )
    answered = _ends(answers, asked_items(form), ())
    return Compared(changes, tuple(pointer for pointer in answered if pointer not in set(changes)))


def asked_items(form: Form) -> dict[str, Field | Repeated]:
    """What is answered as a whole, by pointer: fields, and lists of entries."""
    return {item.pointer: item for section in form.sections for item in _asked(section.items)}


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


def _unfit(item: Field | Repeated | None, value: Any) -> Reason | None:
    """Why a value can't stand there; whether it is right, the check says."""
    if item is None:
        return "not-asked"
    if item.read_only:
        return "filled-by-portal"
    if isinstance(item, Field) and item.kind == "documents":
        return "file"  # files belong to the application for which they were uploaded
    return None if _fits(item, value) else "another-shape"


def _fits(item: Field | Repeated, value: Any) -> bool:
    if isinstance(item, Repeated):
        return isinstance(value, list) and all(isinstance(each, dict) is item.objects for each in value)
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
