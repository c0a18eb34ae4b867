"""Windows of a real terminal: programs run in tmux, are sent keys and are looked at."""

import os
import re
import shlex
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import pyte
from textual.keys import _character_to_key

ROOT: Final = Path(__file__).parent.parent
MISSING: Final = "There is no tmux on this machine, in which this test runs the program: install it."

LONGEST: Final = 3600
"""Seconds after which it ends, should those who started it be killed."""
_SETTINGS: Final = """\
set -g status off
set -g remain-on-exit on
set -g escape-time 0
"""
_NAMES: Final = {
    "enter": "Enter",
    "tab": "Tab",
    "shift+tab": "BTab",
    "escape": "Escape",
    "space": "Space",
    "backspace": "BSpace",
    "delete": "DC",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "home": "Home",
    "end": "End",
    "pageup": "PPage",
    "pagedown": "NPage",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}
"""tmux's names of the keys that write no character."""
_CHARACTERS: Final = {_character_to_key(each): each for each in string.printable}
"""What the others write."""
_MODIFIERS: Final = {"ctrl": "C-", "alt": "M-", "shift": "S-"}
_CURSOR: Final = "#{cursor_x} #{cursor_y}"
_END: Final = r"printf '\n[ended: %s]\n' $?"
"""Said below a program at its end: what tmux itself knows of that comes late or never."""
_ENDED: Final = re.compile(r"\[ended: (\d+)\]")


def _environment() -> dict[str, str]:
    """This process's, but for the size of another terminal than the programs have, and for another tmux."""
    return {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "TMUX")}


class Look(NamedTuple):
    """What is in a window at one moment."""

    cursor: tuple[int, int]
    ended: int | None
    """The exit code of its program, None while it runs."""
    painted: str
    """The characters with the codes of their colours."""


class Tmux:
    """A tmux of its own, with its windows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened = 0

    def run(self, *words: str) -> str:
        """Give tmux a command; what it answers."""
        command = ["tmux", "-S", str(self._folder / "socket"), "-f", str(self._folder / "settings"), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment())
        assert done.returncode == 0, f"tmux {words}: {done.stderr}"
        return done.stdout

    @contextmanager
    def window(
        self, module: str, *arguments: str, size: tuple[int, int], environment: Mapping[str, str]
    ) -> Iterator["Window"]:
        """Run a Python module in a window of so many columns and lines, which is closed at the end."""
        self._opened += 1
        name = f"window-{self._opened}"
        given = [word for key, value in environment.items() for word in ("-e", f"{key}={value}")]
        places = ("-d", "-s", name, "-x", str(size[0]), "-y", str(size[1]), "-c", str(ROOT))
        program = f"{shlex.join([sys.executable, '-m', module, *arguments])}; {_END}"
        self.run("new-session", *places, *given, program)
        try:
            yield Window(self, name)
        finally:
            self.run("kill-session", "-t", name)


class Window:
    """A window with a program in it."""

    def __init__(self, tmux: Tmux, name: str) -> None:
        self._tmux = tmux
        self._name = name

    def press(self, key: str) -> None:
        """Press a key by Textual's name of it."""
        *modifiers, last = key.split("+") if len(key) > 1 else [key]
        if key in _NAMES:
            self._send(_NAMES[key])
        elif modifiers:
            self._send("".join(_MODIFIERS[each] for each in modifiers) + _NAMES.get(last, last))
        else:
            self.write(_CHARACTERS[key])

    def write(self, text: str) -> None:
        """Type characters."""
        # At the end of a word, tmux takes a semicolon for the end of its command.
        self._send("-l", "--", text[:-1] + r"\;" if text.endswith(";") else text)

    def _send(self, *words: str) -> None:
        self._tmux.run("send-keys", "-t", self._name, *words)

    def paste(self, text: str) -> None:
        """Paste, in brackets where the program wants them."""
        self._tmux.run("set-buffer", "--", text, ";", "paste-buffer", "-p", "-d", "-t", self._name)

    def resize(self, columns: int, lines: int) -> None:
        """Give it another size."""
        self._tmux.run("resize-window", "-t", self._name, "-x", str(columns), "-y", str(lines))

    def look(self) -> Look:
        """What is in it now."""
        state, _, painted = self._tmux.run(
            "display-message",
            "-p",
            "-t",
            self._name,
            _CURSOR,
            ";",
            "capture-pane",
            "-e",
            "-p",
            "-t",
            self._name,
        ).partition("\n")
        x, y = state.split()
        ended = _ENDED.search(painted)
        return Look((int(x), int(y)), int(ended[1]) if ended else None, painted)


def cells(painted: str) -> tuple[list[str], list[list[str]]]:
    """The lines of a look, and the colour of the ground of each of their cells: six hexadecimal digits."""
    lines = painted.split("\n")[:-1]
    screen = pyte.Screen(max(map(len, lines), default=1), len(lines) or 1)
    pyte.Stream(screen).feed("\r\n".join(lines))
    grounds = [[screen.buffer[y][x].bg for x in range(screen.columns)] for y in range(screen.lines)]
    return list(screen.display), grounds


def is_there() -> bool:
    """Whether this machine has it."""
    return shutil.which("tmux") is not None


@contextmanager
def tmux() -> Iterator[Tmux]:
    """A tmux that nobody else sees, and that is gone at the end. Fails where there is none."""
    assert is_there(), MISSING
    with TemporaryDirectory(prefix="portal-") as folder:
        (Path(folder) / "settings").write_text(_SETTINGS, "ascii")
        server = Tmux(Path(folder))
        server.run("new-session", "-d", "sleep", str(LONGEST))
        try:
            yield server
        finally:
            server.run("kill-server")
