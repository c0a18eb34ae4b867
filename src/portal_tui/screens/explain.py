"""One key from any refusal to its reasons, to what lifts each, and to the rules that hold (E0, H4)."""

from collections.abc import Callable
from typing import Any, Final, Literal

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.applications import AskPerson
from portal_tui.contract.decisions import Check, Decision, Remedy
from portal_tui.contract.operation import OPERATIONS, Operation
from portal_tui.forms.about import About
from portal_tui.texts import Texts
from portal_tui.widgets.binding import bind
from portal_tui.widgets.choice import Choice, focus_first_choice
from portal_tui.widgets.key_hints import KeyHints
from portal_tui.widgets.prose import Prose
from portal_tui.widgets.signed import Signed

from .choosing import ChoiceModal
from .confirm import needs_confirmation
from .wording import check_text, remedy_text

FIRST_REASONS: Final = 3
"""So many are shown before "more" (E0)."""

Asking = Callable[[Remedy], Operation[Any] | None]
"""How the people of a remedy are asked, where it isn't about an application."""

Outcome = Literal["lifted", "left", "unchanged"]
"""What explaining came to: something was done about it; the person went elsewhere; nothing."""


class ExplainScreen(ChoiceModal[Outcome]):
    """A decision, in sentences. Remedies act from here; ``again`` asks for the decision after one has."""

    AUTO_FOCUS = ""
    BINDINGS = [
        bind("dialog.close"),
        bind("dialog.more"),
    ]

    def __init__(
        self,
        decision: Decision,
        *,
        application_id: int | None = None,
        again: Operation[Decision] | None = None,
        asking: Asking | None = None,
        field: About | None = None,
    ) -> None:
        super().__init__()
        self.decision = decision
        self._application_id = application_id
        self._again = again
        self._asking = asking
        self._field = field
        self._all = False
        self._lifted = False
        self._remedies: dict[int, Remedy] = {}

    def compose(self) -> ComposeResult:
        reasons = self.decision.reasons
        shown = reasons if self._all else reasons[:FIRST_REASONS]
        hidden = len(reasons) - len(shown)
        self._remedies.clear()
        with Vertical(classes="dialog"):
            if self._field is None:
                yield Static(Content(question(self.decision, self.texts)), classes="dialog-title")
            else:
                yield Static(Content(self._field.title), classes="dialog-title")
            with VerticalScroll(can_focus=False):
                if self._field is not None:
                    yield from self._compose_field(self._field)
                    yield Static(Content(question(self.decision, self.texts)), classes="dialog-title")
                for check in shown:
                    yield Signed(Content.styled("✗", "bold $error"), self._said(check), classes="reason")
                    yield from self._compose_remedies(check)
                if hidden:
                    yield Static(Content(self.texts.plural("explain.more", hidden)), classes="more")
                held = [check for check in self.decision.checks if check.holds]
                if held and not hidden:
                    yield Static(Content(self.texts("explain.holds")), classes="holds-title")
                    for check in held:
                        yield Signed("✓", self._said(check), classes="holds")
            yield KeyHints(self.texts)

    def _compose_field(self, field: About) -> ComposeResult:
        needed = self.texts("form.required-legend") if field.required else ""
        said = "\n".join(filter(None, (needed, field.help, field.example)))
        if said:
            yield Static(Content(said), classes="dialog-text")
        for wrong in field.wrong:
            yield Signed(Content.styled("✗", "bold $error"), wrong.text, classes="reason")
            if wrong.remedy:
                yield Static(Content(wrong.remedy), classes="no-remedy")

    def _compose_remedies(self, check: Check) -> ComposeResult:
        with Vertical(classes="remedies"):
            for remedy in check.remedies:
                said = remedy_text(remedy, self.texts, self.session.dates)
                if not self._can_be_chosen(remedy):
                    yield Prose(Content(said), classes="no-remedy")
                    continue
                digit = len(self._remedies) + 1
                self._remedies[digit] = remedy
                yield Choice(digit, said)
            if not check.remedies:
                yield Static(Content(self.texts("explain.no-remedy")), classes="no-remedy")

    def _said(self, check: Check) -> str:
        return check_text(check, self.texts, self.session.dates)

    async def action_more(self) -> None:
        self._all = True
        await self._recompose()

    def action_close(self) -> None:
        self.dismiss("lifted" if self._lifted else "unchanged")

    @on(Choice.Chosen)
    def _choose(self, message: Choice.Chosen) -> None:
        choice = message.choice
        remedy = self._remedies[choice.digit]
        match remedy.kind:
            case "go" if remedy.screen:
                self.dismiss("left")
                self.portal_app.open(remedy.screen, **remedy.arguments)
            case "do":
                self._do(remedy, choice)
            case "ask":
                self._ask(remedy, choice)

    def _ask(self, remedy: Remedy, choice: Choice) -> None:
        """Send them a message; who has no account here is written to, at the address that is copied."""
        question = self._question(remedy)
        if question is not None:
            self.ask(question, lambda _: choice.settle(self.texts("explain.asked")))
        elif address := remedy.params.get("email"):
            self.app.copy_to_clipboard(str(address))
            choice.settle(self.texts("explain.copied", address=address))

    def _question(self, remedy: Remedy) -> Operation[Any] | None:
        """What sends them the message."""
        question = self._asking(remedy) if self._asking else None
        if question is None and self._application_id is not None:
            question = AskPerson(application_id=self._application_id, remedy=remedy.code)
        elif question is None and remedy.operation:
            question = operation_of(remedy)
        return question

    def _can_be_chosen(self, remedy: Remedy) -> bool:
        """Whether something happens: of some it can only be said who they are."""
        return remedy.kind != "ask" or bool(self._question(remedy) or remedy.params.get("email"))

    def _do(self, remedy: Remedy, choice: Choice) -> None:
        operation = operation_of(remedy)
        if needs_confirmation(operation):
            self.portal_app.confirm(operation, lambda: self.ask(operation, lambda _: self._did(choice)))
        else:
            self.ask(operation, lambda _: self._did(choice))

    def _did(self, choice: Choice) -> None:
        self._lifted = True
        if self._again is None:
            self.dismiss("lifted")
        else:
            choice.settle(self.texts("explain.done"))
            self.ask(self._again, self._show)

    def _show(self, decision: Decision) -> None:
        self.decision = decision
        if decision.allowed:
            self.dismiss("lifted")
        else:
            self.call_later(self._recompose)

    async def _recompose(self) -> None:
        await self.recompose()
        focus_first_choice(self)


def question(decision: Decision, texts: Texts) -> str:
    """The title: why not, or that it is allowed; in the words of the action where there are."""
    key = f"may.{decision.action}" if decision.allowed else f"why.{decision.action}"
    return texts(key if texts.has(key) else "may.any" if decision.allowed else "why.any")


def operation_of(remedy: Remedy) -> Operation[object]:
    """The operation that a ``do`` remedy names, with its arguments."""
    declared = OPERATIONS[remedy.operation or ""]
    operation: Operation[object] = msgspec.convert(remedy.arguments, declared.type)
    return operation
