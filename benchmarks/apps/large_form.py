"""A form of so many fields of all kinds, opened by enter in our view of forms."""

import json
import sys
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Static

import portal_tui
from portal_tui.forms.read import read_form
from portal_tui.widgets.form import FormView
from portal_tui.widgets.themes import THEMES, dress

PACKAGE = Path(portal_tui.__file__).parent

KINDS: tuple[dict[str, Any], ...] = (
    {"type": "string", "maxLength": 120},
    {"type": "string", "maxLength": 2000, "description": "Quelques lignes suffisent."},
    {"type": "integer", "minimum": 0},
    {"type": "string", "enum": ["a", "b", "c"]},
    {"type": "string", "format": "date"},
    {"type": "string", "format": "money"},
    {"type": "boolean"},
    {"type": "string", "format": "email"},
    {"type": "string", "enum": [f"choix {number}" for number in range(30)]},
    {"type": "array", "items": {"enum": ["x", "y", "z"]}},
)


def document(count: int) -> dict[str, Any]:
    """A form of ``count`` fields in sections of 20, a third of them mandatory, some under a condition."""
    names = [f"f{number}" for number in range(count)]
    properties = {name: {**KINDS[at % len(KINDS)], "title": f"Champ {at}"} for at, name in enumerate(names)}
    condition = {
        "if": {"properties": {"f3": {"const": "a"}}, "required": ["f3"]},
        "then": {"required": names[-2:]},
    }
    sections = [
        {
            "type": "Category",
            "label": f"Partie {start // 20 + 1}",
            "elements": [
                {"type": "Control", "scope": f"#/properties/{name}"} for name in names[start : start + 20]
            ],
        }
        for start in range(0, count, 20)
    ]
    schema = {"type": "object", "properties": properties, "required": names[::3], "allOf": [condition]}
    return {
        "name": "large",
        "jsonSchema": schema,
        "uiSchema": {"type": "Categorization", "elements": sections},
    }


class FormScreen(Screen[None]):
    """The form, read when it is opened."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.written = written

    def compose(self) -> ComposeResult:
        self.view = FormView(read_form(json.loads(self.written)), {})
        yield self.view
        yield Static("Opened")

    def on_mount(self) -> None:
        self.view.focus()


class FormApp(App[None]):
    """Waits for enter, then opens the form."""

    CSS_PATH: ClassVar = [PACKAGE / "styles.tcss", PACKAGE / "screens" / "application_pages.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [("enter", "open")]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, count: int) -> None:
        super().__init__()
        dress(self, THEMES[0].name)
        self.written = json.dumps(document(count))

    def compose(self) -> ComposeResult:
        yield Static("Ready")

    def action_open(self) -> None:
        self.push_screen(FormScreen(self.written))


if __name__ == "__main__":
    FormApp(int(sys.argv[1])).run()
