"""Says how many files, entries or options a form asks for."""

from portal_tui.texts import Texts

from .model import Field, Group, Repeated


def limits(item: Field | Group | Repeated, say: Texts) -> str:
    """``from 1 to 4``, ``2 at most``; "" where the form sets no limit."""
    if isinstance(item, Group) or (isinstance(item, Field) and item.kind not in ("documents", "many")):
        return ""
    least, most = item.min_items or 0, item.max_items
    if most is None:
        return say.plural("form.at-least", least) if least else ""
    if 0 < least < most:
        return say("form.from-to", least=least, most=most)
    return say.plural("form.exactly" if least == most else "form.at-most", most)
