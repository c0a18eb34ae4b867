"""Amounts that follow from others: totals, differences, shares. Exact, in cents, never in fractions (T6).

A form says how in ``x-computed`` of a property or ``computed`` of a control; the federal forms in their rule
schema. A total of a table of which nobody says how it is computed is typed like any amount.
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec

from .answers import CENT, amount_of, exactly, kept_number
from .model import Computed, Field, Form, FormNote, Group, Item, Repeated, Section, Table, computed_at, fields
from .pointers import ABSENT, get, put, tokens

_NUMBERS = ("integer", "number", "money")


def in_order(found: list[Field]) -> list[Field]:
    """The computed ones of some fields, each after those from which it follows; none that turn in circles."""
    waiting = {field.pointer: field for field in found if field.computed is not None}
    ordered: list[Field] = []
    while ready := [
        field
        for field in waiting.values()
        if field.computed is not None and waiting.keys().isdisjoint(field.computed.sources)
    ]:
        ordered += ready
        for field in ready:
            del waiting[field.pointer]
    return ordered


def totals_of(form: Form) -> tuple[Field, ...]:
    """The computed fields of a form, in the order in which they are to be computed."""
    return tuple(in_order([each for section in form.sections for each in fields(section.items)]))


def with_totals(totals: tuple[Field, ...], answers: Any) -> tuple[Any, dict[str, Any]]:
    """``answers`` with every total as it follows from them, and the totals that changed, by pointer.

    Where nothing is there to be added, or something isn't a number, there is no total: ABSENT.
    """
    changed: dict[str, Any] = {}
    for pattern in totals:
        for field in _each(pattern, answers):
            value = _value(field, answers)
            before = get(answers, field.pointer)
            if type(before) is not type(value) or before != value:
                answers = put(answers, field.pointer, value)
                changed[field.pointer] = value
    return answers, changed


def _each(field: Field, answers: Any) -> Iterator[Field]:
    """The field in every entry of the lists in which it stands."""
    listed, dash, _ = field.pointer.partition("/-/")
    if not dash:
        yield field
        return
    entries = get(answers, listed)
    for index in range(len(entries) if isinstance(entries, list) else 0):
        pattern, place = f"{listed}/-", f"{listed}/{index}"
        assert field.computed is not None  # only computed fields come here
        yield from _each(
            msgspec.structs.replace(
                field,
                pointer=place + field.pointer[len(pattern) :],
                computed=computed_at(field.computed, pattern, place),
            ),
            answers,
        )


def _value(field: Field, answers: Any) -> Any:
    with exactly():
        return _counted(field, answers)


def _counted(field: Field, answers: Any) -> Any:
    assert field.computed is not None  # only computed fields come here
    computed = field.computed
    added, subtracted = _values(computed.add, answers), _values(computed.subtract, answers)
    if not added and not subtracted:
        return ABSENT
    amounts = [amount_of(each) for each in added]
    lessened = [amount_of(each) for each in subtracted]
    if None in amounts or None in lessened:
        return ABSENT
    total = sum(filter(None, amounts), Decimal(0)) - sum(filter(None, lessened), Decimal(0))
    cent = Decimal(1) if field.format == "money-cents" else CENT
    if computed.percent:
        share = amount_of(get(answers, computed.percent))
        if share is None:
            return ABSENT
        total = (total * share / 100).quantize(cent, ROUND_HALF_UP)
    return int(total) if field.format == "money-cents" else kept_number(field, total)


def _values(pointers: tuple[str, ...], answers: Any) -> list[Any]:
    found = (value for pointer in pointers for value in _all_at(answers, tokens(pointer)))
    return [value for value in found if value is not ABSENT]


def _all_at(value: Any, steps: tuple[str, ...]) -> Iterator[Any]:
    """What stands at a pointer whose ``-`` means every entry."""
    for place, step in enumerate(steps):
        if step == "-":
            for each in value if isinstance(value, list) else ():
                yield from _all_at(each, steps[place + 1 :])
            return
        value = get(value, f"/{step.replace('~', '~0').replace('/', '~1')}")
    yield value


# Reading: which amounts are computed, and which have to be typed after all


def settled(
    sections: tuple[Section, ...], rules: Mapping[str, Computed], typed_help: str
) -> tuple[tuple[Section, ...], list[FormNote]]:
    """Sections in which each total is computed, by ``rules`` (by pointer) too, or else typed; with notes."""
    notes: list[FormNote] = []
    settle = _Settling(rules, typed_help, notes)
    settled_sections = tuple(
        msgspec.structs.replace(section, items=settle.items(section.items)) for section in sections
    )
    every = [each for section in settled_sections for each in fields(section.items)]
    known = {each.pointer for each in every}
    ordered = {each.pointer for each in in_order(every)}
    for field in every:
        if field.computed is None:
            continue
        for source in field.computed.sources:
            if source not in known:
                notes.append(FormNote(field.pointer, "unknown-scope", {"scope": source}))
        if field.pointer not in ordered:
            notes.append(FormNote(field.pointer, "computed-in-circles", {"title": field.title}))
    return settled_sections, notes


class _Settling:
    def __init__(self, rules: Mapping[str, Computed], typed_help: str, notes: list[FormNote]) -> None:
        self._rules = rules
        self._typed_help = typed_help
        self._notes = notes

    def items(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(map(self._item, items))

    def _item(self, item: Item) -> Item:
        match item:
            case Field():
                return self._computed(item)
            case Group() | Repeated():
                return msgspec.structs.replace(item, items=self.items(item.items))
            case Table():
                rows = tuple(tuple(self._cell(item, row, cell) for cell in row) for row in item.rows)
                return msgspec.structs.replace(item, rows=rows)
            case _:
                return item

    def _computed(self, field: Field) -> Field:
        rule = self._rules.get(field.pointer)
        if rule is None or field.computed is not None:
            return field
        return msgspec.structs.replace(field, computed=rule, read_only=True)

    def _cell(self, table: Table, row: tuple[Any, ...], cell: Any) -> Any:
        """A cell; one that nobody fills in and nobody computes is typed, and said so."""
        if not isinstance(cell, Field):
            return cell
        field = self._computed(cell)
        if field.computed is not None or not field.read_only or field.kind not in _NUMBERS:
            return field
        column = row.index(cell)
        title = table.columns[column] if column < len(table.columns) else field.title
        named = " – ".join(filter(None, (getattr(row[0], "text", ""), title)))
        self._notes.append(FormNote(field.pointer, "total-typed", {"title": named}))
        said = "\n".join(filter(None, (field.help, self._typed_help)))
        return msgspec.structs.replace(field, read_only=False, help=said)
