"""What can be done about something: every action, those that are refused with their reason (E0)."""

from dataclasses import dataclass
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.decisions import Decision
from portal_tui.contract.operation import Operation
from portal_tui.widgets.binding import bind
from portal_tui.widgets.choice import Choice, choose_by_digit, focus_first_choice
from portal_tui.widgets.key_hints import KeyHints

from .asking import PortalModal
from .wording import check_text


@dataclass(frozen=True)
class Action:
    """Something that can be done: in words, as an operation, with its decision."""

    text: str
    operation: Operation[Any]
    decision: Decision


class ActionsScreen(PortalModal[Action]):
    """Gives the chosen action; a refused one can be chosen too, to be explained."""

    BINDINGS = [bind("dialog.close")]

    def __init__(self, title: str, actions: list[Action]) -> None:
        super().__init__()
        self._title = title
        self._actions = actions

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title")
            for digit, action in enumerate(self._actions, 1):
                yield Choice(digit, action.text, self._why_not(action))
            yield KeyHints(self.texts)

    def _why_not(self, action: Action) -> str:
        if action.decision.allowed:
            return ""
        return "✗ " + check_text(action.decision.reasons[0], self.texts, self.session.dates)

    def on_mount(self) -> None:
        focus_first_choice(self)

    def on_key(self, event: events.Key) -> None:
        choose_by_digit(self, event)

    @on(Choice.Chosen)
    def _choose(self, message: Choice.Chosen) -> None:
        self.dismiss(self._actions[message.choice.digit - 1])

    def action_close(self) -> None:
        """Do nothing."""
        self.dismiss(None)
