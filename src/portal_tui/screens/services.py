"""*Mes services en ligne*: my user code, what I hold on which service; where nothing, why (O2, R4, R6)."""

from collections.abc import Callable, Iterator
from itertools import groupby

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static

from portal_tui.contract.accounts import ActAs, Me
from portal_tui.contract.decisions import Decision
from portal_tui.contract.events import Event
from portal_tui.contract.register import ListMyServices, MyService, MyServices
from portal_tui.widgets.binding import bind
from portal_tui.widgets.options import Line, Options
from portal_tui.widgets.prose import Hint, Prose, unbroken

from .base import PortalScreen
from .services_lines import foremost, service_hint, service_line, title_width
from .wording import remedy_text


class ServiceList(Options):
    """Enter opens the service under the cursor."""

    BINDINGS = [bind("services.open", "select")]


class ServicesScreen(PortalScreen):
    """By organisation, every service where I hold something; then those of my own where I don't."""

    BINDINGS = [bind("services.register"), bind("services.organisation")]

    def __init__(self) -> None:
        super().__init__()
        self._mine: MyServices | None = None
        self._rows: dict[str, MyService] = {}

    def compose_body(self) -> ComposeResult:
        yield Static(Content(self.texts("services.title")), classes="screen-title")
        yield Prose(id="organisation-about")
        yield ServiceList(id="services")
        yield Hint(id="row-hint")

    @property
    def _list(self) -> ServiceList:
        return self.query_one("#services", ServiceList)

    def load(self) -> None:
        self.ask(ListMyServices(), self._show)

    def _show(self, mine: MyServices) -> None:
        self._mine = mine
        if not mine.services:
            means = self.texts("services.none.means")
            ways = (self.way("services.organisation"), self.way("app.explain"))
            code = self._code(mine).plain
            self.show_state("empty", self.texts("services.none"), f"{code}\n{means}", *ways)
            return
        self.show_state("ready")
        self.query_one("#organisation-about", Prose).update(self._code(mine))
        self._list.show(self._lines)
        self._list.focus()

    def _code(self, mine: MyServices) -> Content:
        """The code under which rights are given to me; without one, who gives it (R4)."""
        texts = self.texts
        if mine.user_code:
            return Content.assemble(texts("services.code"), (mine.user_code, "bold $text"))
        remedy = mine.decisions["have-user-code"].reasons[0].remedies[0]
        way = self.way("app.explain")
        return Content.assemble(
            texts("services.no-code"),
            f" {remedy_text(remedy, texts, self.session.dates)}.   ",
            (way.key, "bold $accent"),
            unbroken(f" {way.text}"),
        )

    def _lines(self, width: int) -> Iterator[Line]:
        self._rows = {}
        mine = self._mine.services if self._mine is not None else ()
        titles = title_width(mine, self.texts, width)
        for organisation_id, rows in groupby(mine, lambda row: row.organisation_id):
            first, *others = rows
            yield Line("", Content.styled(("\n" if self._rows else "") + first.organisation, "$text-muted"))
            for row in (first, *others):
                id = f"service-{organisation_id}-{row.service}"
                self._rows[id] = row
                yield Line(id, service_line(row, self.texts, width, titles))

    # What can be done

    @property
    def _here(self) -> MyService | None:
        return self._rows.get(self._list.at) if self.state == "ready" else None

    @on(OptionList.OptionHighlighted)
    def _hint(self) -> None:
        row = self._here
        if row is not None:
            said = service_hint(row, self.texts, self.session.dates)
            self.query_one("#row-hint", Hint).update(said)

    @on(OptionList.OptionSelected)
    def _open(self, message: OptionList.OptionSelected) -> None:
        row = self._rows[message.option_id or ""]
        self._as(row, lambda: self.portal_app.open("programme", code=row.service))

    def action_register(self) -> None:
        """*Registre des droits d'accès* of the service under the cursor."""
        row = self._here
        if row is not None:
            about = {"organisation_id": row.organisation_id, "service": row.service}
            self._as(row, lambda: self.portal_app.open("register", **about))

    def action_organisation(self) -> None:
        """My organisation and its members; where I have none, how to join one."""
        self.portal_app.go("organisation")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The register is that of a service; the organisation leads on where there is none."""
        if action in ("register", "organisation"):
            return (action == "register") == (self.state == "ready")
        return super().check_action(action, parameters)

    def _as(self, row: MyService, then: Callable[[], None]) -> None:
        """A service is used in an organisation's name: act as it first."""
        me = self.session.me
        if me is not None and me.acting.id == row.organisation_id:
            then()
            return

        def acted(me: Me) -> None:
            self.session.me = me
            self.portal_app.go("services")
            then()

        self.ask(ActAs(entity_id=row.organisation_id), acted)

    def explain(self) -> None:
        """Why nothing, or not everything, can be done there; why I have no user code."""
        row, mine = self._here, self._mine
        if mine is None:
            super().explain()
        elif row is not None and mine.user_code:
            self._explain(foremost(row))
        else:
            self._explain(mine.decisions["have-user-code"])

    def _explain(self, decision: Decision) -> None:
        self.portal_app.explain(decision, then=self.portal_app.renew)

    def concerns(self, event: Event) -> bool:
        return event.subject in ("organisation", "account")
