"""A line to type in, with its name above and what is wrong below."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from .prose import Prose
from .still_input import StillInput


class Entry(Vertical):
    """One thing that is asked for. Its id is the name of the field; what is wrong takes the place of help."""

    def __init__(
        self, label: str, value: str = "", *, id: str, help: str = "", password: bool = False
    ) -> None:
        super().__init__(id=id)
        self._label = label
        self._value = value
        self._help = help
        self._known = ""
        self._password = password

    def compose(self) -> ComposeResult:
        yield Prose(Content(self._label), classes="entry-label")
        yield StillInput(self._value, password=self._password)
        yield Prose(Content(self._help), classes="entry-help")

    @property
    def value(self) -> str:
        """What was typed."""
        return self.input.value

    @property
    def input(self) -> Input:
        """Where it is typed."""
        return self.query_one(Input)

    def enter(self) -> None:
        """Put the cursor here at once, with its name and what is said below in view."""
        self.screen.set_focus(self.input, scroll_visible=False)
        self.scroll_visible(animate=False)

    def on_resize(self) -> None:
        """What is wrong may be laid out only after the cursor came here."""
        if self.has_focus_within and self.has_class("wrong"):
            self.scroll_visible(animate=False)

    def tell(self, known: str) -> None:
        """Say below whose number it is, in place of the help; nothing: the help again."""
        self._known = known
        if not self.has_class("wrong"):
            self.say("")

    def say(self, problem: str | Content) -> None:
        """Say what is wrong, or nothing."""
        below = self.query_one(".entry-help", Prose)
        self.set_class(bool(problem), "wrong")
        wrong = Content.assemble("✗ ", problem)
        below.update(wrong if problem else Content(self._known or self._help))
