"""Choosing a file: by typing its path, which is completed, or by walking through folders."""

import os
from pathlib import Path
from typing import Final

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from portal_tui.numbers import size
from portal_tui.safe_text import clean
from portal_tui.widgets.binding import bind
from portal_tui.widgets.key_hints import KeyHints
from portal_tui.widgets.pointed import PointedList
from portal_tui.widgets.still_input import StillInput

from .asking import PortalModal

MOST: Final = 200
"""Entries shown at most; typing narrows them."""


class PathInput(StillInput):
    """Where a path is typed; what is scrolled out at the left has its sign."""

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if not self.scroll_offset.x:
            return strip
        first, rest = strip.divide([1, strip.cell_length])
        return Strip([Segment("…", next(iter(first)).style), *rest])


class PickFileScreen(PortalModal[Path]):
    """Gives the chosen file."""

    BINDINGS = [
        bind("dialog.close"),
        bind("files.complete", "complete", priority=True),
        bind("files.down", "to_list", priority=True),
    ]

    folder: Path = Path.home()
    """Where the last file was chosen: the next is often beside it."""

    def __init__(self, title: str, limits: str, *, begin: str = "") -> None:
        super().__init__()
        self._title = title
        self._limits = limits
        self._begin = begin or shown_path(PickFileScreen.folder) + os.sep
        self._entries: list[Path] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title")
            yield Static(Content(self._limits), id="limits", classes="muted")
            yield PathInput(self._begin, id="path", compact=True)
            yield PointedList(id="entries", compact=True)
            yield Static(id="path-problem", classes="field-problem")
            yield KeyHints(self.texts)

    def on_mount(self) -> None:
        field = self.query_one("#path", Input)
        field.focus()
        field.cursor_position = len(field.value)

    @on(Input.Changed, "#path")
    def _look(self) -> None:
        typed = self.query_one("#path", Input).value
        if (anew := _begun_anew(typed)) != typed:
            self.type_path(anew)
            return
        folder, beginning = _split(typed)
        listing = self.query_one("#entries", OptionList)
        listing.clear_options()
        try:
            found = sorted(
                _entries(folder, beginning), key=lambda path: (not path.is_dir(), path.name.casefold())
            )
            problem = "" if found else self.nothing(clean(shown_path(folder)), begins=bool(beginning))
        except OSError as error:
            found, problem = (
                [],
                self.texts("files.unreadable", folder=clean(shown_path(folder)), cause=error.strerror),
            )
        self._entries = found[:MOST]
        listing.add_options([Option(self._line(path)) for path in self._entries])
        self.say_problem(problem)

    def nothing(self, folder: str, *, begins: bool) -> str:
        """What is said where no entry of a folder can be shown."""
        return self.texts("files.none" if begins else "files.empty", folder=folder)

    def _line(self, path: Path) -> Content:
        name = clean(path.name)
        if path.is_dir():
            return Content(name + os.sep)
        try:
            held = size(path.stat().st_size, self.texts)
        except OSError:
            # A link that leads nowhere: shown by name alone; choosing it says that it can't be read.
            held = ""
        return Content.assemble(name, (f"  {held}", "$text-muted"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """From the path one goes to the entries; among them the same key moves on."""
        return action != "to_list" or self.query_one("#path", Input).has_focus

    def action_complete(self) -> None:
        """Complete what is typed as far as all entries agree."""
        if not self._entries:
            return
        common = _shared_beginning([path.name for path in self._entries])
        only = self._entries[0] if len(self._entries) == 1 else None
        folder, beginning = _split(self.query_one("#path", Input).value)
        if only is not None and only.is_dir():
            self.type_path(shown_path(only) + os.sep)
        elif len(common) > len(beginning):
            self.type_path(shown_path(folder / common))

    def type_path(self, path: str) -> None:
        """Put a path into the field, to go on from there."""
        field = self.query_one("#path", Input)
        field.value = path
        field.cursor_position = len(path)
        field.focus()

    def action_to_list(self) -> None:
        """From the path to the entries."""
        self.query_one("#entries", OptionList).focus()

    @on(OptionList.OptionSelected, "#entries")
    def _entry_chosen(self, message: OptionList.OptionSelected) -> None:
        path = self._entries[message.option_index]
        if path.is_dir():
            self.type_path(shown_path(path) + os.sep)
        else:
            self.entry_chosen(path)

    @on(Input.Submitted, "#path")
    def _typed(self) -> None:
        self.typed(Path(self.query_one("#path", Input).value).expanduser())

    def entry_chosen(self, path: Path) -> None:
        """A file of the list was chosen."""
        self.choose(path)

    def typed(self, path: Path) -> None:
        """A path was typed, or what leads to one."""
        if path.is_file():
            self.choose(path)
        elif len(self._entries) == 1:
            self.action_complete()
            if self._entries and self._entries[0].is_file():
                self.choose(self._entries[0])
        elif path.is_dir():
            self.type_path(shown_path(path) + os.sep)
        else:
            self.say_problem(self.texts("files.no-such-file", path=clean(str(path))))

    def say_problem(self, text: str) -> None:
        """Say, below, what is wrong with the path."""
        self.query_one("#path-problem", Static).update(Content(text))

    def choose(self, path: Path) -> None:
        """This is the file."""
        PickFileScreen.folder = path.parent
        self.dismiss(path)

    def action_close(self) -> None:
        """Choose none."""
        self.dismiss(None)


def _begun_anew(typed: str) -> str:
    """A whole path typed behind the folder that stood there counts alone: ``~//tmp``, ``docs/~/``."""
    starts = (typed.rfind(os.sep * 2), typed.rfind(f"{os.sep}~{os.sep}"))
    return typed[max(starts) + 1 :]


def _split(typed: str) -> tuple[Path, str]:
    folder, _, beginning = typed.rpartition(os.sep)
    return Path(folder + os.sep if folder or typed.startswith(os.sep) else ".").expanduser(), beginning


def _entries(folder: Path, beginning: str) -> list[Path]:
    wanted = beginning.casefold()
    return [
        path
        for path in folder.iterdir()
        if path.name.casefold().startswith(wanted)
        and (beginning.startswith(".") or not path.name.startswith("."))
    ]


def _shared_beginning(names: list[str]) -> str:
    first, last = min(names), max(names)
    same = (index for index in range(len(first)) if not last.startswith(first[: index + 1]))
    return first[: next(same, len(first))]


def shown_path(path: Path) -> str:
    """A path as people write it: from the home folder where it lies there."""
    home = str(Path.home())
    text = str(path)
    return "~" + text[len(home) :] if text == home or text.startswith(home + os.sep) else text
