"""Asking a client for a mandate: its managers get a message with the user code that they need (R7)."""

from textual.app import ComposeResult
from textual.content import Content

from portal_tui.contract.register import AskForMandate
from portal_tui.widgets.act import Act
from portal_tui.widgets.entry import Entry
from portal_tui.widgets.prose import Prose

from .filling import FillingScreen


class AskClientScreen(FillingScreen):
    """By its number, which whoever works for it knows; who its managers are isn't told."""

    def __init__(self, organisation_id: int, service: str) -> None:
        super().__init__()
        self._organisation_id = organisation_id
        self._service = service

    def title_text(self) -> str:
        return self.texts("ask-client.title")

    def compose_entries(self) -> ComposeResult:
        texts = self.texts
        yield Prose(Content(texts("ask-client.means")), classes="muted paragraph")
        yield Entry(texts("ask-client.client"), id="client", help=texts("ask-client.client.help"))
        yield Act(texts("ask-client.do"), id="finish")

    def finish(self) -> None:
        operation = AskForMandate(
            organisation_id=self._organisation_id, service=self._service, client=self.entry("client").value
        )
        self.ask(operation, self._asked, failed=self.failed)

    def _asked(self, _: None) -> None:
        self.portal_app.say(self.texts("ask-client.asked"))
        self.portal_app.back()
