"""Brings problems to where people can mend them, in the order of the form."""

from collections.abc import Callable, Iterable
from math import inf
from typing import Any

from portal_tui.contract.problems import FieldProblem

from .conditions import states
from .model import Form, all_fields
from .pointers import outermost, tokens
from .schema import Walker

MISSING = frozenset({"required", "required-one-of", "declaration-not-accepted"})
"""Codes of what isn't answered yet."""


def at_fields(form: Form, problems: Iterable[FieldProblem], answers: Any) -> tuple[FieldProblem, ...]:
    """``problems`` where people can mend them, in the order of the form.

    Of a part that is required and that nobody began, the fields that it asks for stand for the part.
    """
    required = states(form, answers).required
    asked = [field.pointer for field in all_fields(form) if field.pointer in required]
    found: dict[tuple[str, str], FieldProblem] = {}
    for each in problems:
        missing = [pointer for pointer in asked if pointer.startswith(each.pointer + "/")]
        inside = [FieldProblem(pointer, "required") for pointer in missing if each.code == "required"]
        for problem in inside or [each]:
            found.setdefault((problem.pointer, problem.code), problem)
    place = _places(form)
    return tuple(sorted(found.values(), key=lambda each: place(each.pointer)))


def _places(form: Form) -> Callable[[str], tuple[float, tuple[str, ...], float]]:
    """Gives a pointer's place in the form: of its list, of its entry, of the field in it."""
    walker = Walker(form.schema)
    order = {field.pointer: number for number, field in reversed([*enumerate(all_fields(form))])}
    lists: dict[str, int] = {}
    for pointer, number in order.items():
        listed = outermost(pointer)
        lists[listed] = min(number, lists.get(listed, number))

    def place(pointer: str) -> tuple[float, tuple[str, ...], float]:
        found = walker.at(pointer)
        pattern = found.pointer if found else pointer
        numbers = tuple(step.zfill(9) for step in tokens(pointer) if step.isdecimal())
        return lists.get(outermost(pattern), inf), numbers, order.get(pattern, -1)

    return place
