"""The least that Textual can show: what every start is compared with."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class BareApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("Ready")


if __name__ == "__main__":
    BareApp().run()
