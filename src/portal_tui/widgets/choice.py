"""A numbered way on: chosen by its digit, by enter, or by a click."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from .binding import bind
from .signed import Signed


class Choice(Signed, can_focus=True):
    """One of several things to do; its detail beside it, or on a line ``below``."""

    BINDINGS = [
        bind("dialog.choose"),
        bind("dialog.next"),
        bind("dialog.previous"),
    ]

    class Chosen(Message):
        """This one was chosen."""

        def __init__(self, choice: "Choice") -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> "Choice":
            return self.choice

    def __init__(
        self,
        digit: int,
        text: str,
        detail: str = "",
        *,
        below: bool = False,
        urgent: bool = False,
        id: str | None = None,
    ) -> None:
        sign = Content.styled(str(digit) if digit < 10 else "·", "bold $accent")
        gap, muted = ("\n", "$text-muted not bold") if below else ("   ", "$text-muted")
        said = Content.assemble(text, (f"{gap}{detail}" if detail else "", muted))
        super().__init__(sign, said, id=id, classes="urgent" if urgent else "")
        self.digit = digit
        self.text = text

    def settle(self, text: str) -> None:
        """Say, in its place, that it was done; it can't be chosen again."""
        self.can_focus = False
        self.add_class("settled")
        self.text = text
        self.say(Content(text))

    def on_click(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        if self.can_focus:
            self.post_message(self.Chosen(self))

    def action_next(self) -> None:
        self.screen.focus_next(Choice)

    def action_previous(self) -> None:
        self.screen.focus_previous(Choice)


def choose_by_digit(root: Widget, event: events.Key) -> None:
    """A digit chooses the choice with that number."""
    for choice in root.query(Choice):
        if event.key == str(choice.digit):
            event.stop()
            choice.action_choose()


def focus_first_choice(root: Widget) -> None:
    """Focus the first choice that can still be chosen, and scroll no further than to see it."""
    for choice in root.query(Choice):
        if choice.can_focus:
            choice.focus(scroll_visible=False)
            choice.scroll_visible(animate=False)
            return
