"""What stands below the field that has the cursor: its help, and the keys that work there."""

from collections.abc import Callable
from typing import Final

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
    "entry": (("form.clear", "form.does-remove"), ("form.move-up", "form.does-move")),
    "add": (("form.use", "form.does-add"),),
    "date": (("form.open", "form.does-pick"),),
    "cell": (("cell.edit", "form.does-edit-cell"), ("form.clear", "form.does-clear")),
    "armed": (("form.clear", "form.does-remove"),),
}
"""The keys of each part, by the id of their binding, and what to say that they do."""


def hint(
    stop: Stop, language: str, notice: str, key: Callable[[str], str], *, wrong: bool, armed: bool
) -> tuple[str, str]:
    """Words for the left and keys for the right; ``key`` names the key of a binding, "" where it has none.

    ``armed``: removing waits to be confirmed.
    """
    if notice:
        return notice, ""
    say = texts(language)
    is_date = isinstance(stop.item, Field) and stop.item.kind == "date"
    does = list(_DOES.get("armed" if armed else "date" if is_date else stop.part, ()))
    if wrong:
        does.append(("app.explain", "form.does-explain"))
    named = ((key(id), say(text)) for id, text in does)
    keys = "   ".join(say("form.key-does", key=name, does=what) for name, what in named if name)
    return (say("form.remove-entry") if armed else _help(stop, language)), keys


def _help(stop: Stop, language: str) -> str:
    if stop.part in ("entry", "add"):
        return ""
    example = clean(stop.item.example) if isinstance(stop.item, Field) else ""
    otherwise = texts(language)("form.example", example=example) if example else ""
    return clean(stop.item.help).replace("\n", " ") or otherwise
