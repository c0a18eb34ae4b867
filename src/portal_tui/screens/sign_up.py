"""Signing up: names, address, password, terms (A1)."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Markdown, Static

from portal_tui.contract.accounts import PortalCard, ReadPortal, ReadTerms, SignedIn, SignUp, Terms
from portal_tui.widgets.act import Act, Tick
from portal_tui.widgets.binding import bind
from portal_tui.widgets.entry import Entry
from portal_tui.widgets.key_hints import KeyHints

from .asking import PortalModal
from .filling import FillingScreen


class SignUpScreen(FillingScreen):
    """*Créer un compte*. Whoever has one already isn't told so: the owner of the address is, by mail."""

    BINDINGS = [bind("sign-up.terms")]

    def __init__(self) -> None:
        super().__init__()
        self._portal: PortalCard | None = None

    def title_text(self) -> str:
        return self.texts("sign-up.title")

    def compose_entries(self) -> ComposeResult:
        texts = self.texts
        yield Entry(texts("sign-up.given-name"), id="given_name")
        yield Entry(texts("sign-up.family-name"), id="family_name")
        yield Entry(texts("sign-in.email"), id="email", help=texts("sign-up.email.help"))
        yield Entry(
            texts("sign-in.password"), id="password", help=texts("sign-up.password.help"), password=True
        )
        yield Tick(texts("sign-up.accept"), id="terms")
        yield Act(texts("sign-up.do"), id="finish")

    def load(self) -> None:
        self.ask(ReadPortal(), self._show)

    def _show(self, portal: PortalCard) -> None:
        self._portal = portal
        super().load()

    def finish(self) -> None:
        if self._portal is None:
            return
        if not self.query_one("#terms", Tick).ticked:
            self.say_problem(self.texts("sign-up.not-accepted"))
            self.query_one("#terms").focus()
            return
        values = {name: self.entry(name).value for name in ("given_name", "family_name", "email", "password")}
        self.ask(
            SignUp(**values, terms_version=self._portal.terms_version, language=self.session.language),
            self._signed_up,
            failed=self.failed,
        )

    def _signed_up(self, signed_in: SignedIn) -> None:
        self.portal_app.enter(signed_in)
        self.portal_app.open("confirm-address")

    def action_terms(self) -> None:
        """Read the terms; accepting them is another thing."""
        self.ask(ReadTerms(), self._show_terms)

    def _show_terms(self, terms: Terms) -> None:
        self.app.push_screen(TermsScreen(terms))


class TermsScreen(PortalModal[None]):
    """The terms of use, whole."""

    BINDINGS = [bind("dialog.close")]

    def __init__(self, terms: Terms) -> None:
        super().__init__()
        self._terms = terms

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            title = self.texts("terms.title", version=self._terms.version)
            yield Static(Content(title), classes="dialog-title")
            with VerticalScroll():
                yield Markdown(self._terms.text, open_links=False)
            yield KeyHints(self.texts)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        self.dismiss(None)
