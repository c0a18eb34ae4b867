"""Lines that say less where there is less room, in an order that is chosen, never by being cut off."""

from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from textual.content import Content

K = TypeVar("K")


class Part(NamedTuple, Generic[K]):
    """A part of a line: what it says, at length first; an empty last form lets it vanish."""

    key: K
    forms: tuple[Content, ...]


class Placed(NamedTuple, Generic[K]):
    """A part as it is said, and where."""

    key: K
    content: Content
    x: int

    def covers(self, x: int) -> bool:
        """Whether it stands at a cell."""
        return self.x <= x < self.x + self.content.cell_length


def shorten(parts: Sequence[Part[K]], order: Iterable[K], room: int, gap: int) -> list[Part[K]]:
    """The parts with one form each, so that they fit into ``room`` cells with ``gap`` between them.

    ``order`` names the parts that say less, one form at a time, as long as they don't fit. What doesn't fit
    even then is as short as it gets.
    """
    forms = {part.key: list(part.forms) for part in parts}

    def said() -> list[Part[K]]:
        return [Part(key, (left[0],)) for key, left in forms.items() if left[0]]

    for key in order:
        if length(said(), gap) <= room:
            break
        if len(forms.get(key, ())) > 1:
            del forms[key][0]
    return said()


def length(parts: Sequence[Part[K]], gap: int) -> int:
    """The cells that parts side by side take."""
    return sum(part.forms[0].cell_length for part in parts) + gap * max(0, len(parts) - 1)


def line_up(parts: Iterable[Part[K]], x: int, gap: int) -> list[Placed[K]]:
    """Put parts side by side from ``x`` on."""
    placed = []
    for part in parts:
        placed.append(Placed(part.key, part.forms[0], x))
        x += part.forms[0].cell_length + gap
    return placed


def draw(placed: Iterable[Placed[K]], width: int) -> Content:
    """One line of parts that stand in their places, in order."""
    pieces: list[Content] = []
    used = 0
    for part in placed:
        pieces += [Content(" " * (part.x - used)), part.content]
        used = part.x + part.content.cell_length
    return Content("").join(pieces).truncate(width, ellipsis=True)
