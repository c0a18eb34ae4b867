"""How my services are said: the right or the function, what it lets me do, and why not (R1, R6, R7)."""

from collections.abc import Sequence

from textual.content import Content

from portal_tui.contract.decisions import Decision
from portal_tui.contract.register import MyService
from portal_tui.dates import Dates
from portal_tui.texts import Texts
from portal_tui.widgets.options import spread

from .organisation_lines import WIDE
from .programme_lines import text_of
from .wording import check_text, listing

_GAP = 3


def title_width(rows: Sequence[MyService], width: int) -> int:
    """Cells for the titles, so that what is held lines up: as many as they need, at most half of the line."""
    return min(max((len(row.title.text) for row in rows), default=0) + _GAP, width // 2)


def foremost(row: MyService) -> Decision:
    """The first thing that can't be done there; where everything can, that it can."""
    decisions = tuple(row.decisions.values())
    return next((each for each in decisions if not each.allowed), decisions[0])


def service_line(row: MyService, texts: Texts, width: int, titles: int) -> Content:
    """The service, what I hold there, and what that lets me do; on two rows where there is less room."""
    held = Content(" · ".join(_held(row, texts)))
    uses = tuple(texts(f"use.{name}") for name, decision in row.decisions.items() if decision.allowed)
    may = Content.styled(listing(uses, texts) if uses else f"✗ {texts('services.nothing')}", "$text-muted")
    title = text_of(row.title, texts)
    if width >= WIDE:
        cell = title.truncate(titles - 2, ellipsis=True).pad_right(titles).truncate(titles)
        return spread(Content.assemble(cell, held), may, width)
    below = spread(held.stylize("$text-muted"), may, width - 2) if held else may
    return Content("\n").join([title.truncate(width, ellipsis=True), Content.assemble("  ", below)])


def _held(row: MyService, texts: Texts) -> tuple[str, ...]:
    right = texts(f"right.{row.right}") if row.right else ""
    function = texts(f"function.{row.function}") if row.function else ""
    return tuple(part for part in (right, function) if part)


def service_hint(row: MyService, texts: Texts, dates: Dates) -> Content:
    """Until when the right holds; where it lets do nothing, why."""
    reading = row.decisions["open-task"]
    if not reading.allowed:
        return Content.assemble(("✗ ", "bold $error"), check_text(reading.reasons[0], texts, dates))
    end = texts("rights.ends", at=dates.deadline(row.ends_at)) if row.right and row.ends_at else ""
    said = check_text(reading.checks[0], texts, dates)
    return Content(" · ".join(part for part in (said, end) if part))
