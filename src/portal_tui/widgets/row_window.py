"""The part of a long list that is held in memory: neighbouring pages, and where they stand in the whole."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

import msgspec

from portal_tui.contract.pages import END, Page


class Identified(Protocol):
    """A row of a list: anything with an id that stays the same while its content changes."""

    @property
    def id(self) -> int: ...


Row = TypeVar("Row", bound=Identified)
AnyRow = TypeVar("AnyRow", bound=Identified)


class Source(Protocol[AnyRow]):
    """A query in one order, read page by page. Raises PortalError when it can't be read."""

    async def page(
        self, *, after: str | None = None, before: str | None = None, offset: int | None = None
    ) -> Page[AnyRow]:
        """The page after or before a cursor, or from the row at ``offset``; without any, the first one.

        ``before=END`` is the last page.
        """

    async def count(self) -> int | None:
        """How many rows there are, None where nobody counts them. It may answer long after the pages."""


class RowWindow(Generic[Row]):
    """Neighbouring pages of a list. ``start`` is the index of their first row in the whole list.

    It is exact for pages reached from the beginning and an estimate for others, until an end of the list
    or its count corrects it.
    """

    def __init__(self, pages: Sequence[Page[Row]], start: int = 0) -> None:
        self.pages = list(pages)
        self.rows = [row for page in pages for row in page.items]
        self.start = start

    @property
    def end(self) -> int:
        """Index after the last row held."""
        return self.start + len(self.rows)

    @property
    def before(self) -> str | None:
        """Cursor of what comes before, None at the beginning of the list."""
        return self.pages[0].before

    @property
    def after(self) -> str | None:
        """Cursor of what comes after, None at the end of the list."""
        return self.pages[-1].after

    def get(self, index: int) -> Row | None:
        """The row at ``index`` of the whole list, None if it isn't held."""
        return self.rows[index - self.start] if self.start <= index < self.end else None

    def page_of(self, index: int) -> Page[Row]:
        """The page that holds the row at ``index``; raises IndexError."""
        position = index - self.start
        for page in self.pages:
            if position < len(page.items):
                return page
            position -= len(page.items)
        raise IndexError(index)

    def append(self, page: Page[Row]) -> None:
        """Add the page that follows."""
        if not page.items:
            self.pages[-1] = msgspec.structs.replace(self.pages[-1], after=None)
            return
        self.pages.append(page)
        self.rows.extend(page.items)

    def prepend(self, page: Page[Row]) -> None:
        """Add the page that precedes; ``start`` may become negative when it was an estimate."""
        if not page.items:
            self.pages[0] = msgspec.structs.replace(self.pages[0], before=None)
            return
        self.pages.insert(0, page)
        self.rows[:0] = page.items
        self.start -= len(page.items)

    def trim(self, first: int, last: int) -> None:
        """Let go of the pages that have no row between ``first`` and ``last``; one always stays."""
        while len(self.pages) > 1 and self.start + len(self.pages[0].items) <= first:
            dropped = len(self.pages.pop(0).items)
            del self.rows[:dropped]
            self.start += dropped
        while len(self.pages) > 1 and self.end - len(self.pages[-1].items) >= last:
            del self.rows[-len(self.pages.pop().items) :]

    def survivor(self, index: int, fresh: "RowWindow[Row]") -> tuple[int, int] | None:
        """Where the row at ``index`` is in ``fresh``, which was read later; if it has gone, its neighbour.

        Gives the index here and there of the first row that is in both: the row itself, else the next one,
        else the one before. None if nothing is left.
        """
        places = {row.id: fresh.start + position for position, row in enumerate(fresh.rows)}
        for here in (*range(index, self.end), *range(index - 1, self.start - 1, -1)):
            there = places.get(self.rows[here - self.start].id)
            if there is not None:
                return here, there
        return None


_FURTHER_PAGES = 4


async def read_around(
    source: Source[Row], held: RowWindow[Row], index: int, above: int, below: int
) -> RowWindow[Row]:
    """Read again, from ``source``, the neighbourhood of a row of ``held``.

    The result has ``above`` rows before and ``below`` rows after it, as far as the list goes. It is found
    from the cursor that follows the row's page, so rows inserted or removed elsewhere don't shift it.
    """
    following = held.page_of(index).after
    beyond = None if following is None else await source.page(after=following)
    if beyond is None or not beyond.items:
        pages = [await source.page(before=END)]
    elif beyond.before is None:
        pages = [beyond]
    else:
        pages = [await source.page(before=beyond.before), beyond]
    fresh = RowWindow(pages)
    kept = {row.id for row in held.rows[: index - held.start + 1]}
    for _ in range(_FURTHER_PAGES):
        if fresh.before is None or not kept.isdisjoint(row.id for row in fresh.rows):
            break
        fresh.prepend(await source.page(before=fresh.before))
    found = held.survivor(index, fresh)
    place = fresh.start if found is None else found[1]
    while fresh.before is not None and place - fresh.start < above:
        fresh.prepend(await source.page(before=fresh.before))
    while fresh.after is not None and fresh.end - place <= below:
        fresh.append(await source.page(after=fresh.after))
    return fresh
