"""The catalogue: what can be applied to, until when, and what I filed there (P1-P3)."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static

from portal_tui.contract.events import Event
from portal_tui.contract.programmes import ListProgrammes, ProgrammeRow
from portal_tui.widgets.binding import bind
from portal_tui.widgets.options import Line, Options
from portal_tui.widgets.prose import Hint

from .base import PortalScreen
from .programme_lines import line_of, section_of
from .wording import check_text


class ProgrammeList(Options):
    """Enter opens the programme under the cursor."""

    BINDINGS = [bind("catalogue.open", "select")]


class ProgrammesScreen(PortalScreen):
    """*Programmes*."""

    BINDINGS = [bind("catalogue.new"), bind("catalogue.mine")]

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, ProgrammeRow] = {}

    def compose_body(self) -> ComposeResult:
        yield Static(Content(self.texts("catalogue.title")), classes="screen-title")
        yield ProgrammeList(id="programmes")
        yield Hint(id="row-hint")

    def load(self) -> None:
        self.ask(ListProgrammes(), self._show)

    @property
    def _list(self) -> ProgrammeList:
        return self.query_one("#programmes", ProgrammeList)

    @property
    def _row(self) -> ProgrammeRow | None:
        return self._rows.get(self._list.at)

    def _show(self, rows: tuple[ProgrammeRow, ...]) -> None:
        if not rows:
            self.show_state("empty", self.texts("catalogue.none"), self.texts("catalogue.none.means"))
            return
        self._rows = {row.code: row for row in rows}
        self.show_state("ready")
        self._list.show(self._lines)
        self._list.focus()

    def _lines(self, width: int) -> Iterator[Line]:
        section = ""
        for code, row in self._rows.items():
            if section_of(row) != section:
                title = Content.styled(self.texts(f"catalogue.section.{section_of(row)}"), "$text-muted")
                yield Line("", Content.assemble("\n" if section else "", title))
                section = section_of(row)
            yield Line(code, line_of(row, self.texts, self.session.dates, width))

    @on(OptionList.OptionHighlighted)
    def _hint(self) -> None:
        row, hint = self._row, self.query_one("#row-hint", Hint)
        if row is None:
            return
        if row.start.allowed:
            me = self.session.me
            hint.update(Content(self.texts("catalogue.hint", entity=me.acting.name if me else "")))
            return
        why = self.way("app.explain", self.texts("list.why"))
        reason = check_text(row.start.reasons[0], self.texts, self.session.dates)
        hint.update(Content.assemble((why.key, "bold $accent"), f" {why.text}   {reason}"))

    @on(OptionList.OptionSelected)
    def _open(self, message: OptionList.OptionSelected) -> None:
        self.portal_app.open("programme", code=message.option_id)

    def action_new(self) -> None:
        """Begin an application, or learn why not."""
        row = self._row
        if row is None:
            return
        if row.start.allowed:
            self.portal_app.open("new-application", code=row.code)
        else:
            self.explain()

    def action_mine(self) -> None:
        """My applications to this programme."""
        if self._row is not None:
            self.portal_app.go("applications", filter=self._row.code)

    def explain(self) -> None:
        """Whether an application can be begun in the programme under the cursor, and why."""
        row = self._row if self.state == "ready" else None
        if row is None:
            super().explain()
        else:
            self.portal_app.explain(row.start, then=self.portal_app.renew)

    def concerns(self, event: Event) -> bool:
        return event.subject in ("application", "portal", "organisation")
