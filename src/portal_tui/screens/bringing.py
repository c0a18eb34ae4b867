"""Answers of the open task as a whole: out as a file, in from one or from an earlier application (T14)."""

from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec
from textual import on

from portal_tui.contract.applications import ApplicationView
from portal_tui.contract.decisions import Decision
from portal_tui.contract.reuse import (
    CompareAnswers,
    CompareEarlier,
    Comparison,
    Earlier,
    ExportAnswers,
    ListEarlier,
)
from portal_tui.contract.tasks import FileContent, OpenTask, SaveAnswers, Saved, TaskView, UndoReset
from portal_tui.safe_text import clean
from portal_tui.widgets.workspace.task_pane import TaskOffer, in_its_language

from .actions import Action, ActionsScreen
from .base import Command
from .task_editing import TaskEditing

if TYPE_CHECKING:
    from .compare import Purpose

Act: TypeAlias = Action[Callable[[], None]]
"""Something to do with the answers."""

LARGEST: Final = 4_000_000
"""Bytes of a file of answers; one far larger isn't read, the portal judges the others."""


class Bringing(TaskEditing):
    """A screen whose task's answers can be exported, imported, and used again."""

    view: ApplicationView | None = None
    """The application that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._earlier: dict[int, tuple[Earlier, ...]] = {}
        self._left_out: dict[int, Comparison] = {}
        """By task, what of the last import didn't fit."""

    async def edit(self, task: TaskView) -> None:
        await super().edit(task)
        asked = task.row.id in self._earlier
        if task.untouched and task.decisions["compare-earlier"].allowed and not asked:
            self.ask(ListEarlier(task_id=task.row.id), partial(self._offer, task.row.id), about="earlier")
        self._show_offer()

    def _offer(self, task_id: int, earlier: tuple[Earlier, ...]) -> None:
        self._earlier[task_id] = earlier
        self._show_offer()

    def _show_offer(self) -> None:
        """Above the form: what wasn't brought along, or else what could be; never both, never unasked."""
        task = self.task_pane.task_view
        if task is None:
            return
        earlier = self._earlier.get(task.row.id, ()) if task.untouched else ()
        left = self._left_out.get(task.row.id)
        said = ""
        if left is not None:
            source = clean(left.source)
            said = self.texts.plural("answers.offer-left-out", len(left.left_out), source=source)
        elif earlier:
            said = self.texts("answers.offer", number=earlier[0].number)
        self.task_pane.offer(self.way("workspace.answers").key, said)

    @on(TaskOffer.Pressed)
    def _offer_pressed(self) -> None:
        self.action_answers()

    # What there is to do

    def action_answers(self) -> None:
        """Show what can be done with the answers; of those that the portal refuses, keep them."""
        task = self.task_pane.task_view
        if self.refused_answers:
            self.keep_refused()
        elif task is None:
            self.portal_app.say(self.texts("answers.no-task"))
        elif task.decisions["compare-earlier"].allowed:
            self.ask(ListEarlier(task_id=task.row.id), partial(self._choose_act, task), about="earlier")
        else:
            self._choose_act(task, ())

    def _choose_act(self, task: TaskView, earlier: tuple[Earlier, ...]) -> None:
        def chosen(act: Act | None) -> None:
            if act is None:
                return
            if act.decision.allowed:
                act.do()
            else:
                self.explain_here(act.decision)

        possible = task.decisions["compare-earlier"].allowed
        none = self.texts("answers.no-earlier") if possible and not earlier else ""
        title = self.texts("answers.title", task=in_its_language(task.row.title, self.texts))
        self.app.push_screen(ActionsScreen(title, [*self._acts(task, earlier)], none), chosen)

    def _acts(self, task: TaskView, earlier: tuple[Earlier, ...]) -> Iterator[Act]:
        left = self._left_out.get(task.row.id)
        if left is not None:
            text = self.texts.plural("answers.look-again", len(left.left_out))
            yield Act(text, partial(self._compare, left, "again"), task.decisions["compare-answers"])
        for each in earlier:
            text = self.texts("answers.offer", number=each.number)
            fitting = self.texts.plural("answers.fitting", each.fitting)
            detail = f"{in_its_language(each.programme, self.texts)} · {fitting}"
            yield Act(text, partial(self._use_again, each), task.decisions["compare-earlier"], detail)
        undo = task.decisions["undo-reset"]
        if undo.allowed:
            yield Act(self.texts("answers.undo"), self._undo, undo)
        yield Act(self.texts("answers.import"), self._import, task.decisions["compare-answers"])
        yield Act(self.texts("answers.export"), self._export, task.decisions["export-answers"])

    def commands(self) -> Iterator[Command]:
        task = self.task_pane.task_view
        if task is not None:
            earlier = self._earlier.get(task.row.id, ())
            for act in self._acts(task, earlier):
                yield Command(act.text, act.do if act.decision.allowed else self.action_answers, act.detail)

    # Out

    @property
    def refused_answers(self) -> int:
        """How many fields hold what was typed and won't be saved: the right to has gone (T8)."""
        return len(self.saver.unsaved) if self.saver is not None and self.saver.state == "refused" else 0

    def keep_refused(self, then: Callable[[], None] | None = None) -> None:
        """Write the answers as they stand here into a file, to be imported by whoever may (T8, T14)."""
        task, view = self.task_pane.task_view, self.task_pane.form_view
        if task is None or view is None or self.view is None:
            return
        view.take()
        content = msgspec.json.format(msgspec.json.encode(view.answers), indent=2) + b"\n"
        file = FileContent(
            name=f"{self.view.number}-{task.row.key}.json",
            media_type="application/json",
            digest=sha256(content).hexdigest(),
            content=content,
        )
        self.choose_place(file, then)

    def leave_refused(self, leave: Callable[[], None]) -> None:
        """Nothing that was typed goes without being asked about."""

        def chosen(act: Act | None) -> None:
            if act is not None:
                act.do()

        free = Decision(action="keep-answers")
        keep = Act(self.texts("refused.keep"), partial(self.keep_refused, leave), free)
        go = Act(self.texts("refused.leave"), leave, free)
        title = self.texts.plural("refused.unsaved", self.refused_answers)
        self.app.push_screen(ActionsScreen(title, [keep, go]), chosen)

    def _export(self) -> None:
        task = self.task_pane.task_view
        if task is not None:
            self.then(lambda: self.ask(ExportAnswers(task_id=task.row.id), self.choose_place))

    # In

    def _import(self) -> None:
        task = self.task_pane.task_view
        if task is None:
            return

        def chosen(path: Path) -> None:
            content = self.read_file(path, LARGEST)
            if content is not None:
                compare = CompareAnswers(task_id=task.row.id, name=path.name, content=content)
                self.then(lambda: self.ask(compare, lambda found: self._compare(found, "file")))

        self.pick_file(self.texts("answers.import"), LARGEST, chosen)

    def _use_again(self, earlier: Earlier) -> None:
        task = self.task_pane.task_view
        if task is not None:
            compare = CompareEarlier(task_id=task.row.id, earlier_id=earlier.application_id)
            self.then(lambda: self.ask(compare, lambda found: self._compare(found, "earlier")))

    def _compare(self, comparison: Comparison, purpose: "Purpose") -> None:
        from .compare import CompareScreen

        view, task = self.task_pane.form_view, self.task_pane.task_view
        if view is None or task is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._bring(task.row.id, comparison)

        self.app.push_screen(CompareScreen(comparison, view.form, purpose), answered)

    def _bring(self, task_id: int, comparison: Comparison) -> None:
        """Save what changes as it was shown; what somebody else changed since then is asked about."""
        save = SaveAnswers(
            task_id=task_id, changes=comparison.changes, revision=comparison.revision, undoable=True
        )

        def saved(saved: Saved) -> None:
            if comparison.left_out:
                self._left_out[task_id] = comparison
            else:
                self._left_out.pop(task_id, None)
            self.ask(OpenTask(task_id=task_id), partial(self._brought, comparison, saved), about="task")

        self.ask(save, saved)

    def _brought(self, comparison: Comparison, saved: Saved, task: TaskView) -> None:
        self.take_others(task)
        view = self.task_pane.form_view
        for conflict in saved.conflicts:
            if self.saver is not None and view is not None:
                view.set_value(conflict.pointer, self.saver.dispute(conflict))
                self.settle(conflict)
        done = len(comparison.changes) - len(saved.conflicts)
        self.portal_app.say(self.texts.plural("answers.brought", done, key=self.way("workspace.answers").key))
        self.application_changed()

    def _undo(self) -> None:
        task = self.task_pane.task_view
        if task is not None:
            self._left_out.pop(task.row.id, None)
            self.then(lambda: self.ask(UndoReset(task_id=task.row.id), self._undone))

    def _undone(self, task: TaskView) -> None:
        self.emptied(task)
        self.call_later(self.task_pane.enter)  # its form was made anew

    def emptied(self, task: TaskView) -> None:
        """The task was emptied, or answers from before are back."""
        raise NotImplementedError
