"""Language, look and keys: changed in place, kept for the next time (A6)."""

from dataclasses import dataclass
from typing import Final, Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from portal_tui.keys import areas, keys_of, problems
from portal_tui.texts import LANGUAGES
from portal_tui.widgets.binding import bind
from portal_tui.widgets.pointed import PointedList

from .asking import PortalModal
from .base import PortalScreen
from .wording import key_name, keymap_problem

_LABEL: Final = 30
"""Cells for what a line sets."""


@dataclass(frozen=True)
class Line:
    """One thing to set."""

    what: Literal["language", "theme", "key"]
    id: str = ""


class SettingsScreen(PortalScreen):
    """*Réglages*."""

    BINDINGS = [bind("settings.reset")]

    def compose_body(self) -> ComposeResult:
        yield Static(Content(self.texts("settings.title")), classes="screen-title")
        yield SettingsList(id="settings")

    def load(self) -> None:
        options = self.query_one("#settings", OptionList)
        at = options.highlighted
        self._lines: list[Line | None] = []
        options.clear_options()
        self._add(
            Line("language"), self.texts("settings.language"), self.texts(f"language.{self.session.language}")
        )
        self._add(Line("theme"), self.texts("settings.theme"), self.texts(f"theme.{self.app.theme}"))
        for area, keys in areas(register=self.session.has_register).items():
            self._add_title(self.texts(f"help.area.{area}"))
            for key in keys:
                self._add(Line("key", key.id), self.texts(key.id), self._keys(key.id))
        options.highlighted = at or 0
        self.show_state("ready")
        options.focus()

    def _add(self, line: Line, label: str, value: str) -> None:
        self._lines.append(line)
        said = Content.assemble(label.ljust(_LABEL), "  ", (value, "$accent"))
        self.query_one("#settings", OptionList).add_option(Option(said))

    def _add_title(self, title: str) -> None:
        self._lines.append(None)
        said = Content.assemble("\n", (title, "bold"))
        self.query_one("#settings", OptionList).add_option(Option(said, disabled=True))

    def _keys(self, id: str) -> str:
        keymap = self.portal_app.keymap
        said = "  ".join(key_name(key, self.texts) for key in keys_of(id, keymap))
        return f"{said}  ({self.texts('settings.changed')})" if id in keymap else said

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        line = self._lines[message.option_index]
        match line:
            case Line("language"):
                self.portal_app.speak(_following(LANGUAGES, self.session.language))
            case Line("theme"):
                self.portal_app.look(_following(self.portal_app.looks, self.app.theme))
                self.load()
            case Line("key", id):
                self.app.push_screen(KeyScreen(id), lambda key: self._remap(id, key))

    def _remap(self, id: str, key: str | None) -> None:
        if key is None:
            return
        wished = {**self.portal_app.keymap, id: key}
        wrong = [problem for problem in problems(wished) if id in problem.ids]
        if wrong:
            self.portal_app.say(keymap_problem(wrong[0], self.texts), severity="warning")
        else:
            self.portal_app.remap(wished)
            self.load()

    def action_reset(self) -> None:
        """Give the key under the cursor back to what it was made for."""
        at = self.query_one("#settings", OptionList).highlighted
        line = None if at is None else self._lines[at]
        if line is not None and line.what == "key":
            self.portal_app.remap({id: keys for id, keys in self.portal_app.keymap.items() if id != line.id})
            self.load()


class SettingsList(PointedList):
    """Enter changes what is under the cursor."""

    BINDINGS = [bind("settings.change", "select")]


class KeyScreen(PortalModal[str]):
    """Waits for the key that is to do something; escape leaves it as it is."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self._binding = id

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog narrow"):
            yield Static(
                Content(self.texts("settings.press", what=self.texts(self._binding))), classes="dialog-title"
            )
            yield Static(Content(self.texts("settings.press.means")), classes="muted")

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)


def _following(choices: tuple[str, ...], now: str) -> str:
    return choices[(choices.index(now) + 1) % len(choices)]
