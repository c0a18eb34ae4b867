"""The line at the bottom: the next useful keys for where the focus is; the last of them leads to the rest."""

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.keys import REPLACED_KEYS, key_to_character
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from portal_tui.texts import Texts

from .shrink import Part, Placed, draw, length, line_up, shorten

_GAP: Final = 3


class KeyHints(Widget):
    """Hints at the shown bindings that work now, the nearest to the focus first.

    A binding's description is the key of its text. ``last`` are ids of bindings that stand at the right end
    and are always hinted at: what leads to all the others. Where there isn't room for all, hints get brief,
    then the ones farthest from the focus aren't given.
    """

    ALLOW_SELECT = False

    status: reactive[Content] = reactive(Content(""))
    """What is said before the keys, such as when the work was saved."""

    def __init__(self, texts: Texts, *, last: Sequence[str] = (), id: str | None = None) -> None:
        super().__init__(id=id)
        self._texts = texts
        self._last = tuple(last)
        self._hinted: list[Binding] = []
        self._placed: list[Placed[str]] = []

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self._texts = texts
        self.refresh()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        """Hint at what works now; painted again only if that is something else."""
        hinted: dict[str, Binding] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            typed = active.node is not screen.focused and _types(screen.focused, binding.key)
            if active.enabled and not typed and (binding.show or binding.id in self._last):
                hinted.setdefault(binding.id or binding.action, binding)
        bindings = list(hinted.values())
        if bindings != self._hinted:
            self._hinted = bindings
            self.refresh()

    def render(self) -> Content:
        width = self.size.width
        last = [binding for binding in self._hinted if binding.id in self._last]
        others = [binding for binding in self._hinted if binding.id not in self._last]
        parts = [Part("", (self.status,))] if self.status else []
        parts += [Part(binding.key, (*self._forms(binding), Content(""))) for binding in others]
        parts += [Part(binding.key, self._forms(binding)) for binding in last]
        briefly = [binding.key for binding in reversed([*others, *last]) if len(self._forms(binding)) > 1]
        unsaid = [binding.key for binding in reversed(others)]
        said = shorten(parts, [*briefly, *unsaid], width - 2, _GAP)
        first = len(said) - len(last)
        ends = said[first:]
        right = width - 1 - length(ends, _GAP)
        self._placed = [*line_up(said[:first], 1, _GAP), *line_up(ends, right, _GAP)]
        return draw(self._placed, width)

    def on_click(self, event: events.Click) -> None:
        for part in self._placed:
            if part.key and part.covers(event.x):
                self.app.simulate_key(part.key)

    def _forms(self, binding: Binding) -> tuple[Content, ...]:
        """The hint, and a shorter one where there are words for it."""
        says = binding.description
        words = [self._texts(key) for key in (says, f"short.{says}") if self._texts.has(key)] or [says]
        key = (self.app.get_key_display(binding), "bold $accent")
        return tuple(Content.assemble(key, (f" {each}", "$text-muted")) for each in words)


def _types(focused: Widget | None, key: str) -> bool:
    """Whether a key writes a character where the focus is. (Textual overlooks some, such as the slash.)"""
    character = key_to_character(REPLACED_KEYS.get(key, key))
    return focused is not None and focused.check_consume_key(key, character)
