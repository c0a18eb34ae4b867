"""Signing in: at the beginning, and again in place when a session has ended (A0, A3)."""

from dataclasses import dataclass
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from portal_tui.contract.accounts import (
    DemonstrationPerson,
    ListDemonstrationPeople,
    Me,
    PortalCard,
    ReadPortal,
    SignedIn,
    SignIn,
    SignInToDemonstration,
    WhoAmI,
)
from portal_tui.contract.operation import Operation
from portal_tui.contract.problems import NotSignedIn, PortalError
from portal_tui.texts import Texts
from portal_tui.widgets.binding import bind
from portal_tui.widgets.key_hints import KeyHints
from portal_tui.widgets.still_input import StillInput

from .asking import PortalModal
from .base import PortalScreen
from .people_choice import PeopleChoice
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
        yield StillInput(self._known_email, id="email", disabled=bool(self._known_email))
        yield Static(Content(self._texts("sign-in.password")), classes="label")
        yield StillInput(password=True, id="password")
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
    """The first screen of who isn't signed in yet; on a demonstration its people can be chosen instead."""

    BINDINGS = [bind("sign-in.sign-up"), bind("sign-in.forgotten")]

    _leads_back = False
    """Whether an address is typed where people could be chosen."""

    def compose_body(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static(id="portal-name", classes="screen-title")
            yield Static(id="portal-operator", classes="muted")
            yield PeopleChoice(self.texts)
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
        if not isinstance(error, NotSignedIn):
            return False
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
        if portal.demonstration:
            self.ask(
                ListDemonstrationPeople(language=self.session.language), self._offer, failed=self._nobody
            )
        else:
            self._offer(())

    def _offer(self, people: tuple[DemonstrationPerson, ...]) -> None:
        """Let one of these be chosen; where there is nobody, an address is typed."""
        self.query_one(PeopleChoice).show(people)
        self._choose_by("people" if people else "address")
        self.show_state("ready")

    def _nobody(self, error: PortalError) -> bool:
        self._offer(())
        return True

    def _choose_by(self, way: Literal["people", "address"]) -> None:
        people, form = self.query_one(PeopleChoice), self.query_one(SignInForm)
        self._leads_back = way == "address" and bool(people.people)
        self.refresh_bindings()
        self.query_one(".card").set_class(way == "people", "choosing")
        people.display, form.display = way == "people", way == "address"
        if way == "people":
            people.enter()
        else:
            form.on_mount()

    @on(PeopleChoice.Chosen)
    def _be(self, message: PeopleChoice.Chosen) -> None:
        if message.email:
            self.post_message(SignInForm.Submitted(SignInToDemonstration(email=message.email)))
        else:
            self._choose_by("address")

    def action_back(self) -> None:
        """From typing an address back to the people; from there to what was before."""
        if self._leads_back:
            self._choose_by("people")
        else:
            super().action_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Back leads somewhere, or isn't offered."""
        if action == "back" and not self._leads_back and self.portal_app.doors is None:
            return False
        return super().check_action(action, parameters)

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
