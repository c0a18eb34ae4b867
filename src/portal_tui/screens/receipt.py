"""The proof of a sending: what it says, to be copied or kept as a file (T9)."""

from io import StringIO

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import DeliveryComplete

from portal_tui.contract.applications import ReadReceipt, Receipt
from portal_tui.dates import Dates
from portal_tui.numbers import size
from portal_tui.texts import Texts
from portal_tui.widgets.binding import bind
from portal_tui.widgets.prose import Fitted, broken, hung

from .base import PortalScreen


class ReceiptScreen(PortalScreen):
    """*Accusé de réception*."""

    BINDINGS = [bind("receipt.copy"), bind("receipt.save"), bind("receipt.timeline")]

    def __init__(self, application_id: int, round: int) -> None:
        super().__init__()
        self._application_id = application_id
        self._round = round
        self._receipt: Receipt | None = None

    def compose_body(self) -> ComposeResult:
        yield VerticalScroll(Fitted(id="receipt"))

    def load(self) -> None:
        self.ask(ReadReceipt(application_id=self._application_id, round=self._round), self._show)

    def _show(self, receipt: Receipt) -> None:
        self._receipt = receipt
        lines = receipt_lines(receipt, self.texts, self.session.dates)
        longest = max(len(label) for label, _ in lines)
        title = Content.styled(self.texts("receipt.title"), "bold")
        warning = [Content(self.texts("receipt.demonstration"))] if receipt.demonstration else []

        def draw(width: int) -> Content:
            parts = [
                hung(Content.styled(label.ljust(longest) + "   ", "$text-muted"), Content(value), width)
                for label, value in lines
            ]
            said = [broken(each, width) for each in warning]
            return Content("\n").join([title, Content(""), *parts, Content(""), *said])

        self.query_one("#receipt", Fitted).show(draw)
        self.show_state("ready")

    def _text(self, receipt: Receipt) -> str:
        return receipt_text(receipt, self.texts, self.session.dates)

    def action_copy(self) -> None:
        if self._receipt is not None:
            self.app.copy_to_clipboard(self._text(self._receipt))
            self.portal_app.say(self.texts("receipt.copied"))

    def action_save(self) -> None:
        if self._receipt is not None:
            name = (
                f"{self.texts('receipt.file')}-{self._receipt.application_number}-{self._receipt.round}.txt"
            )
            self.app.deliver_text(StringIO(self._text(self._receipt)), save_filename=name)

    def on_delivery_complete(self, event: DeliveryComplete) -> None:
        self.portal_app.say(self.texts("receipt.saved", path=event.path))

    def action_timeline(self) -> None:
        self.portal_app.open("timeline", application_id=self._application_id)


def receipt_lines(receipt: Receipt, texts: Texts, dates: Dates) -> list[tuple[str, str]]:
    """What the proof says, label by label."""
    digest = " ".join(receipt.digest[at : at + 8] for at in range(0, len(receipt.digest), 8))
    half = len(digest) // 2
    lines = [
        (texts("receipt.number"), receipt.number),
        (
            texts("receipt.application"),
            texts(
                "receipt.application.closing" if receipt.closing else "receipt.application.round",
                number=receipt.application_number,
                round=receipt.round,
            ),
        ),
        (texts("receipt.programme"), receipt.programme.text),
        (texts("receipt.applicant"), receipt.applicant),
        (texts("receipt.sent-by"), receipt.sent_by),
        (texts("receipt.sent-at"), f"{dates.precise(receipt.sent_at)} ({receipt.time_zone})"),
        (texts("receipt.digest"), digest[:half].strip()),
        ("", digest[half:].strip()),
    ]
    for position, document in enumerate(receipt.documents):
        label = texts("receipt.documents") if position == 0 else ""
        lines += [
            (label, f"{document.name}   {size(document.size, texts)}"),
            ("", f"SHA-256 {document.digest[:16]}…"),
        ]
    return lines


def receipt_text(receipt: Receipt, texts: Texts, dates: Dates) -> str:
    """The proof as plain text."""
    lines = receipt_lines(receipt, texts, dates)
    width = max(len(label) for label, _ in lines)
    said = [
        texts("receipt.title"),
        "",
        *(f"{label.ljust(width)}   {value}".rstrip() for label, value in lines),
    ]
    if receipt.demonstration:
        said += ["", texts("receipt.demonstration")]
    return "\n".join(said) + "\n"
