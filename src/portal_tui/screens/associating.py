"""Associating somebody with a firm: a service, a user code, and it is said whose it is (R9, A7)."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.register import FirmView, LookUpPerson, PersonCard
from portal_tui.widgets.pick import Pick

from .entry_dialog import EntryDialog, Words
from .programme_lines import text_of


class AssociatingScreen(EntryDialog[PersonCard]):
    """Gives the person whose code it is; ``service`` is then the one that was chosen."""

    words = Words("firm.associate-there", "rights.user-code", "firm.associate.help", "rights.new.do")
    entry_id = "code"

    def __init__(self, firm: FirmView, service: str = "") -> None:
        super().__init__()
        self._firm = firm
        self.service = service or next((each.code for each in firm.services), "")

    def compose_more(self) -> ComposeResult:
        options = [(each.code, text_of(each.title, self.texts)) for each in self._firm.services]
        yield Static(Content(self.texts("firm.service")), classes="entry-label")
        yield Pick(options, chosen=self.service, id="service")

    @on(Pick.Picked)
    def _picked(self, message: Pick.Picked) -> None:
        self.service = message.pick.chosen

    def operation(self, entered: str) -> LookUpPerson:
        return LookUpPerson(
            organisation_id=self._firm.organisation_id, service=self.service, user_code=entered
        )
