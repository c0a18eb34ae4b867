"""A forgotten password: a mail with a code, then a new one (A3)."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.accounts import AskPasswordReset, ResetPassword
from portal_tui.widgets.act import Act
from portal_tui.widgets.entry import Entry

from .filling import FillingScreen


class ForgottenPasswordScreen(FillingScreen):
    """First the address; then, whether there is an account or not, the code and the new password."""

    def __init__(self, email: str = "") -> None:
        super().__init__()
        self._email = email

    def title_text(self) -> str:
        return self.texts("forgotten.title")

    def compose_entries(self) -> ComposeResult:
        texts = self.texts
        yield Static(Content(texts("forgotten.first")), id="forgotten-text", classes="paragraph")
        yield Entry(texts("sign-in.email"), self._email, id="email")
        yield Act(texts("forgotten.send"), id="send")
        yield Entry(texts("confirm-address.code"), id="code", help=texts("confirm-address.code.help"))
        yield Entry(
            texts("forgotten.password"), id="password", help=texts("sign-up.password.help"), password=True
        )
        yield Act(texts("forgotten.do"), id="finish")
        yield Static(Content(texts("sign-in.nobody-asks")), classes="muted paragraph")

    def load(self) -> None:
        self._show_second(False)
        super().load()

    def _show_second(self, second: bool) -> None:
        for shown in ("#code", "#password", "#finish"):
            self.query_one(shown).display = second
        for hidden in ("#email", "#send"):
            self.query_one(hidden).display = not second

    @on(Act.Done, "#send")
    def _send(self, message: Act.Done) -> None:
        message.stop()
        message.prevent_default()
        self.clear_problems()
        self.ask(AskPasswordReset(email=self.entry("email").value), self._sent, failed=self.failed)

    def _sent(self, _: None) -> None:
        said = self.texts("forgotten.second", email=self.entry("email").value)
        self.query_one("#forgotten-text", Static).update(Content(said))
        self._show_second(True)
        self.entry("code").enter()

    def finish(self) -> None:
        operation = ResetPassword(
            email=self.entry("email").value,
            code=self.entry("code").value,
            password=self.entry("password").value,
        )
        self.ask(operation, self.portal_app.enter, failed=self.failed)
