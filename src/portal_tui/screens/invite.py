"""Inviting somebody to my organisation: an address, with an account or without (O3)."""

from textual.app import ComposeResult

from portal_tui.contract.organisations import InviteMember, OrganisationView
from portal_tui.widgets.act import Tick
from portal_tui.widgets.entry import Entry

from .entry_dialog import EntryDialog, Words


class InviteScreen(EntryDialog[OrganisationView]):
    """Gives the organisation with the invitation in it."""

    words = Words("invite.title", "sign-in.email", "invite.help", "invite.do")
    entry_id = "email"

    def __init__(self, organisation_id: int) -> None:
        super().__init__()
        self._organisation_id = organisation_id

    def compose_more(self) -> ComposeResult:
        yield Tick(self.texts("invite.administrator"), id="administrator")

    def operation(self, entered: str) -> InviteMember:
        administrator = self.query_one("#administrator", Tick).ticked
        return InviteMember(
            organisation_id=self._organisation_id,
            email=entered,
            standing="administrator" if administrator else "member",
        )

    def _done(self, answer: OrganisationView) -> None:
        self.portal_app.say(self.texts("invite.done", email=self.query_one(Entry).value.strip()))
        super()._done(answer)
