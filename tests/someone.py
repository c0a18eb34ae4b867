"""What anybody at the keyboard does, in the words of users, whatever the program runs in.

Keys are pressed by what they do (``presses("list.filter")``), through the keymap, so that a remapping breaks
no test. Nothing waits for a duration: everything waits until something is seen, done, or for too long.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping

from textual.widget import Widget

from portal_tui.keys import keys_of
from portal_tui.screens.workspace import WorkspaceScreen

TOO_LONG = 20.0
"""Seconds after which a person gives up; far more than anything takes."""

_SPACES = re.compile(r"[\s▌]+")
"""What stands between words: line ends too, and the bar beside whatever has the focus."""
_KEYS = {"\n": "enter", "\t": "tab"}
_WORDS = re.compile(r"[\n\t]|[^\n\t]+")
_BEGINS = "([▌"
"""With what a line begins that has the focus as a whole: a box to tick, an act, a line of a list."""
_MOST_STOPS = 100
"""How often tab is pressed at most to come to something: more often than anything on a screen needs."""


class Someone(ABC):
    """Somebody who uses the portal."""

    # What they see

    @property
    @abstractmethod
    def screen(self) -> str:
        """Everything on the screen, as text."""

    @property
    @abstractmethod
    def cursor(self) -> tuple[int, int]:
        """Where on that screen the terminal's cursor stands: column and line, from 0."""

    @abstractmethod
    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until that holds of what is on the screen."""

    @abstractmethod
    async def rests(self) -> None:
        """Wait until every answer has come, and nothing on the screen moves any more."""

    @abstractmethod
    async def is_on(self, screen: type[Widget]) -> None:
        """Wait until a screen of this class is on top."""

    @abstractmethod
    async def is_signed_in(self) -> None:
        """Wait until the portal knows them, and the first screen is there."""

    async def sees(self, *texts: str) -> None:
        """Wait until all of these texts are on the screen; how lines are broken doesn't matter."""
        await self.until(
            lambda: all(self._is_seen(text) for text in texts), f"to see {' and '.join(texts)!r}"
        )

    async def sees_no(self, *texts: str) -> None:
        """Wait until the interface rests, and none of these texts is on the screen."""
        await self.rests()
        await self.until(lambda: not any(self._is_seen(text) for text in texts), f"{texts!r} to vanish")

    async def reads(self, pattern: str) -> str:
        """Wait until something of this pattern is on the screen, and read it: a code, a number."""
        await self.until(lambda: re.search(pattern, self.screen) is not None, f"to read {pattern!r}")
        found = re.search(pattern, self.screen)
        assert found is not None
        return found.group()

    def _is_seen(self, text: str) -> bool:
        return flat(text) in flat(self.screen)

    @property
    def here(self) -> str:
        """What the focus is on, as it is written there: a line from the cursor on; the name above a field."""
        x, y = self.cursor
        lines = [*self.screen.splitlines(), *[""] * (y + 1)]
        line = lines[y][x:]
        return line if line[:1] in set(_BEGINS) else lines[y - 1]

    # What they do

    @property
    def keymap(self) -> Mapping[str, str]:
        """Which keys they have remapped."""
        return {}

    @abstractmethod
    async def strikes(self, *keys: str) -> None:
        """Press keys by their name: for keys that are the terminal's own, such as tab."""

    @abstractmethod
    async def _writes(self, text: str) -> None:
        """Type a part of a line."""

    @abstractmethod
    async def gives(self, text: str) -> None:
        """Give the field that has the focus all of this at once, as pasting does."""

    @abstractmethod
    async def chooses(self, text: str) -> None:
        """Choose, by its digit, the line that says this."""

    @abstractmethod
    async def moves_to(self, options: str, text: str) -> None:
        """Put the cursor, in the list of options with this id, on the line that says this."""

    @abstractmethod
    async def signs_in_as(self, email: str, password: str = "") -> None:
        """Sign in; a demonstration asks for no password."""

    @abstractmethod
    async def is_acting_as(self, name: str) -> None:
        """Wait until they act as the entity of this name."""

    async def presses(self, *ids: str) -> None:
        """Press keys by what they do: ids of ``portal_tui.keys``, as they are mapped now."""
        for id in ids:
            await self.strikes(keys_of(id, self.keymap)[0])

    async def types(self, text: str) -> None:
        """Type into the field that has the focus: a line at one go, waiting after keys that may leave it."""
        for part in _WORDS.findall(text):
            if part in _KEYS:
                await self.strikes(_KEYS[part])
            else:
                await self._writes(part)

    async def replaces(self, text: str) -> None:
        """Type this into the field that has the focus, instead of what is there."""
        await self.strikes("end", "ctrl+u")
        await self.types(text)

    async def tabs_to(self, name: str) -> None:
        """From field to field, by the key that does it, to the one of this name."""
        for _ in range(_MOST_STOPS):
            if flat(name) in flat(self.here):
                return
            await self.strikes("tab")
        raise AssertionError(f"no way to {name!r}. On the screen:\n{self.screen}")

    async def answers(self, name: str, text: str) -> None:
        """Put text into the field of this name, instead of what is there."""
        await self.tabs_to(name)
        await self.replaces(text)

    async def acts_as(self, name: str) -> None:
        """Act as the entity of this name."""
        await self.presses("app.act-as")
        await self.chooses(name)
        await self.is_acting_as(name)
        await self.rests()

    async def opens(self, number: str) -> None:
        """Open the application of this number: the filter of the list takes it."""
        await self.goes_to("applications")
        await self.presses("list.filter")
        await self.types(number)
        await self.rests()
        await self.strikes("enter")
        await self.is_on(WorkspaceScreen)
        await self.rests()

    async def goes_to(self, place: str) -> None:
        """Go to a place: ``applications``, ``home``, …"""
        await self.presses("app.go", f"go.{place}")
        await self.rests()


def flat(text: str) -> str:
    """Text without regard to how its lines are broken."""
    return _SPACES.sub(" ", text)
