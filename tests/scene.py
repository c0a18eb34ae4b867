"""A state of a screen, and how a person gets there: for snapshots and the gallery."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from portal_tui.app import PortalApp
from portal_tui.backend import Backend
from portal_tui.backend.doors import Doors
from portal_tui.config import Settings
from portal_tui.engine.engine import Engine
from tests.demonstration import MAUDE, NOW
from tests.driver import Person
from tests.stage import Instead

WIDE, NORMAL, NARROW = (120, 40), (80, 24), (60, 20)
SIZES: Final = (WIDE, NORMAL, NARROW)

Step = Callable[[Person], Awaitable[None]]
"""What a person does."""


async def _nothing(person: Person) -> None:
    """It is there as soon as it rests."""


@dataclass(frozen=True)
class Scene:
    """A state of a screen: who sees it, where they start, what they do.

    ``before`` is what happened beforehand; ``instead`` are answers other than the demonstration's, by the
    operation's name.
    """

    name: str
    who: str | None = MAUDE
    start: str = "applications"
    arguments: Mapping[str, Any] = field(default_factory=dict)
    before: Callable[[Engine], None] = lambda _: None
    do: Step = _nothing
    instead: Mapping[str, Any] = field(default_factory=dict)
    portal: str = "sodec"
    """Whose demonstration it is played on."""
    doors: Doors | None = None
    """No portal is open yet: the ways into one."""
    main: bool = True
    """Whether it is kept as a picture and at every size; others as text, at the widest."""

    def app(self, backend: Backend, *, language: str | None = None, theme: str = "portal-dark") -> PortalApp:
        """The interface before anything is done."""
        return PortalApp(
            Instead(backend, self.instead),
            clock=lambda: NOW,
            language=language,
            settings=Settings(theme=theme),
            start=self.start,
            arguments=self.arguments,
            doors=self.doors,
        )

    async def play(self, person: Person) -> None:
        """Do what leads there, and wait until it is there."""
        await person.is_answered()
        await self.do(person)
        await person.rests()


def pressing(*ids: str) -> Step:
    """Presses keys by what they do."""

    async def presses(person: Person) -> None:
        await person.presses(*ids)

    return presses


def striking(*keys: str) -> Step:
    """Presses keys by their names."""

    async def strikes(person: Person) -> None:
        await person.strikes(*keys)

    return strikes


def in_turn(*steps: Step) -> Step:
    """One thing after the other."""

    async def does(person: Person) -> None:
        for step in steps:
            await step(person)

    return does
