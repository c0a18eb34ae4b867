"""Signing in: at the beginning, and again in place when a session has ended (A0, A3)."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from portal_tui.contract.accounts import (
    Me,
    PortalCard,
    ReadPortal,
    SignedIn,
    SignIn,
    SignInToDemonstration,
    WhoAmI,
)
from portal_tui.contract.operation import Operation
from portal_tui.contract.problems import PortalError
from portal_tui.texts import Texts
from portal_tui.widgets.binding import bind
from portal_tui.widgets.key_hints import KeyHints

from .asking import PortalModal
from .base import PortalScreen
from .wording import problem_text


class SignInForm(Vertical):
    """E-mail and password. On a demonstration the password may be left empty, and the form says so."""

    @dataclass
    class Submitted(Message):
        """Somebody wants to sign in."""

        operation: Operation[SignedIn]

    def __init__(self, texts: Texts, *, email: str = "") -> None:
        super().__init__(classes="form")
        self._texts = texts
        self._known_email = email
        self._demonstration = False

    def compose(self) -> ComposeResult:
        yield Static(Content(self._texts("sign-in.email")), classes="label")
        yield Input(self._known_email, id="email", disabled=bool(self._known_email))
        yield Static(Content(self._texts("sign-in.password")), classes="label")
        yield Input(password=True, id="password")
        yield Static(classes="field-problem")
        yield Static(Content(self._texts("sign-in.nobody-asks")), classes="muted")

    def on_mount(self) -> None:
        self.query_one("#password" if self._known_email else "#email", Input).focus()

    def know(self, portal: PortalCard) -> None:
        """What the portal is, is known now."""
        self._demonstration = portal.demonstration
        if portal.demonstration:
            self.query_one("#password", Input).placeholder = self._texts("sign-in.demonstration")

    @on(Input.Submitted, "#email")
    def _go_on(self, message: Input.Submitted) -> None:
        message.stop()
        self.query_one("#password", Input).focus()

    @on(Input.Submitted, "#password")
    def _submit(self, message: Input.Submitted) -> None:
        message.stop()
        email = self.query_one("#email", Input).value.strip()
        password = message.value
        if not email:
            self.fail(self._texts("sign-in.no-email"), "#email")
        elif password:
            self.post_message(self.Submitted(SignIn(email=email, password=password)))
        elif self._demonstration:
            self.post_message(self.Submitted(SignInToDemonstration(email=email)))
        else:
            self.fail(self._texts("sign-in.no-password"), "#password")

    def fail(self, said: str, field: str = "#password") -> None:
        """Say what is wrong, below the fields; what was typed as e-mail stays."""
        self.query_one(".field-problem", Static).update(Content(f"✗ {said}"))
        self.query_one("#password", Input).value = ""
        self.query_one(field, Input).focus()


class SignInScreen(PortalScreen):
    """The first screen of who isn't signed in yet."""

    BINDINGS = [bind("sign-in.sign-up"), bind("sign-in.forgotten")]

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static(id="portal-name", classes="screen-title")
            yield Static(id="portal-operator", classes="muted")
            yield SignInForm(self.texts)

    def load(self) -> None:
        if self.session.backend.session is not None:
            self.ask(WhoAmI(), self._known, failed=self._unknown)
        else:
            self.ask(ReadPortal(), self._show)

    def _known(self, me: Me) -> None:
        self.session.me = me
        self.portal_app.begin()

    def _unknown(self, error: PortalError) -> bool:
        self.session.leave()
        self.ask(ReadPortal(), self._show)
        return True

    def _show(self, portal: PortalCard) -> None:
        if self.session.portal is None:
            # Now the edges can be said, in the portal's language.
            self.session.portal = portal
            self.call_later(self.retell)
            return
        self.query_one("#portal-name", Static).update(Content(portal.name))
        self.query_one("#portal-operator", Static).update(Content(portal.operator))
        self.query_one(SignInForm).know(portal)
        self.show_state("ready")
        self.query_one(SignInForm).on_mount()

    @on(SignInForm.Submitted)
    def _sign_in(self, message: SignInForm.Submitted) -> None:
        self.ask(message.operation, self.portal_app.enter, failed=self._refused, about="sign-in")

    def _refused(self, error: PortalError) -> bool:
        self.query_one(SignInForm).fail(problem_text(error, self.texts))
        return True

    def action_sign_up(self) -> None:
        self.portal_app.open("sign-up")

    def action_forgotten(self) -> None:
        self.portal_app.open("forgotten-password")


class SignInAgain(PortalModal[None]):
    """Over a screen whose session has ended: what was typed there is still there afterwards."""

    BINDINGS = [bind("dialog.close")]

    def compose(self) -> ComposeResult:
        me = self.session.me
        with Vertical(classes="dialog narrow"):
            yield Static(Content(self.texts("sign-in.again")), classes="dialog-title")
            yield Static(Content(self.texts("sign-in.again.means")), classes="dialog-text")
            yield SignInForm(self.texts, email=me.email if me else "")
            yield KeyHints(self.texts)

    def on_mount(self) -> None:
        if self.session.portal is not None:
            self.query_one(SignInForm).know(self.session.portal)

    @on(SignInForm.Submitted)
    def _sign_in(self, message: SignInForm.Submitted) -> None:
        self.ask(message.operation, self._entered, failed=self._refused, about="sign-in")

    def _entered(self, signed_in: SignedIn) -> None:
        self.dismiss()
        self.portal_app.enter(signed_in)

    def _refused(self, error: PortalError) -> bool:
        self.query_one(SignInForm).fail(problem_text(error, self.texts))
        return True

    def action_close(self) -> None:
        self.dismiss()
