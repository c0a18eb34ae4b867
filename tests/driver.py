"""A person at the keyboard: drives the interface in the words of its users.

Keys are pressed by what they do (``presses("list.filter")``), through the keymap, so that a remapping breaks
no test. Nothing waits for a duration: everything waits until something is seen, done, or for too long.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterable
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
from portal_tui.keys import keys_of
from portal_tui.screens.asking import AskingScreen
from portal_tui.screens.sign_in import SignInForm
from portal_tui.screens.workspace import WorkspaceScreen
from portal_tui.widgets.choice import Choice
from tests.screen_text import screen_text
from tests.stage import Instead

TOO_LONG = 20.0
"""Seconds after which a person gives up; far more than anything takes."""
A_MOMENT = 0.1
"""Seconds that an answer is given to come after a key; who needs it waits for what it shows."""
A_WHILE = 3.0
"""Seconds after which messages that nobody takes, of a screen that is being closed, hold up no one."""

_SPACES = re.compile(r"[\s▌]+")
"""What stands between words: line ends too, and the bar beside whatever has the focus."""


class Person:
    """Somebody who uses the portal."""

    def __init__(self, app: PortalApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot

    # What they see

    @property
    def screen(self) -> str:
        """Everything on the screen, as text."""
        return screen_text(self.app)

    async def sees(self, *texts: str) -> None:
        """Wait until all of these texts are on the screen; how lines are broken doesn't matter."""
        await self.until(
            lambda: all(self._is_seen(text) for text in texts), f"to see {' and '.join(texts)!r}"
        )

    async def sees_no(self, *texts: str) -> None:
        """Wait until the interface rests, and none of these texts is on the screen."""
        await self.rests()
        await self.until(lambda: not any(self._is_seen(text) for text in texts), f"{texts!r} to vanish")

    def _is_seen(self, text: str) -> bool:
        return _flat(text) in _flat(self.screen)

    async def is_on(self, screen: type[Widget]) -> None:
        """Wait until a screen of this class is on top."""
        await self.until(lambda: isinstance(self.app.screen, screen), f"to be on {screen.__name__}")

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

    async def _press(self, *keys: str) -> None:
        for key in keys:
            self.app.post_message(events.Key(key, key_to_character(key)))
            await self._settles()

    async def reads(self, pattern: str) -> str:
        """Wait until something of this pattern is on the screen, and read it: a code, a number."""
        await self.until(lambda: re.search(pattern, self.screen) is not None, f"to read {pattern!r}")
        found = re.search(pattern, self.screen)
        assert found is not None
        return found.group()

    # What they do

    async def presses(self, *ids: str) -> None:
        """Press keys by what they do: ids of ``portal_tui.keys``, as they are mapped now."""
        for id in ids:
            await self._press(keys_of(id, self.app.keymap)[0])
        await self._settles()

    async def types(self, text: str) -> None:
        """Type into the field that has the focus: a line at one go, waiting after keys that may leave it."""
        for part in _WORDS.findall(text):
            if part in _KEYS:
                await self._press(_KEYS[part])
            else:
                for character in part:
                    self.app.post_message(events.Key(_character_to_key(character), character))
                await self._settles()

    async def gives(self, text: str) -> None:
        """Give the field that has the focus all of this at once, as pasting does."""
        await self.until(lambda: isinstance(self.app.screen.focused, Input), "for a field to have the focus")
        field = self.app.screen.focused
        assert isinstance(field, Input)
        field.value = text
        await self._settles()

    async def strikes(self, *keys: str) -> None:
        """Press keys by their name: for keys that are the terminal's own, such as tab."""
        await self._press(*keys)

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
            await self._press(str(choice.digit))
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
        await self._press("enter")
        await self.types(password)
        await self._press("enter")
        await self.until(lambda: self.app.session.me is not None, "to be signed in")
        await self.rests()

    async def acts_as(self, name: str) -> None:
        """Act as the entity of this name."""
        await self.presses("app.act-as")
        await self.chooses(name)
        me = self.app.session.me
        await self.until(
            lambda: (me := self.app.session.me) is not None and me.acting.name == name, f"as {name}"
        )
        assert me is not None
        await self.rests()

    async def opens(self, number: str) -> None:
        """Open the application of this number: the filter of the list takes it."""
        await self.goes_to("applications")
        await self.presses("list.filter")
        await self.types(number)
        await self.strikes("enter")
        await self.is_on(WorkspaceScreen)
        await self.rests()

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

    async def goes_to(self, place: str) -> None:
        """Go to a place: ``applications``, ``home``, …"""
        await self.presses("app.go", f"go.{place}")
        await self.rests()


_KEYS = {"\n": "enter", "\t": "tab"}
_WORDS = re.compile(r"[\n\t]|[^\n\t]+")


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text)


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
