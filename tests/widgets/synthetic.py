"""A list of a million believable rows, computed, never stored, that tests can change, slow down and break."""

import asyncio
from bisect import bisect_left, insort

import msgspec
from textual.content import Content

from portal_tui.contract.pages import END, Page
from portal_tui.contract.problems import Unavailable
from portal_tui.widgets.columns import Column

LIMIT = 50
_STEP = 1000
"""Keys between two of the computed rows, where others can be inserted."""

PROGRAMMES = (
    "Aide aux lieux de diffusion",
    "Aide à l'édition — volet 2.1",
    "Aide à la tournée hors Québec",
    "Aide au développement de la relève artistique",
    "Soutien aux événements nationaux et internationaux",
)
APPLICANTS = ("Théâtre du Quai", "Les Éditions de la Grève", "Compagnie Marée basse", "Studio Vent d'est")
OWNERS = ("vous", "Jean Roy", "Lucie Gagnon", "Amélie Bouchard-Tremblay", "Karim Haddad")
STATES = (
    ("↻", "à corriger", "dans 5\u00a0h\u00a012"),
    ("●", "brouillon", "12 déc."),
    ("✓", "accordée", "rapport 31 mars"),
    ("◐", "à l'étude", ""),
    ("→", "envoyée", ""),
    ("✗", "refusée", ""),
    ("■", "close", ""),
)
"""Sign, word and what is due next."""
_OVER = 5
"""From this state on, nothing more is to be done."""


class SyntheticRow(msgspec.Struct, frozen=True):
    """A line of the list. ``id`` is its key in the order."""

    id: int
    number: str
    programme: str
    applicant: str
    owner: str
    state: int
    done: int
    mandatory: int
    version: int = 0


class SyntheticRows:
    """A source of ``length`` rows."""

    def __init__(self, length: int, *, counted: bool = True) -> None:
        self.length = length
        self.counted = counted
        self.inserted: list[int] = []
        self.removed: list[int] = []
        self.changed: dict[int, int] = {}
        self.requests: list[dict[str, object]] = []
        self.broken = False
        self._open = asyncio.Event()
        self._open.set()

    def key(self, index: int) -> int:
        """The id of one of the computed rows."""
        return (index + 1) * _STEP

    def insert(self, key: int) -> None:
        """Add a row where nothing is: between the computed rows."""
        insort(self.inserted, key)

    def remove(self, key: int) -> None:
        """Take a computed row away."""
        insort(self.removed, key)

    def change(self, key: int) -> None:
        """Change the content of a row."""
        self.changed[key] = self.changed.get(key, 0) + 1

    def hold(self) -> None:
        """Answer nothing until ``release``."""
        self._open.clear()

    def release(self) -> None:
        """Answer what was asked, and at once from now on."""
        self._open.set()

    async def page(
        self, *, after: str | None = None, before: str | None = None, offset: int | None = None
    ) -> Page[SyntheticRow]:
        self.requests.append({"after": after, "before": before, "offset": offset})
        await self._open.wait()
        return self.page_now(after=after, before=before, offset=offset)

    async def count(self) -> int | None:
        await self._open.wait()
        if self.broken:
            raise Unavailable
        return self._total if self.counted else None

    def page_now(
        self, *, after: str | None = None, before: str | None = None, offset: int | None = None
    ) -> Page[SyntheticRow]:
        """The same without waiting."""
        if self.broken:
            raise Unavailable
        if before is not None:
            last = self._total if before == END else self._rank(int(before))
            first = max(0, last - LIMIT)
        else:
            first = offset or 0 if after is None else self._rank(int(after) + 1)
            last = min(self._total, first + LIMIT)
        rows = tuple(self._row(rank) for rank in range(first, last))
        return Page(
            items=rows,
            before=str(rows[0].id) if rows and first > 0 else None,
            after=str(rows[-1].id) if rows and last < self._total else None,
        )

    @property
    def _total(self) -> int:
        return self.length + len(self.inserted) - len(self.removed)

    def _rank(self, key: int) -> int:
        """How many rows come before ``key``."""
        computed = min(self.length, max(0, -(-key // _STEP) - 1))
        return computed + bisect_left(self.inserted, key) - bisect_left(self.removed, key)

    def _row(self, rank: int) -> SyntheticRow:
        low, high = 0, (self.length + 2) * _STEP
        while low < high:
            middle = (low + high) // 2
            if self._rank(middle + 1) > rank:
                high = middle
            else:
                low = middle + 1
        return row_of(low, self.changed.get(low, 0))


def row_of(key: int, version: int = 0) -> SyntheticRow:
    """The row that a key computes."""
    mandatory = 3 + key // _STEP % 4
    index = key // _STEP
    return SyntheticRow(
        id=key,
        number=f"{2026 - index % 3}-{(4417 + index) % 1_000_000:06d}",
        programme=PROGRAMMES[index * 7 % 5],
        applicant=APPLICANTS[index * 3 % 4],
        owner=OWNERS[index * 11 % 5],
        state=index * 5 % 7,
        done=index % (mandatory + 1),
        mandatory=mandatory,
        version=version,
    )


def _cell(text: str, row: SyntheticRow, style: str = "") -> Content:
    """A text, quiet where nothing more is to be done."""
    return Content.styled(text, "$text-muted" if row.state >= _OVER else style)


def _state(row: SyntheticRow) -> Content:
    sign, word, _ = STATES[row.state]
    return _cell(f"{sign} {word}", row, "$accent" if row.state == 0 else "")


def _progress(row: SyntheticRow) -> Content:
    return _cell(f"{row.done}/{row.mandatory}" if row.state < 2 else "", row)


def _deadline(row: SyntheticRow) -> Content:
    return _cell(STATES[row.state][2], row, "$warning" if row.state == 0 else "")


COLUMNS: tuple[Column[SyntheticRow], ...] = (
    Column(
        key="number",
        title="Numéro",
        cell=lambda row: _cell(row.number, row),
        width=11,
        priority=9,
        sortable=True,
    ),
    Column(
        key="programme",
        title="Programme",
        cell=lambda row: _cell(row.programme, row),
        width=12,
        weight=3,
        most=44,
        priority=8,
        sortable=True,
    ),
    Column(
        key="applicant",
        title="Au nom de",
        cell=lambda row: _cell(row.applicant, row),
        width=14,
        weight=2,
        most=26,
        priority=2,
    ),
    Column(
        key="owner",
        title="Propriétaire",
        cell=lambda row: _cell(row.owner, row),
        width=12,
        weight=1,
        most=26,
        priority=1,
        sortable=True,
    ),
    Column(key="state", title="État", cell=_state, width=12, priority=7, sortable=True),
    Column(
        key="progress",
        title="*",
        cell=_progress,
        width=4,
        align="right",
        priority=3,
    ),
    Column(key="deadline", title="Échéance", cell=_deadline, width=15, priority=6, sortable=True),
)
