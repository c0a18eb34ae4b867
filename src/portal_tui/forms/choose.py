"""What becomes of an answer when an option is chosen, a box ticked, an entry added, removed or moved."""

from typing import Any

from .answers import same
from .model import Field
from .pointers import ABSENT


def chosen(field: Field, index: int, value: Any) -> Any:
    """The answer after option ``index`` was used: of several, taken or given back; of one, that one."""
    if not field.options:
        return value
    option = field.options[index].value
    if field.kind != "many":
        return option
    taken = [each for each in value if not same(each, option)] if isinstance(value, list) else []
    if isinstance(value, list) and len(taken) < len(value):
        return taken or ABSENT
    order = {str(each.value): place for place, each in enumerate(field.options)}
    return sorted([*taken, option], key=lambda each: order.get(str(each), len(order)))


def ticked(value: Any) -> bool:
    """A box after it was used."""
    return value is not True


def without(entries: Any, index: int) -> Any:
    """A list without one entry; ABSENT when none is left."""
    kept = [each for place, each in enumerate(_listed(entries)) if place != index]
    return kept or ABSENT


def shifted(entries: Any, index: int, step: int) -> list[Any]:
    """A list with one entry moved up (-1) or down (1); as it was where there is no place."""
    moved = list(_listed(entries))
    other = index + step
    if 0 <= index < len(moved) and 0 <= other < len(moved):
        moved[index], moved[other] = moved[other], moved[index]
    return moved


def extended(entries: Any, *, objects: bool) -> list[Any]:
    """A list with an empty entry more."""
    return [*_listed(entries), {} if objects else ""]


def _listed(entries: Any) -> list[Any]:
    return entries if isinstance(entries, list) else []
