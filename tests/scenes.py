"""The screens in their main states, each reached as a person reaches it: for snapshots and the gallery."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from portal_tui.app import PortalApp
from portal_tui.backend import Backend
from portal_tui.config import Settings
from portal_tui.contract.problems import Unavailable
from tests.demonstration import CHLOE, KARIM, MAUDE, NADIA, NOW
from tests.driver import Person
from tests.stage import Instead

WIDE, NORMAL, NARROW = (120, 40), (80, 24), (60, 20)
SIZES: Final = (WIDE, NORMAL, NARROW)


async def _nothing(person: Person) -> None:
    """It is there as soon as it rests."""


@dataclass(frozen=True)
class Scene:
    """A state of a screen: who sees it, where they start, what they do.

    ``instead`` are answers other than the demonstration's, by the operation's name.
    """

    name: str
    who: str | None = MAUDE
    start: str = "applications"
    arguments: Mapping[str, Any] = field(default_factory=dict)
    do: Callable[[Person], Awaitable[None]] = _nothing
    instead: Mapping[str, Any] = field(default_factory=dict)

    def app(self, backend: Backend, *, language: str | None = None, theme: str = "portal-dark") -> PortalApp:
        """The interface before anything is done."""
        return PortalApp(
            Instead(backend, self.instead),
            clock=lambda: NOW,
            language=language,
            settings=Settings(theme=theme),
            start=self.start,
            arguments=self.arguments,
        )

    async def play(self, person: Person) -> None:
        """Do what leads there, and wait until it is there."""
        await person.rests()
        await self.do(person)
        await person.rests()


def _presses(*ids: str) -> Callable[[Person], Awaitable[None]]:
    async def presses(person: Person) -> None:
        await person.presses(*ids)

    return presses


def _filters(words: str) -> Callable[[Person], Awaitable[None]]:
    async def filters(person: Person) -> None:
        await person.presses("list.filter")
        await person.types(words)
        await person.strikes("enter")

    return filters


async def _opens_palette(person: Person) -> None:
    await person.presses("app.palette")
    await person.types("agir")


SCENES: Final = (
    Scene("sign-in", who=None),
    Scene("home", start="home"),
    Scene("home-unconfirmed", who=CHLOE, start="home"),
    Scene("applications"),
    Scene("applications-administrator", who=NADIA),
    Scene("applications-filtered", do=_filters("roy")),
    Scene("applications-fruitless", do=_filters("festival")),
    Scene("applications-empty", who=KARIM),
    Scene("applications-failed", instead={"list-applications": Unavailable()}),
    Scene("applications-sorting", do=_presses("list.sort")),
    Scene("explain", do=_presses("list.down", "app.explain")),
    Scene("explain-reserved", who=NADIA, do=_presses("app.explain")),
    Scene("act-as", do=_presses("app.act-as")),
    Scene("go", do=_presses("app.go")),
    Scene("palette", do=_opens_palette),
    Scene("settings", start="settings"),
    Scene("help", start="help"),
)
