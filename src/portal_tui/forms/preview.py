"""Draws a form whole, as plain text: sections, titles, fields, options and problems as people see them."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from portal_tui.contract.problems import FieldProblem
from portal_tui.safe_text import clean
from portal_tui.texts import texts

from .answers import same, show_answer, show_count, unit_sign
from .conditions import States, states
from .layout import READABLE, hung, row, two_ends, wrapped
from .located import at_fields
from .model import Field, Form, Group, Item, Repeated, Static, Table, entry
from .pointers import ABSENT, get
from .sentences import sentence

BAR: Final = "┃ "
"""Stands left of what can be typed in."""
_NARROWEST_COLUMN = 24
_NARROWEST_CELL = 14
_GAP = "   "


def preview(
    form: Form, answers: Any, problems: Iterable[FieldProblem] = (), *, width: int = 120, height: int = 40
) -> str:
    """The whole form with ``answers``, ``width`` cells wide; long texts take up to a third of ``height``."""
    return "\n".join(_Drawing(form, answers, problems, height).whole(max(width - 2, 20)))


class _Drawing:
    def __init__(self, form: Form, answers: Any, problems: Iterable[FieldProblem], height: int) -> None:
        self.form = form
        self.answers = answers
        self.state: States = states(form, answers)
        self.say = texts(form.language)
        self.long_rows = max(3, height // 3)
        self.problems = at_fields(form, problems, answers)

    def whole(self, width: int) -> list[str]:
        lines = self.heading(width)
        shown = [section for section in self.form.sections if self.state.shows(section)]
        numbered = len(shown) > 1 and not any(section.title[:1].isdigit() for section in shown)
        body: list[str] = []
        for number, section in enumerate(shown, 1):
            titled = f"{number}  {section.title}" if numbered and section.title else section.title
            body += [*wrapped(titled, width), "─" * width] if titled else []
            body += [*wrapped(section.help, width), ""] if section.help else []
            body += [*self.items(section.items, width), ""]
        lines += self.misplaced(width)
        return [f" {line}".rstrip() for line in [*lines, *body]]

    def heading(self, width: int) -> list[str]:
        legend = self.say("form.required-legend")
        title = clean(self.form.title or self.form.name)
        lines = two_ends(title, legend, width)
        if self.form.foreign:
            lines.append(self.say("form.foreign"))
        if self.problems:
            lines.append(self.say.plural("form.to-correct", len(self.problems)))
        lines += wrapped(self.form.help, width)
        return [*lines, ""]

    def misplaced(self, width: int) -> list[str]:
        """Problems of what this form doesn't show: said all the same, by their pointers."""
        shown = {pointer for section in self.form.sections for pointer in self.pointers(section.items)}
        lines: list[str] = []
        for problem in self.problems:
            if problem.pointer not in shown:
                lines += self.said(problem, width, f"{problem.pointer}: " if problem.pointer else "")
        return [*lines, ""] if lines else []

    def pointers(self, items: Iterable[Item]) -> Iterable[str]:
        for item in items:
            if self.state.shows(item):
                yield getattr(item, "pointer", "") or ""
                yield from self.pointers(self.inside(item))

    def inside(self, item: Item) -> tuple[Item, ...]:
        match item:
            case Group():
                return item.items
            case Table():
                return tuple(cell for row in item.rows for cell in row)
            case Repeated():
                return tuple(each for index in range(self.count(item)) for each in entry(item, index))
            case _:
                return ()

    def count(self, item: Repeated) -> int:
        entries = get(self.answers, item.pointer)
        return len(entries) if isinstance(entries, list) else 0

    def items(self, items: Sequence[Item], width: int) -> list[str]:
        """Items one below the other, with a blank line between."""
        lines: list[str] = []
        for item in items:
            if self.state.shows(item):
                lines += [*([""] if lines else []), *self.item(item, width)]
        return lines

    def item(self, item: Item, width: int) -> list[str]:
        match item:
            case Field():
                return self.field(item, width)
            case Static():
                return wrapped(item.text, width)
            case Group():
                return self.group(item, width)
            case Repeated():
                return self.repeated(item, width)
            case Table():
                return self.table(item, width)

    def field(self, field: Field, width: int) -> list[str]:
        value = get(self.answers, field.pointer)
        body = self.body(field, value, width)
        titled = field.kind == "boolean" and not field.read_only
        counter = self.counter(field, value)
        title = wrapped(self.title(field), width)
        if counter:
            title = two_ends(self.title(field), counter, min(width, READABLE))
        return [*([] if titled else title), *body, *self.below(field, width)]

    def title(self, item: Field | Group | Repeated) -> str:
        title = clean(item.title)
        return f"{title} *" if title and self.state.requires(item) else title

    def counter(self, field: Field, value: Any) -> str:
        if field.kind != "long-text" or field.max_length is None:
            return ""
        count = len(value) if isinstance(value, str) else 0
        return " / ".join(show_count(number, self.form.language) for number in (count, field.max_length))

    def body(self, field: Field, value: Any, width: int) -> list[str]:
        """What stands where the answer is typed or chosen."""
        shown = clean(show_answer(field, value, self.form.language))
        if field.read_only or not self.state.enables(field):
            return wrapped(shown, width) or [
                f"—  {self.say('form.filled-by-portal') if field.read_only else ''}"
            ]
        match field.kind:
            case "boolean":
                return hung(f"[{'x' if value is True else ' '}] ", self.title(field), width)
            case "choice" if field.radio:
                marks = ("(•) " if same(each.value, value) else "( ) " for each in field.options)
                return self.options(field, marks, width)
            case "choice":
                more = self.say.plural("form.choices", len(field.options))
                return two_ends(BAR + shown, f"{more} ▾", min(width, READABLE))
            case "many":
                chosen = value if isinstance(value, list) else []
                marks = ("[x] " if each.value in chosen else "[ ] " for each in field.options)
                return self.options(field, marks, width)
            case "documents":
                files = value if isinstance(value, list) else [] if value is ABSENT else [value]
                said = self.say.plural("form.files", len(files)) if files else self.say("form.no-file")
                return [BAR + said]
            case "long-text":
                lines = wrapped(shown, width - 2)[: self.long_rows]
                return [(BAR + line).rstrip() for line in [*lines, *[""] * (3 - len(lines))]]
            case _:
                unit = unit_sign(field, self.form.language)
                line = " ".join(shown.split()) + (f"\u00a0{unit}" if unit else "")
                return [BAR.rstrip() if not line else part for part in hung(BAR, line, width)]

    def options(self, field: Field, marks: Iterable[str], width: int) -> list[str]:
        pairs = zip(marks, field.options, strict=True)
        return [line for mark, option in pairs for line in hung(mark, clean(option.title), width)]

    def below(self, item: Field | Group | Repeated, width: int) -> list[str]:
        """Help, then what is wrong."""
        lines = [line for line in wrapped(item.help, width) if line] if isinstance(item, Field) else []
        for problem in self.problems:
            if problem.pointer == item.pointer and item.pointer:
                lines += self.said(problem, width)
        return lines

    def said(self, problem: FieldProblem, width: int, before: str = "") -> list[str]:
        said = sentence(self.form, problem)
        lines = hung("✗ ", before + clean(said.text), width)
        return lines + (hung("  ", clean(said.remedy), width) if said.remedy else [])

    def group(self, group: Group, width: int) -> list[str]:
        head = [*wrapped(self.title(group), width), *wrapped(group.help, width)]
        head += self.below(group, width)
        visible = [each for each in group.items if self.state.shows(each)]
        column = (width - len(_GAP) * (len(visible) - 1)) // max(len(visible), 1)
        if group.horizontal and column >= _NARROWEST_COLUMN:
            blocks = [self.item(each, column) for each in visible]
            return [*head, *row(blocks, [column + len(_GAP)] * len(blocks))]
        indent = "  " if head else ""
        inner = [f"{indent}{line}".rstrip() for line in self.items(visible, width - len(indent))]
        return [*head, *([""] if head and inner else []), *inner]

    def repeated(self, item: Repeated, width: int) -> list[str]:
        lines = [*wrapped(self.title(item), width), *wrapped(item.help, width), *self.below(item, width)]
        kind = clean(item.entry_title) or self.say("form.entry")
        for index in range(self.count(item)):
            lines += ["", f"  {kind} {index + 1}"]
            lines += [f"    {line}".rstrip() for line in self.items(entry(item, index), width - 4)]
        full = item.max_items is not None and self.count(item) >= item.max_items
        if not full and not item.read_only:
            lines += [*([""] if self.count(item) else []), f"  + {self.say('form.add-entry')}"]
        return lines

    def table(self, table: Table, width: int) -> list[str]:
        """Rows under column titles; where there is no room for that, fields below one another."""
        head = [*wrapped(table.title, width), *wrapped(table.help, width)]
        count = max([len(table.columns), *(len(row) for row in table.rows)], default=1)
        first = width * 2 // (count + 1)
        rest = (width - first) // max(count - 1, 1)
        if rest < _NARROWEST_CELL:
            return [*head, *self.stacked(table, width)]
        widths = [first, *[rest] * (count - 1)]
        titles = [wrapped(title, size - 2) for title, size in zip(table.columns, widths, strict=False)]
        lines = [*head, *row(titles, widths)]
        for each in table.rows:
            lines += row(
                [self.cell(cell, size - 2) for cell, size in zip(each, widths, strict=False)], widths
            )
            for cell in each:
                lines += self.below(cell, width) if isinstance(cell, Field) else []
        return lines

    def cell(self, cell: Field | Static, width: int) -> list[str]:
        if isinstance(cell, Static):
            return wrapped(cell.text, width)
        value = get(self.answers, cell.pointer)
        shown = clean(show_answer(cell, value, self.form.language))
        unit = unit_sign(cell, self.form.language)
        mark = "" if cell.read_only else BAR
        text = f"{shown}\u00a0{unit}" if shown else "—" if cell.read_only else unit
        return [mark + text.rjust(max(width - len(mark), 0))[-width:]]

    def stacked(self, table: Table, width: int) -> list[str]:
        """Each row's title, and its fields below it under the titles of their columns."""
        lines: list[str] = []
        for each in table.rows:
            lines += [""] if lines else []
            for column, cell in enumerate(each):
                if isinstance(cell, Static):
                    lines += wrapped(cell.text, width)
                    continue
                title = table.columns[column] if column < len(table.columns) else cell.title
                named = msgspec.structs.replace(cell, title=title)
                lines += [f"  {line}" for line in self.field(named, width - 2)]
        return lines
