"""The sections of a form on one line: how far each is, and where the cursor is."""

from collections.abc import Callable
from typing import Final

from textual import events
from textual.content import Content
from textual.widget import Widget

from portal_tui.forms.headings import are_numbered, own_number
from portal_tui.forms.layout import cells, clipped
from portal_tui.forms.progress import Progress, SectionProgress
from portal_tui.safe_text import clean

SIGNS: Final[dict[Progress, str]] = {"complete": "✓", "wrong": "✗", "begun": "●", "empty": "○", "nothing": ""}
_HERE: Final = "▸ "
_GAP: Final = 2
_BEFORE: Final = "‹ "
_BEHIND: Final = " ›"
_SHORTEST_TITLE: Final = 6
"""Cells of a title that still says something."""
_NUMBER: Final = 4
"""Cells of a number that a title has of its own, such as ``10a``."""


class SectionStrip(Widget):
    """All titles where there is room, else the one of the section with the cursor. A click goes there."""

    def __init__(self, go_to: Callable[[str], None]) -> None:
        super().__init__()
        self._go_to = go_to
        self._parts: tuple[SectionProgress, ...] = ()
        self._here = ""
        self._numbered = True

    def show(self, parts: tuple[SectionProgress, ...], here: str) -> None:
        """Show these sections; ``here`` is the key of the one with the cursor."""
        if (parts, here) != (self._parts, self._here):
            self._parts, self._here = parts, here
            self._numbered = not are_numbered(part.title for part in parts)
            self.display = len(parts) > 1
            self.refresh()

    def render(self) -> Content:
        parts: list[Content | str | tuple[str, str]] = []
        for words, part in self._in_view():
            here = part.key == self._here
            style = "bold $accent" if here else "$error" if part.progress == "wrong" else "$text-muted"
            parts += [(words, style), " " * _GAP]
        return Content.assemble(*parts[:-1])

    def _in_view(self) -> list[tuple[str, SectionProgress]]:
        """What has room, the section of the cursor among it; ``‹`` and ``›`` where there is more."""
        every = list(zip(self._words(), self._parts, strict=True))
        here = next((at for at, part in enumerate(self._parts) if part.key == self._here), 0)
        room = self.size.width + _GAP
        if sum(cells(words) + _GAP for words, _ in every) <= room:
            return every
        first, after, room = here, here, room - len(_BEFORE) - len(_BEHIND)
        while True:
            following = after < len(every) and cells(every[after][0]) + _GAP <= room
            if following:
                room -= cells(every[after][0]) + _GAP
                after += 1
            before = first > 0 and cells(every[first - 1][0]) + _GAP <= room
            if before:
                first -= 1
                room -= cells(every[first][0]) + _GAP
            if not following and not before:
                break
        last = max(after - 1, first)
        return [
            (
                f"{_BEFORE if at == first > 0 else ''}{words}"
                f"{_BEHIND if at == last < len(every) - 1 else ''}",
                part,
            )
            for at, (words, part) in enumerate(every)
            if first <= at <= last
        ]

    def _words(self) -> list[str]:
        """What stands for each section, at the width there is."""
        long = [self._word(number, part, clean(part.title)) for number, part in enumerate(self._parts, 1)]
        if sum(map(cells, long)) + _GAP * (len(long) - 1) <= self.size.width:
            return long
        short = [self._word(number, part, "") for number, part in enumerate(self._parts, 1)]
        room = self.size.width - sum(map(cells, short)) - _GAP * (len(short) - 1) - 1
        if room < _SHORTEST_TITLE:
            return short
        return [
            self._word(number, part, clipped(clean(part.title), room))
            if part.key == self._here
            else short[number - 1]
            for number, part in enumerate(self._parts, 1)
        ]

    def _word(self, number: int, part: SectionProgress, title: str) -> str:
        own = "" if self._numbered else clean(own_number(part.title) or part.title)
        number_said = str(number) if self._numbered else "" if title else clipped(own, _NUMBER)
        said = filter(None, (number_said, title, SIGNS[part.progress]))
        return (_HERE if part.key == self._here else "") + " ".join(said)

    def on_click(self, event: events.Click) -> None:
        left = 0
        for words, part in self._in_view():
            if left <= event.x < left + cells(words):
                self._go_to(part.key)
            left += cells(words) + _GAP
