"""How a programme is said: when it takes applications, what I filed there (P1, P2)."""

from typing import Final, Literal

from textual.content import Content

from portal_tui.contract.pages import Text
from portal_tui.contract.programmes import ProgrammeRow
from portal_tui.dates import Dates
from portal_tui.texts import Texts
from portal_tui.widgets.options import spread

Section = Literal["deadline", "always", "soon", "closed"]

WIDE = 84
"""Cells from which on the ends of a line have room beside each other."""
_GAP: Final = 2


def section_of(row: ProgrammeRow) -> Section:
    """Under which title a programme stands in the catalogue."""
    if row.opening == "always" or (row.opening == "open" and row.closes_at is None):
        return "always"
    return {"open": "deadline", "soon": "soon"}.get(row.opening, "closed")  # type: ignore[return-value]


def opening_text(row: ProgrammeRow, texts: Texts, dates: Dates) -> Content:
    """Until or from when it takes applications; amber when time runs out."""
    match section_of(row), row.opening:
        case "deadline", _:
            assert row.closes_at is not None
            return _until(row.closes_at, texts, dates)
        case "always", _:
            return Content(texts("programme.always"))
        case "soon", _ if row.opens_at is not None:
            return Content(texts("programme.from", when=dates.moment(row.opens_at)))
        case _, "closing-only":
            return Content(texts("programme.closing-only"))
    if row.closes_at is None:
        return Content(texts("programme.closed"))
    return Content(texts("programme.closed-since", when=dates.deadline_day(row.closes_at)))


def _until(closes_at: int, texts: Texts, dates: Dates) -> Content:
    until = texts("programme.until", when=dates.moment(closes_at - 1))
    if not dates.is_near(closes_at):
        return Content(until)
    left = dates.remaining(closes_at)
    style = "$text-warning bold" if dates.is_soon(closes_at) else ""
    return Content.assemble(until, " · ", (left, style))


def mine_text(row: ProgrammeRow, texts: Texts) -> str:
    """*2 déposées, 1 brouillon*; empty where there is none."""
    parts = (("programme.filed", row.filed), ("programme.drafts", row.drafts))
    return ", ".join(texts.plural(key, count) for key, count in parts if count)


def text_of(said: Text, texts: Texts) -> Content:
    """A text of the portal; marked where it isn't in the reader's language (A6)."""
    if said.language.partition("-")[0] == texts.language.partition("-")[0]:
        return Content(said.text)
    return Content.assemble((f"({said.language}) ", "$text-muted"), said.text)


def line_of(row: ProgrammeRow, texts: Texts, dates: Dates, width: int) -> Content:
    """A programme in the catalogue, on two rows; three where there is little room."""
    title = text_of(row.title, texts)
    opening = opening_text(row, texts, dates)
    direction = text_of(row.direction, texts).stylize("$text-muted")
    detail = Content.assemble((f"{row.code} · ", "$text-muted"), direction)
    mine = Content(mine_text(row, texts))
    if width >= WIDE:
        return Content("\n").join([spread(title, opening, width), spread(detail, mine, width)])
    if not mine:
        rows = [opening, detail.truncate(width, ellipsis=True)]
    elif opening.cell_length + mine.cell_length + _GAP <= width:
        rows = [spread(opening, mine, width, gap=_GAP), detail.truncate(width, ellipsis=True)]
    else:
        rows = [opening, spread(detail, mine, width, gap=_GAP)]
    return Content("\n").join([title.truncate(width, ellipsis=True), *rows])
