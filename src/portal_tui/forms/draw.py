"""Draws the items of a form as pictures: what the plain preview prints and the view on screen colours."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec

from portal_tui.contract.problems import FieldProblem
from portal_tui.safe_text import clean
from portal_tui.texts import texts

from . import boxes
from .answers import same, show_answer, show_count, unit_sign
from .attachments import holds_several
from .conditions import States
from .headings import only_field
from .layout import READABLE, cells, clipped, hanging, hung, set_out, wrapped
from .limits import limits
from .model import Field, Form, Group, Item, Repeated, Section, Static, Table, entry
from .picture import (
    BAR,
    NOTHING,
    Line,
    Part,
    Picture,
    Role,
    Span,
    Stop,
    below,
    beside,
    ends,
    framed,
    indented,
    plain,
)
from .pointers import ABSENT, get
from .sentences import sentence
from .tables import drawn_table

_GAP: Final = 3
_LONG: Final = 600
"""From so many characters on a text has all the rows; below it has these few."""
_SHORT_ROWS: Final = 3
_MOST_BOXES: Final = 10
"""Of more options several are chosen in a list that opens, where one types to find them."""
_NARROWEST_COLUMN: Final = 22
_NUMBER_WIDTHS: Final = {"integer": 12, "number": 16, "money": 18, "date": 16}
"""Cells to type in; more is scrolled."""


class Drawer:
    """Draws with the answers, states and problems of one moment."""

    def __init__(
        self,
        form: Form,
        answers: Any,
        state: States,
        problems: Iterable[FieldProblem] = (),
        *,
        long_rows: int = 5,
        helps: bool = False,
        headed: bool = True,
        read_only: bool = False,
        documents: Mapping[str, str] | None = None,
        first_columns: Mapping[str, int] | None = None,
    ) -> None:
        self.form = form
        self.first_columns = first_columns or {}
        self.headed = headed
        self.answers = answers
        self.state = state
        self.say = texts(form.language)
        self.long_rows = long_rows
        self.helps = helps
        self.read_only = read_only
        self.documents = documents or {}
        self.problems: dict[str, list[FieldProblem]] = {}
        for each in problems:
            self.problems.setdefault(each.pointer, []).append(each)

    # Parts of a form

    def heading(self, width: int) -> Picture:
        """The form's title and help, and that it isn't all in the reader's language where that is so (A6)."""
        width = min(width, READABLE)
        title = clean(self.form.title or self.form.name) if self.headed else ""
        foreign = [self.say("form.foreign")] if self.form.foreign else []
        help_lines = wrapped(self.form.help, width) if self.headed else []
        head = ends(Span(title, "section"), self._legend(), width) if title else NOTHING
        return below((head, plain(foreign, "help"), plain(help_lines, "help")))

    def _legend(self) -> Span:
        return Span("" if self.read_only else self.say("form.required-legend"), "help")

    def section(self, section: Section, number: int, width: int, *, first: bool = False) -> Picture:
        """A section's title over a rule, and its text; ``number`` 0 for none.

        The first one says what the star means, where no heading does. Where nothing is asked, its text is
        what there is to read.
        """
        width = min(width, READABLE)
        title = _numbered(section, number)
        head = ends(Span(title, "section"), self._first_legend(first=first), width)
        rule = plain(["─" * width] if title else [], "rule")
        role: Role = "help" if section.items else "text"
        return below((head, rule, plain(wrapped(section.help, width), role)))

    def lone(self, section: Section, number: int, width: int, *, first: bool = False) -> Picture | None:
        """A section that is one field of the same title, which is said once; None where it is more."""
        field = only_field(section)
        if field is None or self.is_box(field):
            return None
        value, width = get(self.answers, field.pointer), min(width, READABLE)
        title = Span(self._starred(field, _numbered(section, number)), "section", field.key)
        legend, said = self._first_legend(first=first), self._beside(field, value)
        above = ends(Span("", "section"), legend, width) if said.text else NOTHING
        head = below((above, ends(title, said if said.text else legend, width)))
        return framed(self.body(field, value, width), head, self.foot(field, width))

    def _first_legend(self, *, first: bool) -> Span:
        return self._legend() if first and not self.headed else Span("", "help")

    def items(self, items: Sequence[Item], width: int) -> Picture:
        """What is shown of ``items``, a blank line between."""
        return below((self.item(each, width) for each in items if self.state.shows(each)), gap=1)

    def item(self, item: Item, width: int) -> Picture:
        """One item, whether it is shown or not."""
        match item:
            case Field():
                return self.field(item, width)
            case Static():
                return plain(set_out(item.text, width), "text")
            case Group():
                return self._group(item, width)
            case Repeated():
                return self._repeated(item, width)
            case Table():
                return drawn_table(self, item, width)

    # Fields

    def field(self, field: Field, width: int) -> Picture:
        """A field: its title, where it is answered, what is wrong."""
        value = get(self.answers, field.pointer)
        width = min(width, READABLE)
        body = self.body(field, value, width)
        says_itself = self.is_box(field) and self.editable(field)
        head = NOTHING if says_itself else self._head(field, value, width)
        return framed(body, head, self.foot(field, width))

    def _head(self, item: Field | Group | Repeated, value: Any, width: int) -> Picture:
        """Title with its star, and at the right how much is written of how much may be."""
        role: Role = "help" if self.read_only and isinstance(item, Field) else "title"
        return ends(Span(self.title(item), role, item.key), self._beside(item, value), width)

    def _beside(self, item: Field | Group | Repeated, value: Any) -> Span:
        """What stands right of a title: nothing where all that is left is to read."""
        if self.read_only:
            return Span("", "count")
        if isinstance(item, Field) and item.kind == "long-text" and item.max_length is not None:
            written = len(value) if isinstance(value, str) else 0
            numbers = (show_count(number, self.form.language) for number in (written, item.max_length))
            return Span(" / ".join(numbers), "problem" if written > item.max_length else "count")
        return Span(self._origin(item, value) or limits(item, self.say), "count")

    def _origin(self, item: Field | Group | Repeated, value: Any) -> str:
        """Where a prefilled answer comes from; or what the portal has, where something else is answered."""
        if not isinstance(item, Field) or item.known is ABSENT:
            return ""
        if same(value, item.known):
            return self.say("form.from-organisation")
        return self.say("form.organisation-has", value=self.shown(item, item.known))

    def title(self, item: Field | Group | Repeated) -> str:
        """The title with `*` where an answer is required and can still be given."""
        return self._starred(item, clean(item.title))

    def _starred(self, item: Field | Group | Repeated, title: str) -> str:
        return f"{title} *" if title and self.state.requires(item) and not self.read_only else title

    def editable(self, field: Field) -> bool:
        """Whether the person can change it now."""
        return not (self.read_only or field.read_only) and self.state.enables(field)

    @property
    def is_still(self) -> bool:
        """Whether nobody moves in what is drawn: then all of it has to be in view."""
        return self.read_only or self.helps

    def is_box(self, field: Field) -> bool:
        """Whether it is a box to tick; a question that no answers as well as yes shows both."""
        asked = self.state.requires(field) or field.format == "radio"
        return field.kind == "boolean" and (field.must_be_true or not asked)

    def body(self, field: Field, value: Any, width: int) -> Picture:
        """What stands where the answer is typed or chosen."""
        if not self.editable(field):
            return self._fixed(field, value, width)
        match field.kind:
            case "boolean" if self.is_box(field):
                return boxes.toggle(field, self.title(field), value, width)
            case "boolean":
                return boxes.circles(field, value, width, beside_one_another=True)
            case "choice" if field.radio:
                return boxes.circles(field, value, width)
            case "many" if self.helps or len(field.options) <= _MOST_BOXES:
                return boxes.boxes(field, value, width)
            case "many":
                return self._taken(field, value, width)
            case "choice":
                return self._typed(field, self.shown(field, value), "list", width, self._opens(field))
            case "documents":
                return self._files(field, value, width)
            case "long-text":
                return self._area(field, self.shown(field, value), width)
            case _:
                unit = unit_sign(field, self.form.language)
                return self._typed(field, self.shown(field, value), "line", width, unit)

    def shown(self, field: Field, value: Any) -> str:
        """The answer as it is read."""
        return clean(show_answer(field, value, self.form.language))

    def _fixed(self, field: Field, value: Any, width: int) -> Picture:
        """An answer that can't be changed: the value alone, or who will fill it in."""
        if field.kind == "documents" and value is not ABSENT:
            return self._files(field, value, width)
        if field.kind == "many" and isinstance(value, list):
            return plain(self._each(field, value, width), "value")
        unit = unit_sign(field, self.form.language)
        shown = " ".join(filter(None, (self.shown(field, value), unit if value is not ABSENT else "")))
        filled = "" if field.computed or not field.read_only else self.say("form.filled-by-portal")
        return plain(wrapped(shown, width), "value") if shown else plain([f"—  {filled}".rstrip()], "help")

    def _typed(self, field: Field, shown: str, part: Part, width: int, right: str) -> Picture:
        """One line behind the bar: the answer, and what stands right of it."""
        room = _room(field, right, width)
        text = clipped(" ".join(shown.split()) if "\n" in shown else shown, room)
        padding = " " * (room - cells(text) + 1)
        line: Line = (Span(BAR, "bar", field.key), Span(text, "value", field.key))
        if right:
            line += (Span(padding, "value"), Span(right, "unit"))
        return Picture((line,), (Stop(field.key, field, part, cells(BAR), 0, room),))

    def _opens(self, field: Field) -> str:
        """Right of a line that opens a list: how long it is."""
        return f"{self.say.plural('form.choices', len(field.options))} ▾"

    def _taken(self, field: Field, value: Any, width: int) -> Picture:
        """What is taken of a list that opens, each on lines of its own."""
        right = self._opens(field)
        room = _room(field, right, width)
        text = self._each(field, value if isinstance(value, list) else [], room) or [""]
        lines: list[Line] = [(Span(BAR, "bar", field.key), Span(line, "value", field.key)) for line in text]
        lines[0] = (*lines[0], Span(" " * (room - cells(text[0]) + 1), "value"), Span(right, "unit"))
        return Picture(tuple(lines), (Stop(field.key, field, "list", cells(BAR), 0, room, len(text)),))

    def _each(self, field: Field, values: list[Any], width: int) -> list[str]:
        """Several answers below one another, the further lines of one a little to the right."""
        one = msgspec.structs.replace(field, kind="choice")
        return [line for each in values for line in hanging(self.shown(one, each), width)]

    def _area(self, field: Field, shown: str, width: int) -> Picture:
        """Several lines behind the bar, always as many: nothing below moves while somebody writes."""
        room = width - cells(BAR)
        rows = self.long_rows if (field.max_length or _LONG) >= _LONG else _SHORT_ROWS
        text = wrapped(shown, room)
        if len(text) > rows:
            text = [*text[: rows - 1], clipped(text[rows - 1] + " …", room)]
        text += [""] * (rows - len(text))
        lines = tuple((Span(BAR, "bar", field.key), Span(line, "value")) for line in text)
        return Picture(lines, (Stop(field.key, field, "area", cells(BAR), 0, room, rows),))

    def _names(self, value: Any) -> list[str]:
        """The names of attached files; what has no name yet is counted among them by its number."""
        ids = value if isinstance(value, list) else [] if value is ABSENT else [value]
        return [
            clean(self.documents.get(str(each), self.say("form.file", number=number)))
            for number, each in enumerate(ids, 1)
        ]

    def _files(self, field: Field, value: Any, width: int) -> Picture:
        """Each file on a line of its own, and the line that attaches one, or says why none can be."""
        names = self._names(value)
        if not names:
            return self._file_line(field, field.key, "files", self.say("form.no-file"), width)
        held = below(
            self._file_line(field, f"{field.key}#{index}", "file", name, width, index)
            for index, name in enumerate(names)
        )
        if not self.editable(field):
            return held
        several = holds_several(field)
        if several and field.max_items is not None and len(names) >= field.max_items:
            return below((held, plain([self.say.plural("form.files-full", field.max_items)], "help")))
        text = self.say("form.add-file" if several else "form.replace-file")
        line = (Span("+ ", "mark", field.key), Span(text, "option", field.key))
        return below((held, Picture((line,), (Stop(field.key, field, "files", 0, 0, cells(text) + 2),))))

    def _file_line(
        self, field: Field, name: str, part: Part, text: str, width: int, index: int = 0
    ) -> Picture:
        room = width - cells(BAR)
        line = (Span(BAR, "bar", name), Span(clipped(text, room), "value", name))
        return Picture((line,), (Stop(name, field, part, cells(BAR), 0, room, 1, index),))

    def foot(self, item: Field | Group | Repeated, width: int) -> Picture:
        """Help where it is asked for, then what is wrong."""
        help_lines = wrapped(item.help, width) if self.helps and isinstance(item, Field) else []
        wrong = (self.problem(each, width) for each in self.problems.get(item.pointer, ()) if item.pointer)
        return below((plain([line for line in help_lines if line], "help"), *wrong))

    def problem(self, problem: FieldProblem, width: int, before: str = "") -> Picture:
        """A problem with its sign, its sentence and the form's own remedy."""
        said = sentence(self.form, problem)
        remedy = hung("  ", clean(said.remedy), width) if said.remedy else []
        return below((plain(hung("✗ ", before + clean(said.text), width), "problem"), plain(remedy, "help")))

    # What holds fields

    def _group(self, group: Group, width: int) -> Picture:
        width = min(width, READABLE) if group.horizontal else width
        titled = (self._head(group, ABSENT, width), plain(wrapped(group.help, width), "help"))
        head = below((*titled, self.foot(group, width)))
        visible = [each for each in group.items if self.state.shows(each)]
        column = (width - _GAP * (len(visible) - 1)) // max(len(visible), 1)
        if group.horizontal and column >= _NARROWEST_COLUMN:
            columns = [self.item(each, column) for each in visible]
            return below((head, beside(columns, [column + _GAP] * len(visible))))
        if not head.lines:
            return self.items(visible, width)
        return below((head, indented(self.items(visible, width - 2), 2)), gap=1)

    def _repeated(self, item: Repeated, width: int) -> Picture:
        says = bool(limits(item, self.say)) or self.state.requires(item)
        titled = item if item.title or not says else msgspec.structs.replace(item, title=item.entry_title)
        head = below(
            (
                self._head(titled, ABSENT, width),
                plain(wrapped(item.help, width), "help"),
                self.foot(item, width),
            )
        )
        entries = get(self.answers, item.pointer)
        count = len(entries) if isinstance(entries, list) else 0
        parts = [self._entry(item, index, width - 2) for index in range(count)]
        parts.append(self._adding(item, count, width - 2))
        return below((head, indented(below(parts, gap=1), 2)), gap=1)

    def _entry(self, item: Repeated, index: int, width: int) -> Picture:
        name = f"{item.key}#{index}"
        title = f"{self.entry_title(item)} {index + 1}"
        line = (Span(title, "section", name),)
        stop = Stop(name, item, "entry", 0, 0, cells(title), 1, index, 0, 1)
        stops = () if self.read_only or item.read_only else (stop,)
        inside = indented(self.items(entry(item, index), width - 2), 2)
        return below((Picture((line,), stops), inside), gap=1)

    def entry_title(self, item: Repeated) -> str:
        """What an entry is called."""
        return clean(item.entry_title) or self.say("form.entry")

    def _adding(self, item: Repeated, count: int, width: int) -> Picture:
        """The line that adds an entry, or says why none can be added."""
        if self.read_only or item.read_only:
            return NOTHING
        if item.max_items is not None and count >= item.max_items:
            return plain([self.say.plural("form.entries-full", item.max_items)], "help")
        name = f"{item.key}#add"
        text = self.say("form.add-entry", title=self.entry_title(item).lower())
        line = (Span("+ ", "mark", name), Span(text, "option", name))
        return Picture((line,), (Stop(name, item, "add", 0, 0, cells(text) + 2, 1, count, 0, 1),))


def _numbered(section: Section, number: int) -> str:
    return clean(f"{number}  {section.title}" if number and section.title else section.title)


def _room(field: Field, right: str, width: int) -> int:
    """Cells to type in, beside the bar and what stands at the right."""
    room = width - cells(BAR) - (cells(right) + 1 if right else 0)
    return max(min(room, _NUMBER_WIDTHS.get(field.kind, room)), 4)
