"""A quiet block in the middle of an empty place: what is, why, and what to do."""

from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from .prose import Prose


class Way(NamedTuple):
    """A way on: the key to press and what it does."""

    key: str
    text: str


class Notice(Vertical):
    """A title, a sentence or two, and the keys that lead on. It is empty until something is said."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.display = False
        self._said: dict[str, Content] = {}

    def compose(self) -> ComposeResult:
        for part, content in self._said.items():
            yield Prose(content, classes=f"notice-{part}")

    def say(self, title: str, text: str = "", ways: tuple[Way, ...] = (), *, tone: str = "") -> None:
        """Show it. ``tone`` is a class: ``failed`` or ``refused``."""
        self._said = {"title": Content(title)}
        if text:
            self._said["text"] = Content(text)
        if ways:
            self._said["ways"] = Content("\n").join(_line(way, ways) for way in ways)
        self.set_class(tone == "failed", "failed")
        self.set_class(tone == "refused", "refused")
        self.display = True
        self.refresh(recompose=True)


def _line(way: Way, ways: tuple[Way, ...]) -> Content:
    width = max(len(other.key) for other in ways)
    return Content.assemble((way.key.rjust(width), "bold $accent"), "   ", way.text)
