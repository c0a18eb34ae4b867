"""Asking to be added to an organisation: its primary administrator gets the request (O7)."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.organisations import AskMembership
from portal_tui.widgets.act import Act
from portal_tui.widgets.entry import Entry

from .filling import FillingScreen


class JoinOrganisationScreen(FillingScreen):
    """By name or number; nothing is told about who its members are."""

    def __init__(self, organisation: str = "") -> None:
        super().__init__()
        self._organisation = organisation

    def title_text(self) -> str:
        return self.texts("join-organisation.title")

    def compose_entries(self) -> ComposeResult:
        texts = self.texts
        yield Static(Content(texts("join-organisation.means")), classes="muted paragraph")
        yield Entry(
            texts("join-organisation.organisation"),
            self._organisation,
            id="organisation",
            help=texts("join-organisation.organisation.help"),
        )
        yield Entry(
            texts("join-organisation.message"), id="message", help=texts("join-organisation.message.help")
        )
        yield Act(texts("join-organisation.do"), id="finish")

    def finish(self) -> None:
        operation = AskMembership(
            organisation=self.entry("organisation").value, message=self.entry("message").value
        )
        self.ask(operation, self._asked, failed=self.failed)

    def _asked(self, _: None) -> None:
        self.portal_app.say(self.texts("join-organisation.asked"))
        self.portal_app.back()
