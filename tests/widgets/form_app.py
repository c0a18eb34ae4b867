"""A small program with one form, as the tests and the pictures use it."""

from pathlib import Path
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Button

import portal_tui
from portal_tui.forms.check import check
from portal_tui.forms.read import read_form
from portal_tui.widgets.binding import bind
from portal_tui.widgets.form import FormView
from portal_tui.widgets.themes import THEMES, dress

PACKAGE = Path(portal_tui.__file__).parent
STYLES = [PACKAGE / "styles.tcss", PACKAGE / "screens" / "application_pages.tcss"]


class FormApp(App[None]):
    """A form between two buttons; keeps what the form says."""

    CSS_PATH = STYLES
    CSS = "Button { dock: top; height: 1; border: none; } #after { dock: bottom; } Button { display: none; }"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [bind("app.explain")]

    def __init__(
        self,
        document: Any,
        answers: Any = None,
        *,
        language: str = "fr-CA",
        theme: str = THEMES[0].name,
        neighbours: bool = False,
        strip: bool = False,
        **options: Any,
    ) -> None:
        super().__init__()
        dress(self, theme)
        form = read_form(document, language)
        given = {} if answers is None else answers
        options.setdefault("problems", check(form, given) if answers is not None else ())
        self.view = FormView(form, given, **options)
        self.neighbours = neighbours
        self.strip = strip
        self.said: list[Message] = []
        self.changes: list[tuple[str, Any]] = []

    def compose(self) -> ComposeResult:
        yield Button("before", id="before")
        if self.strip:
            yield self.view.strip
        yield self.view
        yield Button("after", id="after")

    def on_mount(self) -> None:
        for button in self.query(Button):
            button.display = self.neighbours
        self.view.focus()

    def get_key_display(self, binding: Binding) -> str:
        return {"enter": "entrée", "delete": "suppr", "f1": "F1", "f4": "F4"}.get(binding.key, binding.key)

    def action_explain(self) -> None:
        self.said.append(Message())

    def on_form_view_changed(self, message: FormView.Changed) -> None:
        self.changes.append((message.pointer, message.value))

    def on_form_view_editor_requested(self, message: FormView.EditorRequested) -> None:
        self.said.append(message)

    def on_form_view_documents_requested(self, message: FormView.DocumentsRequested) -> None:
        self.said.append(message)

    @property
    def lines(self) -> list[str]:
        """What is on the screen."""
        strips = self.screen._compositor.render_strips()
        return [
            "".join(segment.text for segment in strip).rstrip().replace("\u00a0", " ") for strip in strips
        ]

    @property
    def cursor(self) -> tuple[str, str, int]:
        """Where the form's cursor is: pointer, part, option or entry."""
        current = self.view.sheet.current
        assert current is not None
        return current.item.pointer, current.part, current.index
