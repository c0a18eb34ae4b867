"""Another point of service of a firm: any place where it offers its services (R8)."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.register import AddPointOfService, FirmView
from portal_tui.widgets.act import Act
from portal_tui.widgets.entry import Entry

from .filling import FillingScreen


class NewPointScreen(FillingScreen):
    """Its name and its address; who manages its mandataries is asked for by form."""

    def __init__(self, organisation_id: int) -> None:
        super().__init__()
        self._organisation_id = organisation_id

    def title_text(self) -> str:
        return self.texts("new-point.title")

    def compose_entries(self) -> ComposeResult:
        texts = self.texts
        yield Static(Content(texts("new-point.means")), classes="muted paragraph")
        yield Entry(texts("new-point.name"), id="name", help=texts("new-point.name.help"))
        yield Entry(texts("new-point.address"), id="address", help=texts("designation.address.help"))
        yield Act(texts("new-point.do"), id="finish")

    def finish(self) -> None:
        operation = AddPointOfService(
            organisation_id=self._organisation_id,
            name=self.entry("name").value,
            address=self.entry("address").value,
        )
        self.ask(operation, self._added, failed=self.failed)

    def _added(self, _: FirmView) -> None:
        self.portal_app.say(self.texts("new-point.added", name=self.entry("name").value.strip()))
        self.portal_app.back()
