"""The documents that a task asks for, each with what is there and what can be done (T6, C2)."""

from dataclasses import dataclass
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from portal_tui.contract.applications import Document
from portal_tui.contract.tasks import Slot, TaskView
from portal_tui.forms.layout import hung
from portal_tui.numbers import size
from portal_tui.texts import Texts
from portal_tui.widgets.binding import bind
from portal_tui.widgets.pointed import PointedList

_INDENT: Final = 4
_ASIDE: Final = 3
"""Cells that an option keeps beside it."""


class DocumentSlots(PointedList):
    """Slots and, under each, its documents. Enter attaches to a slot, or saves a document to a folder."""

    BINDINGS = [
        bind("slots.up", "cursor_up"),
        bind("slots.down", "cursor_down"),
        bind("slots.choose", "select"),
        bind("talk.save", "save"),
        bind("slots.remove", "remove"),
        bind("slots.template", "template"),
    ]

    @dataclass
    class AttachRequested(Message):
        """A file is to be chosen for this slot."""

        slot: Slot

    @dataclass
    class SaveRequested(Message):
        """This document is to be saved to a folder."""

        document: Document

    @dataclass
    class RemoveRequested(Message):
        """This document is to be removed."""

        document: Document

    @dataclass
    class TemplateRequested(Message):
        """This slot's template is to be saved to a folder."""

        slot: Slot

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, compact=True)
        self._things: list[Slot | Document] = []
        self._shown: tuple[TaskView, Texts] | None = None
        self._width = 0

    def show(self, task: TaskView, texts: Texts) -> None:
        """Show the task's slots; the cursor stays where it was."""
        self._shown = task, texts
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Break lines anew where the room has changed."""
        if event.size.width != self._width:
            self._width = event.size.width
            self._draw()

    def _draw(self) -> None:
        if self._shown is None or not self._width:
            return
        task, texts = self._shown
        width = self._width - _ASIDE
        cursor = self.highlighted
        self._things = []
        self.clear_options()
        for slot in task.slots:
            held = [document for document in task.documents if document.slot == slot.key]
            self._add(slot, _slot_line(slot, held, texts, width))
            for document in held:
                self._add(document, document_line(document, texts, indent=_INDENT))
        for document in task.documents:
            if not document.slot:
                self._add(document, document_line(document, texts))
        if self._things:
            self.highlighted = min(cursor or 0, len(self._things) - 1)

    def jump_to(self, slot_key: str) -> None:
        """Put the cursor on a slot."""
        for index, thing in enumerate(self._things):
            if isinstance(thing, Slot) and thing.key == slot_key:
                self.highlighted = index

    def _add(self, thing: Slot | Document, line: Content) -> None:
        self._things.append(thing)
        self.add_option(Option(line))

    @property
    def thing(self) -> Slot | Document | None:
        """What is under the cursor."""
        at = self.highlighted
        return self._things[at] if at is not None and at < len(self._things) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys work on what is under the cursor: a slot takes files, a document is saved or removed."""
        match action:
            case "select":
                return isinstance(self.thing, Slot)
            case "save":
                return isinstance(self.thing, Document)
            case "remove":
                return isinstance(self.thing, Document) and bool(self.thing.slot)
            case "template":
                return isinstance(self.thing, Slot) and bool(self.thing.template)
        return True

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        thing = self._things[event.option_index]
        if isinstance(thing, Slot):
            self.post_message(self.AttachRequested(thing))
        else:
            self.post_message(self.SaveRequested(thing))

    def action_save(self) -> None:
        if isinstance(self.thing, Document):
            self.post_message(self.SaveRequested(self.thing))

    def action_remove(self) -> None:
        if isinstance(self.thing, Document):
            self.post_message(self.RemoveRequested(self.thing))

    def action_template(self) -> None:
        if isinstance(self.thing, Slot) and self.thing.template:
            self.post_message(self.TemplateRequested(self.thing))


def document_line(document: Document, texts: Texts, *, indent: int = 0) -> Content:
    """A document by name and size."""
    signed = " · " + texts("slots.signed") if document.signed else ""
    detail = f"  {size(document.size, texts)}{signed}"
    return Content.assemble(" " * indent, document.name, (detail, "$text-muted"))


def _slot_line(slot: Slot, held: list[Document], texts: Texts, width: int) -> Content:
    star = "*" if slot.mandatory else " "
    sign, style = ("✓", "$text-success") if held else ("○", "$text-muted")
    said = slot.title.text if held else f"{slot.title.text}  {texts('slots.none')}"
    lines = hung(" " * _INDENT, said, width)
    details = [slot.help.text] if slot.help else []
    if slot.template:
        details.append(texts("slots.has-template"))
    title = Content.assemble((sign, style), f" {star} ", Content("\n").join(map(Content, lines))[_INDENT:])
    if not held:
        none = len(texts("slots.none"))
        title = title.stylize("$text-muted", len(title) - none)
    more = [line for detail in details for line in hung(" " * _INDENT, detail, width)]
    return Content("\n").join([title, *(Content.styled(line, "$text-muted") for line in more)])
