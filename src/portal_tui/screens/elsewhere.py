"""An empty or fruitless list says where else an application may be, each with its key (T1)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import events, on
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from portal_tui.contract.finding import Elsewhere
from portal_tui.texts import Texts
from portal_tui.widgets.choice import Choice, choose_by_digit, focus_first_choice

if TYPE_CHECKING:
    from portal_tui.session import Session

_SAID: Final = frozenset({"not-collaborator", "no-right", "more-colleagues", "language"})
"""Causes that are only said: what can be done follows them, or is typed."""


class ElsewherePanel(Vertical):
    """Stands where the list would."""

    @dataclass
    class Switch(Message):
        """Act as this entity."""

        entity_id: int

    @dataclass
    class Go(Message):
        """Go to this place."""

        place: str

    @dataclass
    class TakePart(Message):
        """Ask to take part in this application."""

        application_id: int

    class Deleted(Message):
        """Show what was deleted."""

    class Clear(Message):
        """Take the filter away."""

    def __init__(self) -> None:
        super().__init__()
        self._causes: dict[int, Elsewhere] = {}

    def show(
        self,
        causes: tuple[Elsewhere, ...],
        filter: str,
        session: "Session",
        *,
        take_focus: Callable[[], bool],
    ) -> None:
        """Say that there is nothing, and where else to look; ``take_focus`` is asked once that is there."""
        texts = session.texts
        title = texts("list.fruitless", filter=filter) if filter else texts("list.empty")
        self._causes.clear()
        lines = [
            Static(Content(title), classes="notice-title"),
            *(self._line(cause, texts) for cause in causes),
        ]
        self.call_later(self._fill, lines, take_focus)

    def _line(self, cause: Elsewhere, texts: Texts) -> Widget:
        said = texts.plural(f"elsewhere.{cause.code}", cause.count, name=cause.name, number=cause.number)
        if cause.code in _SAID:
            return Static(Content(said), classes="cause")
        digit = len(self._causes) + 1
        self._causes[digit] = cause
        return Choice(digit, said)

    async def _fill(self, lines: list[Widget], take_focus: Callable[[], bool]) -> None:
        await self.remove_children()
        await self.mount(*lines)
        if take_focus():
            self.focus_first()

    def focus_first(self) -> None:
        """Focus the first way on."""
        focus_first_choice(self)

    def press(self, event: events.Key) -> None:
        """A digit chooses the way on with that number."""
        choose_by_digit(self, event)

    @on(Choice.Chosen)
    def _choose(self, message: Choice.Chosen) -> None:
        message.stop()
        self.post_message(self._way(self._causes[message.choice.digit]))

    def _way(self, cause: Elsewhere) -> Message:
        match cause:
            case Elsewhere(code="entity", entity_id=int(entity_id)):
                return self.Switch(entity_id)
            case Elsewhere(code="colleague", application_id=int(application_id)):
                return self.TakePart(application_id)
            case Elsewhere(code="deleted"):
                return self.Deleted()
            case Elsewhere(code="filter"):
                return self.Clear()
            case _:
                return self.Go("organisation")
