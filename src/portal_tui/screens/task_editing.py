"""Editing the open task: typing is saved, files are attached, others' changes come in (T6, T8)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from textual import on
from textual.app import SuspendNotSupported
from textual.content import Content

from portal_tui.contract.applications import Document
from portal_tui.contract.decisions import Decision
from portal_tui.contract.operation import Operation
from portal_tui.contract.problems import FieldProblem, NotSignedIn, PortalError, Refused, Unavailable
from portal_tui.contract.references import reference_of
from portal_tui.contract.tasks import (
    AddDocument,
    DownloadTemplate,
    FieldConflict,
    OpenTask,
    RemoveDocument,
    Saved,
    TaskView,
)
from portal_tui.forms.attachments import without_file
from portal_tui.forms.model import Form
from portal_tui.forms.pointers import ABSENT, get
from portal_tui.forms.prefill import with_known
from portal_tui.widgets.form import FormView
from portal_tui.widgets.two_ends import Ends
from portal_tui.widgets.workspace.slots import DocumentSlots
from portal_tui.widgets.workspace.task_pane import TaskPane

from .asking import Question
from .saving import NOT_SAVED, Saver, State
from .task_files import FileScreen
from .task_forms import form_of


class TaskEditing(FileScreen):
    """A screen with a task pane. Subclasses show the application around it."""

    saver: Saver | None = None
    _checked: int | None = None
    """The task that couldn't be completed: what is missing in it is shown too, not only what is wrong."""
    _explained: Decision | None = None
    """Why the last save was refused; None once one succeeds."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: dict[str, Form | None] = {}

    @property
    def task_pane(self) -> TaskPane:
        """The pane that shows the open task."""
        return self.query_one(TaskPane)

    def explain_here(self, decision: Decision, *, again: Operation[Decision] | None = None) -> None:
        """Explain what was refused in this application: whom a remedy asks depends on it."""
        raise NotImplementedError

    def trouble(self, question: Question, error: PortalError) -> None:
        decision = error.problem.decision if isinstance(error, Refused) else None
        shown = self.state in ("ready", "refused")
        if shown and decision is not None and decision.action == "open-task":
            self.application_changed()  # it says so in the place of what it showed
        elif self.state == "ready" and decision is not None:
            self.explain_here(decision)
        else:
            super().trouble(question, error)

    def application_changed(self) -> None:
        """The application is to be read again; does nothing unless a screen overrides it."""

    async def edit(self, task: TaskView) -> None:
        """Show a task and save what is typed into it. What was typed into another is saved first."""
        if self.saver is not None and self.saver.task_id != task.row.id:
            await self.saver.flush()
            self.saver.close()
            self.saver = None
        editable = task.decisions["save-answers"].allowed
        if editable and self.saver is None:
            self.saver = Saver(
                self.session.backend,
                task,
                saved=self._saved,
                failed=self._not_saved,
                told=self._tell,
                typing=self._typing,
            )
        if task.row.id != self._checked:
            self._checked = None
        await self.task_pane.show(task, self._form(task), self.texts, read_only=not editable)
        self._show_problems(task.problems)
        self.say_what_next()

    def _form(self, task: TaskView) -> Form | None:
        key = f"{self.session.language} {task.row.id}"
        if key not in self._forms:
            form = form_of(task.row.kind, task.form, self.session, declared=task.instructions)
            self._forms[key] = with_known(form, task.known) if form is not None else None
        return self._forms[key]

    def say_what_next(self) -> None:
        """Below the task: how it stands with saving, and what completes it."""
        task = self.task_pane.task_view
        if task is None:
            return
        if not task.decisions["save-answers"].allowed:
            why = self.way("app.explain")
            said = Content.assemble((self.texts("task.read-only"), "$text-muted"), "  ")
            self.task_pane.say(Ends((said + _way(why.key, self.texts("send.why")),)))
            return
        state = self.saver.state if self.saver else "saved"
        saving = Content.styled(
            self.texts(f"saving.{state}"), "$text-error" if state == "failed" else "$text-muted"
        )
        done = self.texts("task.reopen" if task.row.state == "complete" else "task.complete")
        complete = _way(self.way("workspace.complete").key, done)
        file = next((each.name for each in self.under_way if isinstance(each, AddDocument)), "")
        if file and state != "failed":
            saving = Content.styled(self.texts("saving.attaching", name=file), "$text-muted")
        self.task_pane.say(Ends((Content("") if state == "failed" else complete,), (saving,)))

    def _show_problems(self, problems: tuple[FieldProblem, ...]) -> None:
        """What is wrong, at its field; what is merely missing only once completing was tried."""
        view, task = self.task_pane.form_view, self.task_pane.task_view
        if view is not None and task is not None:
            view.show_problems(problems, missing=self._checked == task.row.id)

    # Typing

    @on(FormView.Changed)
    def _typed(self, message: FormView.Changed) -> None:
        if self.saver is not None:
            self.saver.change(message.pointer, message.value)

    def _typing(self, known: Any) -> frozenset[str]:
        """Fields whose answer was typed this instant: the form has it, the saver is about to be told."""
        view = self.task_pane.form_view
        if view is None:
            return frozenset()
        view.take()
        return view.filling.differing(known)

    @on(FormView.EditorRequested)
    def _edit_elsewhere(self, message: FormView.EditorRequested) -> None:
        """A long text goes to the person's own editor and comes back, checked and saved like any other."""
        from portal_tui.editor import EditorProblem, edit

        view = self.task_pane.form_view
        if view is None:
            return
        try:
            with self.app.suspend():
                text = edit(message.text)
        except SuspendNotSupported:
            self.portal_app.say(self.texts("task.no-editor-here"), severity="warning")
        except EditorProblem as problem:
            if problem.text:
                view.answer(message.pointer, problem.text)
            self.portal_app.say(self.texts(problem.text_key, **problem.params), severity="error")
        else:
            view.answer(message.pointer, text.rstrip("\n") or ABSENT)

    def _tell(self, state: State) -> None:
        self.say_what_next()

    def _saved(self, saved: Saved) -> None:
        self._explained = None
        task = self.task_pane.task_view
        if task is None or self.saver is None or task.row.id != self.saver.task_id:
            return
        state_before = task.row.state
        task = msgspec.structs.replace(
            task, row=saved.row, revision=saved.revision, problems=saved.problems, answers=self.saver.stored
        )
        self.task_pane.task_view = task
        self.task_pane.show_row(task, self.texts)
        view = self.task_pane.form_view
        if view is not None:
            for pointer, value in saved.merged.items():
                view.set_value(pointer, ABSENT if value is None else value)
            self._show_problems(saved.problems)
        for conflict in saved.conflicts:
            self.settle(conflict)
        self.say_what_next()
        if saved.row.state != state_before:
            self.application_changed()

    def settle(self, conflict: FieldConflict) -> None:
        """Both changed a field: show both and ask (T8)."""
        from .conflict import ConflictScreen

        saver = self.saver

        def settled(mine: bool | None) -> None:
            if saver is None or self.saver is not saver:
                return
            if mine:
                saver.keep_mine(conflict)
            else:
                saver.take_theirs(conflict)
                if self.task_pane.form_view is not None:
                    theirs = get(saver.stored, conflict.pointer)
                    self.task_pane.form_view.set_value(conflict.pointer, theirs)

        self.app.push_screen(ConflictScreen(conflict, self.task_pane.title_of(conflict.pointer)), settled)

    def _not_saved(self, error: PortalError) -> None:
        """A save failed: what is typed stays, and is tried again where that can help."""
        if isinstance(error, NotSignedIn):
            self.portal_app.sign_in_again(self, self.save_again)
        elif isinstance(error, Refused) and error.problem.decision is not None:
            if error.problem.decision != self._explained:  # typing on is refused again, and said once
                self._explained = error.problem.decision
                self.explain_here(error.problem.decision)
            self.application_changed()
        elif not isinstance(error, Unavailable):
            self.portal_app.say_problem(error)

    def save_again(self) -> None:
        if self.saver is not None:
            self.run_worker(self.saver.flush(), group="saving")

    async def settled(self) -> bool:
        if self.saver is not None:
            await self.saver.flush()
        return self.saver is None or self.saver.state not in NOT_SAVED

    def then(self, go_on: Callable[[], None]) -> None:
        """Save what isn't saved, then go on; stay where that fails."""

        async def save() -> None:
            if await self.settled():
                go_on()

        self.run_worker(save(), group="saving")

    def forget(self) -> None:
        """What is typed doesn't count any more: the task was emptied or brought back."""
        if self.saver is not None:
            self.saver.close()
            self.saver = None
        self.task_pane.task_view = None

    def read_again(self) -> None:
        """The open task too: it may have been read between two states of the application."""
        super().read_again()
        self.look_again()

    def look_again(self) -> None:
        """Somebody else changed the task: take their fields in, leave what is being typed.

        In no one's place: another task that is being opened meanwhile is opened all the same.
        """
        saver, task = self.saver, self.task_pane.task_view
        if task is not None and (saver is None or not saver.unsaved):
            self.ask(OpenTask(task_id=task.row.id), self.take_others, about="task again")

    def take_others(self, task: TaskView) -> None:
        """Show what somebody else has changed in the open task, and leave what is being typed."""
        saver = self.saver
        if not self._shows(task) or (saver and (saver.unsaved or task.revision < saver.revision)):
            return
        self._take_answers(task)
        self.call_later(self._edit_on, task)

    def _shows(self, task: TaskView) -> bool:
        """Whether this task is still the one that is open."""
        shown = self.task_pane.task_view
        return shown is not None and shown.row.id == task.row.id

    async def _edit_on(self, task: TaskView) -> None:
        """Show the task as it is now, unless another was opened meanwhile."""
        if self._shows(task):
            await self.edit(task)

    def _take_answers(self, task: TaskView) -> None:
        writing = self.saver.take_others(task) if self.saver else frozenset[str]()
        self.task_pane.take_answers(task.answers, but=writing)

    def refused(self, error: PortalError) -> bool:
        """A task can't be completed: show the fields, jump to the first; other refusals are explained."""
        fields = error.problem.fields
        task = self.task_pane.task_view
        if not fields or task is None:
            return False
        self.task_pane.task_view = msgspec.structs.replace(task, problems=fields)
        self._checked = task.row.id
        self._show_problems(fields)
        self.task_pane.jump_to(*(field.pointer for field in fields))
        self.say_what_next()
        self.portal_app.say(
            self.texts.plural("task.cannot-complete", len(fields)),
            severity="warning",
        )
        return True

    # Documents

    @on(DocumentSlots.AttachRequested)
    def _choose_file(self, message: DocumentSlots.AttachRequested) -> None:
        task = self.task_pane.task_view
        if task is None:
            return
        if not task.decisions["save-answers"].allowed:
            self.explain_here(task.decisions["save-answers"])
            return

        self._attach_file(task, message.slot.key, message.slot.title.text)

    def _attach_file(self, task: TaskView, place: str, title: str) -> None:
        def attach(path: Path) -> None:
            content = self.read_file(path, task.uploads.max_bytes)
            if content is not None:
                operation = AddDocument(task_id=task.row.id, slot=place, name=path.name, content=content)
                self.then(lambda: self._put_file(operation))

        self.pick_file(title, task.uploads.max_bytes, attach)

    def _put_file(self, operation: AddDocument) -> None:
        """Attach it; on a slow line it is seen to be on its way."""
        self.ask(operation, self._documents_changed, failed=self._not_attached)
        self.say_what_next()

    def _not_attached(self, error: PortalError) -> bool:
        self.say_what_next()
        return self.file_refused(error)

    @on(FormView.DocumentsRequested)
    def _look_after_file(self, message: FormView.DocumentsRequested) -> None:
        """Attach to a field of the form, or save or remove what is attached there."""
        task, view = self.task_pane.task_view, self.task_pane.form_view
        document = self._file_of_form(message.reference)
        if task is None or view is None:
            return
        if message.act == "attach" and task.decisions["add-document"].allowed:
            self._attach_file(task, message.pointer, self.task_pane.title_of(message.pointer))
        elif message.act == "attach":
            self.explain_here(task.decisions["add-document"])
        elif document is not None:
            (self.download if message.act == "read" else self._remove)(document)
        elif message.act == "read":
            self.portal_app.say(self.texts("field.file-missing"), severity="warning")
        elif not task.decisions["save-answers"].allowed:
            self.explain_here(task.decisions["save-answers"])
        else:
            kept = without_file(view.form, view.answers, message.reference)
            view.answer(message.pointer, get(kept, message.pointer))

    def _file_of_form(self, reference: str) -> Document | None:
        """The attached file that an answer refers to; None where it isn't here any more."""
        task = self.task_pane.task_view
        return (
            next((each for each in task.documents if reference_of(each.id) == reference), None)
            if task
            else None
        )

    @on(DocumentSlots.RemoveRequested)
    def _remove_from_slot(self, message: DocumentSlots.RemoveRequested) -> None:
        self._remove(message.document)

    def _remove(self, document: Document) -> None:
        operation = RemoveDocument(document_id=document.id)

        def remove() -> None:
            self.ask(operation, self._documents_changed)

        self.portal_app.confirm(operation, lambda: self.then(remove))

    def _documents_changed(self, task: TaskView) -> None:
        """Files came or went; an answer refers to them where they are a form's."""
        if self._shows(task) and (self.saver is None or not self.saver.unsaved):
            self._take_answers(task)
        self.call_later(self._edit_on, task)
        self.application_changed()

    @on(DocumentSlots.SaveRequested)
    def _save_document(self, message: DocumentSlots.SaveRequested) -> None:
        self.download(message.document)

    @on(DocumentSlots.TemplateRequested)
    def _save_template(self, message: DocumentSlots.TemplateRequested) -> None:
        task = self.task_pane.task_view
        if task is not None:
            self.ask(DownloadTemplate(task_id=task.row.id, name=message.slot.template), self.keep_file)

    async def on_unmount(self) -> None:
        if self.saver is not None:
            self.saver.close()
            await self.saver.flush()


def _way(key: str, text: str) -> Content:
    """A key with what it does."""
    return Content.assemble((key, "bold $accent"), f" {text}")
