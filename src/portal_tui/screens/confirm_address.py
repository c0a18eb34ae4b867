"""Confirming the address: the code of the mail, another mail, another address (A1, A2)."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.accounts import ConfirmAddress, CorrectAddress, Me, SendConfirmation
from portal_tui.contract.events import Event
from portal_tui.widgets.act import Act
from portal_tui.widgets.binding import bind
from portal_tui.widgets.entry import Entry

from . import make
from .filling import FillingScreen


class ConfirmAddressScreen(FillingScreen):
    """Says where the code went and what else can be done; the banner says from whom it comes, and when."""

    BINDINGS = [bind("confirm-address.send"), bind("confirm-address.correct"), bind("confirm-address.mail")]

    def title_text(self) -> str:
        return self.texts("confirm-address.title")

    def compose_entries(self) -> ComposeResult:
        texts, me = self.texts, self.session.me
        assert me is not None
        sent = texts("confirm-address.sent", email=me.email)
        yield Static(Content(sent), id="confirm-sent")
        ids = ["confirm-address.send", "confirm-address.correct"]
        if me.portal.demonstration:
            yield Static(Content(texts("confirm-address.demonstration")), classes="muted")
            ids.insert(0, "confirm-address.mail")
        ways = [self.way(id) for id in ids]
        lines = [Content.assemble((way.key, "bold $accent"), f" {way.text}") for way in ways]
        yield Static(Content("\n").join(lines), classes="paragraph")
        yield Entry(texts("confirm-address.code"), id="code", help=texts("confirm-address.code.help"))
        yield Act(texts("confirm-address.do"), id="finish")
        yield Entry(texts("confirm-address.new-address"), id="email", value=me.email)
        yield Act(texts("confirm-address.correct.do"), id="correct")

    def load(self) -> None:
        me = self.session.me
        if me is not None and me.confirmed:
            self.show_state(
                "empty",
                self.texts("confirm-address.done"),
                self.texts("confirm-address.done.means", email=me.email),
                self.way("app.back"),
            )
            return
        self._show_correcting(False)
        super().load()

    def finish(self) -> None:
        self.ask(ConfirmAddress(code=self.entry("code").value), self._confirmed, failed=self.failed)

    def _confirmed(self, me: Me) -> None:
        self.session.me = me
        self.portal_app.say(self.texts("confirm-address.done"))
        self.portal_app.back()
        self.portal_app.renew()

    def action_send(self) -> None:
        """Another mail with another code: *Envoyer le lien de vérification*."""
        self.ask(SendConfirmation(), self._sent, failed=self.failed)

    def _sent(self, _: None) -> None:
        me = self.session.me
        self.clear_problems()
        self.portal_app.say(self.texts("confirm-address.sent-again", email=me.email if me else ""))
        self.entry("code").enter()

    def action_correct(self) -> None:
        """The address was mistyped: show where to write it again."""
        self._show_correcting(True)
        self.entry("email").enter()

    def _show_correcting(self, correcting: bool) -> None:
        for shown in ("#email", "#correct"):
            self.query_one(shown).display = correcting
        for hidden in ("#code", "#finish"):
            self.query_one(hidden).display = not correcting

    @on(Act.Done, "#correct")
    def _correct(self, message: Act.Done) -> None:
        message.stop()
        message.prevent_default()
        self.clear_problems()
        self.ask(CorrectAddress(email=self.entry("email").value), self._corrected, failed=self.failed)

    def _corrected(self, me: Me) -> None:
        self.session.me = me
        self.query_one("#confirm-sent", Static).update(
            Content(self.texts("confirm-address.sent", email=me.email))
        )
        self._show_correcting(False)
        self.entry("code").enter()

    def action_mail(self) -> None:
        """A demonstration's own mail, where the code is, over this screen: one comes back to type it."""
        me = self.session.me
        if me is not None and me.portal.demonstration:
            self.app.push_screen(make("mail"))

    def concerns(self, event: Event) -> bool:
        me = self.session.me
        return me is not None and event.subject == "account" and event.subject_id == me.account_id
