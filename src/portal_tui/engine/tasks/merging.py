"""Three-way merge of answers, field by field: what is mine, what is theirs, what both changed (T8)."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from portal_tui.contract.tasks import Change
from portal_tui.forms.pointers import ABSENT, get, pointer_of, put, tokens


class Merged(NamedTuple):
    """What a save comes to."""

    answers: Any
    written: tuple[str, ...]
    """Pointers of what was changed: an array whose entries moved, rather than the entry."""
    conflicts: tuple[tuple[Change, Any], ...]
    """What both changed, each with what stands there now."""


def merge(answers: Any, changes: Iterable[Change], *, moved: Iterable[str], overwrite: bool) -> Merged:
    """Put ``changes`` into ``answers``. ``overwrite``: nobody else changed anything, or mine are to win.

    ``moved``: arrays whose entries others have moved since: what is within can't be told apart by its number.
    """
    arrays = [tokens(pointer) for pointer in moved]
    written, conflicts = [], []
    for change in changes:
        value, base = emptied(change.value), emptied(change.base)
        current = get(answers, change.pointer)
        if same(current, value):
            continue
        steps = tokens(change.pointer)
        told_apart = not any(steps[: len(array)] == array and len(steps) > len(array) for array in arrays)
        if overwrite or (told_apart and same(current, base)):
            written.append(_what_changes(answers, change.pointer, value))
            answers = put(answers, change.pointer, value)
        else:
            conflicts.append((change, current))
    return Merged(answers, tuple(written), tuple(conflicts))


def emptied(value: Any) -> Any:
    """``value`` without what is empty: an emptied field is absent, neither null nor an empty text (T8)."""
    if isinstance(value, dict):
        members = {name: emptied(each) for name, each in value.items()}
        value = {name: each for name, each in members.items() if each is not ABSENT}
    elif isinstance(value, list):
        value = [None if (kept := emptied(each)) is ABSENT else kept for each in value]
    return ABSENT if value is None or value == "" or value == [] or value == {} else value


def same(one: Any, other: Any) -> bool:
    """Whether two answers are the same JSON: true isn't 1, 1 isn't 1.0."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(each, other[name]) for name, each in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)


def _what_changes(answers: Any, pointer: str, value: Any) -> str:
    """The pointer itself; the array, where taking an entry out moves the others; a new entry's own number."""
    *path, last = tokens(pointer)
    parent = pointer_of(path)
    array = get(answers, parent)
    if isinstance(array, list):
        if last == "-":
            return pointer_of([*path, len(array)])
        if value is ABSENT:
            return parent
    return pointer_of([*path, 0]) if last == "-" else pointer
