"""The edges of every screen: who acts where above, the next useful keys below."""

from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from portal_tui.keys import keys_of

from .wording import key_name

if TYPE_CHECKING:
    from portal_tui.app import PortalApp


class KeyLine(Static):
    """The keys of a screen that are hinted at."""

    def __init__(self, app: "PortalApp", screen: Screen[Any]) -> None:
        super().__init__(classes="key-line")
        self._portal_app = app
        self._of = screen

    def on_mount(self) -> None:
        self.watch(self.screen, "focused", self._show)

    def _show(self) -> None:
        texts, keymap = self._portal_app.session.texts, self._portal_app.keymap
        shown = {
            active.binding.id: active.binding
            for active in self._of.active_bindings.values()
            if active.binding.id and active.binding.show
        }
        parts = [
            Content.assemble((key_name(keys_of(id, keymap)[0], texts), "bold $accent"), f" {texts(id)}")
            for id in shown
        ]
        self.update(Content("   ").join(parts))


class TopLine(Static):
    """The portal, the person, and as whom they act."""

    def __init__(self, app: "PortalApp") -> None:
        super().__init__(classes="top-line")
        self._portal_app = app

    def render(self) -> Content:
        session = self._portal_app.session
        me, portal = session.me, session.portal
        parts = [portal.name if portal else "", me.name if me else "", me.acting.name if me else ""]
        return Content(" · ".join(part for part in parts if part))
