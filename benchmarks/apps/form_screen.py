"""A bare screen with the fields of a form, opened by enter: what opening a task is compared with."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Label, Select, Static, TextArea

LONG = 300
"""From so many characters on, a text gets several lines."""


def fields(schema: dict[str, Any]) -> Iterator[Widget]:
    """A label and Textual's own widget for each field."""
    for name, field in schema.get("properties", {}).items():
        if field.get("type") == "object":
            yield from fields(field)
            continue
        yield Label(name)
        if "enum" in field:
            yield Select([(str(choice), choice) for choice in field["enum"]])
        elif field.get("type") == "boolean":
            yield Checkbox(name)
        elif field.get("maxLength", 0) >= LONG:
            yield TextArea()
        else:
            yield Input()


class FormScreen(Screen[None]):
    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield from fields(self.app.schema)
        yield Static("Opened")


class FormApp(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [("enter", "open")]

    def __init__(self, schema: dict[str, Any]) -> None:
        super().__init__()
        self.schema = schema

    def compose(self) -> ComposeResult:
        yield Static("Ready")

    def action_open(self) -> None:
        self.push_screen(FormScreen())


if __name__ == "__main__":
    form = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    FormApp(form.get("jsonSchema", form)).run()
