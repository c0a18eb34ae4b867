"""A theatre's people and applications, played on the real engine, with the interface in front of it."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from portal_tui.app import PortalApp
from portal_tui.backend import Backend, Contact
from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.contract.accounts import WhoAmI
from portal_tui.contract.applications import OpenApplication, SendApplication
from portal_tui.contract.events import Event
from portal_tui.contract.operation import Operation, name_of
from portal_tui.contract.problems import PortalError
from portal_tui.contract.tasks import CompleteTask
from portal_tui.engine.people import add_member
from portal_tui.portals.bundled import folder
from portal_tui.portals.load import load
from portal_tui.secret import Secret
from tests.world import ANSWERS, World

R = TypeVar("R")


def at(moment: str) -> int:
    """A moment written in the portal's zone, in UTC microseconds."""
    return (
        int(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("America/Toronto")).timestamp())
        * 1_000_000
    )


EVENING = at("2026-11-07T18:47:30")
"""Five hours before the programme for venues closes."""


def theatre(path: str = ":memory:") -> World:
    """Maude owns most, Jean has a draft, Lise administers and reads nothing; Maude is in two organisations.

    Numbers: 2026-000001 Maude's draft for venues, 000002 sent, 000003 her draft without a deadline, 000004
    Jean's draft.
    """
    world = World(path=path, now=at("2026-10-23T12:00"))
    world.person("Maude", "Tremblay")
    world.person("Jean", "Roy")
    world.person("Lise", "Gagnon")
    world.organisation("Éditions de la Voix", Maude="member")
    world.organisation("Théâtre du Quai", Maude="primary", Jean="member", Lise="administrator")
    world.application("Maude", "30-44-00", request=ANSWERS)
    send(world, "Maude", world.application("Maude", "any", request=ANSWERS))
    world.application("Maude", "any")
    world.clock.advance(3600)
    world.application("Jean", "any")
    world.person("Yves", "Caron")
    with world.engine.database.writing():
        others = world.organisations["Éditions de la Voix"]
        add_member(world.work(), others, world.accounts["Yves"], "primary")
    world.clock.set(EVENING)
    world.sessions.clear()
    return world


SODEC_EVENING = at("2024-11-07T18:47:30")
"""Five hours before SODEC's programme for venues closes."""


def sodec() -> World:
    """The same people on SODEC's real programmes; Maude has a draft for venues."""
    world = World(load(folder("sodec")), now=at("2024-10-20T12:00"))
    world.person("Maude", "Tremblay")
    world.person("Jean", "Roy")
    world.person("Lise", "Gagnon")
    world.organisation("Éditions de la Voix", Maude="member")
    world.organisation("Théâtre du Quai", Maude="primary", Jean="member", Lise="administrator")
    world.application("Maude", "30-44-00")
    world.clock.set(SODEC_EVENING)
    world.sessions.clear()
    return world


def send(world: World, given_name: str, application_id: int) -> None:
    """Complete what is there and send it."""
    view = world.call(given_name, OpenApplication(application_id=application_id))
    for task in view.tasks:
        world.call(given_name, CompleteTask(task_id=task.id))
    world.call(given_name, SendApplication(application_id=application_id))


class Instead:
    """A backend some of whose operations fail, or answer otherwise, as ``answers`` says by name."""

    def __init__(self, backend: Backend, answers: Mapping[str, Any]) -> None:
        self.backend = backend
        self.answers = dict(answers)
        self.asked: list[Operation[Any]] = []

    @property
    def session(self) -> Secret | None:
        """The real one's."""
        return self.backend.session

    @session.setter
    def session(self, token: Secret | None) -> None:
        self.backend.session = token

    @property
    def language(self) -> str:
        """The real one's."""
        return self.backend.language

    @language.setter
    def language(self, language: str) -> None:
        self.backend.language = language

    async def call(self, operation: Operation[R], /) -> R:
        """The other answer, if there is one."""
        self.asked.append(operation)
        name = name_of(operation)
        if name not in self.answers:
            return await self.backend.call(operation)
        answer = self.answers[name]
        if isinstance(answer, PortalError):
            raise answer
        answered: R = answer
        return answered

    def events(self) -> AsyncIterator[Event | Contact]:
        """The real one's."""
        return self.backend.events()

    async def close(self) -> None:
        """Close the real one."""
        await self.backend.close()


def interface(
    world: World,
    given_name: str | None = "Maude",
    *,
    instead: Mapping[str, Any] | None = None,
    **options: Any,
) -> PortalApp:
    """The interface on the world, signed in as somebody, on the world's clock; some answers may be others."""
    session = None if given_name is None else world.session(given_name)
    me = None if given_name is None else world.call(given_name, WhoAmI())
    backend = EmbeddedBackend(world.engine, session=session)
    world.thread = backend._thread
    return PortalApp(Instead(backend, instead or {}), clock=world.clock.now, me=me, **options)
