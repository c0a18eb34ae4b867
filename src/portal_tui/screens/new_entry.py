"""*Nouvelle inscription*: a user code is typed or pasted, and it is said whose it is (R6, A7)."""

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from portal_tui.contract.problems import Invalid, PortalError
from portal_tui.contract.register import LookUpPerson, PersonCard
from portal_tui.widgets.act import Act
from portal_tui.widgets.binding import bind
from portal_tui.widgets.entry import Entry
from portal_tui.widgets.key_hints import KeyHints

from .asking import PortalModal
from .filling import field_text


class NewEntryScreen(PortalModal[PersonCard]):
    """Gives the person whose code it is."""

    BINDINGS = [bind("dialog.close")]

    def __init__(self, place: dict[str, Any]) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        texts = self.texts
        with Vertical(classes="dialog narrow"):
            yield Static(Content(texts("rights.new.title")), classes="dialog-title")
            yield Entry(texts("rights.user-code"), id="code", help=texts("rights.new.help"))
            yield Act(texts("rights.new.do"))
            yield KeyHints(self.texts)

    def on_mount(self) -> None:
        self.query_one(Entry).enter()

    @on(Input.Submitted)
    def _next(self, message: Input.Submitted) -> None:
        message.stop()
        self.focus_next()

    @on(Act.Done)
    def _look_up(self) -> None:
        operation = LookUpPerson(**self._place, user_code=self.query_one(Entry).value)
        self.ask(operation, self._found, failed=self._failed)

    def _found(self, card: PersonCard) -> None:
        self.dismiss(card)

    def _failed(self, error: PortalError) -> bool:
        if isinstance(error, Invalid) and error.problem.fields:
            self.query_one(Entry).say(field_text(error.problem.fields[0], self.texts))
            self.query_one(Entry).enter()
            return True
        return False

    def action_close(self) -> None:
        self.dismiss(None)
