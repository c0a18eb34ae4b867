"""One of a few: each on its line, the chosen one marked; arrows choose."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Static

from .binding import bind


class Pick(Static, can_focus=True):
    """Begins with nothing chosen, unless told otherwise."""

    BINDINGS = [bind("pick.next"), bind("pick.previous"), bind("pick.choose")]

    @dataclass
    class Picked(Message):
        """Something else is chosen now."""

        pick: "Pick"

        @property
        def control(self) -> "Pick":
            return self.pick

    def __init__(
        self, options: list[tuple[str, Content]], *, chosen: str = "", id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._options = options
        self.chosen = chosen

    def render(self) -> Content:
        return Content("\n").join(
            Content.assemble(("(•) " if id == self.chosen else "( ) ", "$accent"), text)
            for id, text in self._options
        )

    def on_click(self, event: events.Click) -> None:
        self.focus()
        if 0 <= event.y < len(self._options):
            self._choose(event.y)

    def action_next(self) -> None:
        self._choose(min(self._at + 1, len(self._options) - 1))

    def action_previous(self) -> None:
        self._choose(max(self._at - 1, 0))

    def action_choose(self) -> None:
        """Choose the first, where nothing is chosen yet; else go on."""
        if self._at < 0:
            self._choose(0)
        else:
            self.screen.focus_next()

    @property
    def pointed_at(self) -> Offset:
        """Where in this widget the chosen one is."""
        return Offset(0, max(self._at, 0))

    @property
    def _at(self) -> int:
        return next((index for index, (id, _) in enumerate(self._options) if id == self.chosen), -1)

    def _choose(self, index: int) -> None:
        if index != self._at:
            self.chosen = self._options[index][0]
            self.refresh()
            self.post_message(self.Picked(self))
