"""The checklist: every task with its ``*``, its state by sign and word, and what asks for attention (T2)."""

import textwrap
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from portal_tui.contract.applications import TaskRow
from portal_tui.texts import Texts
from portal_tui.widgets.binding import bind

SIGNS: Final = {"complete": "✓", "in-progress": "●", "to-do": "○"}
"""A sign for each state; it never stands without its word."""
_INDENT: Final = 4
_WIDE: Final = 30


class Checklist(OptionList):
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
        self._width = _WIDE

    def show(self, rows: tuple[TaskRow, ...], texts: Texts) -> None:
        """Show the tasks; the cursor stays on the task it was on."""
        self._texts = texts
        current = self.task_id
        if [row.id for row in rows] != [row.id for row in self._rows]:
            self.clear_options()
            self.add_options([Option(_line(row, texts, self._width), str(row.id)) for row in rows])
        else:
            for before, row in zip(self._rows, rows, strict=True):
                if before != row:
                    self.replace_option_prompt(str(row.id), _line(row, texts, self._width))
        self._rows = rows
        if current is not None:
            self.move_to(current)

    def on_resize(self, event: events.Resize) -> None:
        """Break titles anew where the room has changed, so that they keep their place under each other."""
        width = event.size.width - 2
        if width != self._width and self._texts is not None:
            self._width = width
            for row in self._rows:
                self.replace_option_prompt(str(row.id), _line(row, self._texts, width))
        self._width = width

    @property
    def task_id(self) -> int | None:
        """The task under the cursor."""
        return self._rows[self.highlighted].id if self.highlighted is not None and self._rows else None

    def move_to(self, task_id: int) -> None:
        """Put the cursor on a task without opening it again."""
        for index, row in enumerate(self._rows):
            if row.id == task_id and index != self.highlighted:
                with self.prevent(OptionList.OptionHighlighted):
                    self.highlighted = index

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Opened(int(event.option_id), entered=False))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.post_message(self.Opened(int(event.option_id), entered=True))


def _line(row: TaskRow, texts: Texts, width: int) -> Content:
    star = "*" if row.mandatory else " "
    sign_style = {"complete": "$text-success", "in-progress": "bold", "to-do": "$text-muted"}[row.state]
    first, *rest = textwrap.wrap(row.title.text, width - _INDENT) or [""]
    title = Content.assemble((SIGNS[row.state], sign_style), f" {star} ", first)
    lines = [Content(" " * _INDENT + line) for line in rest]
    state = Content.assemble(" " * _INDENT, *_state(row, texts))
    return Content("\n").join([title, *lines, state])


def _state(row: TaskRow, texts: Texts) -> list[Content]:
    if row.kind == "communications":
        if row.unread:
            return [Content.styled(texts.plural("checklist.new-documents", row.unread), "bold $accent")]
        return [Content.styled(texts("checklist.from-operator"), "$text-muted")]
    parts = [texts(f"checklist.state.{row.state}")]
    if row.state == "in-progress" and row.errors:
        parts.append(texts.plural("checklist.left", row.errors))
    if not row.mandatory:
        parts.append(texts("checklist.optional"))
    return [Content.styled(" · ".join(parts), "$text-muted")]
