"""What can be done about something: every action, those that are refused with their reason (E0)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.decisions import Decision
from portal_tui.contract.operation import Operation
from portal_tui.widgets.binding import bind
from portal_tui.widgets.choice import Choice
from portal_tui.widgets.key_hints import KeyHints

from .choosing import ChoiceModal
from .wording import check_text

T = TypeVar("T")


@dataclass(frozen=True)
class Action(Generic[T]):
    """Something that can be done: in words, how, and its decision."""

    text: str
    do: T
    """The operation that is asked for, or what the screen does itself."""
    decision: Decision
    detail: str = ""
    """More of it, on a line of its own."""


Asked: TypeAlias = Action[Operation[Any]]
"""What the portal is asked to do."""


class ActionsScreen(ChoiceModal[Action[T]], Generic[T]):
    """Gives the chosen action; a refused one can be chosen too, to be explained."""

    BINDINGS = [bind("dialog.close")]

    def __init__(self, title: str, actions: Sequence[Action[T]], says: str = "") -> None:
        super().__init__()
        self._title = title
        self._actions = actions
        self._says = says

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title")
            for digit, action in enumerate(self._actions, 1):
                yield Choice(
                    digit, action.text, self._why_not(action) or action.detail, below=bool(action.detail)
                )
            if self._says:
                yield Static(Content(self._says), classes="muted")
            yield KeyHints(self.texts)

    def _why_not(self, action: Action[T]) -> str:
        if action.decision.allowed:
            return ""
        return "✗ " + check_text(action.decision.reasons[0], self.texts, self.session.dates)

    @on(Choice.Chosen)
    def _choose(self, message: Choice.Chosen) -> None:
        self.dismiss(self._actions[message.choice.digit - 1])

    def action_close(self) -> None:
        """Do nothing."""
        self.dismiss(None)
