"""*Registre des droits d'accès* of a service: who holds what; new entries, changes (R1-R9, A7)."""

from collections.abc import Callable, Iterator
from typing import Any, Literal

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from portal_tui.contract.decisions import Decision
from portal_tui.contract.events import Event
from portal_tui.contract.operation import Operation
from portal_tui.contract.register import (
    FORMS,
    RIGHTS,
    ExplainRights,
    ExportRegister,
    Form,
    Holder,
    NameDeputy,
    OpenRegister,
    PersonCard,
    RegisterView,
    RemoveDeputy,
    Right,
    RightsExplained,
    WithdrawRight,
)
from portal_tui.widgets.binding import bind
from portal_tui.widgets.options import Line, Options
from portal_tui.widgets.prose import Hint, Prose, unbroken

from . import make
from .actions import Action, ActionsScreen
from .register_lines import (
    ORDERS,
    Known,
    Order,
    holder_hint,
    holder_line,
    is_mandate,
    sections,
    uses_text,
)
from .task_files import FileScreen
from .wording import check_text, listing

Do = Operation[Any] | Right | Literal["why"]
"""What is asked of the portal; the right of which it is asked what it would change; why they may what."""


class HolderList(Options):
    """Enter says what can be done about the person under the cursor."""

    BINDINGS = [bind("rights.choose", "select")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nobody is listed, there is nothing to choose."""
        return (action != "select" or bool(self.at)) and super().check_action(action, parameters)


class RegisterScreen(FileScreen):
    """The register of one service of an organisation, for whoever has to do with it."""

    BINDINGS = [bind("rights.new"), bind("rights.sort"), bind("rights.history"), bind("rights.export")]

    def __init__(self, organisation_id: int, service: str) -> None:
        super().__init__()
        self._place: dict[str, Any] = {"organisation_id": organisation_id, "service": service}
        self._view: RegisterView | None = None
        self._holders: dict[str, Holder] = {}
        self._order: Order = "person"

    def compose_body(self) -> ComposeResult:
        yield Prose(id="organisation-title", classes="screen-title")
        yield Prose(id="organisation-about")
        yield HolderList(id="register")
        yield Hint(id="row-hint")

    @property
    def _list(self) -> HolderList:
        return self.query_one("#register", HolderList)

    def load(self) -> None:
        self.ask(OpenRegister(**self._place), self._show)

    def _show(self, view: RegisterView, at: str = "") -> None:
        if view.firm:
            self.app.switch_screen(make("firm", **self._place))
            return
        self._view = view
        texts, reading = self.texts, view.decisions["open-register"]
        self.show_state("ready")
        title = texts("rights.title", service=view.title.text)
        self.query_one("#organisation-title", Prose).update(Content(title))
        self.query_one("#organisation-about", Prose).update(Content(self._about(view)))
        self._list.show(self._lines, at=at)
        self._list.focus()
        self.refresh_bindings()
        self.set_class(not view.holders, "nobody")
        if not reading.allowed:
            said = check_text(reading.reasons[0], texts, self.session.dates)
            self._point(Content.assemble(("✗ ", "bold $error"), said), "app.explain")
        elif not view.holders:
            self._point(Content(texts("rights.nobody")), "rights.new")

    def _point(self, said: Content, way: str) -> None:
        """Where nobody is listed: why, and the key that leads on."""
        key, text = self.way(way)
        said = Content.assemble(said, "   ", (key, "bold $accent"), unbroken(f" {text}"))
        self.query_one("#row-hint", Hint).update(said)

    def _about(self, view: RegisterView) -> str:
        """Whose it is, who manages it, who may transmit."""
        texts = self.texts
        manager = texts("rights.manager", name=view.manager) if view.manager else texts("rights.none")
        senders = listing(view.senders, texts)
        parts = [
            view.organisation,
            manager,
            texts.plural("rights.senders", len(view.senders), names=senders) if senders else "",
        ]
        parts.append(texts("rights.yours", code=view.your_code) if view.your_code else "")
        return " · ".join(part for part in parts if part)

    def _lines(self, width: int) -> Iterator[Line]:
        view, texts = self._view, self.texts
        self._holders = {}
        if view is None or not view.holders:
            return
        order = texts(f"rights.order.{self._order}")
        for title, holders in sections(view, self._order, texts):
            said = f"\n{title}" if self._holders else f"{title} · {order}"
            yield Line("", Content.styled(said, "$text-muted"))
            for holder in holders:
                self._holders[holder.user_code] = holder
                yield Line(holder.user_code, holder_line(holder, texts, self.session.dates, width))

    def action_sort(self) -> None:
        """By person, by right, by firm, in turn; the cursor stays on the person."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._list.show(self._lines)

    def action_history(self) -> None:
        """What has happened here; or why that can't be read (R11)."""
        view = self._view
        if view is None:
            return
        if view.decisions["open-register"].allowed:
            self.portal_app.open("register-history", **self._place, title=view.title.text)
        else:
            self._explain(view.decisions["open-register"])

    def action_export(self) -> None:
        """The whole register, as a file; or why it can't be read (R11)."""
        view = self._view
        if view is None:
            return
        reading = view.decisions["open-register"]
        if not reading.allowed:
            self._explain(reading)
            return

        def chosen(action: Action[Form] | None) -> None:
            if action is not None:
                export = ExportRegister(organisation_id=view.organisation_id, form=action.do)
                self.ask(export, self.choose_place)

        forms = [Action(self.texts(f"rights.export.{form}"), form, reading) for form in FORMS]
        title = self.texts("rights.export.title", organisation=view.organisation)
        self.app.push_screen(ActionsScreen(title, forms), chosen)

    # What can be done

    @on(OptionList.OptionHighlighted)
    def _hint(self) -> None:
        holder = self._holders.get(self._list.at)
        self.refresh_bindings()
        if holder is not None:
            said = holder_hint(holder, self.texts, self.session.dates)
            self.query_one("#row-hint", Hint).update(Content(said))

    @on(OptionList.OptionSelected)
    def _choose(self, message: OptionList.OptionSelected) -> None:
        holder = self._holders[message.option_id or ""]
        self._ask_about(holder, lambda known: self._offer(holder, known))

    def _ask_about(self, holder: Holder, then: Callable[[RightsExplained], None]) -> None:
        self.ask(ExplainRights(**self._place, user_code=holder.user_code), then)

    def _offer(self, holder: Holder, known: RightsExplained) -> None:
        """What can be done about somebody; each right with what it would let them do."""

        def act(action: Action[Do] | None) -> None:
            self._act(action, known, holder)

        self.app.push_screen(ActionsScreen(holder.name, self._about_holder(holder, known)), act)

    def _about_holder(self, holder: Holder, known: RightsExplained) -> list[Action[Do]]:
        """Change the right in one step, withdraw it; name a deputy, or end that (R2, R6)."""
        assert self._view is not None
        texts, decisions = self.texts, self._view.decisions
        about = {**self._place, "user_code": holder.user_code}
        mandated = holder.right is not None and is_mandate(holder.right)
        way = "rights.change-to" if holder.right else "rights.give"
        give = decisions["grant-right"]
        actions = [
            self._giving(right, texts(way, right=texts(f"right.{right}")), known, give)
            for right in RIGHTS
            if right != holder.right and is_mandate(right) == mandated
        ]
        if holder.right is not None and self._view.rights_may_end:
            renew = texts("rights.renew", right=texts(f"right.{holder.right}"))
            actions.append(Action(renew, holder.right, give))
        if holder.right is not None:
            withdraw = texts("rights.withdraw")
            actions.append(Action(withdraw, WithdrawRight(**about), decisions["withdraw-right"]))
        if holder.function == "deputy":
            remove = texts("rights.remove-deputy")
            actions.append(Action(remove, RemoveDeputy(**about), decisions["remove-deputy"]))
        elif holder.function is None and not mandated:
            name = texts("rights.name-deputy")
            actions.append(Action(name, NameDeputy(**about), decisions["name-deputy"]))
        actions.append(Action(texts("rights.why", person=holder.name), "why", decisions["open-register"]))
        return actions

    def _giving(self, right: Right, text: str, known: Known, decision: Decision) -> Action[Do]:
        lets = self.texts("rights.lets", uses=uses_text(known.would[right], self.texts))
        return Action(text, right, decision, lets)

    def _act(self, action: Action[Do] | None, known: Known, holder: Holder | None = None) -> None:
        if action is None:
            return
        if not action.decision.allowed:
            self._explain(action.decision)
            return
        match action.do:
            case "why":
                assert isinstance(known, RightsExplained)
                self._say_why(known)
            case str(right):
                self._give(right, known, holder)
            case WithdrawRight() as withdraw if holder is not None and (holder.you or holder.last):
                codes = ("own" if holder.you else "", holder.last, "means")
                says = " ".join(self.texts(f"confirm.withdraw-right.{code}") for code in codes if code)
                self.portal_app.confirm(withdraw, lambda: self.ask(withdraw, self._show), means=says)
            case operation:
                self.ask(operation, self._show)

    def _give(self, right: Right, known: Known, holder: Holder | None) -> None:
        """What it changes, through which firm, until when; then it is confirmed."""
        from .grant import GrantScreen

        def granted(view: RegisterView | None) -> None:
            if view is not None:
                self._show(view, at=known.user_code)

        assert self._view is not None
        self.app.push_screen(GrantScreen(self._view, known, right, holder), granted)

    def _say_why(self, known: RightsExplained) -> None:
        from .holder_rights import HolderRightsScreen

        title = self._view.title.text if self._view is not None else ""
        self.app.push_screen(HolderRightsScreen(known, title))

    def action_new(self) -> None:
        """*Nouvelle inscription*: a user code, whose it is, then what to give; or why not (R6)."""
        if self._view is None:
            return
        if self._view.decisions["grant-right"].allowed or self._view.decisions["name-deputy"].allowed:
            from .new_entry import NewEntryScreen

            self.app.push_screen(NewEntryScreen(self._place), self._found)
        else:
            self._explain(self._view.decisions["grant-right"])

    def _found(self, card: PersonCard | None) -> None:
        """The particulars are shown before anything is confirmed (A7)."""
        if card is None:
            return
        texts = self.texts
        actions = [
            self._giving(
                right,
                texts("rights.give", right=texts(f"right.{right}")),
                card,
                card.decisions[f"grant-right:{right}"],
            )
            for right in RIGHTS
        ]
        deputy = NameDeputy(**self._place, user_code=card.user_code)
        actions.append(Action(texts("rights.name-deputy"), deputy, card.decisions["name-deputy"]))
        where = [f"{each.firm}, {each.point}" for each in card.points]
        says = " · ".join([card.user_code, card.contact, *where])
        holders = self._view.holders if self._view is not None else ()
        held = next((each for each in holders if each.user_code == card.user_code), None)

        def act(action: Action[Do] | None) -> None:
            self._act(action, card, held)

        self.app.push_screen(ActionsScreen(card.name, actions, says), act)

    def explain(self) -> None:
        """What the person under the cursor may do, and why; else why the register can't be read."""
        holder = self._holders.get(self._list.at) if self.state == "ready" else None
        if holder is not None:
            self._ask_about(holder, self._say_why)
        elif self.state == "ready" and self._view is not None:
            reading = self._view.decisions["open-register"]
            self._explain(self._view.decisions["grant-right"] if reading.allowed else reading)
        else:
            super().explain()

    def _explain(self, decision: Decision) -> None:
        self.portal_app.explain(decision, then=self.portal_app.renew)

    def concerns(self, event: Event) -> bool:
        return event.subject in ("organisation", "account")
