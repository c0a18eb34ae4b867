"""A real app that shows hostile text in every kind of widget. ``--unguarded`` leaves the guard out."""

import sys
from collections.abc import Sequence

from rich.segment import ControlType, Segment
from rich.style import Style
from rich.text import Text
from textual.app import App, ComposeResult
from textual.content import Content
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import (
    Button,
    Checkbox,
    Collapsible,
    DataTable,
    Header,
    Input,
    Label,
    Log,
    Markdown,
    OptionList,
    RichLog,
    Static,
    TextArea,
    Tree,
)

from portal_tui.widgets.guard import GUARD

PAYLOAD = (
    "\x1b]0;PWNED\x07\x1b[31337;7H\x1bPq\x1b\\\x9b31337A\x9d0;PWNED\x9c\x00\x7f\x08\x0e"
    "\u202e\u2066\u200b\u2028\U000e0041"
)
SURROGATE = "\ud800"

MARKERS = [
    "in-title",
    "in-static",
    "in-label",
    "in-button",
    "in-input",
    "in-placeholder",
    "in-area",
    "in-check",
    "in-border",
    "in-subtitle",
    "in-header",
    "in-cell",
    "in-option",
    "in-tree",
    "in-log",
    "in-richlog",
    "in-collapsible",
    "in-strip",
    "in-link",
    "in-markdown",
    "in-toast",
    "in-toasttitle",
]
TOOLTIP = "in-tooltip"


def hostile(marker: str) -> str:
    return f"{marker}{PAYLOAD}"


class RawLine(Widget):
    """A widget that draws its lines itself, with a control segment and hostile links."""

    def render_line(self, y: int) -> Strip:
        evil = Style(link="javascript:PWNED\x1b\\\x1b]0;PWNED\x07")
        return Strip(
            [
                Segment("\x1b]0;PWNED\x07", None, [(ControlType.BELL,)]),
                Segment(hostile("in-strip"), evil),
                Segment("in-link", Style(link="https://example.org/guide")),
            ]
        )


class HostileApp(App[None]):
    CSS = (
        "Widget { height: auto; max-height: 4; } Screen { overflow: hidden; height: 100%; max-height: 100%; }"
    )
    TOOLTIP_DELAY = 0.01

    def __init__(self, guarded: bool, surrogates: bool) -> None:
        super().__init__()
        self.guarded = guarded
        self.tail = SURROGATE if surrogates else ""

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*([GUARD] if self.guarded else []), *super().get_line_filters()]

    def text(self, marker: str) -> str:
        return hostile(marker) + self.tail

    def compose(self) -> ComposeResult:
        yield Header()
        static = Static(Content(self.text("in-static")), id="first")
        static.tooltip = Content(self.text(TOOLTIP))
        yield static
        label = Label(Content(self.text("in-label")))
        label.border_title = self.text("in-border")
        label.border_subtitle = self.text("in-subtitle")
        label.styles.border = ("solid", "red")
        label.styles.width = 100
        yield label
        yield Button(Content(self.text("in-button")))
        yield Input(self.text("in-input"))
        yield Input(placeholder=self.text("in-placeholder"))
        yield TextArea(self.text("in-area"))
        yield Checkbox(Content(self.text("in-check")))
        table: DataTable[Text] = DataTable()
        table.add_column(Text(self.text("in-header")))
        table.add_row(Text(self.text("in-cell")))
        yield table
        yield OptionList(Content(self.text("in-option")))
        yield Tree(Text(self.text("in-tree")), id="tree")
        log = Log()
        log.styles.height = 4
        yield log
        rich_log = RichLog()
        rich_log.styles.height = 2
        yield rich_log
        yield Collapsible(title=hostile("in-collapsible"))
        yield RawLine()
        yield Markdown(self.text("in-markdown"), open_links=False)

    def on_mount(self) -> None:
        self.title = self.text("in-title")
        self.query_one(Log).write_line(self.text("in-log"))
        self.query_one(RichLog).write(Text(self.text("in-richlog")))
        self.notify(self.text("in-toast"), title=self.text("in-toasttitle"), markup=False, timeout=600)


if __name__ == "__main__":
    HostileApp("--unguarded" not in sys.argv, "--surrogates" in sys.argv).run()
