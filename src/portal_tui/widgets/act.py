"""What ends filling something in: *Créer mon compte*. Enter or a click does it."""

from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Static

from .binding import bind
from .prose import hung


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

    @dataclass
    class Turned(Message):
        """It is ticked now, or no more."""

        tick: "Tick"

        @property
        def control(self) -> "Tick":
            return self.tick

    def __init__(self, text: str, *, id: str | None = None, detail: str = "", ticked: bool = False) -> None:
        super().__init__(id=id)
        self._text = text
        self._detail = detail
        self.ticked = ticked

    def render(self) -> Content:
        return self._drawn(self.size.width)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return self._drawn(container.width).cell_length

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._drawn(width).get_height({}, width) if width else 0

    def _drawn(self, width: int) -> Content:
        mark = Content(f"[{'x' if self.ticked else ' '}] ")
        detail = (f"   {self._detail}" if self._detail else "", "$text-muted not bold")
        return hung(mark, Content.assemble(self._text, detail), width)

    def say(self, text: str) -> None:
        """Say this beside the box."""
        self._text = text
        self.refresh(layout=True)

    def on_click(self) -> None:
        self.focus()
        self.action_tick()

    def action_tick(self) -> None:
        self.ticked = not self.ticked
        self.refresh()
        self.post_message(self.Turned(self))
