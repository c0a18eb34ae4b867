"""Connecting to a server: what is to come, and what can be done until then."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from portal_tui.widgets.choice import Choice, choose_by_digit, focus_first_choice

from .base import PortalScreen


class ConnectScreen(PortalScreen):
    """*Joindre un serveur*."""

    def compose_body(self) -> ComposeResult:
        texts, doors = self.texts, self.portal_app.doors
        assert doors is not None
        with VerticalScroll(classes="filling", can_focus=False):
            yield Static(Content(texts("welcome.connect")), classes="filling-title")
            yield Static(Content(texts("connect.not-yet")), classes="paragraph")
            if servers := doors.servers():
                said = texts.plural("connect.servers", len(servers), servers=", ".join(servers))
                yield Static(Content(said), classes="paragraph")
            yield Static(Content(texts("connect.meanwhile")), classes="paragraph")
            yield Choice(1, texts("connect.back"))

    def load(self) -> None:
        self.show_state("ready")
        focus_first_choice(self)

    def on_key(self, event: events.Key) -> None:
        choose_by_digit(self, event)

    @on(Choice.Chosen)
    def _choose(self) -> None:
        self.action_back()
