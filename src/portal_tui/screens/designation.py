"""The form of a designation or a replacement: both sides' particulars appear by themselves (R4, R5)."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from portal_tui.contract.decisions import Decision
from portal_tui.contract.designations import (
    Designated,
    Designation,
    FillDesignation,
    FormView,
    RequestDesignation,
    Seat,
)
from portal_tui.contract.pages import Text
from portal_tui.contract.problems import FieldProblem, PortalError
from portal_tui.widgets.act import Act, Tick
from portal_tui.widgets.binding import bind
from portal_tui.widgets.entry import Entry
from portal_tui.widgets.pick import Pick
from portal_tui.widgets.prose import Prose, unbroken

from .filling import FillingScreen, field_text
from .programme_lines import text_of
from .wording import check_text, remedy_text

PAUSE: Final = 0.3
"""Seconds without a key after which the form is looked at."""
_REPLACEMENT: Final = ("name", "address", "requester", "requester_function")


class DesignationScreen(FillingScreen):
    """Looked at whenever a number in it changes; what stands in the way is said at its field.

    ``organisation_id``, ``service`` and ``point_id`` say what it begins with, ``function`` which of the two
    it is about: unless given, the one that organisations of that kind have.
    """

    BINDINGS = [bind("designation.replace")]

    def __init__(
        self,
        organisation_id: int | None = None,
        service: str = "",
        point_id: int | None = None,
        replaces: bool = False,
        function: Designated | None = None,
        user_code: str = "",
    ) -> None:
        super().__init__()
        self._organisation_id = organisation_id
        self._function = function
        self._replaces = replaces
        self._chosen = {key for key in (service, str(point_id or "")) if key}
        self._typed: dict[str, str] = {"user_code": user_code}
        self._undertaken = False
        self._asked: FillDesignation | None = None
        self._view: FormView | None = None
        self._looking: Timer | None = None
        self._shown_seats: list[tuple[str, Text, str]] = []

    # What is asked

    def title_text(self) -> str:
        function = self._view.function if self._view else self._function or "any"
        return self.texts(f"designation.{'replace' if self._replaces else 'name'}.{function}")

    def compose_entries(self) -> ComposeResult:
        yield Prose(id="designation-means", classes="muted paragraph")
        yield self._entry("identifier")
        yield self._entry("user_code")
        yield Prose(id="seats-title", classes="entry-label")
        yield Vertical(id="seats")
        yield Prose(id="seats-problem", classes="field-problem paragraph")
        with Vertical(id="replacement"):
            yield from (self._entry(name) for name in _REPLACEMENT)
        yield Tick("", id="undertaking", ticked=self._undertaken)
        yield Prose(id="undertaking-problem", classes="field-problem paragraph")
        yield Act(self.texts("designation.do"), id="finish")

    def _entry(self, name: str) -> Entry:
        label, help = self.texts(f"designation.{name}"), self.texts(f"designation.{name}.help")
        return Entry(label, self._typed.get(name, ""), id=name, help=help)

    def load(self) -> None:
        self._say_all()
        super().load()
        self._asked = None
        self._look()

    # Looking at it while it is filled in

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        identifier = self.entry("identifier").value
        operation = FillDesignation(
            identifier=identifier,
            organisation_id=None if identifier.strip() else self._organisation_id,
            function=self._function,
            user_code=self.entry("user_code").value,
            replaces=self._replaces,
        )
        if operation != self._asked:
            self._asked = operation
            self.ask(operation, lambda view: self._take_view(operation, view), failed=self._not_looked_at)

    def _not_looked_at(self, error: PortalError) -> bool:
        self._asked = None
        return self.failed(error)

    def _take_view(self, asked: FillDesignation, view: FormView) -> None:
        """Show what was found, unless something else was typed since."""
        if asked != self._asked:
            return
        self._view = view
        self.say_problem("")
        self.call_later(self._show_view, view)
        found, entry = view.organisation, self.entry("identifier")
        if found is not None and not entry.value.strip():
            entry.input.value = found.identifier

    def enter_first(self) -> None:
        """Where it is known for which organisation this is, its number appears by itself."""
        if self._organisation_id is None:
            super().enter_first()
        else:
            self.entry("user_code").enter()

    async def _show_view(self, view: FormView) -> None:
        """Seats that are there already stay: the cursor may be on one of them."""
        seats = self.query_one("#seats")
        shown = [(_key(each), each.title, each.manager) for each in view.seats]
        if not seats.children or shown != self._shown_seats:
            self._shown_seats = shown
            with self.app.batch_update():
                await seats.remove_children()
                await seats.mount(*self._seats(view.seats))
        self._say_all()

    def _seats(self, seats: tuple[Seat, ...]) -> Iterator[Widget]:
        """A box to tick for each service; of a firm, one of its points of service."""
        if [seat.service for seat in seats] == [""] and seats[0].point_id is None:
            return  # one manager for every service: nothing to choose
        for place, seat in enumerate(each for each in seats if each.point_id is None):
            title, managed = text_of(seat.title, self.texts).plain, unbroken(self._managed(seat))
            yield Tick(title, id=f"seat-{place}", detail=managed, ticked=self._is_chosen(seat))
        points = [seat for seat in seats if seat.point_id is not None]
        if len(points) == 1:
            self._chosen = {_key(points[0])}
        if points:
            options = [
                (_key(each), Content.assemble(each.title.text, (f"   {self._managed(each)}", "$text-muted")))
                for each in points
            ]
            chosen = next((key for key, _ in options if key in self._chosen), "")
            yield Pick(options, chosen=chosen, id="point")

    def _managed(self, seat: Seat) -> str:
        texts = self.texts
        return texts("designation.managed", name=seat.manager) if seat.manager else texts("designation.free")

    def _is_chosen(self, seat: Seat) -> bool:
        return _key(seat) in self._chosen

    @property
    def _chosen_seats(self) -> list[Seat]:
        seats = self._view.seats if self._view else ()
        return [seat for seat in seats if self._is_chosen(seat)]

    @on(Tick.Turned)
    def _turned(self, message: Tick.Turned) -> None:
        tick = message.tick
        if tick.id == "undertaking":
            self._undertaken = tick.ticked
            self.query_one("#undertaking-problem", Prose).update()
        elif self._view is not None and tick.id:
            key = _key(self._view.seats[int(tick.id.removeprefix("seat-"))])
            (self._chosen.add if tick.ticked else self._chosen.discard)(key)
            self._say_seats()

    @on(Pick.Picked, "#point")
    def _picked(self, message: Pick.Picked) -> None:
        self._chosen = {message.pick.chosen}
        self._say_seats()

    # What is said at the fields

    @property
    def _operator(self) -> str:
        return self.session.me.portal.operator if self.session.me is not None else ""

    def _say_all(self) -> None:
        texts, view = self.texts, self._view
        self.query_one(".filling-title", Prose).update(Content(self.title_text()))
        switch = self.way("designation.replace", texts(f"designation.switch.{self._replaces}".lower()))
        means = texts("designation.means", operator=self._operator)
        way = Content.assemble((switch.key, "bold $accent"), unbroken(f" {switch.text}"))
        self.query_one("#designation-means", Prose).update(Content.assemble(means, "\n", way))
        self.query_one("#replacement").display = self._replaces
        function = view.function if view else "local-manager"
        self.query_one("#undertaking", Tick).say(texts(f"designation.undertaking.{function}"))
        self.query_one("#seats-title", Prose).update(Content(texts(f"designation.seats.{function}")))
        self._say_organisation()
        self._say_person()
        self._say_seats()

    def _say_organisation(self) -> None:
        view, entry = self._view, self.entry("identifier")
        if view is None:
            return
        found, asks = view.organisation, view.decisions.get("request-designation")
        self._say_side(entry, f"{found.name} · {found.kind.text}" if found else "", asks)
        name = self.entry("name")
        if found is not None and not name.value.strip():
            name.input.value = found.name
        if self.session.me is not None and not self.entry("requester").value:
            self.entry("requester").input.value = self.session.me.name

    def _say_person(self) -> None:
        view = self._view
        if view is not None:
            known = f"{view.person.name} · {view.person.contact}" if view.person else ""
            self._say_side(self.entry("user_code"), known, view.person.decision if view.person else None)

    def _say_side(self, entry: Entry, known: str, decision: Decision | None) -> None:
        """Whose number it is; what is wrong with it, or what stands in the way of them."""
        entry.say(self._problem_at(f"/{entry.id}"))
        entry.tell(known)
        if decision is not None and not decision.allowed:
            entry.say(Content.assemble(self._why_not(decision), ("\n" + known, "$text-muted")))

    def _say_seats(self) -> None:
        refused = [seat.decision for seat in self._chosen_seats if not seat.decision.allowed]
        said = [Content.assemble("✗ ", self._why_not(decision)) for decision in refused]
        if self._view and self._view.organisation and not self._view.seats:
            said = [Content(self.texts("designation.no-points"))]
        self.query_one("#seats-problem", Prose).update(Content("\n").join(said))

    def _problem_at(self, pointer: str) -> str:
        problems = self._view.problems if self._view else ()
        return next((field_text(each, self.texts) for each in problems if each.pointer == pointer), "")

    def _why_not(self, decision: Decision) -> Content:
        """The first reason, with the key of the other form where that is the way out, else of what to do."""
        reason = decision.reasons[0]
        said = check_text(reason, self.texts, self.session.dates)
        way = self.way("app.explain", self.texts("designation.what-to-do"))
        for remedy in reason.remedies:
            if remedy.screen == "designation":
                way = self.way("designation.replace", remedy_text(remedy, self.texts, self.session.dates))
        text = (unbroken(f" {way.text}"), "$text-muted")
        return Content.assemble(said, "  ", (way.key, "bold $accent"), text)

    # Sending it

    def finish(self) -> None:
        view = self._view
        seats = self._chosen_seats
        typed = {name: self.entry(name).value for name in _REPLACEMENT} if self._replaces else {}
        operation = RequestDesignation(
            function=view.function if view else self._function or "local-manager",
            identifier=self.entry("identifier").value,
            user_code=self.entry("user_code").value,
            undertaking=self._undertaken,
            services=tuple(seat.service for seat in seats if seat.service),
            point_id=next((seat.point_id for seat in seats if seat.point_id is not None), None),
            replaces=self._replaces,
            **typed,
        )
        self.ask(operation, self._sent, failed=self.failed)

    def _sent(self, _: Designation) -> None:
        self.portal_app.go("designations")
        self.portal_app.say(self.texts("designation.sent", operator=self._operator))

    def clear_problems(self) -> None:
        super().clear_problems()
        self.query_one("#undertaking-problem", Prose).update()
        self._say_organisation()
        self._say_person()
        self._say_seats()

    def say_elsewhere(self, field: FieldProblem) -> Widget | None:
        part = field.pointer.split("/")[1]
        place = {"undertaking": "undertaking", "services": "seats", "point_id": "seats"}.get(part)
        if place is None:
            return super().say_elsewhere(field)
        known = f"designation.{part}.{field.code}"
        said = self.texts(known) if self.texts.has(known) else field_text(field, self.texts)
        self.query_one(f"#{place}-problem", Prose).update(Content(f"✗ {said}"))
        if place == "undertaking":
            return self.query_one("#undertaking")
        return next(iter(self.query_one("#seats").children), None)

    # Keys

    def action_replace(self) -> None:
        """Ask for a replacement instead, or for a designation; what is typed stays."""
        self._replaces = not self._replaces
        self.clear_problems()
        self._say_all()
        self._look()

    def goes_there(self, name: str, arguments: Mapping[str, Any]) -> bool:
        """A reason's way to the other form is this one, turned."""
        if name != "designation":
            return False
        if bool(arguments.get("replaces")) != self._replaces:
            self.action_replace()
        return True

    def explain(self) -> None:
        """What stands in the way at the field with the cursor, else the first that does."""
        view = self._view
        if view is None or not view.decisions:
            super().explain()
            return
        person = [view.person.decision] if view.person else []
        asks = view.decisions["request-designation"]
        at = [asks, *person, *(seat.decision for seat in self._chosen_seats)]
        if person and self.entry("user_code").has_focus_within:
            at = [*person, *at]
        refused = next((decision for decision in at if not decision.allowed), asks)
        self.portal_app.explain(refused, then=self.portal_app.renew)

    def contact_changed(self) -> None:
        super().contact_changed()
        if self.session.lost is None and self.state == "ready":
            self._look()

    async def retell(self) -> None:
        """Say everything again; what is typed stays."""
        self._typed = {entry.id or "": entry.value for entry in self.query(Entry)}
        await super().retell()


def _key(seat: Seat) -> str:
    """What a seat is chosen by."""
    return seat.service if seat.point_id is None else str(seat.point_id)
