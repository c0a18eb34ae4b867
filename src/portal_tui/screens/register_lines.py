"""How the people of a register are said: what they hold, for which firm, until when (R6, R7)."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final, Literal

from textual.content import Content

from portal_tui.contract.register import RIGHTS, Holder, PersonCard, RegisterView, Right, RightsExplained
from portal_tui.dates import Dates, local
from portal_tui.texts import Texts
from portal_tui.widgets.options import spread

from .organisation_lines import WIDE
from .wording import listing

_NAME = 30

Order = Literal["person", "right", "firm"]
ORDERS: Final[tuple[Order, ...]] = ("person", "right", "firm")
"""How a register is read."""

Known = PersonCard | RightsExplained
"""Somebody who may be given a right, with what each right would let them do."""


def is_mandate(right: Right) -> bool:
    """Whether a right is a mandatary's."""
    return right.startswith("mandatary")


def sections(view: RegisterView, order: Order, texts: Texts) -> list[tuple[str, list[Holder]]]:
    """The people of a register under their titles: all together, by right, or by firm."""
    if order == "person":
        return [(texts.plural("rights.holders", len(view.holders)), list(view.holders))]
    if order == "right":
        ranks: dict[Right | None, int] = {right: rank for rank, right in enumerate(RIGHTS)}
        rows = sorted(view.holders, key=lambda each: ranks.get(each.right, len(RIGHTS)))
        return _titled(rows, lambda each: _right(each, texts) or texts("rights.function-only"))
    rows = sorted(view.holders, key=lambda each: (each.firm, each.point))
    own = texts("rights.own-people", organisation=view.organisation)
    return _titled(rows, lambda each: _place(each) or own)


def _titled(rows: Sequence[Holder], title: Callable[[Holder], str]) -> list[tuple[str, list[Holder]]]:
    groups = [(said, list(group)) for said, group in groupby(rows, title)]
    return [(f"{said} · {len(group)}", group) for said, group in groups]


def uses_text(operations: Sequence[str], texts: Texts) -> str:
    """*lire, créer et modifier*; that nothing can be done."""
    return listing(tuple(texts(f"use.{name}") for name in operations), texts) or texts("use.nothing")


def uses_now(known: Known) -> tuple[str, ...]:
    """What somebody may do now, by the names of operations."""
    if isinstance(known, RightsExplained):
        return tuple(name for name, decision in known.decisions.items() if decision.allowed)
    return known.would[known.right] if known.right else ()


def change_of(known: Known, right: Right, texts: Texts) -> Content:
    """What somebody may do now, and what a right would let them do."""
    now, then = uses_text(uses_now(known), texts), uses_text(known.would[right], texts)
    return Content(f"{texts('grant.now', uses=now)}\n{texts('grant.then', uses=then)}")


def ends_sending(held: Holder, known: Known, right: Right) -> bool:
    """Whether nobody could transmit any more, if they held this right instead."""
    return held.last == "sends" and "send-application" not in known.would[right]


def last_day(ends_at: int, zone: str) -> str:
    """The last day on which a right holds: ``2027-03-31``."""
    return local(ends_at - 1, zone).date().isoformat()


def holder_line(holder: Holder, texts: Texts, dates: Dates, width: int) -> Content:
    """Name, right and function; where there is room, the firm and the end. An ended right is quiet."""
    said = " · ".join(part for part in (_right(holder, texts), _function(holder, texts)) if part)
    you = f" ({texts('list.you')})" if holder.you else ""
    if width < WIDE:
        ended = f" · {texts('rights.ended-short')}" if holder.ended else ""
        below = Content.styled(f"  {said}{ended}", "$text-muted")
        return Content("\n").join([Content(holder.name + you), below.truncate(width, ellipsis=True)])
    name = Content(holder.name + you).truncate(_NAME - 2, ellipsis=True).pad_right(_NAME)
    name = name.truncate(_NAME)
    day = dates.deadline_day(holder.ends_at) if holder.ends_at is not None else ""
    detail = " · ".join(part for part in (holder.firm, _end(holder, day, texts)) if part)
    held = Content.styled(said, "$text-muted" if holder.ended else "")
    return spread(Content.assemble(name, held), Content.styled(detail, "$text-muted"), width)


def holder_hint(holder: Holder, texts: Texts, dates: Dates) -> str:
    """The user code, the firm's place, since when and by whom, until when."""
    by = texts("rights.given", name=holder.given_by, day=dates.day(holder.since)) if holder.given_by else ""
    at = dates.deadline(holder.ends_at) if holder.ends_at is not None else ""
    parts = (holder.user_code, _place(holder), by, _end(holder, at, texts))
    return " · ".join(part for part in parts if part)


def _place(holder: Holder) -> str:
    return f"{holder.firm}, {holder.point}" if holder.firm else ""


def _right(holder: Holder, texts: Texts) -> str:
    return texts(f"right.{holder.right}") if holder.right else ""


def _function(holder: Holder, texts: Texts) -> str:
    return texts(f"function.{holder.function}") if holder.function else ""


def _end(holder: Holder, at: str, texts: Texts) -> str:
    if not at:
        return ""
    return texts("rights.ended" if holder.ended else "rights.ends", at=at)
