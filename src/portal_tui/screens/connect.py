"""Reaching a portal behind a server, by the address that its operator has given."""

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from portal_tui.backend.doors import CannotOpenError
from portal_tui.widgets.act import Act
from portal_tui.widgets.entry import Entry

from .filling import FillingScreen


class ConnectScreen(FillingScreen):
    """*Joindre un serveur*."""

    def title_text(self) -> str:
        return self.texts("welcome.connect")

    def compose_entries(self) -> ComposeResult:
        texts, doors = self.texts, self.portal_app.doors
        assert doors is not None
        yield Static(Content(texts("connect.means")), classes="paragraph")
        known = next(iter(doors.servers()), "")
        yield Entry(texts("connect.address"), known, id="address", help=texts("connect.address.help"))
        yield Act(texts("connect.do"), id="finish")
        yield Static(Content(texts("connect.meanwhile")), classes="muted paragraph")

    def finish(self) -> None:
        address = self.entry("address").value.strip()
        if address:
            self._connect(address)
        else:
            self.entry("address").say(self.texts("field.required"))
            self.entry("address").enter()

    @work(exclusive=True)
    async def _connect(self, address: str) -> None:
        doors = self.portal_app.doors
        assert doors is not None
        trying = self.query_one("#filling-problem", Static)
        trying.update(Content.styled(self.texts("connect.trying"), "$text-muted"))
        try:
            opened = await doors.connect(address, self.texts, self.session.chosen)
        except CannotOpenError as error:
            trying.update("")
            self.entry("address").say("\n".join(error.lines))
            self.entry("address").enter()
        else:
            self.portal_app.enter_portal(opened)
