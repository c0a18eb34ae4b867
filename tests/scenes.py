"""The screens in their main states, each reached as a person reaches it: for snapshots and the gallery."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from portal_tui.app import PortalApp
from portal_tui.config import Settings
from portal_tui.contract.applications import Elsewhere
from portal_tui.contract.problems import Unavailable
from tests.driver import Person
from tests.stage import interface, theatre

WIDE, NORMAL, NARROW = (120, 40), (80, 24), (60, 20)
SIZES: Final = (WIDE, NORMAL, NARROW)


async def _nothing(person: Person) -> None:
    """It is there as soon as it rests."""


@dataclass(frozen=True)
class Scene:
    """A state of a screen: who sees it, where they start, what they do."""

    name: str
    who: str | None = "Maude"
    start: str = "applications"
    do: Callable[[Person], Awaitable[None]] = _nothing
    instead: Mapping[str, Any] = field(default_factory=dict)

    def app(self, *, language: str | None = None, theme: str = "portal-dark") -> PortalApp:
        """The interface before anything is done."""
        settings = Settings(theme=theme)
        return interface(
            theatre(), self.who, start=self.start, instead=self.instead, language=language, settings=settings
        )

    async def play(self, person: Person) -> None:
        """Do what leads there, and wait until it is there."""
        await person.rests()
        await self.do(person)
        await person.rests()


async def _filters(person: Person) -> None:
    await person.presses("list.filter")
    await person.types("bourses")


async def _finds_nothing(person: Person) -> None:
    await person.presses("list.filter")
    await person.types("festival")
    await person.strikes("enter")


async def _asks_why(person: Person) -> None:
    await person.presses("app.explain")


def _presses(*ids: str) -> Callable[[Person], Awaitable[None]]:
    async def presses(person: Person) -> None:
        await person.presses(*ids)

    return presses


_ELSEWHERE: Final = {
    "look-elsewhere": (
        Elsewhere(code="filter"),
        Elsewhere(code="entity", entity_id=1, name="Éditions de la Voix", count=3),
        Elsewhere(code="not-collaborator", count=2),
        Elsewhere(code="not-member"),
    )
}

SCENES: Final = (
    Scene("sign-in", who=None),
    Scene("applications"),
    Scene("applications-filtered", do=_filters),
    Scene("applications-fruitless", do=_finds_nothing, instead=_ELSEWHERE),
    Scene("applications-failed", instead={"list-applications": Unavailable()}),
    Scene("applications-sorting", do=_presses("list.sort")),
    Scene("explain", do=_presses("list.last", "app.explain")),
    Scene("explain-reserved", do=_asks_why),
    Scene("act-as", do=_presses("app.act-as")),
    Scene("go", do=_presses("app.go")),
    Scene("settings", start="settings"),
    Scene("help", start="help"),
)
