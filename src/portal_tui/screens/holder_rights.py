"""Why somebody may do what on a service, and what another right would change (R11)."""

from collections.abc import Iterator
from itertools import groupby

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.decisions import Decision
from portal_tui.contract.register import RIGHTS, RightsExplained
from portal_tui.widgets.binding import bind
from portal_tui.widgets.key_hints import KeyHints
from portal_tui.widgets.signed import Signed

from .asking import PortalModal
from .register_lines import uses_text
from .wording import check_text


class HolderRightsScreen(PortalModal[None]):
    """What the portal says to the person, in its words; then each other right."""

    BINDINGS = [bind("dialog.close")]

    def __init__(self, known: RightsExplained, service: str) -> None:
        super().__init__()
        self._known = known
        self._service = service

    def compose(self) -> ComposeResult:
        texts, known = self.texts, self._known
        with Vertical(classes="dialog"):
            title = texts("holder.title", person=known.name, service=self._service)
            yield Static(Content(title), classes="dialog-title")
            with VerticalScroll():
                yield Static(Content(self._held()), classes="dialog-text")
                for (mark, told), names in self._told():
                    said = Content.assemble(uses_text(names, texts), (f"\n{told}", "$text-muted"))
                    yield Signed(mark, said, classes="reason")
                yield Static(Content(texts("holder.would")), classes="holds-title more-room")
                for right in RIGHTS:
                    if right != known.right:
                        title = texts("holder.right", right=texts(f"right.{right}"))
                        yield Signed("·", f"{title} {uses_text(known.would[right], texts)}", classes="holds")
            yield KeyHints(texts)

    def _held(self) -> str:
        texts, known = self.texts, self._known
        parts = (
            texts(f"right.{known.right}") if known.right else texts("services.nothing"),
            texts(f"function.{known.function}") if known.function else "",
            known.user_code,
        )
        return " · ".join(part for part in parts if part)

    def _told(self) -> Iterator[tuple[tuple[Content, str], tuple[str, ...]]]:
        """What can be done with the service or not, as the person is told it; alike, together."""
        for told, uses in groupby(self._known.decisions.items(), lambda use: self._said(use[1])):
            yield told, tuple(name for name, _ in uses)

    def _said(self, decision: Decision) -> tuple[Content, str]:
        check = decision.checks[0] if decision.allowed else decision.reasons[0]
        sign = Content("✓") if decision.allowed else Content.styled("✗", "bold $error")
        return sign, self.texts("holder.told", said=check_text(check, self.texts, self.session.dates))

    def action_close(self) -> None:
        self.dismiss(None)
