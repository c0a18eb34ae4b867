"""Requests that somebody become a manager: what became of mine; for staff, those that wait (R4, R5)."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from portal_tui.contract.decisions import Decision
from portal_tui.contract.designations import AnswerDesignation, Designation, ListDesignations
from portal_tui.contract.events import Event
from portal_tui.widgets.binding import bind
from portal_tui.widgets.options import Line, Options
from portal_tui.widgets.prose import Hint, Prose

from .actions import Action, ActionsScreen
from .base import PortalScreen
from .designation_lines import consequences, designation_hint, designation_line
from .entry_dialog import EntryDialog, Words


class DesignationList(Options):
    """Enter says what can be done about the request under the cursor."""

    BINDINGS = [bind("designations.choose", "select")]


class DesignationsScreen(PortalScreen):
    """What waits first, then what was answered, the newest first."""

    BINDINGS = [bind("designations.new")]

    def __init__(self) -> None:
        super().__init__()
        self._requests: dict[str, Designation] = {}

    def compose_body(self) -> ComposeResult:
        yield Prose(id="organisation-title", classes="screen-title")
        yield Prose(id="organisation-about")
        yield DesignationList(id="designations")
        yield Hint(id="row-hint")

    @property
    def _list(self) -> DesignationList:
        return self.query_one("#designations", DesignationList)

    @property
    def _answers(self) -> bool:
        """Whether it is the operator's staff who look."""
        return self.session.me is not None and self.session.me.role == "staff"

    def load(self) -> None:
        self.ask(ListDesignations(), self._show)

    def _show(self, requests: tuple[Designation, ...]) -> None:
        texts, kind = self.texts, "staff" if self._answers else "own"
        self._requests = {f"request-{each.id}": each for each in requests}
        if not requests:
            ways = () if self._answers else (self.way("designations.new"),)
            title, means = texts(f"designations.none.{kind}"), texts(f"designations.none.{kind}.means")
            self.show_state("empty", title, means, *ways)
            return
        self.show_state("ready")
        self.query_one("#organisation-title", Prose).update(Content(texts("designations.title")))
        self.query_one("#organisation-about", Prose).update(Content(texts(f"designations.means.{kind}")))
        self._list.show(self._lines)
        self._list.focus()

    def _lines(self, width: int) -> Iterator[Line]:
        texts, dates = self.texts, self.session.dates
        waiting = [id for id, each in self._requests.items() if each.approved is None]
        answered = [id for id in self._requests if id not in waiting]
        for section, ids in (("waiting", waiting), ("answered", answered)):
            if ids:
                title = texts.plural(f"designations.{section}", len(ids))
                above = "\n" if section == "answered" and waiting else ""
                yield Line("", Content.styled(above + title, "$text-muted"))
            for id in ids:
                yield Line(id, designation_line(self._requests[id], texts, dates, width))

    @on(OptionList.OptionHighlighted)
    def _hint(self) -> None:
        request = self._requests.get(self._list.at)
        if request is not None:
            said = designation_hint(request, self.texts, self.session.dates)
            self.query_one("#row-hint", Hint).update(Content(said))

    # What can be done

    @on(OptionList.OptionSelected)
    def _choose(self, message: OptionList.OptionSelected) -> None:
        request = self._requests[message.option_id or ""]
        says = designation_hint(request, self.texts, self.session.dates)
        actions = self._actions(request)
        self.app.push_screen(
            ActionsScreen(request.whom, actions, says), lambda action: self._act(request, action)
        )

    def _actions(self, request: Designation) -> list[Action[str]]:
        """Answer it; see the register; ask again for what was refused."""
        texts = self.texts
        actions = [
            Action(
                texts(f"designations.{answer}"),
                answer,
                request.decisions[f"{answer}-designation"],
                texts(f"designations.{answer}.means"),
            )
            for answer in ("approve", "refuse")
            if f"{answer}-designation" in request.decisions
        ]
        free = Decision(action="request-designation")
        if request.approved is False:
            actions.append(Action(texts("designations.again"), "again", free))
        if request.services:
            actions.append(Action(texts("designations.register"), "register", free))
        return actions

    def _act(self, request: Designation, action: Action[str] | None) -> None:
        if action is None:
            return
        if not action.decision.allowed:
            self.portal_app.explain(action.decision, then=self.load)
        elif action.do == "approve":
            operation = AnswerDesignation(designation_id=request.id, approve=True)
            means = consequences(request, self.texts)
            self.portal_app.confirm(operation, lambda: self.ask(operation, self._answered), means=means)
        elif action.do == "refuse":
            self.app.push_screen(RefusingScreen(request.id), self._answered)
        elif action.do == "again":
            self.portal_app.open("designation", **_again(request))
        else:
            place = {"organisation_id": request.organisation_id, "service": request.services[0]}
            self.portal_app.open("register", **place)

    def _answered(self, answer: Designation | None) -> None:
        if answer is not None:
            said = "designations.approved" if answer.approved else "designations.refused"
            self.portal_app.say(self.texts(said, person=answer.whom))
            self.load()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The operator's staff answer requests and make none."""
        return (action != "new" or not self._answers) and super().check_action(action, parameters)

    def action_new(self) -> None:
        """Another request, of the organisation that I act as."""
        me = self.session.me
        acting = me.acting if me is not None and me.acting.standing != "self" else None
        self.portal_app.open("designation", organisation_id=acting.id if acting else None)

    def explain(self) -> None:
        """Whether the request under the cursor can be approved, and why."""
        request = self._requests.get(self._list.at) if self.state == "ready" else None
        if request is not None and request.decisions:
            self.portal_app.explain(request.decisions["approve-designation"], then=self.load)
        else:
            super().explain()

    def concerns(self, event: Event) -> bool:
        return event.subject in ("organisation", "account")


class RefusingScreen(EntryDialog[Designation]):
    """Refusing a request: why is said to whoever asked, and what to do (R11, E0)."""

    words = Words("designations.refusing", "designations.why", "designations.why.help", "designations.refuse")
    entry_id = "explanation"

    def __init__(self, designation_id: int) -> None:
        super().__init__()
        self._designation_id = designation_id

    def operation(self, entered: str) -> AnswerDesignation:
        return AnswerDesignation(designation_id=self._designation_id, approve=False, explanation=entered)


def _again(request: Designation) -> dict[str, object]:
    """The form as it was, but for what has to be undertaken anew."""
    return {
        "organisation_id": request.organisation_id,
        "service": next(iter(request.services), ""),
        "point_id": request.point_id,
        "replaces": request.replaces,
        "function": request.function,
        "user_code": request.user_code,
    }
