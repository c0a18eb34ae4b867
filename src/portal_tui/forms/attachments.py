"""Files in the answers of a form: an answer holds the reference of an attached file, or several (T6)."""

from collections.abc import Iterator
from typing import Any

from .model import Field, Form, Group, Item, Repeated, Table, all_fields, entry
from .pointers import ABSENT, get, put
from .schema import Walker


def file_field(form: Form, pointer: str) -> Field | None:
    """The field that takes files at ``pointer``, which may lead into an entry of a list; None for another."""
    place = Walker(form.schema).at(pointer)
    pattern = place.pointer if place else pointer
    fields = (field for field in all_fields(form) if field.pointer == pattern)
    return next((field for field in fields if field.kind == "documents"), None)


def attached(form: Form, answers: Any) -> Iterator[tuple[str, str]]:
    """Every file that the answers refer to: the pointer of its field, its reference."""
    for section in form.sections:
        yield from _attached(section.items, answers)


def holds_several(field: Field) -> bool:
    """Whether a field takes a list of files."""
    return field.json_type == "array"


def with_file(answers: Any, field: Field, pointer: str, reference: str) -> Any:
    """``answers`` with a file more at ``pointer``; where there is place for one, in place of that one."""
    if not holds_several(field):
        return put(answers, pointer, reference)
    held = get(answers, pointer)
    return put(answers, pointer, [*(held if isinstance(held, list) else []), reference])


def without_file(form: Form, answers: Any, reference: str) -> Any:
    """``answers`` without a file, wherever it is referred to."""
    for pointer in [pointer for pointer, each in attached(form, answers) if each == reference]:
        held = get(answers, pointer)
        kept = [each for each in held if each != reference] if isinstance(held, list) else []
        answers = put(answers, pointer, kept or ABSENT)
    return answers


def _attached(items: tuple[Item, ...], answers: Any) -> Iterator[tuple[str, str]]:
    for item in items:
        match item:
            case Field(kind="documents"):
                held = get(answers, item.pointer)
                references = held if isinstance(held, list) else [held]
                yield from ((item.pointer, each) for each in references if isinstance(each, str))
            case Group():
                yield from _attached(item.items, answers)
            case Table():
                yield from _attached(tuple(cell for row in item.rows for cell in row), answers)
            case Repeated():
                entries = get(answers, item.pointer)
                for index in range(len(entries) if isinstance(entries, list) else 0):
                    yield from _attached(entry(item, index), answers)
            case _:
                pass
