"""What of a list is seen: the first line, the cursor, and the moves that wait for rows.

Nothing here reads or draws. A move that needs rows which aren't held waits, with those made after it, until
they are: where the cursor ends up depends on the keys pressed, not on how fast the rows came.
"""

from collections import deque
from typing import Generic, Literal, NamedTuple

from portal_tui.contract.pages import END, Page

from .row_window import Row, RowWindow


class Request(NamedTuple):
    """The page to read next: the arguments of ``Source.page``."""

    after: str | None = None
    before: str | None = None
    offset: int | None = None

    @property
    def jumps(self) -> bool:
        """Whether its answer replaces what is held rather than adding to it."""
        return self in (FIRST, LAST) or self.offset is not None


FIRST = Request()
LAST = Request(before=END)

_BEYOND = 10**9
"""More rows than any list has."""


class Step(NamedTuple):
    """A move by some rows.

    ``cursor``: the cursor moves, the view follows it. ``page``: both move. ``view``: the view moves, the
    cursor stays on its row as long as that is seen.
    """

    rows: int
    what: Literal["cursor", "page", "view"] = "cursor"


class Place(NamedTuple):
    """The index of the first line and of the cursor."""

    top: int
    cursor: int


class Viewport(Generic[Row]):
    """A window of rows seen through ``height`` lines."""

    def __init__(self) -> None:
        self.window: RowWindow[Row] | None = None
        self.place = Place(0, 0)
        self.height = 0
        self.count: int | None = None
        self._steps: deque[Step] = deque()
        self._jump: Request | None = FIRST
        self._of_another_query = False
        self._furthest = 0
        self._end: int | None = None
        """The index after the last row, once it has been held."""

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return None if self.window is None else self.window.get(self.place.cursor)

    @property
    def waiting(self) -> bool:
        """Whether somebody waits for rows (what is read ahead, nobody waits for)."""
        return self._jump is not None or bool(self._steps)

    @property
    def total(self) -> int:
        """How many rows there are: estimated until the count or the end of the list is known."""
        if self.window is None:
            return self.count or 0
        if self.window.after is None:
            return self.window.end
        return self._furthest if self.count is None else max(self.count, self.window.end + 1)

    @property
    def thumb(self) -> int:
        """The first line as the scrollbar shows it: a jump moves it before its rows are there."""
        if self._jump is None or self.window is None:
            return self.place.top
        if self._jump.offset is not None:
            return self._jump.offset
        return 0 if self._jump == FIRST else max(0, self.total - self.height)

    def lines(self) -> list[Row | None]:
        """The rows of the lines seen, None where there is none (or none yet)."""
        if self.window is None:
            return [None] * self.height
        return [self.window.get(self.place.top + line) for line in range(self.height)]

    def step(self, step: Step) -> None:
        """Move, now or when the rows are there."""
        self._steps.append(step)
        self._advance()

    def go(self, jump: Request) -> None:
        """Go to the beginning, the end or an offset; what was waiting before is forgotten."""
        self._steps.clear()
        if jump.offset is not None:
            jump = Request(offset=max(0, min(jump.offset, self.total - self.height)))
        there = None if self._of_another_query else self._held_place(jump)
        self._jump = jump if there is None else None
        if there is not None:
            self._land(*there)

    def restart(self) -> None:
        """The query is another one: what is held stays seen until its first page arrives."""
        self.count = None
        self._furthest = 0
        self._steps.clear()
        self._jump = FIRST
        self._of_another_query = True

    def give_up(self) -> None:
        """Rows could not be read: no move waits for them. The first page stays missing where it was."""
        self._steps.clear()
        self._jump = FIRST if self._of_another_query or self.window is None else None

    def resize(self, height: int) -> None:
        """Another number of lines; the cursor stays in view."""
        self.height = height
        self._land(*self.place)
        self._advance()

    def know_count(self, count: int | None) -> None:
        """The count has arrived."""
        self.count = count
        self._correct_start()

    def request(self) -> Request | None:
        """What to read next: what somebody waits for, else a screen ahead on both sides."""
        window = self.window
        if self._jump is not None or window is None:
            return self._jump or FIRST
        top, height = self.place.top, self.height
        forwards = None if window.after is None else Request(after=window.after)
        backwards = None if window.before is None else Request(before=window.before)
        if self._steps:
            return (forwards if self._steps[0].rows > 0 else backwards) or forwards or backwards
        if forwards is not None and top + 2 * height > window.end:
            return forwards
        if backwards is not None and top - height < window.start:
            return backwards
        return None

    def receive(self, request: Request, page: Page[Row]) -> None:
        """The answer to ``request``; ignored where it no longer fits, because somebody moved meanwhile."""
        if request.jumps:
            if request == self._jump:
                self._replace(request, page)
        elif self.window is not None and request.after is not None and request.after == self.window.after:
            self.window.append(page)
        elif self.window is not None and request.before is not None and request.before == self.window.before:
            self.window.prepend(page)
        self._correct_start()
        self._advance()
        if self.window is not None and self._jump is None:
            top, height = self.place.top, self.height
            self.window.trim(top - 3 * height, top + 4 * height)

    def adopt(self, fresh: RowWindow[Row], *, moved: bool = False) -> bool:
        """Take rows that were read again: the cursor stays on its row and its line.

        ``moved``: the place is no longer the one that they were read for. Then False is given, and nothing
        taken, if they don't cover what is seen now.
        """
        held = self.window
        cursor = self.place.cursor
        line = cursor - self.place.top
        found = None if held is None or not held.rows else held.survivor(cursor, fresh)
        here, there = (cursor, fresh.start) if found is None else found
        line += min(0, here - cursor)
        lacks_above = fresh.before is not None and there - fresh.start < line
        lacks_below = fresh.after is not None and fresh.end - there < self.height - line
        if moved and (found is None or lacks_above or lacks_below):
            return False
        fresh.start += min(here, cursor) - there
        self.window = fresh
        self._end = None
        self._land(min(here, cursor) - line, min(here, cursor))
        self._correct_start()
        self._land(*self.place)
        return True

    def _held_place(self, jump: Request) -> Place | None:
        """Where a jump leads, if the rows there are held."""
        window = self.window
        if window is None:
            return None
        if jump.offset is not None:
            top = jump.offset
            held = window.start <= top < window.end and min(top + self.height, self._last_end) <= window.end
            return Place(top, top + self.place.cursor - self.place.top) if held else None
        if jump == FIRST:
            return Place(window.start, window.start) if window.before is None else None
        return Place(window.end - self.height, window.end - 1) if window.after is None else None

    def _replace(self, request: Request, page: Page[Row]) -> None:
        if not page.items and request.offset:
            self._jump = LAST
            return
        line = self.place.cursor - self.place.top
        window = RowWindow([page], request.offset or 0)
        if request == LAST:
            window.start = max(1, (self.count or self._furthest) - len(page.items))
            self._take(window, window.end - self.height, window.end - 1)
        elif request == FIRST:
            self._take(window, 0, 0)
        else:
            self._take(window, window.start, window.start + line)

    def _take(self, window: RowWindow[Row], top: int, cursor: int) -> None:
        self.window = window
        self._end = None
        self._jump = None
        self._of_another_query = False
        self._land(top, cursor)

    def _advance(self) -> None:
        """Make the moves that the rows held allow."""
        while self._steps and self._jump is None and (place := self._after(self._steps[0])) is not None:
            self._steps.popleft()
            self.place = place

    def _after(self, step: Step) -> Place | None:
        """Where a step leads, None while rows lack for it."""
        window = self.window
        if window is None:
            return None
        top, cursor = self.place
        if step.what != "view":
            cursor = self._within_list(cursor + step.rows)
        if step.what != "cursor":
            top += step.rows
        place = self._framed(top, cursor, follow=step.what != "view")
        last = min(place.top + self.height, self._last_end) - 1
        held = place.top >= window.start and max(last, place.cursor) < window.end
        return place if held or not window.rows else None

    @property
    def _last_end(self) -> int:
        """The end of the list where it is held, else beyond anything."""
        assert self.window is not None
        return self.window.end if self.window.after is None else self.window.end + _BEYOND

    def _within_list(self, index: int) -> int:
        assert self.window is not None
        index = min(index, self._last_end - 1)
        return max(self.window.start, index) if self.window.before is None else index

    def _framed(self, top: int, cursor: int, *, follow: bool) -> Place:
        """The nearest place where the view is within the list and the cursor within the view.

        ``follow``: the view gives way to the cursor, not the cursor to the view.
        """
        assert self.window is not None
        height = max(1, self.height)
        if follow:
            top = max(min(top, cursor), cursor - height + 1)
        top = min(top, self._last_end - height)
        if self.window.before is None:
            top = max(top, self.window.start)
        return Place(top, self._within_list(max(top, min(cursor, top + height - 1))))

    def _land(self, top: int, cursor: int) -> None:
        """Stand there, as far as the rows held go."""
        if self.window is None or not self.window.rows:
            self.place = Place(0, 0)
        else:
            cursor = max(self.window.start, min(cursor, self.window.end - 1))
            self.place = self._framed(top, cursor, follow=True)

    def _correct_start(self) -> None:
        """Move the indices to where an end of the list, or its count, says that the rows are."""
        window = self.window
        if window is None:
            return
        if window.after is None:
            self._end = window.end
        shift = 0
        if window.before is None:
            shift = -window.start
        elif self._end is not None and self.count is not None:
            shift = max(self.count - self._end, 1 - window.start)
        elif window.start <= 0:
            shift = len(window.pages[0].items) - window.start
        window.start += shift
        self.place = Place(self.place.top + shift, self.place.cursor + shift)
        if self._end is not None:
            self._end += shift
        another_page = 0 if window.after is None else len(window.pages[-1].items)
        self._furthest = max(self._furthest, window.end + another_page)
