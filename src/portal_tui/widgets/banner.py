"""One or two lines that stay in sight: what holds for everything here, why, and the key that leads on."""

from typing import Final, Literal

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from .prose import broken

Tone = Literal["note", "urgent", "wrong"]

_MARGIN: Final = 1
_GAP: Final = 3


class Banner(Widget):
    """Says something about the whole screen: a demonstration, an unconfirmed address, somebody looking on.

    ``urgent`` is for time that runs out, ``wrong`` for what has failed; everything else is a ``note``. The
    title carries the meaning in words, the colour only repeats it.
    """

    ALLOW_SELECT = False

    class Pressed(Message):
        """Somebody clicked the banner: the same as its key."""

        def __init__(self, banner: "Banner") -> None:
            super().__init__()
            self.banner = banner

        @property
        def control(self) -> "Banner":
            return self.banner

    title: reactive[str] = reactive("", layout=True)
    text: reactive[str] = reactive("", layout=True)
    key: reactive[str] = reactive("", layout=True)
    """The key that leads on, as it is written; empty where there is none."""
    way: reactive[str] = reactive("", layout=True)
    """What that key does."""
    tone: reactive[Tone] = reactive[Tone]("note")

    def __init__(
        self,
        title: str = "",
        text: str = "",
        *,
        key: str = "",
        way: str = "",
        tone: Tone = "note",
        id: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=f"-{tone}")
        self.set_reactive(Banner.title, title)
        self.set_reactive(Banner.text, text)
        self.set_reactive(Banner.key, key)
        self.set_reactive(Banner.way, way)
        self.set_reactive(Banner.tone, tone)

    def watch_tone(self, old: Tone, new: Tone) -> None:
        self.remove_class(f"-{old}")
        self.add_class(f"-{new}")

    def on_click(self, event: events.Click) -> None:
        self.post_message(self.Pressed(self))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        """The text, wrapped, and the way on at the end of its last line if it fits there, else below."""
        room = max(1, width - 2 * _MARGIN)
        said = Content.assemble((self.title, "bold"), "  " if self.title and self.text else "", self.text)
        lines = [line.rstrip() for line in broken(said, room).wrap(room)]
        if self.key:
            way = Content.assemble((self.key, "bold $accent"), f" {self.way}")
            spare = room - lines[-1].cell_length - way.cell_length
            if spare < _GAP:
                lines.append(Content(""))
                spare = max(0, room - way.cell_length)
            lines[-1] = Content.assemble(lines[-1], " " * spare, way)
        return [Content.assemble(" " * _MARGIN, line) for line in lines]
