"""Somebody in front of a real terminal: keys go to a window of tmux, and they know what they see there."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import cached_property, partial
from pathlib import Path
from time import monotonic
from typing import Final

from textual.widget import Widget

from portal_tui.folders import HOME_VARIABLE
from portal_tui.texts import texts
from portal_tui.widgets.themes import DARK
from tests import signs
from tests.someone import TOO_LONG, Someone, flat
from tests.tmux import Look, Tmux, Window, cells

REST: Final = 0.25
"""Seconds without a change after which the interface rests: it says sooner that it loads something."""
_STILL: Final = 0.06
"""Seconds without a change after which a key has done what it does."""
_ALONE: Final = 0.15
"""Seconds after which escape is a key of its own, and not the beginning of the next."""
_NOTHING: Final = 0.3
"""Seconds after which a key has changed nothing."""
_ROOMY: Final = 40
"""Lines from which on nothing has to be looked for further down."""
_SOON: Final = 2.0
"""Seconds after which one looks for what isn't seen further down."""
_MOST_LINES: Final = 200
"""How far a list is gone through at most."""
_SIGN: Final = re.compile(r"(?<!\S)([1-9]|·) {2,}(?=\S)")
"""The sign of a numbered way on, with the gap between it and what it says."""
_HEADER_KEY: Final = re.compile(r"\sF2\b")
"""What the header says besides the name of who is signed in: the key that changes as whom they act."""

_BEFORE_NAME: Final = re.compile(rf" · |(?<!\S){re.escape(texts('fr-CA')('header.acting-as'))} |\s{{2,}}")
"""What stands there before the name of whom they act as."""


