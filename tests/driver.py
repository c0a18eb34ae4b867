"""A person at the keyboard of a program that runs in this process: keys go to its queue, its text is read."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from time import monotonic

from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, OptionList

from portal_tui.app import PortalApp
from portal_tui.backend import Backend
from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.screens.asking import AskingScreen
from portal_tui.screens.sign_in import SignInForm
from portal_tui.widgets.choice import Choice
from tests.screen_text import screen_text
from tests.someone import TOO_LONG, Someone
from tests.stage import Instead

A_MOMENT = 0.1
"""Seconds that an answer is given to come after a key; who needs it waits for what it shows."""
A_WHILE = 3.0
"""Seconds after which messages that nobody takes, of a screen that is being closed, hold up no one."""


class Person(Someone):
    """Somebody who uses the portal in this process: a test may look into the program."""

    def __init__(self, app: PortalApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot

    # What they see

    @property
    def screen(self) -> str:
        """Everything on the screen, as text."""
        return screen_text(self.app)

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the program keeps it, shown or not."""
        return self.app.cursor_position

    @property
    def keymap(self) -> Mapping[str, str]:
        """The program's."""
        return self.app.keymap

    async def is_on(self, screen: type[Widget]) -> None:
        """Wait until a screen of this class is on top."""
        await self.until(lambda: isinstance(self.app.screen, screen), f"to be on {screen.__name__}")

    async def is_signed_in(self) -> None:
        """Wait until the portal knows them, and the first screen is there."""
        await self.until(lambda: self.app.session.me is not None, "to be signed in")
        await self.rests()

    async def is_answered(self) -> None:
        """Wait until every answer has come and is shown."""
        await self.until(lambda: not self._under_way(), "everything to be answered")

    async def rests(self) -> None:
        """Wait until every answer has come, and nothing on the screen moves any more."""
        await self.is_answered()
        with self.app._context():
            await self._pilot.pause()  # until the program has nothing to do: scrolling to the focus too
            await self._pilot.wait_for_scheduled_animations()

    def _under_way(self) -> bool:
        if len(self.app.screen_stack) < 2:
            return True  # the first screen is still to come
        asking = (screen for screen in self.app.screen_stack if isinstance(screen, AskingScreen))
        groups = {worker.group for worker in self.app.workers if not worker.is_finished}
        return any(screen.waiting for screen in asking) or bool(groups - {"events"})

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        end = monotonic() + TOO_LONG
        while self._is_changing() or not condition():
            await asyncio.sleep(0.01)
            if monotonic() > end:
                raise AssertionError(f"waited too long {what}. On the screen:\n{self.screen}")
        await self._settles()

    def _is_changing(self) -> bool:
        """A screen that is half replaced isn't painted, so nobody sees it."""
        return self.app._batch_count > 0

    async def _settles(self) -> None:
        """Wait until every message is dealt with and what it changed is laid out and painted.

        Textual's own pause sleeps until the whole process idles for 20 ms, several times for a key: most of
        the time that a journey took.
        """
        begun = monotonic()
        while True:
            # Lays out and paints at once what waits for the next frame; that may have messages of its own.
            # As this person's program: with two people in a test, a screen asks which of the two is active.
            with self.app._context():
                await self._pilot.pause(0)
            if self._under_way() and monotonic() < begun + A_MOMENT:
                await asyncio.sleep(0.003)
            elif not any(pump.message_queue_size for pump in self._pumps()) or monotonic() > begun + A_WHILE:
                return

    def _pumps(self) -> Iterable[MessagePump]:
        return (
            each for each in (self.app, *self.app.screen.walk_children(with_self=True)) if each.is_running
        )

    # What they do

    async def strikes(self, *keys: str) -> None:
        """Press keys by their name: for keys that are the terminal's own, such as tab."""
        for key in keys:
            self.app.post_message(events.Key(key, key_to_character(key)))
            await self._settles()

    async def _writes(self, text: str) -> None:
        for character in text:
            self.app.post_message(events.Key(_character_to_key(character), character))
        await self._settles()

    async def gives(self, text: str) -> None:
        """Give the field that has the focus all of this at once, as pasting does."""
        await self.until(lambda: isinstance(self.app.screen.focused, Input), "for a field to have the focus")
        field = self.app.screen.focused
        assert isinstance(field, Input)
        field.value = text
        await self._settles()

    async def resizes(self, columns: int, lines: int) -> None:
        """Give the window another size."""
        await self._pilot.resize_terminal(columns, lines)

    async def clicks(self, text: str) -> None:
        """Click the first place where this stands."""
        await self.sees(text)
        for y, line in enumerate(self.screen.splitlines()):
            if text in line:
                await self._pilot.click(offset=(line.index(text), y))
                return

    async def fills(self, field: str, text: str) -> None:
        """Put text into the field with this id, instead of what is there."""
        await self.until(lambda: bool(self.app.screen.query(f"#{field}")), f"for a field {field!r}")
        widget = self.app.screen.query_one(f"#{field}", Input)
        widget.focus()
        widget.value = ""
        await self._settles()
        await self.types(text)

    async def chooses(self, text: str) -> None:
        """Choose, by its digit, the line that says this."""
        await self.until(lambda: self._choice(text) is not None, f"for a choice {text!r}")
        choice = self._choice(text)
        assert choice is not None
        if choice.digit < 10:
            await self.strikes(str(choice.digit))
        else:
            choice.focus()
            await self.presses("dialog.choose")
        await self._settles()

    chooses_remedy = chooses

    def _choice(self, text: str) -> Choice | None:
        lines: Iterable[Choice] = self.app.screen.query(Choice)
        return next((line for line in lines if text in line.text), None)

    async def signs_in_as(self, email: str, password: str = "") -> None:
        """Sign in; a demonstration asks for no password."""
        await self.until(lambda: bool(self.app.screen.query(SignInForm)), "for the sign-in form")
        await self.rests()
        if not self.app.screen.query_one(SignInForm).display:
            await self.presses("options.last")
            await self.strikes("enter")
        await self.fills("email", email)
        await self.strikes("enter")
        await self.types(password)
        await self.strikes("enter")
        await self.is_signed_in()

    async def is_acting_as(self, name: str) -> None:
        """Wait until they act as the entity of this name."""
        await self.until(
            lambda: (me := self.app.session.me) is not None and me.acting.name == name, f"as {name}"
        )

    async def moves_to(self, options: str, text: str) -> None:
        """Put the cursor, in the list of options with this id, on the line that says this."""
        await self.sees(text)
        listing = self.app.screen.query_one(f"#{options}", OptionList)
        await self.presses("options.first")
        for _ in range(listing.option_count):
            here = listing.highlighted_option
            if here is not None and text in str(here.prompt):
                return
            await self.presses("options.down")
        raise AssertionError(f"no line says {text!r}. On the screen:\n{self.screen}")


@asynccontextmanager
async def person(app: PortalApp, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Person]:
    """Somebody in front of ``app``, on a terminal of so many columns and lines."""
    async with app.run_test(size=size, notifications=True) as pilot:
        yield Person(app, pilot)
    _let_finish(app.session.backend)


def _let_finish(backend: Backend) -> None:
    """Wait for what the engine's thread still does for who has gone: the test goes on with that engine."""
    if isinstance(backend, Instead):
        backend = backend.backend
    if isinstance(backend, EmbeddedBackend):
        backend._thread.submit(lambda: None).result(TOO_LONG)
