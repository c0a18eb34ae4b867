"""The heart: an application's checklist, its open task, its discussion, and the send bar (T2, T3, T8, C1)."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final, Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from portal_tui.contract.applications import (
    ApplicationView,
    DeleteApplication,
    Explain,
    FindApplication,
    OpenApplication,
    WithdrawApplication,
)
from portal_tui.contract.decisions import Decision
from portal_tui.contract.events import Event
from portal_tui.contract.operation import Operation, name_of
from portal_tui.contract.tasks import CompleteTask, OpenTask, ReopenTask, ResetTask, TaskView, UndoReset
from portal_tui.forms.about import About
from portal_tui.widgets.binding import bind
from portal_tui.widgets.prose import Prose
from portal_tui.widgets.workspace.checklist import Checklist
from portal_tui.widgets.workspace.discussion import DiscussionPane
from portal_tui.widgets.workspace.head import ApplicationHead
from portal_tui.widgets.workspace.panes import PaneTabs
from portal_tui.widgets.workspace.send_bar import SendBar
from portal_tui.widgets.workspace.task_pane import TaskPane

from .bringing import Bringing
from .discussing import Discussing
from .wording import check_text, remedy_text

Pane = Literal["tasks", "task", "discussion"]
PANES: Final[tuple[Pane, ...]] = ("tasks", "task", "discussion")
_WITH_ONE: Final = frozenset(
    {"next", "send", "complete", "pane", "switch_pane", "people", "timeline", "receipt", "reset", "delete"}
    | {"answers"}
)
"""Actions that need an application to be shown."""


class WorkspaceScreen(Bringing, Discussing):
    """One application. Where there is no room for three panes, one is shown at a time."""

    CSS_PATH = ["pages.tcss", "application_pages.tcss"]

    BINDINGS = [
        bind("workspace.next"),
        bind("workspace.complete"),
        bind("workspace.switch-pane"),
        bind("workspace.tasks", "pane('tasks')"),
        bind("workspace.task", "pane('task')"),
        bind("workspace.discussion", "pane('discussion')"),
        bind("workspace.people"),
        bind("workspace.send"),
        bind("workspace.answers"),
        bind("workspace.timeline"),
        bind("workspace.receipt"),
        bind("workspace.reset"),
        bind("workspace.delete"),
    ]

    def __init__(
        self,
        application_id: int | None = None,
        number: str | None = None,
        task_id: int | None = None,
        pane: Pane = "tasks",
    ) -> None:
        super().__init__()
        self.add_class("no-threads")
        self._question: Operation[ApplicationView] = (
            FindApplication(number=number or "")
            if application_id is None
            else OpenApplication(application_id=application_id)
        )
        self._wanted_task = task_id
        self._pane: Pane = "task" if task_id is not None else pane
        self._discussion_may_differ = True
        """Whether it is read again with the application."""

    def compose_body(self) -> ComposeResult:
        yield ApplicationHead(id="head")
        yield PaneTabs(id="pane-tabs")
        with Horizontal(id="panes"):
            with Vertical(id="tasks-pane"):
                yield Prose(id="tasks-title", classes="pane-title")
                yield Checklist(id="checklist")
                yield Prose(id="no-discussion")
            yield TaskPane(id="task")
            yield DiscussionPane(id="discussion")
        yield SendBar(id="send-bar")

    def load(self) -> None:
        self._discussion_may_differ = True
        self._read_application()

    def _read_application(self) -> None:
        self.ask(self._question, self._show, about="application")

    @property
    def checklist(self) -> Checklist:
        return self.query_one(Checklist)

    def application_changed(self) -> None:
        self._read_application()

    # What is seen

    def _show(self, view: ApplicationView) -> None:
        before, self.view = self.view, view
        was_refused = self.state == "refused"
        self._question = OpenApplication(application_id=view.id)
        self.show_state("ready")
        self.query_one(ApplicationHead).show(view, self.texts, self.session.dates)
        self.checklist.show(view.tasks, self.texts)
        progress = self.texts("checklist.progress", done=view.done, mandatory=view.mandatory)
        title = Content.assemble((self.texts("panes.tasks"), "bold"), (f"   {progress}", "$text-muted"))
        self.query_one("#tasks-title", Prose).update(title)
        self.show_tabs()
        self._show_send_bar(view)
        if not view.decisions["open-task"].allowed:
            self._show_reserved(view)
            return
        if self._discussion_may_differ:
            self._discussion_may_differ = False
            self.read_discussion(view.id)
        if self.task_pane.task_view is None:
            self._open_first(view)
        elif was_refused:
            self.show_pane(self._pane)
            self.save_again()
        elif before is not None and (before.state, before.access) != (view.state, view.access):
            self.look_again()  # what is sent can't be written to any more

    def _open_first(self, view: ApplicationView) -> None:
        wanted = self._wanted_task or next((row.id for row in view.due if row.state != "complete"), None)
        if wanted is None and view.tasks:
            wanted = view.tasks[0].id
        if wanted is not None:
            self.checklist.move_to(wanted)
            self.open_task(wanted, enter=self._wanted_task is not None)
        self.show_pane(self._pane)

    def _show_reserved(self, view: ApplicationView) -> None:
        reason = view.decisions["open-task"].reasons[0]
        said = check_text(reason, self.texts, self.session.dates)
        ways = [
            self.way("app.explain", remedy_text(remedy, self.texts, self.session.dates))
            for remedy in reason.remedies[:1]
        ]
        if unsaved := self.refused_answers:
            said = f"{said}\n\n{self.texts.plural('refused.unsaved', unsaved)} {self.texts('refused.here')}"
            ways.append(self.way("workspace.answers", self.texts("refused.keep")))
        self.show_state("refused", f"{view.number} · {view.programme.text}", said, *ways)

    def _show_send_bar(self, view: ApplicationView) -> None:
        decision = view.decisions["send-application"]
        why = check_text(decision.reasons[0], self.texts, self.session.dates) if decision.reasons else ""
        names = {"key": "workspace.send", "explain_key": "app.explain", "receipt_key": "workspace.receipt"}
        keys = {name: self.way(id).key for name, id in names.items()}
        self.query_one(SendBar).show(view, why, **keys, texts=self.texts)

    def show_tabs(self) -> None:
        """Which pane is shown where there is room for one."""
        if self.view is not None:
            task = self.task_pane.task_view
            ids = {"tasks": "tasks", "task": "task", "discussion": "discussion", "next": "switch-pane"}
            keys = {name: self.way(f"workspace.{id}").key for name, id in ids.items()}
            self.query_one(PaneTabs).show(self.view, task.row if task else None, self._pane, keys, self.texts)

    def goes_there(self, name: str, arguments: Mapping[str, Any]) -> bool:
        """Another task of the same application is shown here, not on top."""
        task_id = arguments.get("task_id")
        here = self.view is not None and arguments.get("application_id") == self.view.id
        if name != "task" or not here or task_id is None:
            return False
        self.open_task(task_id, enter=True)
        return True

    async def show_task(self, task: TaskView) -> None:
        """Show an opened task, unless another was opened meanwhile."""
        if task.row.id != self.checklist.task_id:
            return
        await self.edit(task)
        self.show_tabs()

    # Panes

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done with an application is done only where one is shown; what was typed is kept always."""
        if action == "answers" and self.view is not None and self.refused_answers:
            return True
        return self.state == "ready" or action not in _WITH_ONE

    def action_pane(self, pane: Pane) -> None:
        """Go to a pane."""
        self.show_pane(pane)

    def show_pane(self, pane: Pane) -> None:
        """Show a pane and put the focus into it."""
        self._pane = pane
        for name in PANES:
            self.set_class(name == pane, f"pane-{name}")
        self.show_tabs()
        if pane == "tasks":
            self.checklist.focus()
        elif pane == "task":
            self.task_pane.enter()
        else:
            self.query_one(DiscussionPane).enter()
            if self.view is not None:
                self.read_discussion(self.view.id)

    def action_switch_pane(self) -> None:
        """On to the next pane."""
        self.show_pane(PANES[(PANES.index(self._pane) + 1) % len(PANES)])

    @on(Checklist.Opened)
    def _task_chosen(self, message: Checklist.Opened) -> None:
        self.open_task(message.task_id, enter=message.entered)

    def open_task(self, task_id: int, *, enter: bool = False) -> None:
        """Open a task; ``enter`` puts the focus into it."""
        current = self.task_pane.task_view
        if current is not None and current.row.id == task_id:
            if enter:
                self.show_pane("task")
            return
        self.checklist.move_to(task_id)

        async def opened(task: TaskView) -> None:
            await self.show_task(task)
            if enter:
                self.show_pane("task")

        self.ask(OpenTask(task_id=task_id), lambda task: self._later(opened, task), about="task")

    def _later(self, show: Callable[[TaskView], Coroutine[None, None, None]], task: TaskView) -> None:
        self.call_later(show, task)

    # What keys do

    def action_next(self) -> None:
        """Go to the next thing to do: the next task, else sending."""
        if self.view is None:
            return
        todo = [row for row in self.view.due if row.mandatory and row.state != "complete"]
        if not todo:
            self.action_send()
            return
        after = [row for row in todo if row.id > (self.checklist.task_id or 0)]
        self.open_task((after or todo)[0].id, enter=True)

    def action_send(self) -> None:
        """Review and send; or explain why not."""
        if self.view is None:
            return
        if self.view.decisions["send-application"].allowed:
            self.then(lambda: self.portal_app.open("review", application_id=self.application_id))
        else:
            self._explain("send-application")

    @on(SendBar.Pressed)
    def _send_pressed(self) -> None:
        self.action_send()

    def action_complete(self) -> None:
        """Mark the task as complete; a complete one goes back in progress."""
        task = self.task_pane.task_view
        if task is None:
            return
        operation: Operation[TaskView] = (
            ReopenTask(task_id=task.row.id)
            if task.row.state == "complete"
            else CompleteTask(task_id=task.row.id)
        )
        self.then(lambda: self.ask(operation, self._completed, failed=self.refused))

    def _completed(self, task: TaskView) -> None:
        self.call_later(self.show_task, task)
        self.load()

    def action_reset(self) -> None:
        """Empty the task, or bring back what that emptied."""
        task = self.task_pane.task_view
        if task is None:
            return
        if task.undo and not task.answers:
            self.ask(UndoReset(task_id=task.row.id), self.emptied)
            return
        operation = ResetTask(task_id=task.row.id)
        if not task.decisions["reset-task"].allowed:
            self.explain_here(task.decisions["reset-task"])
            return
        self.portal_app.confirm(operation, lambda: self.ask(operation, self.emptied))

    def emptied(self, task: TaskView) -> None:
        self.forget()
        self._completed(task)

    def action_people(self) -> None:
        """The people of the application."""
        self.portal_app.open("people", application_id=self.application_id)

    def action_timeline(self) -> None:
        """What has happened."""
        self.portal_app.open("timeline", application_id=self.application_id)

    def action_receipt(self) -> None:
        """The newest receipt; while there is none, why not."""
        if self.view and self.view.receipts:
            self.portal_app.open(
                "receipt", application_id=self.application_id, round=self.view.receipts[0].round
            )
        else:
            self.portal_app.say(self.texts("workspace.no-receipt"))

    def action_delete(self) -> None:
        """Delete a draft, which can be restored; withdraw what was sent (T10, T14)."""
        if self.view is None:
            return
        operation: Operation[Any] = (
            DeleteApplication(application_id=self.application_id)
            if self.view.state == "draft"
            else WithdrawApplication(application_id=self.application_id)
        )
        decision = self.view.decisions[name_of(operation)]
        if decision.allowed:
            self.then(lambda: self.portal_app.confirm(operation, lambda: self.ask(operation, self._gone)))
        else:
            self.explain_here(decision)

    def _gone(self, view: ApplicationView | None) -> None:
        if view is None:
            self.portal_app.say(self.texts("workspace.deleted", key=self.way("list.deleted").key))
            self.portal_app.back()
        else:
            self.load()

    def action_back(self) -> None:
        """From a pane to the checklist, from there back to the list; everything is saved first."""
        if self._pane != "tasks" and self.state == "ready":
            self.show_pane("tasks")
        elif self.refused_answers:
            self.leave_refused(super().action_back)
        else:
            self.then(super().action_back)

    @property
    def application_id(self) -> int:
        """The shown application's id."""
        assert self.view is not None  # keys act on what is shown
        return self.view.id

    def explain(self) -> None:
        """Why it can't be read; in a task, why that can't be written to; else why it can't be sent.

        In a field, first what there is to know about that.
        """
        task = self.task_pane.task_view
        if self.view is None:
            super().explain()
        elif not self.view.decisions["open-task"].allowed:
            self._explain("open-task")
        elif self._pane == "task" and task and not task.decisions["save-answers"].allowed:
            self._explain("save-answers", task.row.id, field=self.task_pane.field_under_cursor)
        else:
            self._explain("send-application", field=self.task_pane.field_under_cursor)

    def _explain(self, action: str, subject_id: int | None = None, *, field: About | None = None) -> None:
        about = Explain(application_id=self.application_id, action=action, subject_id=subject_id)
        self.ask(about, lambda decision: self.explain_here(decision, again=about, field=field))

    def explain_here(
        self, decision: Decision, *, again: Operation[Decision] | None = None, field: About | None = None
    ) -> None:
        self.portal_app.explain(
            decision, application_id=self.application_id, again=again, then=self.load, field=field
        )

    # What changes

    def concerns(self, event: Event) -> bool:
        return self.view is not None and event.application_id == self.view.id

    def changed(self, event: Event) -> None:
        """Each save comes back as a change of its task: that one asks for no more than may differ."""
        if event.subject != "task" or not self.seen:
            super().changed(event)
        elif self.concerns(event):
            self._read_application()
        task = self.task_pane.task_view
        if event.subject == "task" and task is not None and event.subject_id == task.row.id:
            self.look_again()
