"""A firm: its points of service, who manages their mandataries, who works there on what (R8, R9, R10)."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from portal_tui.contract.decisions import Decision
from portal_tui.contract.events import Event
from portal_tui.contract.register import (
    Associate,
    AssociateStaff,
    DissociateStaff,
    FirmView,
    OpenFirm,
    PersonCard,
    Point,
)
from portal_tui.widgets.binding import bind
from portal_tui.widgets.options import Line, Options
from portal_tui.widgets.prose import Hint, Prose

from .actions import Action, ActionsScreen
from .associating import AssociatingScreen
from .base import PortalScreen
from .firm_lines import associate_line, clients_text, point_line
from .wording import check_text, listing

Row = tuple[Point, Associate | None]
"""A point of service, or somebody who works there."""


class PointList(Options):
    """Enter says what can be done about the point of service, or the person, under the cursor."""

    BINDINGS = [bind("firm.choose", "select")]


class FirmScreen(PortalScreen):
    """``service`` is the one on which somebody is associated, unless another is chosen."""

    BINDINGS = [bind("firm.associate"), bind("firm.add-point"), bind("firm.designate")]

    def __init__(self, organisation_id: int, service: str = "") -> None:
        super().__init__()
        self._organisation_id = organisation_id
        self._service = service
        self._view: FirmView | None = None
        self._rows: dict[str, Row] = {}

    def compose_body(self) -> ComposeResult:
        yield Prose(id="organisation-title", classes="screen-title")
        yield Prose(id="organisation-about")
        yield PointList(id="points")
        yield Hint(id="row-hint")

    @property
    def _list(self) -> PointList:
        return self.query_one("#points", PointList)

    def load(self) -> None:
        self.ask(OpenFirm(organisation_id=self._organisation_id), self._show)

    def _show(self, view: FirmView) -> None:
        self._view = view
        texts, being = self.texts, view.decisions["open-firm"]
        if not being.allowed:
            reason = check_text(being.reasons[0], texts, self.session.dates)
            self.show_state("refused", view.name, reason, self.way("app.explain"))
            return
        if not view.points:
            ways = (self.way("firm.add-point"), self.way("app.explain"))
            self.show_state("empty", texts("firm.no-points"), texts("firm.no-points.means"), *ways)
            return
        self.show_state("ready")
        self.query_one("#organisation-title", Prose).update(Content(texts("firm.title", name=view.name)))
        self.query_one("#organisation-about", Prose).update(Content(texts("firm.means")))
        self._list.show(self._lines)
        self._list.focus()

    def _lines(self, width: int) -> Iterator[Line]:
        self._rows = {}
        for point in self._view.points if self._view else ():
            if self._rows:
                yield Line("", Content(""))
            self._rows[f"point-{point.id}"] = (point, None)
            yield Line(f"point-{point.id}", point_line(point, self.texts, width))
            for place, each in enumerate(point.staff):
                id = f"staff-{point.id}-{place}"
                self._rows[id] = (point, each)
                yield Line(id, associate_line(each, self.texts, width))
            if not point.staff and point.decisions["associate-staff"].allowed:
                yield Line("", Content.styled(f"  {self.texts('firm.no-staff')}", "$text-muted"))

    @property
    def _here(self) -> Row | None:
        return self._rows.get(self._list.at) if self.state == "ready" else None

    @on(OptionList.OptionHighlighted)
    def _hint(self) -> None:
        if self._here is None:
            return
        point, each = self._here
        texts = self.texts
        if each is not None:
            said = f"{each.user_code} · {each.title.text} · {clients_text(each, texts)}"
        elif not point.manager:
            said = texts("firm.hint.nobody")
        elif point.decisions["associate-staff"].allowed:
            said = texts("firm.hint.yours")
        else:
            said = check_text(point.decisions["associate-staff"].reasons[0], texts, self.session.dates)
        self.query_one("#row-hint", Hint).update(Content(said))

    # What can be done

    @on(OptionList.OptionSelected)
    def _choose(self, message: OptionList.OptionSelected) -> None:
        point, each = self._rows[message.option_id or ""]
        if each is None:
            contact = self._view.contact if self._view else ""
            says = self.texts("firm.point", address=point.address, contact=contact)
            title, actions = point.name, self._about_point(point)
        else:
            title, actions, says = each.name, self._about_associate(point), each.title.text
        self.app.push_screen(
            ActionsScreen(title, actions, says), lambda action: self._act(point, each, action)
        )

    def _about_point(self, point: Point) -> list[Action[str]]:
        assert self._view is not None
        texts = self.texts
        asks = "firm.replace" if point.manager else "firm.request"
        return [
            Action(texts("firm.associate-there"), "associate", point.decisions["associate-staff"]),
            Action(texts(asks), "designate", self._view.decisions["request-designation"]),
            Action(texts("firm.deputy"), "deputy", point.decisions["name-deputy"]),
        ]

    def _about_associate(self, point: Point) -> list[Action[str]]:
        return [Action(self.texts("firm.dissociate"), "dissociate", point.decisions["dissociate-staff"])]

    def _act(self, point: Point, each: Associate | None, action: Action[str] | None) -> None:
        if action is None:
            return
        if not action.decision.allowed:
            self._explain(action.decision)
        elif action.do == "associate":
            self._associate(point)
        elif action.do == "designate":
            self._designate(point)
        elif each is not None:
            self._dissociate(point, each)

    def _associate(self, point: Point) -> None:
        """A user code, whose it is, then the confirmation (R9)."""
        assert self._view is not None
        dialog = AssociatingScreen(self._view, self._service)
        self.app.push_screen(dialog, lambda card: self._found(point, dialog.service, card))

    def _found(self, point: Point, service: str, card: PersonCard | None) -> None:
        if card is None or self._view is None:
            return
        decision = card.decisions.get("associate-staff")
        if decision is not None and not decision.allowed:
            self._explain(decision)
            return
        self._service = service
        title = next(each.title.text for each in self._view.services if each.code == service)
        means = self.texts(
            "firm.associating",
            person=card.name,
            contact=card.contact,
            firm=self._view.name,
            point=point.name,
            service=title,
        )
        operation = AssociateStaff(point_id=point.id, service=service, user_code=card.user_code)
        self.portal_app.confirm(operation, lambda: self.ask(operation, self._show), means=means)

    def _dissociate(self, point: Point, each: Associate) -> None:
        """Which mandates end with it is said before (R9)."""
        said = "firm.dissociating" if each.clients else "firm.dissociating.free"
        means = self.texts(
            said,
            person=each.name,
            point=point.name,
            service=each.title.text,
            clients=listing(each.clients, self.texts),
        )
        operation = DissociateStaff(point_id=point.id, service=each.service, user_code=each.user_code)
        self.portal_app.confirm(operation, lambda: self.ask(operation, self._show), means=means)

    def _designate(self, point: Point | None) -> None:
        place = {} if point is None else {"point_id": point.id, "replaces": bool(point.manager)}
        self.portal_app.open("designation", organisation_id=self._organisation_id, **place)

    def _explain(self, decision: Decision) -> None:
        self.portal_app.explain(decision, then=self.load)

    # Keys

    def action_associate(self) -> None:
        """Associate somebody with the point of service under the cursor, or learn why not."""
        if self._here is None:
            return
        decision = self._here[0].decisions["associate-staff"]
        if decision.allowed:
            self._associate(self._here[0])
        else:
            self._explain(decision)

    def action_add_point(self) -> None:
        """Another place where the firm offers its services, or why not (R8)."""
        if self._view is None:
            return
        decision = self._view.decisions["add-point-of-service"]
        if decision.allowed:
            self.portal_app.open("new-point", organisation_id=self._organisation_id)
        else:
            self._explain(decision)

    def action_designate(self) -> None:
        """Ask for the mandatary manager of the point of service under the cursor, or for another one."""
        self._designate(self._here[0] if self._here else None)

    def explain(self) -> None:
        """Who says who works there; where the firm is none, why."""
        view = self._view
        if view is None:
            super().explain()
        elif self._here is not None:
            self._explain(self._here[0].decisions["associate-staff"])
        else:
            being = view.decisions["open-firm"]
            self._explain(view.decisions["add-point-of-service"] if being.allowed else being)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where there is no point of service, nobody can be associated; where there is no firm, nothing."""
        if action in ("associate", "designate"):
            return self.state == "ready"
        if action == "add_point":
            return self.state in ("ready", "empty")
        return super().check_action(action, parameters)

    def concerns(self, event: Event) -> bool:
        return event.subject in ("organisation", "account")
