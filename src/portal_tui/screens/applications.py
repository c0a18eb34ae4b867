"""The list of applications of the entity that one acts as (T1)."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, get_args

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from portal_tui.backend import Backend
from portal_tui.contract.applications import (
    ApplicationRow,
    ApplicationView,
    CountApplications,
    Deleted,
    Explain,
    FindApplication,
    ListApplications,
    ListDeleted,
    RestoreApplication,
    SortKey,
)
from portal_tui.contract.events import Event
from portal_tui.contract.finding import Elsewhere, LookElsewhere
from portal_tui.contract.pages import Page
from portal_tui.contract.problems import NotSignedIn, Problem, error_of
from portal_tui.numbers import number
from portal_tui.widgets.binding import bind
from portal_tui.widgets.columns import Sort
from portal_tui.widgets.prose import Hint
from portal_tui.widgets.row_painter import ListTexts
from portal_tui.widgets.still_input import StillInput
from portal_tui.widgets.window_list import WindowList

from .application_columns import MINE_TO_DO, columns
from .base import PortalScreen
from .wording import problem_text

if TYPE_CHECKING:
    from .actions import Action
    from .elsewhere import ElsewherePanel

SORTS: Final[tuple[SortKey, ...]] = get_args(SortKey)
_DESCENDING_FIRST: Final = frozenset({"changed", "number"})
"""Orders in which the newest is of interest first."""

FROM_LENGTH: Final = 3
"""From so many characters on, the filter holds while it is typed."""

_NUMBER: Final = re.compile(r"\d{4}-\d{6}")


class Counted(Message, bubble=False):
    """So many applications match a filter."""

    def __init__(self, filter: str, count: int) -> None:
        super().__init__()
        self.filter = filter
        self.count = count


class SessionEnded(Message, bubble=False):
    """The list could not be read because nobody is signed in any more."""


class ApplicationSource:
    """The query of the list, in one order and with one filter."""

    def __init__(self, backend: Backend, sort: Sort, filter: str, screen: "ApplicationsScreen") -> None:
        self._backend = backend
        self._sort = sort
        self._filter = filter
        self._screen = screen

    async def page(
        self, *, after: str | None = None, before: str | None = None, offset: int | None = None
    ) -> Page[ApplicationRow]:
        """A page of it; the screen hears of a session that has ended."""
        key = next(sort for sort in SORTS if sort == self._sort.key)
        try:
            return await self._backend.call(
                ListApplications(
                    sort=key,
                    descending=self._sort.descending,
                    filter=self._filter,
                    after=after,
                    before=before,
                    offset=offset,
                )
            )
        except NotSignedIn:
            self._screen.post_message(SessionEnded())
            raise

    async def count(self) -> int:
        """How many there are; the screen hears of it too."""
        count = await self._backend.call(CountApplications(filter=self._filter))
        self._screen.post_message(Counted(self._filter, count))
        return count


class ApplicationsScreen(PortalScreen):
    """*Mes demandes*."""

    CSS_PATH = None
    AUTO_FOCUS = "#applications"
    BINDINGS = [
        bind("list.filter"),
        bind("list.sort"),
        bind("list.reverse"),
        bind("list.new"),
        bind("list.deleted"),
    ]

    def __init__(self, filter: str = "") -> None:
        super().__init__()
        self._sort = Sort("changed", descending=True)
        self._filter = filter if len(filter) >= FROM_LENGTH else ""
        self._total: int | None = None
        self._elsewhere: ElsewherePanel | None = None

    def compose_body(self) -> ComposeResult:
        texts, self._elsewhere = self.texts, None
        with Horizontal(id="list-bar"):
            yield Static(Content(texts("list.title")), classes="screen-title")
            yield StillInput(self._filter, placeholder=self._words(), id="filter", compact=True)
            yield Static(id="list-count")
            yield Static(id="list-sort")
        yield WindowList(
            columns(texts, self.session.dates, register=self.session.has_register),
            self._source(),
            texts=ListTexts(Content(""), Content(texts("screen.loading")), self._failed),
            sort=self._sort,
            id="applications",
        )
        yield Hint(id="row-hint")

    def load(self) -> None:
        self.show_state("ready")
        self._show_bar()
        self._list.focus()

    @property
    def _list(self) -> WindowList[ApplicationRow]:
        return self.query_one("#applications", WindowList)

    def _source(self) -> ApplicationSource:
        return ApplicationSource(self.session.backend, self._sort, self._filter, self)

    @on(SessionEnded)
    def _renew_session(self) -> None:
        self.portal_app.sign_in_again(self, self.read_again)

    def read_again(self) -> None:
        """What is seen of the list; the cursor stays."""
        self._list.refresh_rows()

    def _failed(self, problem: Problem) -> Content:
        said = problem_text(error_of(problem), self.texts)
        retry = self.way("app.retry")
        return Content.assemble(("✗ ", "$error"), said, "   ", (retry.key, "$accent bold"), f" {retry.text}")

    def _words(self) -> str:
        way = self.way("list.filter")
        return f"{way.key}  {self.texts('list.words')}"

    # What is seen

    def _show_bar(self) -> None:
        texts = self.texts
        self.query_one("#filter", Input).set_class(bool(self._filter), "holds")
        arrow = "▼" if self._sort.descending else "▲"
        column = texts(f"list.sort.{self._sort.key}")
        self.query_one("#list-sort", Static).update(
            Content(f"{texts('list.sorted-by', column=column)} {arrow}")
        )

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        if message.filter != self._filter:
            return
        texts, language, count = self.texts, self.session.language, message.count
        if not self._filter:
            self._total = count
        if self._filter and self._total is not None:
            said = texts("list.count-of", count=number(count, language), total=number(self._total, language))
        else:
            said = texts.plural("list.count", count, number=number(count, language))
        self.query_one("#list-count", Static).update(Content(said))
        self._show_fruitless(fruitless=count == 0)

    def _show_fruitless(self, *, fruitless: bool) -> None:
        """Where there is nothing to list, say where else to look."""
        self._list.display = not fruitless
        if fruitless:
            self._hint(Content(""))
            self.ask(LookElsewhere(filter=self._filter), self._show_elsewhere)
        elif self._elsewhere is not None:
            self._elsewhere.display = False

    def _show_elsewhere(self, elsewhere: tuple[Elsewhere, ...]) -> None:
        from .elsewhere import ElsewherePanel

        if self._elsewhere is None:
            self._elsewhere = ElsewherePanel()
            self.mount(self._elsewhere, before="#row-hint")
        self._elsewhere.display = not self._list.display
        self._elsewhere.show(elsewhere, self._filter, self.session, take_focus=lambda: not self._filtering)

    @property
    def _filtering(self) -> bool:
        return isinstance(self.focused, Input)

    def _hint(self, content: Content) -> None:
        self.query_one("#row-hint", Hint).update(content)

    @on(WindowList.Highlighted)
    def _show_hint(self, message: "WindowList.Highlighted[ApplicationRow]") -> None:
        row, texts, dates = message.row, self.texts, self.session.dates
        why = self.way("app.explain", texts("list.why"))
        if not row.readable:
            said = texts("list.hint.reserved", owner=row.owner)
            self._hint(Content.assemble((why.key, "bold $accent"), f" {why.text}   {said}"))
        elif row.deadline_at is not None and row.state in MINE_TO_DO:
            key = "late" if dates.has_passed(row.deadline_at) else row.state
            said = texts(f"list.hint.{key}", at=dates.deadline(row.deadline_at))
            self._hint(Content(" ".join((said, *self._right_to(row)))))
        else:
            ago = dates.ago(row.changed_at)
            said = texts("list.hint.changed", programme=row.programme, ago=ago)
            self._hint(Content(" ".join((*self._right_to(row), said))))

    def _right_to(self, row: ApplicationRow) -> Iterator[str]:
        """Where a register decides: what one may do with it, and who began it (T3)."""
        if row.may is not None:
            texts = self.texts
            owner = texts("list.you") if row.mine else row.owner
            yield texts("list.hint.may", may=texts(f"list.may.{row.may}"), owner=owner)

    # What keys do

    @on(WindowList.Opened)
    def _open(self, message: "WindowList.Opened[ApplicationRow]") -> None:
        self.portal_app.open("application", application_id=message.row.id)

    @on(WindowList.SortRequested)
    def _sort_by_header(self, message: WindowList.SortRequested) -> None:
        self._sort_by(message.key)

    def _sort_by(self, key: str) -> None:
        """Sort by a column; by the one it is sorted by already, the other way round."""
        same = key == self._sort.key
        descending = not self._sort.descending if same else key in _DESCENDING_FIRST
        self._sort = Sort(key, descending)
        self._query_anew()

    def _query_anew(self) -> None:
        self._show_bar()
        self._list.set_source(self._source(), sort=self._sort)

    def action_sort(self) -> None:
        from .sort import SortScreen

        def chosen(key: str | None) -> None:
            if key is not None:
                self._sort_by(key)

        self.app.push_screen(SortScreen(SORTS, self._sort), chosen)

    def action_reverse(self) -> None:
        self._sort_by(self._sort.key)

    def action_new(self) -> None:
        self.portal_app.go("programmes")

    def action_filter(self) -> None:
        self.query_one("#filter", Input).focus()

    @on(Input.Changed, "#filter")
    def _filter_changed(self, message: Input.Changed) -> None:
        words = message.value.strip()
        wanted = words if len(words) >= FROM_LENGTH else ""
        if wanted != self._filter:
            self._filter = wanted
            self._query_anew()

    @on(Input.Submitted, "#filter")
    def _filter_submitted(self, message: Input.Submitted) -> None:
        """A whole number opens its application, whichever entity it belongs to; else on to the list."""
        words = message.value.strip()
        if _NUMBER.fullmatch(words):
            self.ask(FindApplication(number=words), self._found)
        self._leave_filter()

    def _found(self, view: ApplicationView) -> None:
        self.portal_app.open("application", application_id=view.id)

    def _leave_filter(self) -> None:
        if self._list.display:
            self._list.focus()
        elif self._elsewhere is not None:
            self._elsewhere.focus_first()
        else:
            self.set_focus(None)  # until it is known where else to look

    def action_back(self) -> None:
        """From the filter back to the list, all of it; from the list home."""
        field = self.query_one("#filter", Input)
        if self._filtering or field.value:
            field.value = ""
            self._show_fruitless(fruitless=False)
            self._list.focus()
        else:
            super().action_back()

    def on_key(self, event: events.Key) -> None:
        if self._elsewhere is not None and self._elsewhere.display:
            self._elsewhere.press(event)

    def on_elsewhere_panel_switch(self, message: "ElsewherePanel.Switch") -> None:
        self.portal_app.act_as(message.entity_id)

    def on_elsewhere_panel_go(self, message: "ElsewherePanel.Go") -> None:
        self.portal_app.go(message.place)

    def on_elsewhere_panel_take_part(self, message: "ElsewherePanel.TakePart") -> None:
        self._explain(message.application_id, "open-task")

    def on_elsewhere_panel_deleted(self) -> None:
        self.action_deleted()

    def action_deleted(self) -> None:
        """The deleted drafts, each to be restored (T14)."""
        self.ask(ListDeleted(), self._show_deleted)

    def _show_deleted(self, drafts: tuple[Deleted, ...]) -> None:
        from .actions import Action, ActionsScreen

        if not drafts:
            self.portal_app.say(self.texts("list.none-deleted"))
            return
        dates = self.session.dates
        actions = [
            Action(
                self.texts(
                    "list.restore",
                    number=draft.number,
                    programme=draft.programme.text,
                    until=dates.day(draft.restorable_until),
                ),
                RestoreApplication(application_id=draft.application_id),
                draft.decision,
            )
            for draft in drafts
        ]
        self.app.push_screen(ActionsScreen(self.texts("list.deleted.title"), actions), self._restore)

    def _restore(self, action: "Action[RestoreApplication] | None") -> None:
        if action is None:
            return
        if action.decision.allowed:
            self.ask(action.do, self._restored)
        else:
            self.portal_app.explain(action.decision, then=self.read_again)

    def _restored(self, view: ApplicationView) -> None:
        self.portal_app.say(self.texts("list.restored", number=view.number))
        self.portal_app.open("application", application_id=view.id)

    def on_elsewhere_panel_clear(self) -> None:
        self.action_back()

    def explain(self) -> None:
        """Why the application under the cursor can't be read, or can't be sent."""
        row = self._list.row
        if row is None:
            super().explain()
            return
        self._explain(row.id, "send-application" if row.readable else "open-task")

    def _explain(self, application_id: int, action: str) -> None:
        question = Explain(application_id=application_id, action=action)
        self.ask(
            question,
            lambda decision: self.portal_app.explain(
                decision, application_id=application_id, again=question, then=self.read_again
            ),
        )

    # What changes

    def concerns(self, event: Event) -> bool:
        return event.subject in ("application", "task", "thread")
