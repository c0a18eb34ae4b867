"""The screens in their main states, each reached as a person reaches it: for snapshots and the gallery."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from textual.widgets import Static

from portal_tui.app import PortalApp
from portal_tui.backend import Backend
from portal_tui.backend.doors import Doors, Known
from portal_tui.config import Settings
from portal_tui.contract.problems import Unavailable
from tests.demonstration import CHLOE, EMILE, ISABELLE, JEAN, KARIM, MAUDE, NADIA, NOW
from tests.doors import PaintedDoors
from tests.driver import Person
from tests.stage import Instead

WIDE, NORMAL, NARROW = (120, 40), (80, 24), (60, 20)
SIZES: Final = (WIDE, NORMAL, NARROW)

VENUES: Final = {"code": "30-44-00"}


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
    doors: Doors | None = None
    """No portal is open yet: the ways into one."""

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
        await person.rests()
        await self.do(person)
        await person.rests()


def _presses(*ids: str) -> Callable[[Person], Awaitable[None]]:
    async def presses(person: Person) -> None:
        await person.presses(*ids)

    return presses


def _strikes(*keys: str) -> Callable[[Person], Awaitable[None]]:
    async def strikes(person: Person) -> None:
        await person.strikes(*keys)

    return strikes


def _in_turn(*steps: Callable[[Person], Awaitable[None]]) -> Callable[[Person], Awaitable[None]]:
    async def does(person: Person) -> None:
        for step in steps:
            await step(person)

    return does


def _filters(words: str) -> Callable[[Person], Awaitable[None]]:
    async def filters(person: Person) -> None:
        await person.presses("list.filter")
        await person.types(words)
        await person.strikes("enter")

    return filters


async def _opens_palette(person: Person) -> None:
    await person.presses("app.palette")
    await person.types("agir")


async def _is_judged(person: Person, count: int) -> None:
    def judged() -> bool:
        verdicts = person.app.screen.query(".verdict").results(Static)
        return sum(bool(str(verdict.content)) for verdict in verdicts) == count

    await person.until(judged, f"{count} answers to be judged")


async def _answers(person: Person) -> None:
    """Answer one question after the other, each judged before the next."""
    await person.gives("640")
    await _is_judged(person, 1)
    await person.strikes("tab", "down")
    await _is_judged(person, 2)


async def _signs_up_wrongly(person: Person) -> None:
    await person.rests()
    for text in ("Zoé", "Lavoie", "zoe@", "court"):
        await person.gives(text)
        await person.strikes("tab")
    await person.strikes("space", "tab", "enter")


async def _names_it_alike(person: Person) -> None:
    await person.rests()
    await person.gives("Theatre du Quai inc.")
    await person.sees("· Théâtre du Quai")
    await person.strikes("tab", "down")


async def _creates_a_portal(person: Person) -> None:
    await person.rests()
    person.app.open("create-portal", folder=Path("/srv/portals/office"))


async def _has_created_a_portal(person: Person) -> None:
    await _creates_a_portal(person)
    await person.rests()
    await person.strikes("tab", "tab", "enter")


KNOWN: Final = (
    Known(path="/srv/portals/office.db", name="Office des arts", last=True),
    Known(path="https://demandes.arts.example", name="Conseil des arts", server=True),
    Known(path="/srv/portals/demo.db", name="SOD@ccès", demonstration=True),
)
FIRST_RUN: Final = PaintedDoors()
LATER: Final = PaintedDoors(known=KNOWN, servers=("https://demandes.arts.example",))


SCENES: Final = (
    Scene("welcome", who=None, doors=FIRST_RUN),
    Scene("welcome-again", who=None, doors=LATER),
    Scene("connect", who=None, doors=LATER, do=_strikes("7")),
    Scene("create-portal", who=None, doors=LATER, do=_creates_a_portal),
    Scene("create-portal-done", who=None, doors=LATER, do=_has_created_a_portal),
    Scene("sign-in", who=None),
    Scene("sign-in-address", who=None, do=_strikes("end", "enter")),
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
    Scene("catalogue", start="programmes"),
    Scene("catalogue-personal", who=EMILE, start="programmes"),
    Scene("programme", start="programme", arguments=VENUES),
    Scene("programme-personal", who=EMILE, start="programme", arguments=VENUES),
    Scene("programme-explain", who=EMILE, start="programme", arguments=VENUES, do=_presses("app.explain")),
    Scene("new-application", who=JEAN, start="new-application", arguments=VENUES),
    Scene("new-application-answered", start="new-application", arguments=VENUES, do=_answers),
    Scene("sign-up", who=None, do=_presses("sign-in.sign-up")),
    Scene("sign-up-wrong", who=None, do=_in_turn(_presses("sign-in.sign-up"), _signs_up_wrongly)),
    Scene("terms", who=None, do=_presses("sign-in.sign-up", "sign-up.terms")),
    Scene("forgotten-password", who=None, do=_presses("sign-in.forgotten")),
    Scene("confirm-address", who=CHLOE, start="confirm-address"),
    Scene("organisation", who=ISABELLE, start="organisation"),
    Scene("organisation-personal", who=EMILE, start="organisation"),
    Scene("member", who=ISABELLE, start="organisation", do=_presses("options.last", "organisation.choose")),
    Scene("invite", who=ISABELLE, start="organisation", do=_presses("organisation.invite")),
    Scene("invite-refused", who=KARIM, start="organisation", do=_presses("organisation.invite")),
    Scene("new-organisation", who=EMILE, start="new-organisation", do=_names_it_alike),
    Scene("join-organisation", who=EMILE, start="join-organisation"),
)
