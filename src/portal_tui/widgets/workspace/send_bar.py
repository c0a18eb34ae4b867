"""The send bar: *Envoyer*, always there; disabled it says what is missing (T3, E0)."""

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message

from portal_tui.contract.applications import ApplicationView
from portal_tui.contract.decisions import Decision
from portal_tui.texts import Texts
from portal_tui.widgets.prose import Prose, unbroken


class SendBar(Prose):
    """A line, or two: the button with its state, the first reason, and how to learn more."""

    @dataclass
    class Pressed(Message):
        """The button was clicked."""

    def show(
        self,
        view: ApplicationView,
        why: str,
        *,
        key: str,
        explain_key: str,
        receipt_key: str,
        texts: Texts,
    ) -> None:
        """Show the decision: ``why`` is its first reason in words, ``key`` sends, the others lead on."""
        decision = view.decisions["send-application"]
        self.set_class(decision.allowed, "ready")
        label = texts(_label(view))
        if decision.allowed:
            button = Content.styled(f" {label}  {key} ", "bold $background on $accent")
            self.update(Content.assemble(button, "   ", texts("send.ready")))
            return
        if _only_sent(decision):
            receipt = Content.assemble(
                "   ", (receipt_key, "bold $accent"), unbroken(f" {texts('workspace.receipt')}")
            )
            self.update(Content.assemble((f"✓ {why}", "$text-success"), receipt if view.receipts else ""))
            return
        button = Content.styled(f" {label} ", "$text-muted on $panel")
        more = len(decision.reasons) - 1
        tail = "  " + texts.plural("send.more", more) if more else ""
        how = Content.assemble((explain_key, "bold $accent"), f" {texts('send.why')}")
        self.update(
            Content.assemble(
                button, "  ", (texts("send.disabled"), "bold"), "  ", how, "   ", why, (tail, "$text-muted")
            )
        )

    def on_click(self) -> None:
        self.post_message(self.Pressed())


def _label(view: ApplicationView) -> str:
    """What is sent, and whether it was before (T12)."""
    what = ".closing" if view.in_closing else ""
    again = any(receipt.closing == view.in_closing for receipt in view.receipts)
    return f"send.{'again' if again else 'label'}{what}"


def _only_sent(decision: Decision) -> bool:
    return any(check.code in ("not-sent", "closing-not-sent") for check in decision.reasons)
