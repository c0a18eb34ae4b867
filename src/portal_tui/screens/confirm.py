"""Asks before what is final or destructive, and says what can't be undone."""

from typing import Any, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.operation import Operation, name_of
from portal_tui.widgets.binding import bind
from portal_tui.widgets.choice import Choice, choose_by_digit
from portal_tui.widgets.key_hints import KeyHints
from portal_tui.widgets.prose import Prose

from .asking import PortalModal

_FINAL: Final = frozenset(
    {
        "send-application",
        "withdraw-application",
        "delete-application",
        "hand-over",
        "remove-collaborator",
        "remove-member",
        "transfer-administration",
        "reset-task",
        "remove-document",
    }
)


def needs_confirmation(operation: Operation[Any]) -> bool:
    """Whether to ask before: it is final, takes something from somebody, or throws something away."""
    return name_of(operation) in _FINAL


class ConfirmScreen(PortalModal[bool]):
    """A question, what doing it means, and what can't be undone: ``confirm.<operation>`` and ``….means``,
    unless it means something else this time.

    Not doing it has the focus, so that a key held too long confirms nothing.
    """

    BINDINGS = [bind("dialog.close")]

    def __init__(self, operation: Operation[Any], means: str = "") -> None:
        super().__init__()
        self._operation = name_of(operation)
        self._means = means

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog narrow"):
            yield Static(Content(self.texts(f"confirm.{self._operation}")), classes="dialog-title")
            means = self._means or self.texts(f"confirm.{self._operation}.means")
            yield Prose(Content(means), classes="dialog-text")
            yield Choice(1, self.texts(f"confirm.{self._operation}.do"))
            yield Choice(2, self.texts("confirm.leave"), id="leave")
            yield KeyHints(self.texts)

    def on_mount(self) -> None:
        self.query_one("#leave").focus()

    def on_key(self, event: events.Key) -> None:
        choose_by_digit(self, event)

    @on(Choice.Chosen)
    def _choose(self, message: Choice.Chosen) -> None:
        self.dismiss(message.choice.digit == 1)

    def action_close(self) -> None:
        self.dismiss(False)
