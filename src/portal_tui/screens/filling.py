"""Filling something in that is sent as a whole: names, addresses, passwords; problems go to their fields."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from portal_tui.contract.problems import FieldProblem, Invalid, PortalError
from portal_tui.texts import Texts
from portal_tui.widgets.act import Act
from portal_tui.widgets.entry import Entry
from portal_tui.widgets.prose import Prose

from .base import PortalScreen
from .wording import listing, problem_text


def field_text(problem: FieldProblem, texts: Texts) -> str:
    """What is wrong with a field."""
    key = problem.code if "." in problem.code else f"field.{problem.code}"
    params = {
        name: listing(value, texts) if isinstance(value, tuple) else value
        for name, value in problem.params.items()
    }
    return texts(key if texts.has(key) else "field.not-allowed", **params)


class FillingScreen(PortalScreen):
    """A title, entries from top to bottom, and what ends it. Enter goes on to the next.

    Subclasses give ``title``, ``compose_entries`` and ``finish``; an entry's id is the pointer of its field.
    """

    AUTO_FOCUS = ""

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(classes="filling", can_focus=False):
            yield Prose(Content(self.title_text()), classes="filling-title")
            yield from self.compose_entries()
            yield Static(id="filling-problem", classes="field-problem")

    def title_text(self) -> str:
        """What is being filled in."""
        raise NotImplementedError

    def compose_entries(self) -> ComposeResult:
        """The entries, and the act that ends it."""
        raise NotImplementedError

    def finish(self) -> None:
        """Send what was filled in."""
        raise NotImplementedError

    def load(self) -> None:
        self.show_state("ready")
        self.enter_first()

    def enter_first(self) -> None:
        """Put the cursor into the first entry that is shown."""
        for entry in self.query(Entry):
            if entry.display:
                self.set_focus(entry.input, scroll_visible=False)
                return

    def on_key(self, event: events.Key) -> None:
        """What is typed before a field had the focus comes here: it goes into the field."""
        if event.is_printable and isinstance(self.focused, Input):
            event.stop()
            event.prevent_default()
            self.focused.post_message(events.Key(event.key, event.character))

    def entry(self, name: str) -> Entry:
        """An entry by its field."""
        return self.query_one(f"#{name}", Entry)

    @on(Input.Submitted)
    def _next(self, message: Input.Submitted) -> None:
        message.stop()
        self.focus_next()

    @on(Act.Done)
    def _finish(self) -> None:
        self.clear_problems()
        self.finish()

    def clear_problems(self) -> None:
        """Nothing is wrong any more, as far as is known."""
        for entry in self.query(Entry):
            entry.say("")
        self.say_problem("")

    def say_problem(self, text: str) -> None:
        """Say what is wrong that belongs to no field."""
        self.query_one("#filling-problem", Static).update(Content(f"✗ {text}" if text else ""))

    def failed(self, error: PortalError) -> bool:
        """Say what is wrong where it is; refusals are left to be explained."""
        if isinstance(error, Invalid) and error.problem.fields:
            self._show_fields(error.problem.fields)
            return True
        if error.problem.decision is not None:
            return False
        self.say_problem(problem_text(error, self.texts))
        return True

    def _show_fields(self, fields: tuple[FieldProblem, ...]) -> None:
        entries = {entry.id: entry for entry in self.query(Entry)}
        first: Widget | None = None
        for field in fields:
            entry = entries.get(field.pointer.rpartition("/")[2])
            if entry is None:
                elsewhere = self.say_elsewhere(field)
                first = first or elsewhere
            else:
                entry.say(field_text(field, self.texts))
                first = first or entry
        if isinstance(first, Entry):
            self.query_one(".filling").scroll_home(animate=False)
            first.enter()
        elif first is not None:
            first.focus()

    def say_elsewhere(self, field: FieldProblem) -> Widget | None:
        """Say what is wrong with a field that has no entry; gives what mends it, if that can be focused."""
        self.say_problem(field_text(field, self.texts))
        return None
