"""What happened in the register of a service: who did what to whom, when (R11)."""

from collections.abc import Iterator
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from portal_tui.contract.events import Event
from portal_tui.contract.register import HISTORY_PAGE, Entry, ReadRegisterHistory
from portal_tui.widgets.binding import bind
from portal_tui.widgets.options import Line, Options
from portal_tui.widgets.prose import Prose

from .base import PortalScreen
from .history_lines import entry_line

_OLDER = "older"


class HistoryList(Options):
    """Enter on the last line shows what is older."""

    BINDINGS = [bind("history.older", "select")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only there is something to choose."""
        return (action != "select" or self.at == _OLDER) and super().check_action(action, parameters)


class RegisterHistoryScreen(PortalScreen):
    """The newest act first, a page at a time."""

    def __init__(self, organisation_id: int, service: str, title: str = "") -> None:
        super().__init__()
        self._place: dict[str, Any] = {"organisation_id": organisation_id, "service": service}
        self._title = title or service
        self._entries: tuple[Entry, ...] = ()
        self._more = False

    def compose_body(self) -> ComposeResult:
        title = self.texts("history.title", service=self._title)
        yield Prose(Content(title), id="organisation-title", classes="screen-title")
        yield HistoryList(id="history")

    def load(self) -> None:
        self.ask(ReadRegisterHistory(**self._place), self._show_first)

    def _show_first(self, entries: tuple[Entry, ...]) -> None:
        self._entries = ()
        self._show(entries)

    def _show(self, entries: tuple[Entry, ...]) -> None:
        first = entries[0].id if self._entries and entries else None
        self._entries += entries
        self._more = len(entries) == HISTORY_PAGE
        if not self._entries:
            self.show_state("empty", self.texts("history.none"), "", self.way("app.back"))
            return
        self.show_state("ready")
        history = self.query_one(HistoryList)
        history.show(self._lines, at=str(first) if first else "")
        history.focus()

    def _lines(self, width: int) -> Iterator[Line]:
        for entry in self._entries:
            yield Line(str(entry.id), entry_line(entry, self.texts, self.session.dates, width))
        if self._more:
            yield Line(_OLDER, Content.styled(self.texts("history.older"), "$accent"))

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _show_older(self) -> None:
        if self._more:
            self.ask(ReadRegisterHistory(**self._place, before=self._entries[-1].id), self._show)

    def concerns(self, event: Event) -> bool:
        return event.subject == "organisation"
