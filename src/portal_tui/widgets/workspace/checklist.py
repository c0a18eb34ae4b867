"""The checklist: every task with its ``*``, its state by sign and word, and what asks for attention (T2)."""

from dataclasses import dataclass
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from portal_tui.contract.applications import TaskRow
from portal_tui.forms.layout import cells, hung
from portal_tui.texts import Texts
from portal_tui.widgets.binding import bind
from portal_tui.widgets.pointed import PointedList

_SIGNS: Final = {"complete": "✓", "in-progress": "●", "to-do": "○"}
_FROM_OPERATOR: Final = "◦"
"""Where there is nothing to do."""
_STYLES: Final = {"complete": "$text-success", "in-progress": "bold", "to-do": "$text-muted"}
_PARTS: Final = {True: "closing", False: "application"}
"""What a task belongs to: the ids of the headings."""
_INDENT: Final = 4
_ASIDE: Final = 3
"""Cells that an option keeps beside it."""
_TWO_COLUMNS: Final = 50
"""From so many cells on states stand beside the titles, else below them."""
_GAP: Final = 3


class Checklist(PointedList):
    """Moving the cursor opens the task; enter goes into it."""

    BINDINGS = [
        bind("checklist.up", "cursor_up"),
        bind("checklist.down", "cursor_down"),
        bind("checklist.first", "first"),
        bind("checklist.last", "last"),
        bind("checklist.enter", "select"),
    ]

    @dataclass
    class Opened(Message):
        """The cursor is on this task; ``entered`` when its fields are to have the focus."""

        task_id: int
        entered: bool

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, compact=True)
        self._rows: tuple[TaskRow, ...] = ()
        self._texts: Texts | None = None
        self._width = 0

    def show(self, rows: tuple[TaskRow, ...], texts: Texts) -> None:
        """Show the tasks; the cursor stays on the task it was on."""
        self._texts = texts
        current = self.task_id
        if [row.id for row in rows] != [row.id for row in self._rows]:
            self.clear_options()
            self.add_options(_options(rows))
        self._rows = rows
        self._draw()
        if current is not None:
            self.move_to(current)

    def on_resize(self, event: events.Resize) -> None:
        """Break titles anew where the room has changed, so that they keep their place under each other."""
        if event.size.width != self._width:
            self._width = event.size.width
            self._draw()

    def _draw(self) -> None:
        if self._texts is None or not self._width:
            return
        lines = _lines(self._rows, self._texts, self._width - _ASIDE)
        if self.option_count > len(self._rows):
            self._draw_headings(self._texts)
        for row, line in zip(self._rows, lines, strict=True):
            if self.get_option(str(row.id)).prompt != line:
                self.replace_option_prompt(str(row.id), line)

    def _draw_headings(self, texts: Texts) -> None:
        """With a line between what is due, which comes first, and what was granted."""
        for part, apart in (("closing", ""), ("application", "\n")):
            heading = Content.styled(texts(f"checklist.{part}"), "bold $text-muted")
            self.replace_option_prompt(part, Content(apart) + heading)

    @property
    def task_id(self) -> int | None:
        """The task under the cursor."""
        option = self.highlighted_option
        return int(option.id) if option is not None and option.id is not None else None

    def move_to(self, task_id: int) -> None:
        """Put the cursor on a task without opening it again."""
        if task_id != self.task_id and any(row.id == task_id for row in self._rows):
            with self.prevent(OptionList.OptionHighlighted):
                self.highlighted = self.get_option_index(str(task_id))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Opened(int(event.option_id), entered=False))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Opened(int(event.option_id), entered=True))


def _options(rows: tuple[TaskRow, ...]) -> list[Option]:
    """One for each task; from its opening on, the closing and what it closes each under a heading (T12)."""
    parts = list(dict.fromkeys(row.closing for row in rows))
    options = []
    for closing in parts:
        if len(parts) > 1:
            options.append(Option("", _PARTS[closing], disabled=True))
        options += [Option("", str(row.id)) for row in rows if row.closing == closing]
    return options


def state_of(row: TaskRow, texts: Texts) -> Content:
    """Its sign, never without its word, and what is left to do."""
    return Content.assemble(_sign(row), " ", _words(row, texts))


def _words(row: TaskRow, texts: Texts) -> Content:
    if row.kind == "communications":
        if row.unread:
            return Content.styled(texts.plural("checklist.new-documents", row.unread), "bold $accent")
        return Content.styled(texts("checklist.nothing-new"), "$text-muted")
    state = texts(f"checklist.state.{row.state}")
    left = row.errors if row.state == "in-progress" else 0
    return Content.styled(
        f"{state} · {texts.plural('checklist.left', left)}" if left else state, "$text-muted"
    )


def _words_and_whether_optional(row: TaskRow, texts: Texts) -> Content:
    words = _words(row, texts)
    if row.mandatory or row.kind == "communications":
        return words
    return Content.assemble(words, (f" · {texts('checklist.optional')}", "$text-muted"))


def _sign(row: TaskRow) -> Content:
    if row.kind == "communications":
        return Content.styled(_FROM_OPERATOR, "$text-muted")
    return Content.styled(_SIGNS[row.state], _STYLES[row.state])


def _lines(rows: tuple[TaskRow, ...], texts: Texts, width: int) -> list[Content]:
    """A task each: its state beside its title where there is room for two columns, else below it."""
    words = [_words_and_whether_optional(row, texts) for row in rows]
    if width < _TWO_COLUMNS:
        return [
            Content("\n").join([*_title(row, width), Content(" " * _INDENT) + said])
            for row, said in zip(rows, words, strict=True)
        ]
    longest = max((cells(row.title.text) for row in rows), default=0)
    room = min(_INDENT + longest, width - _GAP - max((said.cell_length for said in words), default=0))
    lines = []
    for row, said in zip(rows, words, strict=True):
        first, *rest = _title(row, room)
        beside = Content.assemble(first, " " * (room + _GAP - first.cell_length), said)
        lines.append(Content("\n").join([beside, *rest]))
    return lines


def _title(row: TaskRow, width: int) -> list[Content]:
    first, *rest = hung(" " * _INDENT, row.title.text, width)
    star = "*" if row.mandatory else " "
    return [Content.assemble(_sign(row), f" {star} ", first[_INDENT:]), *map(Content, rest)]
