"""My organisation: its members, who is invited or asks to join; and my own invitations (O3, O4, O7)."""

from collections.abc import Iterator
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static

from portal_tui.contract.accounts import ActAs, ActingEntity, Me
from portal_tui.contract.decisions import Decision, Remedy
from portal_tui.contract.events import Event
from portal_tui.contract.operation import Operation
from portal_tui.contract.organisations import (
    AnswerInvitation,
    AnswerMembership,
    AskOrganisation,
    CancelInvitation,
    ChangeMember,
    Invitation,
    JoinRequest,
    ListMyInvitations,
    Member,
    MyInvitation,
    OpenOrganisation,
    OrganisationView,
    RemoveMember,
    TransferAdministration,
)
from portal_tui.contract.register import GiveUserCode
from portal_tui.widgets.binding import bind
from portal_tui.widgets.options import Line, Options
from portal_tui.widgets.prose import Hint

from .actions import Action, ActionsScreen, Asked
from .base import PortalScreen
from .confirm import needs_confirmation
from .organisation_lines import (
    entity_line,
    invitation_line,
    member_line,
    my_invitation_line,
    request_line,
)


class OrganisationList(Options):
    """Enter says what can be done about the line under the cursor."""

    BINDINGS = [bind("organisation.choose", "select")]


Row = Member | Invitation | JoinRequest | MyInvitation | ActingEntity


