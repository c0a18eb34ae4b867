"""What stands below the field that has the cursor: its help, and the keys that work there."""

from collections.abc import Callable
from typing import Final, NamedTuple

from portal_tui.forms.layout import cells, clipped
from portal_tui.forms.model import Field
from portal_tui.forms.picture import Stop
from portal_tui.safe_text import clean
from portal_tui.texts import texts

_DOES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "area": (("form.open", "form.does-edit"),),
    "list": (("form.use", "form.does-choose"),),
    "option": (("form.use", "form.does-choose"), ("form.clear", "form.does-clear")),
    "toggle": (("form.use", "form.does-choose"), ("form.clear", "form.does-clear")),
    "files": (("form.use", "form.does-attach"),),
    "file": (("form.use", "form.does-save"), ("form.clear", "form.does-remove")),
    "file-read": (("form.use", "form.does-save"),),
    "entry": (("form.clear", "form.does-remove"), ("form.move-up", "form.does-move")),
    "add": (("form.use", "form.does-add"),),
    "date": (("form.open", "form.does-pick"),),
    "cell": (("cell.edit", "form.does-edit-cell"), ("form.clear", "form.does-clear")),
    "armed": (("form.clear", "form.does-remove"),),
}
"""The keys of each part, by the id of their binding, and what to say that they do."""


_BETWEEN: Final = "   "
_FEWEST_WORDS: Final = 8
"""Cells of the words, whatever the keys take."""


class Hint(NamedTuple):
    """Words for the left and keys for the right, the most useful one first."""

    words: str = ""
    keys: tuple[str, ...] = ()
    why: str = ""
    """The key that explains what is wrong: it always stays."""
    more: str = ""
    """The key that shows the words whole, named where they have to be cut."""

    @property
    def says(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.words or self.keys or self.why)

    def fitting(self, room: int) -> tuple[str, str]:
        """Words and keys in one line of so many cells: keys yield to words, down to the first of them."""
        why = (self.why,) if self.why else ()
        for count in range(len(self.keys), 0 if self.keys else -1, -1):
            keys = _BETWEEN.join((*self.keys[:count], *why))
            if not self.words or cells(self.words) + 2 + cells(keys) <= room:
                return self.words, keys
        keys = _BETWEEN.join(filter(None, (*self.keys[:1], *(why or (self.more,)))))
        return clipped(self.words, max(room - cells(keys) - 2, _FEWEST_WORDS)), keys


def hint(
    stop: Stop,
    language: str,
    notice: str,
    key: Callable[[str], str],
    *,
    wrong: bool,
    armed: bool,
    editable: bool = True,
) -> Hint:
    """What to say at a stop; ``key`` names the key of a binding, "" where it has none.

    ``armed``: removing waits to be confirmed.
    """
    if notice:
        return Hint(notice)
    say = texts(language)
    is_date = isinstance(stop.item, Field) and stop.item.kind == "date"
    part = "file-read" if stop.part == "file" and not editable else stop.part
    does = list(_DOES.get("armed" if armed else "date" if is_date else part, ()))

    def named(id: str, text: str) -> str:
        return say("form.key-does", key=key(id), does=say(text)) if key(id) else ""

    return Hint(
        say("form.remove-entry") if armed else _help(stop, language),
        tuple(filter(None, (named(id, text) for id, text in does))),
        named("app.explain", "form.does-explain") if wrong else "",
        named("app.explain", "form.does-read-on"),
    )


def _help(stop: Stop, language: str) -> str:
    if stop.part in ("entry", "add"):
        return ""
    example = clean(stop.item.example) if isinstance(stop.item, Field) else ""
    otherwise = texts(language)("form.example", example=example) if example else ""
    return clean(stop.item.help).replace("\n", " ") or otherwise
