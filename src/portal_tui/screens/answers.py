"""What can be done with a task's answers as a whole, each with the reason where it can't (T14, E0)."""

from collections.abc import Callable
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.decisions import Decision
from portal_tui.widgets.binding import bind
from portal_tui.widgets.choice import Choice, choose_by_digit, focus_first_choice
from portal_tui.widgets.key_hints import KeyHints

from .asking import PortalModal
from .wording import check_text


class Act(NamedTuple):
    """Something to do with the answers: in words, and how."""

    text: str
    do: Callable[[], None]
    detail: str = ""
    decision: Decision | None = None
    """Why not, where it is refused."""


class AnswersScreen(PortalModal[Act]):
    """Gives what was chosen; something refused can be chosen too, to be explained."""

    BINDINGS = [bind("dialog.close")]

    def __init__(self, title: str, acts: list[Act], says: str = "") -> None:
        super().__init__()
        self._title = title
        self._acts = acts
        self._says = says

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title")
            for digit, act in enumerate(self._acts, 1):
                yield Choice(digit, act.text, self._why_not(act) or act.detail, below=True)
            if self._says:
                yield Static(Content(self._says), classes="muted")
            yield KeyHints(self.texts)

    def _why_not(self, act: Act) -> str:
        if act.decision is None or act.decision.allowed:
            return ""
        return "✗ " + check_text(act.decision.reasons[0], self.texts, self.session.dates)

    def on_mount(self) -> None:
        focus_first_choice(self)

    def on_key(self, event: events.Key) -> None:
        choose_by_digit(self, event)

    @on(Choice.Chosen)
    def _choose(self, message: Choice.Chosen) -> None:
        self.dismiss(self._acts[message.choice.digit - 1])

    def action_close(self) -> None:
        """Do nothing."""
        self.dismiss(None)
