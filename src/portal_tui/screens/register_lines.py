"""How the people of a register are said: what they hold, for which firm, until when (R6, R7)."""

from textual.content import Content

from portal_tui.contract.register import Holder
from portal_tui.dates import Dates
from portal_tui.texts import Texts
from portal_tui.widgets.options import spread

from .organisation_lines import WIDE

_NAME = 30


def holder_line(holder: Holder, texts: Texts, dates: Dates, width: int) -> Content:
    """Name, right and function; where there is room, the firm and the end."""
    said = " · ".join(part for part in (_right(holder, texts), _function(holder, texts)) if part)
    if width < WIDE:
        below = Content.styled(f"  {said}", "$text-muted")
        return Content("\n").join([Content(holder.name), below.truncate(width, ellipsis=True)])
    name = Content(holder.name).truncate(_NAME - 2, ellipsis=True).pad_right(_NAME)
    name = name.truncate(_NAME)
    detail = " · ".join(part for part in (holder.firm, _end(holder, texts, dates)) if part)
    return spread(Content.assemble(name, said), Content.styled(detail, "$text-muted"), width)


def holder_hint(holder: Holder, texts: Texts, dates: Dates) -> str:
    """The user code, the firm's place, since when and by whom, until when."""
    by = texts("rights.given", name=holder.given_by, day=dates.day(holder.since)) if holder.given_by else ""
    firm = f"{holder.firm}, {holder.point}" if holder.firm else ""
    parts = (holder.user_code, firm, by, _end(holder, texts, dates))
    return " · ".join(part for part in parts if part)


def _right(holder: Holder, texts: Texts) -> str:
    return texts(f"right.{holder.right}") if holder.right else ""


def _function(holder: Holder, texts: Texts) -> str:
    return texts(f"function.{holder.function}") if holder.function else ""


def _end(holder: Holder, texts: Texts, dates: Dates) -> str:
    if holder.ends_at is None:
        return ""
    code = "rights.ended" if holder.ended else "rights.ends"
    return texts(code, at=dates.deadline(holder.ends_at))
