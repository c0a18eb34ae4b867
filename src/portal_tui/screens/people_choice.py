"""The people of a demonstration to choose from: a line each, what signing in as them shows below."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from portal_tui.contract.accounts import DemonstrationPerson
from portal_tui.texts import Texts
from portal_tui.widgets.binding import bind
from portal_tui.widgets.options import Line, Options

OTHER: Final = "other"
"""The line of whoever isn't listed."""

_NAME: Final = 21
"""Cells for a name, so that roles line up."""


class People(Options):
    """The lines; enter is hinted at."""

    BINDINGS = [bind("dialog.choose", "select")]


class PeopleChoice(Vertical):
    """*Qui voulez-vous être?*"""

    @dataclass
    class Chosen(Message):
        """Somebody was chosen; an empty e-mail is somebody who isn't listed."""

        email: str

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.people: dict[str, DemonstrationPerson] = {}
        """By e-mail."""

    def compose(self) -> ComposeResult:
        yield Static(Content(self._texts("people-choice.title")), classes="label")
        yield People(id="people")
        yield Static(id="purpose", classes="muted")

    def show(self, people: tuple[DemonstrationPerson, ...]) -> None:
        """Offer these."""
        self.people = {person.email: person for person in people}
        self.query_one(People).show(self._lines)

    def enter(self) -> None:
        """Put the cursor here."""
        self.query_one(People).focus()

    def _lines(self, width: int) -> Iterator[Line]:
        texts = self._texts
        for email, person in self.people.items():
            role = texts(f"demonstration-role.{person.role}")
            name = Content(person.name).truncate(_NAME, ellipsis=True, pad=True)
            said = Content.assemble(name, " ", (role, "$text-muted"))
            yield Line(email, said.truncate(width, ellipsis=True))
        yield Line(OTHER, Content(texts("people-choice.other")))

    @on(OptionList.OptionHighlighted)
    def _tell(self, message: OptionList.OptionHighlighted) -> None:
        person = self.people.get(message.option_id or "")
        said = f"{person.purpose}\n{person.email}" if person else self._texts("people-choice.other.means")
        self.query_one("#purpose", Static).update(Content(said))

    @on(OptionList.OptionSelected)
    def _choose(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        self.post_message(self.Chosen(message.option_id if message.option_id in self.people else ""))
