"""JSON pointers (RFC 6901) into answers: get, put, remove. Nothing is changed in place."""

from collections.abc import Iterable
from typing import Any, Final

import msgspec

ABSENT: Final = msgspec.UNSET
"""What stands for "not answered": an emptied field is absent, neither null nor an empty text."""


def tokens(pointer: str) -> tuple[str, ...]:
    """The steps of a pointer, unescaped; of ``""``, none."""
    if not pointer:
        return ()
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer[1:].split("/"))


def pointer_of(steps: Iterable[object]) -> str:
    """The pointer of some steps."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def list_of(pointer: str) -> str | None:
    """Of a pattern, the outermost list for whose entries it stands; None where it stands for no entry."""
    steps = tokens(pointer)
    return pointer_of(steps[: steps.index("-")]) if "-" in steps else None


def outermost(pointer: str) -> str:
    """The list for whose entries a pattern stands, else the pointer itself."""
    listed = list_of(pointer)
    return pointer if listed is None else listed


def overlap(one: str, other: str) -> bool:
    """Whether two pointers lead to the same, or one into what the other leads to."""
    return all(step == same for step, same in zip(tokens(one), tokens(other), strict=False))


def get(answers: Any, pointer: str) -> Any:
    """The value at ``pointer``, or ABSENT."""
    value = answers
    for step in tokens(pointer):
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return ABSENT
    return value


def put(answers: Any, pointer: str, value: Any) -> Any:
    """A copy of ``answers`` with ``value`` at ``pointer``; ABSENT removes what is there.

    Objects on the way are made where they are missing, and removed once empty: a group in which nothing is
    answered isn't there. Entries of a list stay, also empty ones. ``-`` as a step adds an entry.
    """
    return _put(answers, tokens(pointer), value)


def _put(container: Any, steps: tuple[str, ...], value: Any) -> Any:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(container, list) and (step == "-" or step.isdecimal()):
        return _put_entry(container, len(container) if step == "-" else int(step), rest, value)
    if step == "-" and not isinstance(container, dict):
        return _put_entry([], 0, rest, value)
    members = dict(container) if isinstance(container, dict) else {}
    changed = _put(members.get(step, ABSENT), rest, value)
    if changed is ABSENT or (value is ABSENT and changed == {} and rest):
        members.pop(step, None)
    else:
        members[step] = changed
    return members


def _put_entry(entries: list[Any], index: int, rest: tuple[str, ...], value: Any) -> list[Any]:
    before, after = entries[:index], entries[index + 1 :]
    changed = _put(entries[index] if index < len(entries) else ABSENT, rest, value)
    return [*before, *after] if changed is ABSENT else [*before, changed, *after]
