"""What texts are filled with: moments with their zone, several names joined, states by their word."""

from collections.abc import Mapping

from portal_tui.contract.decisions import ENDS, Check, Remedy, Value
from portal_tui.dates import Dates
from portal_tui.texts import Texts


def listing(names: tuple[str, ...], texts: Texts) -> str:
    """*A, B et C*."""
    if len(names) < 2:
        return "".join(names)
    return texts("words.listing", first=", ".join(names[:-1]), last=names[-1])


def values(params: Mapping[str, Value], texts: Texts, dates: Dates) -> dict[str, object]:
    """The params of a reason, a remedy, a step or a mail, as its sentence takes them."""
    return {name: _value(name, value, texts, dates) for name, value in params.items()}


def _value(name: str, value: Value, texts: Texts, dates: Dates) -> object:
    if name.endswith("_at") and isinstance(value, int):
        return dates.deadline(value) if name in ENDS else dates.with_zone(value)
    if isinstance(value, tuple):
        return listing(value, texts)
    if name == "state" and isinstance(value, str) and texts.has(f"state.{value}"):
        return texts(f"state.{value}")
    if name == "right" and isinstance(value, str) and texts.has(f"right.{value}"):
        return texts(f"right.{value}")
    return "" if value is None else value


def check_text(check: Check, texts: Texts, dates: Dates) -> str:
    """What a rule says: that it holds, or why not."""
    key = f"{'check' if check.holds else 'reason'}.{check.code}"
    return texts(key, **values(check.params, texts, dates))


def remedy_text(remedy: Remedy, texts: Texts, dates: Dates) -> str:
    """What a remedy does; whom it asks: by name where the person may know, else by role."""
    who = listing(remedy.people, texts) or (texts(f"role.{remedy.role}") if remedy.role else "")
    return texts(f"remedy.{remedy.code}", who=who, **values(remedy.params, texts, dates))
