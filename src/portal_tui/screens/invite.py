"""Inviting somebody to my organisation: an address, with an account or without (O3)."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from portal_tui.contract.organisations import InviteMember, OrganisationView
from portal_tui.contract.problems import Invalid, PortalError
from portal_tui.widgets.act import Act, Tick
from portal_tui.widgets.binding import bind
from portal_tui.widgets.entry import Entry
from portal_tui.widgets.key_hints import KeyHints

from .asking import PortalModal
from .filling import field_text


class InviteScreen(PortalModal[OrganisationView]):
    """Gives the organisation with the invitation in it."""

    BINDINGS = [bind("dialog.close")]

    def __init__(self, organisation_id: int) -> None:
        super().__init__()
        self._organisation_id = organisation_id

    def compose(self) -> ComposeResult:
        texts = self.texts
        with Vertical(classes="dialog narrow"):
            yield Static(Content(texts("invite.title")), classes="dialog-title")
            yield Entry(texts("sign-in.email"), id="email", help=texts("invite.help"))
            yield Tick(texts("invite.administrator"), id="administrator")
            yield Act(texts("invite.do"))
            yield KeyHints(self.texts)

    def on_mount(self) -> None:
        self.query_one(Entry).enter()

    @on(Input.Submitted)
    def _next(self, message: Input.Submitted) -> None:
        message.stop()
        self.focus_next()

    @on(Act.Done)
    def _invite(self) -> None:
        administrator = self.query_one("#administrator", Tick).ticked
        operation = InviteMember(
            organisation_id=self._organisation_id,
            email=self.query_one(Entry).value,
            standing="administrator" if administrator else "member",
        )
        self.ask(operation, self._invited, failed=self._failed)

    def _invited(self, view: OrganisationView) -> None:
        self.dismiss(view)

    def _failed(self, error: PortalError) -> bool:
        if isinstance(error, Invalid) and error.problem.fields:
            self.query_one(Entry).say(field_text(error.problem.fields[0], self.texts))
            self.query_one(Entry).enter()
            return True
        return False

    def action_close(self) -> None:
        self.dismiss(None)
