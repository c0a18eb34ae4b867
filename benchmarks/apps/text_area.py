"""Textual's own text area: what a key in one of our fields is compared with."""

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class TextAreaApp(App[None]):
    def compose(self) -> ComposeResult:
        yield TextArea("Ready\n", soft_wrap=True)


if __name__ == "__main__":
    TextAreaApp().run()