class Sight:
    """What is read in a look: of a dialog and the page that it dims, the dialog."""

    def __init__(self, look: Look) -> None:
        self._look = look

    @cached_property
    def _cells(self) -> tuple[list[str], list[list[str]]]:
        return cells(self._look.painted)

    @cached_property
    def _dialog(self) -> tuple[int, int, int, int] | None:
        """Its edges: left, top, and the first beyond it at the right and below."""
        grounds = self._cells[1]
        band = str(DARK.panel).removeprefix("#")
        found = [(x, y) for y, line in enumerate(grounds) for x, ground in enumerate(line) if ground == band]
        if not found or grounds[0][0] == band:
            return None
        xs, ys = [x for x, _ in found], [y for _, y in found]
        return min(xs), min(ys), max(xs) + 1, max(ys) + 1

    @property
    def is_dialog(self) -> bool:
        """Whether a dialog is open."""
        return self._dialog is not None

    @cached_property
    def lines(self) -> list[str]:
        """What is read, line by line."""
        left, top, right, bottom = self._dialog or (0, 0, None, None)
        return [line[left:right].rstrip() for line in self._cells[0][top:bottom]]

    @cached_property
    def text(self) -> str:
        """The same as a whole."""
        return "\n".join(self.lines) + "\n"

    @property
    def header(self) -> str:
        """The first line of the window."""
        return self._cells[0][0]

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the cursor stands in what is read."""
        left, top, *_ = self._dialog or (0, 0)
        x, y = self._look.cursor
        return max(0, x - left), max(0, y - top)

    @property
    def pointed(self) -> str:
        """The line of a list under the cursor, with those that the bar beside it joins to it."""
        x, y = self.cursor
        joined = [self.lines[y][x:]]
        for line in self.lines[y + 1 :]:
            if line[x : x + 1] != "▌":
                break
            joined.append(line[x:])
        return "\n".join(joined)


def digit_of(text: str, screen: str) -> str | None:
    """The digit of the numbered way on that says this; ``·`` of one beyond the ninth."""
    return next((sign for sign, said in _ways(screen.splitlines()) if flat(text) in flat(said)), None)


def _ways(lines: list[str]) -> Iterator[tuple[str, str]]:
    for y, line in enumerate(lines):
        for found in _SIGN.finditer(line):
            said = [line[found.end() :]]
            for more in lines[y + 1 :]:
                if more[found.start() : found.end()].strip(" ▌") or not more[found.end() :].strip():
                    break
                said.append(more[found.end() :])
            yield found[1], "\n".join(said)


class AtAWindow(Someone):
    """Somebody who uses the portal in a terminal; who they are and what is open, they only read there."""

    def __init__(self, window: Window, home: Path, *, lines: int) -> None:
        self._window = window
        self._is_roomy = lines >= _ROOMY
        self._home = home
        self._look = window.look()

    # What they see

    @property
    def screen(self) -> str:
        """Everything that can be read in the window; of a dialog and what it dims, the dialog."""
        return self._sight.text

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the cursor stands in that."""
        return self._sight.cursor

    @property
    def _sight(self) -> Sight:
        return Sight(self._look)

    def _look_again(self) -> bool:
        """Look; whether anything has changed."""
        before, self._look = self._look, self._window.look()
        return self._look != before

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        end = monotonic() + TOO_LONG
        while self._look_again() or not condition():
            assert self._look.ended is None, f"the program ended, waiting {what}:\n{self._evidence()}"
            assert monotonic() < end, f"waited too long {what}. In the window:\n{self.screen}"
            await asyncio.sleep(0.02)

    async def sees(self, *texts: str) -> None:
        def seen(read: str) -> bool:
            return all(flat(text) in flat(read) for text in texts)

        await self._reads(seen, f"to see {' and '.join(texts)!r}")

    async def _reads(self, condition: Callable[[str], bool], what: str) -> str:
        """Read what is on the screen until that holds of it; what doesn't fit is paged through, and back."""
        if self._is_roomy:
            await self.until(lambda: condition(self.screen), what)
            return self.screen
        end = monotonic() + TOO_LONG
        while not await self._comes(lambda: condition(self.screen)):
            read, pages = self.screen, 0
            while await self._pages("pagedown"):
                read, pages = f"{read}\n{self.screen}", pages + 1
            for _ in range(pages):
                await self._pages("pageup")
            if condition(read):
                return read
            assert monotonic() < end, f"waited too long {what}. In the window:\n{self.screen}"
        return self.screen

    async def _comes(self, condition: Callable[[], bool]) -> bool:
        """Whether that soon holds."""
        end = monotonic() + _SOON
        while self._look_again() or not condition():
            assert self._look.ended is None, f"the program ended:\n{self._evidence()}"
            if monotonic() > end:
                return False
            await asyncio.sleep(0.02)
        return True

    async def _pages(self, key: str) -> bool:
        """Turn a page; whether there was one."""
        before = self._look
        await self.strikes(key)
        return self._look != before

    async def rests(self) -> None:
        await self.until(lambda: bool(self.screen.strip()) and not signs.waits(self.screen), "for answers")
        await self._is_still(REST)
        if signs.waits(self.screen):
            await self.rests()

    def _evidence(self) -> str:
        """What is in the window, and the reports of crashes."""
        return "\n".join(
            [self.screen, *(each.read_text("utf-8") for each in self._home.rglob("crash-*.txt"))]
        )

    async def _is_still(self, seconds: float) -> None:
        """Wait until nothing has changed for some time."""
        end = monotonic() + TOO_LONG
        since = monotonic()
        while monotonic() < since + seconds:
            await asyncio.sleep(0.02)
            if self._look_again():
                since = monotonic()
            assert since < end, f"waited too long for it to stand still. In the window:\n{self.screen}"

    async def _does(self, act: Callable[[], None]) -> None:
        """Do it, and wait for what that does: something that changes, and then is still."""
        self._look_again()
        act()
        end = monotonic() + _NOTHING
        while not self._look_again():
            if monotonic() > end:
                return
            await asyncio.sleep(0.01)
        await self._is_still(_STILL)

    async def is_on(self, screen: type[Widget]) -> None:
        def shown() -> bool:
            sight = self._sight
            return signs.shows(screen, sight.text, dialog=sight.is_dialog)

        await self.until(shown, f"to be on {screen.__name__}")

    async def is_signed_in(self) -> None:
        await self.until(lambda: _HEADER_KEY.search(self._sight.header) is not None, "to be signed in")
        await self.rests()

    # What they do

    async def strikes(self, *keys: str) -> None:
        for key in keys:
            await self._does(partial(self._window.press, key))
            if key == "escape":
                await asyncio.sleep(_ALONE)

    async def _writes(self, text: str) -> None:
        await self._does(lambda: self._window.write(text))

    async def gives(self, text: str) -> None:
        await self._does(lambda: self._window.paste(text))

    async def chooses(self, text: str) -> None:
        read = await self._reads(lambda read: digit_of(text, read) is not None, f"for a choice {text!r}")
        digit = digit_of(text, read)
        if digit == "·":
            await self._goes_down_to("dialog.next", text)
            await self.presses("dialog.choose")
        else:
            await self.strikes(str(digit))

    async def moves_to(self, options: str, text: str) -> None:
        await self.sees(text)
        await self.presses("options.first")
        await self._goes_down_to("options.down", text)

    async def _goes_down_to(self, key: str, text: str) -> None:
        for _ in range(_MOST_LINES):
            if flat(text) in flat(self._sight.pointed):
                return
            await self.presses(key)
        raise AssertionError(f"no line says {text!r}. In the window:\n{self.screen}")

    async def signs_in_as(self, email: str, password: str = "") -> None:
        say = texts("fr-CA")
        choosing, typing = say("people-choice.title"), say("sign-in.nobody-asks")
        await self.until(lambda: any(map(self._is_seen, (choosing, typing))), "for a way to sign in")
        await self.rests()
        if self._is_seen(choosing):
            await self.presses("options.last")
            await self.strikes("enter")
            await self.sees(typing)
        await self.replaces(f"{email}\n{password}\n")
        await self.is_signed_in()

    async def is_acting_as(self, name: str) -> None:
        await self.until(lambda: self._acting(name), f"as {name}")

    def _acting(self, name: str) -> bool:
        """Whether the header says so: the name stands before the key, shortened where there is no room."""
        said = re.sub(r"\([^)]*\)", "", _HEADER_KEY.split(self._sight.header)[0]).strip()
        who = _BEFORE_NAME.split(said)[-1]
        return bool(who) and name.startswith(who.rstrip("…"))

    async def leaves(self) -> None:
        """Leave the program, which ends well."""
        await self.presses("app.quit")
        end = monotonic() + TOO_LONG
        while self._look.ended is None and monotonic() < end:
            self._look_again()
            await asyncio.sleep(0.02)
        assert self._look.ended == 0, f"it doesn't end well ({self._look.ended}):\n{self._evidence()}"


@asynccontextmanager
async def at_a_window(
    tmux: Tmux, email: str | None, *arguments: str, size: tuple[int, int], home: Path
) -> AsyncIterator[AtAWindow]:
    """Somebody who starts the program in a window of its own; who has an e-mail signs in with it."""
    environment = {"COLORTERM": "truecolor", "HOME": str(home), HOME_VARIABLE: str(home)}
    with tmux.window("tests.program", *arguments, size=size, environment=environment) as window:
        someone = AtAWindow(window, home, lines=size[1])
        if email is not None:
            await someone.signs_in_as(email)
        yield someone
        await someone.leaves()
