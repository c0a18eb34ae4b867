"""Every key by where it works, and how the program works in a few sentences."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from portal_tui import __version__
from portal_tui.contract.problems import error_of
from portal_tui.keys import areas, keys_of
from portal_tui.widgets.prose import Prose

from .base import PortalScreen
from .wording import key_name, problem_text


class HelpScreen(PortalScreen):
    """*Aide et touches*."""

    def compose_body(self) -> ComposeResult:
        texts = self.texts
        yield Static(Content(texts("help.title")), classes="screen-title")
        with VerticalScroll(id="help"):
            yield Prose(id="help-contact", classes="help-introduction")
            yield from self._server()
            yield Prose(Content(texts("help.introduction")), classes="help-introduction")
            for area, keys in areas(register=self.session.has_register).items():
                lines = [
                    Content.assemble((self._keys(key.id).rjust(16), "bold $accent"), "   ", texts(key.id))
                    for key in keys
                ]
                yield Static(Content(texts(f"help.area.{area}")), classes="help-area")
                yield Static(Content("\n").join(lines))

    def _keys(self, id: str) -> str:
        return " ".join(key_name(key, self.texts) for key in keys_of(id, self.portal_app.keymap))

    def _server(self) -> Iterator[Static]:
        """Which server answers, and whether it is of the same version."""
        portal, place = self.session.portal, self.session.place
        if portal is not None and place.startswith("http"):
            key = "help.server" if portal.version else "help.server-unknown"
            said = self.texts(key, portal=portal.name, place=place, theirs=portal.version, ours=__version__)
            yield Static(Content(said), classes="help-introduction")

    def contact_changed(self) -> None:
        """Say as well why the header says what it says."""
        super().contact_changed()
        self._say_contact()

    def _say_contact(self) -> None:
        lost, said = self.session.lost, self.query_one("#help-contact", Prose)
        said.display = lost is not None
        if lost is not None:
            since = self.session.dates.time(lost.since)
            key = self._keys("app.retry")
            reason = problem_text(error_of(lost.problem), self.texts)
            said.update(Content(self.texts("help.lost", time=since, reason=reason, key=key)))

    def load(self) -> None:
        self._say_contact()
        self.show_state("ready")
        self.query_one("#help").focus()

    def explain(self) -> None:
        """It is the help already."""
