"""What the list of applications says of each, column by column."""

from collections.abc import Callable
from typing import Final

from textual.content import Content

from portal_tui.contract.applications import ApplicationRow, State
from portal_tui.contract.pages import Text
from portal_tui.dates import Dates
from portal_tui.texts import Texts
from portal_tui.widgets.columns import Column

from .wording import marked

SIGNS: Final[dict[State, str]] = {
    "draft": "○",
    "sent": "◔",
    "under-review": "◐",
    "changes-requested": "↻",
    "eligible": "◕",
    "ineligible": "✗",
    "granted": "✓",
    "refused": "✗",
    "closing": "◒",
    "closing-sent": "◓",
    "closed": "■",
    "withdrawn": "–",
}
"""A sign for each state; it never stands without its word."""

MINE_TO_DO: Final[frozenset[State]] = frozenset({"draft", "changes-requested", "closing"})
"""States in which the next step is the applicant's."""

RESERVED: Final = "#"
"""Marks an application whose content this person may not read (T5)."""


def state_text(state: State, texts: Texts) -> Content:
    """A state by its sign and its word; those in which the applicant has something to do stand out."""
    said = f"{SIGNS[state]} {texts(f'state.{state}')}"
    return Content.styled(said, "bold") if state in MINE_TO_DO else Content(said)


def deadline_text(row: ApplicationRow, dates: Dates) -> Content:
    """When what is due next is due: near ones by how far away they are, amber when time runs out."""
    if row.deadline_at is None:
        return Content("")
    said = dates.remaining(row.deadline_at)
    return Content.styled(said, "$text-warning bold") if dates.is_soon(row.deadline_at) else Content(said)


def columns(texts: Texts, dates: Dates, *, register: bool = False) -> list[Column[ApplicationRow]]:
    """The columns in one language; where there is no room, the last in importance vanish first.

    Where a register decides, what one may do oneself counts more than who began it (T3).
    """

    state_width = max(state_text(state, texts).cell_length for state in SIGNS)

    def column(
        key: str,
        width: int,
        cell: Callable[[ApplicationRow], Content],
        *,
        priority: int,
        weight: int = 0,
        right: bool = False,
        sortable: bool = True,
    ) -> Column[ApplicationRow]:
        return Column(
            key=key,
            title=texts(f"list.column.{key}"),
            cell=cell,
            width=width,
            weight=weight,
            align="right" if right else "left",
            priority=priority,
            sortable=sortable,
        )

    def number(row: ApplicationRow) -> Content:
        return Content(f"{' ' if row.readable else RESERVED} {row.number}")

    def programme(row: ApplicationRow) -> Content:
        return marked(Text(row.programme, row.programme_language), texts)

    def owner(row: ApplicationRow) -> Content:
        return Content(texts("list.you") if row.mine else row.owner)

    def progress(row: ApplicationRow) -> Content:
        return Content(f"{row.done}/{row.mandatory}" if row.state in MINE_TO_DO and row.mandatory else "—")

    def deadline(row: ApplicationRow) -> Content:
        return deadline_text(row, dates) if row.readable else Content.styled(texts("list.reserved"), "dim")

    def unread(row: ApplicationRow) -> Content:
        return Content.styled(str(row.unread), "bold $accent") if row.unread else Content("")

    def may(row: ApplicationRow) -> Content:
        return Content(texts(f"list.may.{row.may}") if row.may else "—")

    mine = [column("may", 12, may, priority=4, sortable=False)] if register else []
    return [
        column("number", 13, number, priority=9),
        column("programme", 18, programme, priority=6, weight=2),
        column("applicant", 24, lambda row: Content(row.applicant), priority=1, sortable=False),
        column("owner", 13 if register else 12, owner, priority=2 if register else 3, weight=1),
        *mine,
        column("state", state_width, lambda row: state_text(row.state, texts), priority=8),
        column("progress", 6, progress, priority=4, right=True, sortable=False),
        column("deadline", 15, deadline, priority=7),
        column("unread", 7, unread, priority=5, right=True, sortable=False),
    ]
