"""``g``, then a letter: every place one can go to, with its letter."""

from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from portal_tui.keys import keys_of
from portal_tui.widgets.binding import bind
from portal_tui.widgets.key_hints import KeyHints

from . import PLACES, places
from .asking import PortalModal
from .wording import key_name

IDS: Final = tuple(f"go.{place}" for place in PLACES)


class GoScreen(PortalModal[str]):
    """Gives the place that was chosen."""

    BINDINGS = [bind("dialog.close"), *(bind(id, f"go('{id.removeprefix('go.')}')") for id in IDS)]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog narrow"):
            yield Static(Content(self.texts("go.title")), classes="dialog-title")
            for id in (f"go.{place}" for place in places(self.session.me)):
                key = key_name(keys_of(id, self.portal_app.keymap)[0], self.texts)
                yield Static(Content.assemble((f" {key} ", "bold $accent"), "  ", self.texts(id)))
            yield KeyHints(self.texts)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "go" or parameters[0] in places(self.session.me)

    def action_go(self, place: str) -> None:
        self.dismiss(place)

    def action_close(self) -> None:
        self.dismiss(None)
