"""A dialog in which one thing is entered for the portal to look at; what is wrong is said below it."""

from typing import ClassVar, Generic, NamedTuple, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from portal_tui.contract.operation import Operation
from portal_tui.contract.problems import Invalid, PortalError
from portal_tui.widgets.act import Act
from portal_tui.widgets.binding import bind
from portal_tui.widgets.entry import Entry
from portal_tui.widgets.key_hints import KeyHints

from .asking import PortalModal
from .filling import field_text

T = TypeVar("T")


class Words(NamedTuple):
    """What a dialog says, by the texts' ids."""

    title: str
    entry: str
    help: str
    do: str


class EntryDialog(PortalModal[T], Generic[T]):
    """Gives what the operation answers, and nothing when it is closed."""

    BINDINGS = [bind("dialog.close")]

    words: ClassVar[Words]
    entry_id: ClassVar[str]

    def compose(self) -> ComposeResult:
        texts, words = self.texts, self.words
        with Vertical(classes="dialog narrow"):
            yield Static(Content(texts(words.title)), classes="dialog-title")
            yield Entry(texts(words.entry), id=self.entry_id, help=texts(words.help))
            yield from self.compose_more()
            yield Act(texts(words.do))
            yield KeyHints(texts)

    def compose_more(self) -> ComposeResult:
        """What else is chosen, below the entry."""
        yield from ()

    def operation(self, entered: str) -> Operation[T]:
        """What is asked of the portal."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.query_one(Entry).enter()

    @on(Input.Submitted)
    def _next(self, message: Input.Submitted) -> None:
        message.stop()
        self.focus_next()

    @on(Act.Done)
    def _do(self) -> None:
        self.ask(self.operation(self.query_one(Entry).value), self._done, failed=self._failed)

    def _done(self, answer: T) -> None:
        self.dismiss(answer)

    def _failed(self, error: PortalError) -> bool:
        if isinstance(error, Invalid) and error.problem.fields:
            self.query_one(Entry).say(field_text(error.problem.fields[0], self.texts))
            self.query_one(Entry).enter()
            return True
        return False

    def action_close(self) -> None:
        self.dismiss(None)
