"""How my services are said: the right or the function, what it lets me do, and why not (R1, R6, R7)."""

from collections.abc import Sequence

from textual.content import Content

from portal_tui.contract.decisions import Decision
from portal_tui.contract.register import MyService
from portal_tui.dates import Dates
from portal_tui.texts import Texts
from portal_tui.widgets.options import spread

from .programme_lines import text_of
from .wording import check_text, listing

_GAP = 3


def title_width(rows: Sequence[MyService], texts: Texts, width: int) -> int:
    """Cells for the titles, so that what is held lines up; 0 where not everything fits beside each other."""
    titles = max((text_of(row.title, texts).cell_length for row in rows), default=0) + _GAP
    others = max((_held(row, texts).cell_length + _may(row, texts).cell_length for row in rows), default=0)
    return titles if titles + others + 2 <= width else 0


def foremost(row: MyService) -> Decision:
    """The first thing that can't be done there; where everything can, that it can."""
    decisions = tuple(row.decisions.values())
    return next((each for each in decisions if not each.allowed), decisions[0])


def service_line(row: MyService, texts: Texts, width: int, titles: int) -> Content:
    """The service, what I hold there, what that lets me do: below one another where there is less room."""
    held, may, title = _held(row, texts), _may(row, texts), text_of(row.title, texts)
    if titles:
        return spread(Content.assemble(title.pad_right(titles - title.cell_length), held), may, width)
    rows = [title.truncate(width, ellipsis=True)]
    if not held:
        rows.append(Content.assemble("  ", may))
    elif held.cell_length + may.cell_length + _GAP + 2 <= width:
        rows.append(Content.assemble("  ", spread(held.stylize("$text-muted"), may, width - 2)))
    else:
        rows += [Content.assemble("  ", held.stylize("$text-muted")), Content.assemble("  ", may)]
    return Content("\n").join(rows)


def _held(row: MyService, texts: Texts) -> Content:
    right = texts(f"right.{row.right}") if row.right else ""
    function = texts(f"function.{row.function}") if row.function else ""
    return Content(" · ".join(part for part in (right, function) if part))


def _may(row: MyService, texts: Texts) -> Content:
    uses = tuple(texts(f"use.{name}") for name, decision in row.decisions.items() if decision.allowed)
    none = texts("services.ended" if row.ends_at is not None and row.right is None else "services.nothing")
    return Content.styled(listing(uses, texts) if uses else f"✗ {none}", "$text-muted")


def service_hint(row: MyService, texts: Texts, dates: Dates) -> Content:
    """Until when the right holds; where it lets do nothing, why."""
    reading = row.decisions["open-task"]
    if not reading.allowed:
        return Content.assemble(("✗ ", "bold $error"), check_text(reading.reasons[0], texts, dates))
    end = texts("rights.ends", at=dates.deadline(row.ends_at)) if row.right and row.ends_at else ""
    said = check_text(reading.checks[0], texts, dates)
    return Content(" · ".join(part for part in (said, end) if part))
