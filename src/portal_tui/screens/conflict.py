"""Two people changed the same field: both values are shown, and one is chosen (T8)."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.tasks import FieldConflict
from portal_tui.widgets.binding import bind
from portal_tui.widgets.choice import Choice
from portal_tui.widgets.key_hints import KeyHints

from .choosing import ChoiceModal

_SHOWN = 400
"""Characters of a value that are shown."""


class ConflictScreen(ChoiceModal[bool]):
    """Gives whether mine is kept. Closing takes theirs: it is what is stored."""

    BINDINGS = [bind("dialog.close")]

    def __init__(self, conflict: FieldConflict, title: str) -> None:
        super().__init__()
        self._conflict = conflict
        self._title = title

    def compose(self) -> ComposeResult:
        conflict, texts = self._conflict, self.texts
        with Vertical(classes="dialog"):
            yield Static(Content(texts("conflict.title", field=self._title)), classes="dialog-title")
            yield Static(Content(texts("conflict.text", author=conflict.author)), classes="dialog-text")
            yield Choice(1, texts("conflict.mine"), _said(conflict.mine))
            yield Choice(2, texts("conflict.theirs", author=conflict.author), _said(conflict.theirs))
            yield KeyHints(self.texts)

    @on(Choice.Chosen)
    def _choose(self, message: Choice.Chosen) -> None:
        self.dismiss(message.choice.digit == 1)

    def action_close(self) -> None:
        """Take theirs."""
        self.dismiss(False)


def _said(value: Any) -> str:
    text = "—" if value is None else str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
