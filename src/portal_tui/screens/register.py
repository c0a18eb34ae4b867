"""*Registre des droits d'accès* of a service: who holds what; new entries, changes (R1-R9, A7)."""

from collections.abc import Iterator
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from portal_tui.contract.decisions import Decision
from portal_tui.contract.events import Event
from portal_tui.contract.operation import Operation
from portal_tui.contract.register import (
    RIGHTS,
    GrantRight,
    Holder,
    NameDeputy,
    OpenRegister,
    PersonCard,
    RegisterView,
    RemoveDeputy,
    WithdrawRight,
)
from portal_tui.widgets.binding import bind
from portal_tui.widgets.options import Line, Options
from portal_tui.widgets.prose import Hint, Prose, unbroken

from .actions import Action, ActionsScreen, Asked
from .base import PortalScreen
from .register_lines import holder_hint, holder_line
from .wording import check_text, listing


class HolderList(Options):
    """Enter says what can be done about the person under the cursor."""

    BINDINGS = [bind("rights.choose", "select")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nobody is listed, there is nothing to choose."""
        return (action != "select" or bool(self.at)) and super().check_action(action, parameters)


class RegisterScreen(PortalScreen):
    """The register of one service of an organisation, for whoever has to do with it."""

    BINDINGS = [bind("rights.new")]

    def __init__(self, organisation_id: int, service: str) -> None:
        super().__init__()
        self._place: dict[str, Any] = {"organisation_id": organisation_id, "service": service}
        self._view: RegisterView | None = None
        self._holders: dict[str, Holder] = {}

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

    def _show(self, view: RegisterView) -> None:
        self._view = view
        texts, reading = self.texts, view.decisions["open-register"]
        self.show_state("ready")
        title = texts("rights.title", service=view.title.text)
        self.query_one("#organisation-title", Prose).update(Content(title))
        self.query_one("#organisation-about", Prose).update(Content(self._about(view)))
        self._list.show(self._lines)
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
        parts = [view.organisation, manager, texts("rights.senders", names=senders) if senders else ""]
        parts.append(texts("rights.yours", code=view.your_code) if view.your_code else "")
        return " · ".join(part for part in parts if part)

    def _lines(self, width: int) -> Iterator[Line]:
        view = self._view
        self._holders = {}
        if view is None or not view.holders:
            return
        title = self.texts.plural("rights.holders", len(view.holders))
        yield Line("", Content.styled(title, "$text-muted"))
        for place, holder in enumerate(view.holders):
            self._holders[f"holder-{place}"] = holder
            yield Line(f"holder-{place}", holder_line(holder, self.texts, self.session.dates, width))

    # What can be done

    @on(OptionList.OptionHighlighted)
    def _hint(self) -> None:
        holder = self._holders.get(self._list.at)
        if holder is not None:
            said = holder_hint(holder, self.texts, self.session.dates)
            self.query_one("#row-hint", Hint).update(Content(said))

    @on(OptionList.OptionSelected)
    def _choose(self, message: OptionList.OptionSelected) -> None:
        holder = self._holders[message.option_id or ""]
        self.app.push_screen(ActionsScreen(holder.name, self._about_holder(holder)), self._act)

    def _about_holder(self, holder: Holder) -> list[Asked]:
        """Change the right in one step, withdraw it; name a deputy, or end that (R2, R6)."""
        assert self._view is not None
        decisions = self._view.decisions
        about = {**self._place, "user_code": holder.user_code}
        mandated = holder.right is not None and holder.right.startswith("mandatary")
        way = "rights.change-to" if holder.right else "rights.give"
        actions: list[Asked] = [
            Action(
                self.texts(way, right=self.texts(f"right.{right}")),
                GrantRight(**about, right=right),
                decisions["grant-right"],
            )
            for right in RIGHTS
            if right != holder.right and right.startswith("mandatary") == mandated
        ]
        if holder.right is not None:
            withdraw = self.texts("rights.withdraw")
            actions.append(Action(withdraw, WithdrawRight(**about), decisions["withdraw-right"]))
        if holder.function == "deputy":
            remove = self.texts("rights.remove-deputy")
            actions.append(Action(remove, RemoveDeputy(**about), decisions["remove-deputy"]))
        elif holder.function is None and not mandated:
            name = self.texts("rights.name-deputy")
            actions.append(Action(name, NameDeputy(**about), decisions["name-deputy"]))
        return actions

    def _act(self, action: Asked | None) -> None:
        if action is None:
            return
        if action.decision.allowed:
            operation: Operation[Any] = action.do
            self.ask(operation, self._show)
        else:
            self._explain(action.decision)

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
        about = {**self._place, "user_code": card.user_code}
        actions: list[Asked] = [
            Action(
                self.texts("rights.give", right=self.texts(f"right.{right}")),
                GrantRight(**about, right=right),
                card.decisions[f"grant-right:{right}"],
            )
            for right in RIGHTS
        ]
        deputy = self.texts("rights.name-deputy")
        actions.append(Action(deputy, NameDeputy(**about), card.decisions["name-deputy"]))
        where = [f"{each.firm}, {each.point}" for each in card.points]
        says = " · ".join([card.user_code, card.contact, *where])
        self.app.push_screen(ActionsScreen(card.name, actions, says), self._act)

    def explain(self) -> None:
        """Why rights can't be given here, or the register not be read; else that they can."""
        if self.state == "ready" and self._view is not None:
            reading = self._view.decisions["open-register"]
            self._explain(self._view.decisions["grant-right"] if reading.allowed else reading)
        else:
            super().explain()

    def _explain(self, decision: Decision) -> None:
        self.portal_app.explain(decision, then=self.portal_app.renew)

    def concerns(self, event: Event) -> bool:
        return event.subject in ("organisation", "account")
