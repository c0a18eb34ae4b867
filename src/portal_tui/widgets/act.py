"""What ends filling something in: *Créer mon compte*. Enter or a click does it."""

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from .binding import bind


class Act(Static, can_focus=True):
    """A button by its words; the brackets tell it apart where there is no colour."""

    BINDINGS = [bind("act.do")]

    @dataclass
    class Done(Message):
        """It was pressed."""

        act: "Act"

        @property
        def control(self) -> "Act":
            return self.act

    def __init__(self, text: str, *, id: str | None = None) -> None:
        super().__init__(Content(f"[ {text} ]"), id=id)

    def on_click(self) -> None:
        self.action_do()

    def action_do(self) -> None:
        self.post_message(self.Done(self))


class Tick(Static, can_focus=True):
    """A box to tick, with what it says. Enter, space or a click turns it."""

    BINDINGS = [bind("act.tick")]

    def __init__(self, text: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = text
        self.ticked = False

    def render(self) -> Content:
        return Content(f"[{'x' if self.ticked else ' '}] {self._text}")

    def on_click(self) -> None:
        self.focus()
        self.action_tick()

    def action_tick(self) -> None:
        self.ticked = not self.ticked
        self.refresh()