class OrganisationScreen(PortalScreen):
    """*Organisation et membres*: of the organisation that I act as, or another of mine.

    ``hand_on`` is a member whose applications somebody else is to take over before they leave.
    """

    BINDINGS = [
        bind("organisation.invite"),
        bind("organisation.designate"),
        bind("organisation.firm"),
        bind("organisation.create"),
        bind("organisation.join"),
    ]

    def __init__(self, organisation_id: int | None = None, hand_on: int | None = None) -> None:
        super().__init__()
        self._organisation_id = organisation_id
        self._hand_on = hand_on
        self._view: OrganisationView | None = None
        self._invited: tuple[MyInvitation, ...] = ()
        self._rows: dict[str, Row] = {}

    def compose_body(self) -> ComposeResult:
        yield Static(id="organisation-title", classes="screen-title")
        yield Static(id="organisation-about")
        yield OrganisationList(id="organisation")
        yield Hint(id="row-hint")

    @property
    def _list(self) -> OrganisationList:
        return self.query_one("#organisation", OrganisationList)

    # Loading

    def load(self) -> None:
        self.ask(ListMyInvitations(), self._take_invitations)

    def _take_invitations(self, invited: tuple[MyInvitation, ...]) -> None:
        self._invited = invited
        me = self.session.me
        if self._organisation_id is not None:
            self.ask(OpenOrganisation(organisation_id=self._organisation_id), self._show)
        elif me is not None and me.acting.standing != "self":
            self.ask(OpenOrganisation(organisation_id=me.acting.id), self._show)
        else:
            self._show(None)

    def _show(self, view: OrganisationView | None) -> None:
        self._view = view
        texts, me = self.texts, self.session.me
        if view is None and not self._invited and me is not None and len(me.entities) == 1:
            ways = (self.way("organisation.join"), self.way("organisation.create"))
            title, means = texts("organisation.nowhere"), texts("organisation.nowhere.means")
            self.show_state("empty", title, means, *ways)
            return
        self.show_state("ready")
        title = view.name if view else texts("organisation.none")
        self.query_one("#organisation-title", Static).update(Content(title))
        self.query_one("#organisation-about", Static).update(self._about(view))
        self._list.show(self._lines)
        self._list.focus()
        if view is not None and self._hand_on is not None:
            self._choose_successor(view, self._hand_on)

    def _about(self, view: OrganisationView | None) -> Content:
        texts = self.texts
        if view is None:
            return Content(texts("organisation.none.means"))
        numbers = [
            texts("organisation.identifier", scheme=texts(f"identifier.{each.scheme}"), value=each.value)
            for each in view.identifiers
        ]
        return Content(
            " · ".join([view.kind.text, *numbers, texts("organisation.primary", name=view.primary)])
        )

    def _lines(self, width: int) -> Iterator[Line]:
        texts, dates, view = self.texts, self.session.dates, self._view
        self._rows = {}
        if view is not None:
            yield from self._section("members", view.members, lambda row: member_line(row, texts, width))
            yield from self._section(
                "requests", view.requests, lambda row: request_line(row, texts, dates, width)
            )
            yield from self._section(
                "invitations", view.invitations, lambda row: invitation_line(row, texts, dates, width)
            )
        else:
            me = self.session.me
            mine = [each for each in me.entities if each.standing != "self"] if me else []
            yield from self._section("mine", mine, lambda row: entity_line(row, texts, width))
        yield from self._section(
            "invited", self._invited, lambda row: my_invitation_line(row, texts, dates, width)
        )

    def _section(self, name: str, rows: Any, line: Any) -> Iterator[Line]:
        if not rows:
            return
        title = self.texts.plural(f"organisation.{name}", len(rows))
        yield Line("", Content.assemble("\n" if self._rows else "", (title, "$text-muted")))
        for row in rows:
            id = f"{name}-{row.account_id if isinstance(row, Member) else row.id}"
            self._rows[id] = row
            yield Line(id, line(row))

    # What can be done

    @on(OptionList.OptionHighlighted)
    def _hint(self) -> None:
        row = self._rows.get(self._list.at)
        if row is None:
            return
        said = self.texts(f"organisation.hint.{type(row).__name__.lower()}")
        if isinstance(row, Member):
            since = self.texts("organisation.since", day=self.session.dates.day(row.since))
            said = f"{since} · {said}"
        self.query_one("#row-hint", Hint).update(Content(said))

    @on(OptionList.OptionSelected)
    def _choose(self, message: OptionList.OptionSelected) -> None:
        row = self._rows[message.option_id or ""]
        title = row.organisation if isinstance(row, MyInvitation) else _name(row)
        self.app.push_screen(ActionsScreen(title, self._actions(row)), self._act)

    def _actions(self, row: Row) -> list[Asked]:
        match row:
            case Member():
                return self._about_member(row)
            case Invitation():
                cancel = CancelInvitation(invitation_id=row.id)
                return [self._action("cancel-invitation", cancel, row.decisions["cancel-invitation"])]
            case JoinRequest():
                assert self._view is not None
                decision = self._view.decisions["answer-membership"]
                return [
                    self._action("add", AnswerMembership(request_id=row.id, accept=True), decision),
                    self._action("not-add", AnswerMembership(request_id=row.id, accept=False), decision),
                ]
            case MyInvitation():
                return [
                    self._action("accept", AnswerInvitation(invitation_id=row.id, accept=True)),
                    self._action("decline", AnswerInvitation(invitation_id=row.id, accept=False)),
                ]
            case ActingEntity():
                return [self._action("act-as", ActAs(entity_id=row.id))]

    def _about_member(self, member: Member) -> list[Asked]:
        assert self._view is not None
        about = {"organisation_id": self._view.id, "account_id": member.account_id}
        other = "member" if member.standing == "administrator" else "administrator"
        giving = self._view.decisions.get("give-user-code")
        code = [] if giving is None else [self._action("user-code", GiveUserCode(**about), giving)]
        return [
            *code,
            self._action(
                f"make-{other}",
                ChangeMember(**about, standing=other),  # type: ignore[arg-type]
                member.decisions["change-member"],
            ),
            self._action(
                "transfer", TransferAdministration(**about), member.decisions["transfer-administration"]
            ),
            self._action(
                "leave" if member.you else "remove",
                RemoveMember(**about),
                member.decisions["remove-member"],
            ),
        ]

    def _action(self, name: str, operation: Operation[Any], decision: Decision | None = None) -> Asked:
        text = self.texts(f"organisation.action.{name}")
        return Action(text, operation, decision or Decision(action=name))

    def _act(self, action: Asked | None) -> None:
        if action is not None:
            self._do(action.do, action.decision)

    def _do(self, operation: Operation[Any], decision: Decision) -> None:
        if not decision.allowed:
            self._explain(decision)
        elif needs_confirmation(operation):
            self.portal_app.confirm(operation, lambda: self.ask(operation, self._done))
        else:
            self.ask(operation, self._done)

    def _done(self, answer: OrganisationView | Me | str | None) -> None:
        match answer:
            case str(code):
                self.portal_app.say(self.texts("organisation.user-code", code=code))
            case Me():
                self.session.me = answer
                self.portal_app.renew()
            case None:  # I have left it
                self._organisation_id = None
                self.portal_app.renew()
            case view:
                self._show(view)

    def _choose_successor(self, view: OrganisationView, account_id: int) -> None:
        """Who takes over what somebody owns; then they are removed, or leave."""
        self._hand_on = None
        others = [member for member in view.members if member.account_id != account_id]
        leaving = next((member for member in view.members if member.account_id == account_id), None)
        if leaving is None:
            return
        actions: list[Asked] = [
            Action(
                self.texts("organisation.action.hand-to", name=member.name),
                RemoveMember(organisation_id=view.id, account_id=account_id, hand_to=member.account_id),
                Decision(action="remove-member"),
            )
            for member in others
        ]
        title = self.texts("organisation.hand-on", name=leaving.name)
        self.app.push_screen(ActionsScreen(title, actions), self._act)

    # Keys

    def action_invite(self) -> None:
        """Invite somebody, or learn why not."""
        if self._view is None:
            self.portal_app.say(self.texts("organisation.invite.where"))
        elif self._view.decisions["invite-member"].allowed:
            from .invite import InviteScreen

            self.app.push_screen(InviteScreen(self._view.id), self._invited_somebody)
        else:
            self._explain(self._view.decisions["invite-member"])

    def _invited_somebody(self, view: OrganisationView | None) -> None:
        if view is not None:
            self._show(view)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Managers are designated, and firms have points of service, where there is a register."""
        if action in ("designate", "firm"):
            return self._view is not None and self.session.has_register
        return super().check_action(action, parameters)

    def action_designate(self) -> None:
        """Ask that somebody manage its rights or its mandataries, by form (R4, R8)."""
        assert self._view is not None
        self.portal_app.open("designation", organisation_id=self._view.id)

    def action_firm(self) -> None:
        """Its points of service and those who work there, if it is a firm (R8)."""
        assert self._view is not None
        self.portal_app.open("firm", organisation_id=self._view.id)

    def action_create(self) -> None:
        """Create another organisation."""
        self.portal_app.open("new-organisation")

    def action_join(self) -> None:
        """Ask to be added to another organisation."""
        self.portal_app.open("join-organisation")

    def explain(self) -> None:
        """What stands in the way of removing the person under the cursor, else of inviting somebody."""
        row = self._rows.get(self._list.at) if self.state == "ready" else None
        if isinstance(row, Member) and not row.decisions["remove-member"].allowed:
            self._explain(row.decisions["remove-member"])
        elif self.state == "ready" and self._view is not None:
            self._explain(self._view.decisions["invite-member"])
        else:
            super().explain()

    def _explain(self, decision: Decision) -> None:
        def ask(remedy: Remedy) -> Operation[Any] | None:
            if self._view is None or remedy.role == "operator":
                return None  # who has no account here is written to
            return AskOrganisation(organisation_id=self._view.id, remedy=remedy.code)

        self.portal_app.explain(decision, asking=ask, then=self.portal_app.renew)

    def concerns(self, event: Event) -> bool:
        return event.subject in ("organisation", "account")


def _name(row: Member | Invitation | JoinRequest | ActingEntity) -> str:
    return row.email if isinstance(row, Invitation) else row.name
