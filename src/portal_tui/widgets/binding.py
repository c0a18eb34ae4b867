"""Makes Textual's bindings from the table of keys."""

from textual.binding import Binding

from portal_tui.keys import KEYS


def bind(id: str, action: str | None = None, *, priority: bool = False) -> Binding:
    """The binding of an id. Its action is the id's last part (``list.filter`` does ``filter``) or ``action``.

    Its description is its id, which is the key of its text.
    """
    key = KEYS[id]
    return Binding(
        key.keys,
        action or id.partition(".")[2].replace("-", "_"),
        id,
        show=key.shown,
        priority=priority,
        id=id,
    )
