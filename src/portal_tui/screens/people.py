"""The people of an application: its owner first, who takes part, who could (T4, T5)."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static

from portal_tui.contract.applications import (
    AddCollaborator,
    Candidate,
    Collaborator,
    HandOver,
    ListPeople,
    PeopleView,
    RemoveCollaborator,
    TakeOwnership,
)
from portal_tui.contract.decisions import Decision
from portal_tui.contract.events import Event
from portal_tui.contract.operation import Operation
from portal_tui.contract.register import RIGHTS
from portal_tui.widgets.binding import bind
from portal_tui.widgets.pointed import PointedList
from portal_tui.widgets.prose import Prose, hung, unbroken

from .actions import Action, ActionsScreen, Asked
from .base import PortalScreen

_GAP: Final = 3
"""Cells between columns."""
_ASIDE: Final = 3
"""Cells that a line keeps beside it."""


class PeopleScreen(PortalScreen):
    """Enter on a person shows everything that can be done about them, and why not."""

    CSS_PATH = ["pages.tcss", "application_pages.tcss"]

    BINDINGS = [bind("people.take-ownership")]

    def __init__(self, application_id: int) -> None:
        super().__init__()
        self._application_id = application_id
        self._people: list[Collaborator | Candidate] = []
        self._view: PeopleView | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(Content(self.texts("people.title")), classes="screen-title")
        yield Prose(Content(self.texts("people.text")), classes="muted people-text")
        yield PeopleList(id="people")

    def load(self) -> None:
        self.ask(ListPeople(application_id=self._application_id), self._show)

    def _show(self, view: PeopleView) -> None:
        self._view = view
        self._people = [*view.people, *view.candidates]
        self.show_state("ready")
        self.refresh_bindings()
        listing = self.query_one("#people", PeopleList)
        listing.show(partial(self._lines, view))
        listing.focus()

    def _lines(self, view: PeopleView, width: int) -> list[Content | None]:
        names = self._names(view)
        people = [self._collaborator(each, names[each.account_id], width) for each in view.people]
        candidates = [self._candidate(names[each.account_id]) for each in view.candidates]
        return [*people, None, *candidates] if candidates else [*people]

    def _names(self, view: PeopleView) -> dict[int, str]:
        """What each is called, by account; all as wide, so that what stands beside them lines up."""
        you = {person.account_id: f" ({self.texts('workspace.you')})" for person in view.people if person.you}
        said = {each.account_id: each.name + you.get(each.account_id, "") for each in self._people}
        width = max(map(len, said.values()), default=0)
        return {id: name.ljust(width + _GAP) for id, name in said.items()}

    def _collaborator(self, person: Collaborator, name: str, width: int) -> Content:
        if self._by_register:
            return hung(Content(name), self._held(person), width)
        access = self.texts(f"people.access.{person.access}")
        style = "bold $accent" if person.access == "owner" else "$text-muted"
        since = self.texts("people.since", day=self.session.dates.day(person.since))
        longest = max(len(self.texts(f"people.access.{each}")) for each in ("owner", "edit", "view"))
        said = Content.assemble((access.ljust(longest + _GAP), style), (unbroken(since), "$text-muted"))
        return hung(Content(name), said, width)

    def _held(self, person: Collaborator) -> Content:
        """What their right is, whether it lets them transmit; who began it says no more than that (T3)."""
        texts = self.texts
        right = texts(f"right.{person.right}" if person.right else "people.no-right")
        since = texts("people.since", day=self.session.dates.day(person.since))
        longest = max(len(texts(f"right.{each}")) for each in RIGHTS)
        began = texts("people.began", day=self.session.dates.day(person.since))
        further = [
            (unbroken(texts("people.sends")), "bold $accent") if person.sends else None,
            (unbroken(began if person.access == "owner" else since), "$text-muted"),
        ]
        said = [Content.styled(*each) for each in further if each]
        style = "" if person.right else "$text-muted"
        return Content.assemble((right.ljust(longest + _GAP), style), Content(" · ").join(said))

    def _candidate(self, name: str) -> Content:
        return Content.styled(name + self.texts("people.could"), "$text-muted")

    @on(OptionList.OptionSelected, "#people")
    def _chosen(self, message: OptionList.OptionSelected) -> None:
        person = self._people[message.option_index]
        if self._by_register:
            self._explain_register()
            return
        self.app.push_screen(ActionsScreen(person.name, self._actions(person)), self._act)

    def _actions(self, person: Collaborator | Candidate) -> list[Asked]:
        about = {"application_id": self._application_id, "account_id": person.account_id}
        if isinstance(person, Candidate):
            return [
                Action(
                    self.texts("people.add-edit"), AddCollaborator(**about, access="edit"), person.decision
                ),
                Action(
                    self.texts("people.add-view"), AddCollaborator(**about, access="view"), person.decision
                ),
            ]
        other = "view" if person.access == "edit" else "edit"
        offered: list[tuple[str, Operation[PeopleView], str]] = [
            (f"people.change-{other}", AddCollaborator(**about, access=other), "add-collaborator"),  # type: ignore[arg-type]
            ("people.hand-over", HandOver(**about), "hand-over"),
            (
                "people.leave" if person.you else "people.remove",
                RemoveCollaborator(**about),
                "remove-collaborator",
            ),
        ]
        return [
            Action(self.texts(key), operation, person.decisions[name])
            for key, operation, name in offered
            if name in person.decisions
        ]

    def _act(self, action: Asked | None) -> None:
        if action is not None:
            self._do(action.do, action.decision)

    def _do(self, operation: Operation[PeopleView], decision: Decision) -> None:
        if not decision.allowed:
            self.portal_app.explain(decision, application_id=self._application_id, then=self.load)
            return
        from .confirm import needs_confirmation

        if needs_confirmation(operation):
            self.portal_app.confirm(operation, lambda: self.ask(operation, self._show))
        else:
            self.ask(operation, self._show)

    def action_take_ownership(self) -> None:
        """Become the owner, or learn why not."""
        if self._view is not None:
            self._do(
                TakeOwnership(application_id=self._application_id), self._view.decisions["take-ownership"]
            )

    @property
    def _by_register(self) -> bool:
        return self._view is not None and self._view.by_register

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where a register decides, to own an application gives nothing: it isn't offered (T3)."""
        return not (action == "take_ownership" and self._by_register)

    def explain(self) -> None:
        """Why the people are those of the register, and who gives rights there."""
        if self._by_register:
            self._explain_register()
        else:
            super().explain()

    def _explain_register(self) -> None:
        if self._view is not None:
            decision = self._view.decisions["add-collaborator"]
            self.portal_app.explain(decision, application_id=self._application_id, then=self.load)

    def concerns(self, event: Event) -> bool:
        return event.application_id == self._application_id and event.subject == "application"


class PeopleList(PointedList):
    """Moves by the keys of lists."""

    BINDINGS = [
        bind("people.up", "cursor_up"),
        bind("people.down", "cursor_down"),
        bind("people.choose", "select"),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, compact=True)
        self._draw: Callable[[int], Sequence[Content | None]] = lambda _: ()

    def show(self, draw: Callable[[int], Sequence[Content | None]]) -> None:
        """Show what ``draw`` makes of the width, now and whenever that changes; None parts the lines."""
        self._draw = draw
        self._redraw()

    def on_resize(self) -> None:
        self._redraw()

    def _redraw(self) -> None:
        cursor = self.highlighted or 0
        self.clear_options()
        self.add_options(self._draw(self.scrollable_content_region.width - _ASIDE))
        self.highlighted = min(cursor, self.option_count - 1) if self.option_count else None
