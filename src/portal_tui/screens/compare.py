"""What bringing answers into a task comes to, before it is done; afterwards, what didn't fit (T14)."""

from collections.abc import Iterator
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from portal_tui.contract.reuse import Comparison
from portal_tui.contract.tasks import Change
from portal_tui.forms.model import Form
from portal_tui.forms.pointers import ABSENT, overlap
from portal_tui.forms.sentences import sentence
from portal_tui.forms.telling import Teller
from portal_tui.safe_text import clean
from portal_tui.widgets.binding import bind
from portal_tui.widgets.choice import Choice
from portal_tui.widgets.key_hints import KeyHints
from portal_tui.widgets.signed import Signed

from .choosing import ChoiceModal

Purpose = Literal["file", "earlier", "again"]
"""Whether a file is imported, an earlier application used again, or what was left out looked at again."""

_Part = tuple[str, str | Content]


class CompareScreen(ChoiceModal[bool]):
    """Gives whether it is to be done. By field: what is new, replaced, left out, kept."""

    BINDINGS = [bind("dialog.close"), bind("dialog.page-up"), bind("dialog.page-down")]

    def __init__(self, comparison: Comparison, form: Form, purpose: Purpose) -> None:
        super().__init__()
        self._comparison = comparison
        self._form = form
        self._teller = Teller(form)
        self._purpose = purpose

    def compose(self) -> ComposeResult:
        title = self.texts(f"compare.{self._purpose}", source=clean(self._comparison.source))
        with Vertical(classes="dialog"):
            yield Static(Content(title), classes="dialog-title")
            if self._purpose != "again":
                yield Static(Content(self._summary()), classes="dialog-text")
            with VerticalScroll(id="compared", can_focus=False):
                for head, lines in self._groups():
                    yield Static(Content.styled(head, "bold"), classes="compared-head")
                    yield from lines
            yield from self._choices()
            yield KeyHints(self.texts)

    def _choices(self) -> Iterator[Choice]:
        if self._purpose == "again" or not self._comparison.changes:
            yield Choice(1, self.texts("compare.close"), id="leave")
            return
        yield Choice(1, self.texts(f"compare.bring-{self._purpose}"), self.texts("compare.undoable"))
        yield Choice(2, self.texts("compare.leave"), id="leave")

    @property
    def _new(self) -> list[Change]:
        return [change for change in self._comparison.changes if change.base is ABSENT]

    @property
    def _replaced(self) -> list[Change]:
        return [change for change in self._comparison.changes if change.base is not ABSENT]

    def _summary(self) -> str:
        if not self._comparison.changes:
            return self.texts("compare.nothing")
        counts = (
            ("compare.new", len(self._new)),
            ("compare.replaced", len(self._replaced)),
            ("compare.left-out", len(self._comparison.left_out)),
            ("compare.kept", len(self._comparison.kept)),
        )
        return " · ".join(self.texts.plural(key, count) for key, count in counts if count)

    def _groups(self) -> Iterator[tuple[str, list[Signed]]]:
        """Each under what it counts; what was brought in already isn't told again."""
        found = self._comparison
        left_out = [
            self._line("✗", each.pointer, each.value, self.texts(f"left-out.{each.reason}"))
            for each in found.left_out
        ]
        if self._purpose == "again":
            yield self.texts.plural("compare.left-out", len(left_out)), left_out
            return
        new = [self._line("+", each.pointer, each.value, self._wrong(each)) for each in self._new]
        replaced = [
            self._line("~", each.pointer, each.value, self._before(each), self._wrong(each))
            for each in self._replaced
        ]
        kept = [self._line("=", each.pointer, each.value) for each in found.kept]
        groups = (
            ("compare.left-out", left_out),
            ("compare.replaced", replaced),
            ("compare.new", new),
            ("compare.kept", kept),
        )
        for key, lines in groups:
            if lines:
                yield self.texts.plural(key, len(lines)), lines

    def _line(self, sign: str, pointer: str, value: object, *notes: str) -> Signed:
        said = Content.assemble(
            (f"{self._teller.title(pointer)}  ", "$text-muted"),
            self._teller.value(pointer, value),
            ("".join(f"\n{note}" for note in notes if note), "$text-muted"),
        )
        return Signed(Content.styled(sign, "$text-muted"), said, classes="compared")

    def _before(self, change: Change) -> str:
        return self.texts("compare.before", value=self._teller.value(change.pointer, change.base))

    def _wrong(self, change: Change) -> str:
        """What will have to be corrected there, as the form says it."""
        wrong = [each for each in self._comparison.problems if overlap(each.pointer, change.pointer)]
        return f"✗ {clean(sentence(self._form, wrong[0]).text)}" if wrong else ""

    @on(Choice.Chosen)
    def _choose(self, message: Choice.Chosen) -> None:
        self.dismiss(message.choice.id != "leave")

    def action_page_up(self) -> None:
        """Up in what is compared."""
        self.query_one("#compared").scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Down in what is compared."""
        self.query_one("#compared").scroll_page_down(animate=False)

    def action_close(self) -> None:
        """Change nothing."""
        self.dismiss(False)
