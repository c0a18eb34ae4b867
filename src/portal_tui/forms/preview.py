"""A form whole, as plain text: sections, titles, fields, options, help and problems, as people see them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from portal_tui.contract.problems import FieldProblem

from .conditions import States, states
from .draw import Drawer
from .located import at_fields
from .model import Form, Group, Item, Repeated, Table, entry
from .page import has_numbers
from .picture import NOTHING, Picture, as_text, below, plain
from .pointers import get


def preview(
    form: Form,
    answers: Any,
    problems: Iterable[FieldProblem] = (),
    *,
    width: int = 120,
    height: int = 40,
    documents: Mapping[str, str] | None = None,
) -> str:
    """The whole form with ``answers``, ``width`` cells wide; long texts take up to a third of ``height``.

    ``documents`` names attached files by their reference.
    """
    inner = max(width - 2, 20)
    state = states(form, answers)
    found = at_fields(form, problems, answers)
    rows = max(3, min(8, height // 6))
    drawer = Drawer(form, answers, state, found, long_rows=rows, helps=True, documents=documents)
    parts = (drawer.heading(inner), _summary(drawer, found, state, inner), *_sections(drawer, state, inner))
    return "\n".join(f" {line}".rstrip() for line in as_text(below(parts, gap=1)))


def answered(form: Form, answers: Any, *, width: int, documents: Mapping[str, str] | None = None) -> Picture:
    """What is answered, to be read over: no help, nothing to type in; ``documents`` as for ``preview``."""
    state = states(form, answers)
    drawer = Drawer(form, answers, state, headed=False, read_only=True, documents=documents)
    return below(_sections(drawer, state, width), gap=1)


def _sections(drawer: Drawer, state: States, width: int) -> Iterator[Picture]:
    numbered = has_numbers(drawer.form)
    sections = (section for section in drawer.form.sections if state.shows(section))
    for number, section in enumerate(sections, 1):
        said = number if numbered else 0
        if (alone := drawer.lone(section, said, width)) is not None:
            yield alone
            continue
        head = drawer.section(section, said, width)
        yield below((head, drawer.items(section.items, width)), gap=1 if section.help else 0)


def _summary(drawer: Drawer, problems: tuple[FieldProblem, ...], state: States, width: int) -> Picture:
    """How many problems there are, and those that no field on the page shows."""
    if not problems:
        return NOTHING
    count = plain([drawer.say.plural("form.to-correct", len(problems))], "problem")
    shown = {pointer for section in drawer.form.sections for pointer in _shown(drawer, state, section.items)}
    elsewhere = (
        drawer.problem(each, width, f"{each.pointer}: " if each.pointer else "")
        for each in problems
        if each.pointer not in shown
    )
    return below((count, *elsewhere))


def _shown(drawer: Drawer, state: States, items: Iterable[Item]) -> Iterable[str]:
    for item in items:
        if state.shows(item):
            yield getattr(item, "pointer", "")
            yield from _shown(drawer, state, _inside(drawer, item))


def _inside(drawer: Drawer, item: Item) -> tuple[Item, ...]:
    match item:
        case Group():
            return item.items
        case Table():
            return tuple(cell for row in item.rows for cell in row)
        case Repeated():
            entries = get(drawer.answers, item.pointer)
            count = len(entries) if isinstance(entries, list) else 0
            return tuple(each for index in range(count) for each in entry(item, index))
        case _:
            return ()
