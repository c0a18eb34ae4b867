"""Chooses the order of a list; choosing the order it has turns it round."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from portal_tui.widgets.binding import bind
from portal_tui.widgets.choice import Choice, choose_by_digit
from portal_tui.widgets.columns import Sort
from portal_tui.widgets.key_hints import KeyHints

from .asking import PortalModal


class SortScreen(PortalModal[str]):
    """The orders there are; gives the one that was chosen."""

    BINDINGS = [bind("dialog.close")]

    def __init__(self, keys: Sequence[str], now: Sort) -> None:
        super().__init__()
        self._keys = keys
        self._now = now

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog narrow"):
            yield Static(Content(self.texts("list.sort.title")), classes="dialog-title")
            for digit, key in enumerate(self._keys, 1):
                yield Choice(digit, self.texts(f"list.sort.{key}"), self._detail(key))
            yield KeyHints(self.texts)

    def _detail(self, key: str) -> str:
        if key != self._now.key:
            return ""
        return f"{'▼' if self._now.descending else '▲'} {self.texts('list.sort.turn')}"

    def on_mount(self) -> None:
        list(self.query(Choice))[self._keys.index(self._now.key)].focus()

    def on_key(self, event: events.Key) -> None:
        choose_by_digit(self, event)

    @on(Choice.Chosen)
    def _choose(self, message: Choice.Chosen) -> None:
        self.dismiss(self._keys[message.choice.digit - 1])

    def action_close(self) -> None:
        self.dismiss(None)
