"""The open task: its title and state, what is asked, and its content by kind (T6)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from portal_tui.contract.applications import Document
from portal_tui.contract.pages import Text
from portal_tui.contract.references import is_in_form, reference_of
from portal_tui.contract.tasks import TaskView
from portal_tui.forms.about import About
from portal_tui.forms.answers import differing
from portal_tui.forms.model import Form, all_fields
from portal_tui.forms.pointers import overlap
from portal_tui.numbers import size
from portal_tui.texts import Texts
from portal_tui.widgets.form import FormView
from portal_tui.widgets.prose import Prose
from portal_tui.widgets.two_ends import Ends, TwoEnds

from .checklist import state_of
from .slots import DocumentSlots

_NUMBER: Final = re.compile(r"/\d+(?=/|$)")
"""An entry of a list in a pointer."""


class TaskOffer(Prose):
    """A line above the form: what could be done with its answers, and the key to it."""

    @dataclass
    class Pressed(Message):
        """It was clicked."""

    def say(self, key: str, text: str) -> None:
        """Say this, or nothing."""
        self.display = bool(text)
        self.update(Content.assemble((key, "bold $accent"), f" {text}"))

    def on_click(self) -> None:
        self.post_message(self.Pressed())


class TaskPane(Vertical):
    """One task at a time. Content widgets are made anew for another task, updated in place for the same."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.task_view: TaskView | None = None
        self._shown: tuple[int, str, bool] | None = None

    def compose(self) -> ComposeResult:
        yield Prose(id="task-title")
        yield Prose(id="task-instructions")
        yield TaskOffer(id="task-offer")
        yield Vertical(id="task-content")
        yield TwoEnds(id="task-foot")

    async def show(self, task: TaskView, form: Form | None, texts: Texts, *, read_only: bool) -> None:
        """Show a task."""
        before, self.task_view = self.task_view, task
        self.show_row(task, texts)
        instructions = self.query_one("#task-instructions", Prose)
        # What is declared stands above the signature, in the form.
        has_some = task.instructions is not None and task.row.kind != "declaration"
        instructions.set_class(not has_some, "none")
        self.set_class(bool(task.form), "has-form")
        if task.instructions is not None:
            instructions.update(Content(in_its_language(task.instructions, texts)))
        shown = (task.row.id, task.form, read_only)
        if before is not None and shown == self._shown:
            self._update(task, texts)
            return
        self._shown = shown
        content = self.query_one("#task-content")
        with self.app.batch_update():
            await content.remove_children()
            await content.mount_all(_content(task, form, read_only=read_only))
            self._update(task, texts)

    def _update(self, task: TaskView, texts: Texts) -> None:
        if self.form_view is not None:
            self.form_view.show_documents(named(task.documents, texts))
        for slots in self.query(DocumentSlots):
            slots.show(task, texts)

    def show_row(self, task: TaskView, texts: Texts) -> None:
        """Its title, with ``*`` and the state by sign and word."""
        row = task.row
        star = " *" if row.mandatory else ""
        title = Content.styled(in_its_language(row.title, texts) + star, "bold")
        title = Content.assemble(title, "   ", state_of(row, texts))
        self.query_one("#task-title", Prose).update(title)

    def offer(self, key: str, text: str) -> None:
        """Say, above the form, what could be done with its answers; nothing where ``text`` is empty."""
        self.query_one(TaskOffer).say(key, text)

    def say(self, foot: Ends) -> None:
        """What can be done next, and how it stands with saving."""
        self.query_one("#task-foot", TwoEnds).say(foot)

    @property
    def form_view(self) -> FormView | None:
        """The form, where the task has one."""
        return next(iter(self.query(FormView)), None)

    @property
    def field_under_cursor(self) -> About | None:
        """What there is to know about the field in which one stands."""
        view = self.form_view
        stop = view.sheet.current if view is not None and view.has_focus_within else None
        return view.filling.about(stop.item) if view is not None and stop is not None else None

    def take_answers(self, answers: dict[str, Any], *, but: frozenset[str] = frozenset()) -> None:
        """Show what somebody else has answered, except in these fields; the cursor stays."""
        if self.form_view is not None:
            view = self.form_view
            for pointer, value in differing(view.form, view.answers, answers).items():
                if not any(overlap(pointer, each) for each in but):
                    view.set_value(pointer, value)

    def title_of(self, pointer: str) -> str:
        """A field's title."""
        pattern = _NUMBER.sub("/-", pointer)
        fields = all_fields(self.form_view.form) if self.form_view else []
        return next((field.title for field in fields if field.pointer == pattern), pointer)

    def enter(self) -> None:
        """Put the focus into the content."""
        if self.form_view is not None:
            self.form_view.focus()
        for slots in self.query(DocumentSlots):
            slots.focus()

    def jump_to(self, *pointers: str) -> None:
        """Put the focus where a problem is: of several, where the first on the page is."""
        if self.form_view is not None and self.form_view.jump_to(*pointers):
            return
        missing = (pointer for pointer in pointers if pointer.startswith("/documents/"))
        for slots in self.query(DocumentSlots):
            slots.jump_to(next(missing, "").removeprefix("/documents/"))
            slots.focus()


def named(documents: Iterable[Document], texts: Texts) -> dict[str, str]:
    """The files of a form by their reference, each by its name and size."""
    files = (document for document in documents if is_in_form(document.slot))
    return {reference_of(file.id): f"{file.name}  {size(file.size, texts)}" for file in files}


def _content(task: TaskView, form: Form | None, *, read_only: bool) -> list[Widget]:
    widgets: list[Widget] = []
    if form is not None:
        view = FormView(form, task.answers, missing=False, headed=False, read_only=read_only, id="form")
        widgets += [view.strip, view]
    if (
        task.slots
        or not all(is_in_form(each.slot) for each in task.documents)
        or task.row.kind in ("documents", "communications")
    ):
        widgets.append(DocumentSlots(id="slots"))
    return widgets


def in_its_language(text: Text, texts: Texts) -> str:
    """A text, marked where it isn't in the reader's language (A6)."""
    same = text.language.partition("-")[0] == texts.language.partition("-")[0]
    return text.text if same else f"{text.text}  [{text.language}]"
