"""How far each section of a form is: what a person sees at a glance before looking at its fields."""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from portal_tui.contract.problems import FieldProblem

from .conditions import States
from .located import MISSING
from .model import Form, Item, Repeated, fields
from .pointers import ABSENT, get, list_of

Progress = Literal["complete", "wrong", "begun", "empty", "nothing"]
"""``nothing``: there is nothing to be answered."""


class SectionProgress(NamedTuple):
    """A section that is shown and has a title."""

    key: str
    title: str
    progress: Progress


def progress_of(
    form: Form, answers: Any, state: States, problems: Iterable[FieldProblem]
) -> tuple[SectionProgress, ...]:
    """Each section's progress: wrong answers before missing ones, and those before what isn't begun.

    ``problems`` are all of them, located at their fields, also those of what isn't answered yet.
    """
    located = tuple(problems)
    return tuple(
        SectionProgress(section.key, section.title, _progress(section.items, answers, located))
        for section in form.sections
        if section.title and state.shows(section)
    )


def _progress(items: tuple[Item, ...], answers: Any, problems: Iterable[FieldProblem]) -> Progress:
    asked = {field.pointer for field in fields(items) if list_of(field.pointer) is None}
    lists = tuple(item.pointer for item in items if isinstance(item, Repeated))
    entries = tuple(f"{pointer}/" for pointer in lists)
    own = [
        each for each in problems if each.pointer in asked.union(lists) or each.pointer.startswith(entries)
    ]
    if any(each.code not in MISSING for each in own):
        return "wrong"
    if not own and all(field.read_only for field in fields(items)):
        return "nothing"
    begun = any(get(answers, pointer) is not ABSENT for pointer in (*lists, *asked))
    return "begun" if own and begun else "empty" if own or not begun else "complete"
