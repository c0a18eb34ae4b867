"""A sign and what it stands for: the text wraps beside the sign, never below it."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from .prose import Prose


class Signed(Horizontal):
    """*✗ The deadline has passed.*"""

    def __init__(
        self, sign: Content | str, text: Content | str, *, id: str | None = None, classes: str = ""
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._sign = Content(sign) if isinstance(sign, str) else sign
        self._text = Content(text) if isinstance(text, str) else text

    def compose(self) -> ComposeResult:
        yield Static(self._sign, classes="sign")
        yield Prose(self._text, classes="said")

    def say(self, text: Content) -> None:
        """Say something else."""
        self._text = text
        self.query_one(".said", Prose).update(text)
