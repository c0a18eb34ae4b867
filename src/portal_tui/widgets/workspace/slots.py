"""The documents that a task asks for, each with what is there and what can be done (T6, C2)."""

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from portal_tui.contract.applications import Document
from portal_tui.contract.tasks import Slot, TaskView
from portal_tui.numbers import size
from portal_tui.texts import Texts
from portal_tui.widgets.binding import bind


class DocumentSlots(OptionList):
    """Slots and, under each, its documents. Enter attaches to a slot, or saves a document to a folder."""

    BINDINGS = [
        bind("slots.up", "cursor_up"),
        bind("slots.down", "cursor_down"),
        bind("slots.choose", "select"),
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

    def show(self, task: TaskView, texts: Texts) -> None:
        """Show the task's slots; the cursor stays where it was."""
        cursor = self.highlighted
        self._things = []
        self.clear_options()
        for slot in task.slots:
            held = [document for document in task.documents if document.slot == slot.key]
            self._add(slot, _slot_line(slot, held, texts))
            for document in held:
                self._add(document, document_line(document, texts, indent=4))
        loose = [document for document in task.documents if not document.slot]
        for document in loose:
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
        return self._things[self.highlighted] if self.highlighted is not None else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        thing = self._things[event.option_index]
        if isinstance(thing, Slot):
            self.post_message(self.AttachRequested(thing))
        else:
            self.post_message(self.SaveRequested(thing))

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


def _slot_line(slot: Slot, held: list[Document], texts: Texts) -> Content:
    star = "*" if slot.mandatory else " "
    sign, style = ("✓", "$text-success") if held else ("○", "$text-muted")
    line = Content.assemble((sign, style), f" {star} ", slot.title.text)
    if not held:
        line = Content.assemble(line, ("  " + texts("slots.none"), "$text-muted"))
    details = []
    if slot.help:
        details.append(slot.help.text)
    if slot.template:
        details.append(texts("slots.has-template"))
    if details:
        line = Content.assemble(line, ("\n    " + "  ".join(details), "$text-muted"))
    return line
