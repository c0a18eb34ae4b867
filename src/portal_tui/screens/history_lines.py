"""How the acts of a register are said: who, whom, what, when (R11)."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from textual.content import Content

from portal_tui.contract.register import Entry
from portal_tui.dates import Dates
from portal_tui.texts import Texts
from portal_tui.widgets.prose import broken, hung

from .organisation_lines import WIDE

_WHEN: Final = 22


def entry_line(entry: Entry, texts: Texts, dates: Dates, width: int) -> Content:
    """When, then who did what to whom; with the explanation that was given."""
    said = Content(act_text(entry, texts, dates))
    if explanation := str(entry.details.get("explanation") or ""):
        said = Content.assemble(said, ("\n" + texts("act.explanation", said=explanation), "$text-muted"))
    when = dates.moment(entry.at)
    if width >= WIDE:
        return hung(Content.styled(when.ljust(_WHEN), "$text-muted"), said, width)
    return Content("\n").join([Content.styled(when, "$text-muted"), broken(said, width)])


def act_text(entry: Entry, texts: Texts, dates: Dates) -> str:
    """What somebody did, in a sentence; by its operation's name where there is no sentence for it."""
    details = entry.details
    key = f"act.{_act(entry)}"
    params = {name: _said(name, value, texts, dates) for name, value in details.items()}
    end = texts("act.until", day=params["ends"]) if params.get("ends") else ""
    blank: Mapping[str, object] = {"point": "", "firm": "", "user_code": "", "right": "", "before": ""}
    known = {**blank, **params, "by": entry.by, "whom": entry.whom, "act": entry.act, "end": end}
    return texts(key if texts.has(key) else "act.other", **known)


def _act(entry: Entry) -> str:
    """What was done, told apart by what it did."""
    details = entry.details
    match entry.act:
        case "grant-right" if details.get("before") == details.get("right"):
            return "grant-right.end"
        case "grant-right" if details.get("before"):
            return "grant-right.changed"
        case "request-designation":
            how = ".replaces" if details.get("replaces") else ""
            return f"request-designation.{details.get('function')}{how}"
        case "answer-designation":
            answer = "approved" if details.get("approved") else "refused"
            return f"answer-designation.{details.get('function')}.{answer}"
        case "export-register":
            return f"export-register.{details.get('form')}"
        case "dissociate-staff" if details.get("firm"):
            return "dissociate-staff.mandate"
    return entry.act


def _said(name: str, value: object, texts: Texts, dates: Dates) -> object:
    if name in ("right", "before") and value:
        return texts(f"right.{value}")
    return dates.of_calendar(date.fromisoformat(str(value))) if name == "ends" and value else value
