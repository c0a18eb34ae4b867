"""The same portal twice, reached in two ways: what one is asked the other is asked too, and they must agree.

Both worlds are built alike, on clocks that stand and ids that count: answers are equal to the last id, token
and moment.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, NamedTuple

import msgspec

from portal_tui.backend import Backend
from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.backend.http import HttpBackend
from portal_tui.contract.accounts import SignedIn, SignInToDemonstration
from portal_tui.contract.operation import Operation, name_of
from portal_tui.contract.problems import PortalError
from portal_tui.engine.portal_loading import load_portal
from portal_tui.secret import Secret
from portal_tui.texts import texts
from tests.served import beside, served
from tests.stage import theatre
from tests.world import World, small_portal


class Outcome(NamedTuple):
    """What came of an operation: an answer or a problem, as data and in words."""

    answer: Any
    problem: Any
    words: str

    @property
    def code(self) -> str:
        """Of the problem; empty where there is none."""
        return str(self.problem["code"]) if self.problem else ""


class Side:
    """One of the two portals, with a backend for each person."""

    def __init__(self, world: World, server: str = "") -> None:
        self.world = world
        self._server = server
        self._backends: dict[str, Backend] = {}

    def backend(self, person: str) -> Backend:
        """Of this person, signed in or not."""
        if person not in self._backends:
            self._backends[person] = (
                HttpBackend(self._server, language="fr-CA")
                if self._server
                else EmbeddedBackend(self.world.engine, language="fr-CA")
            )
        return self._backends[person]

    async def call(self, person: str, operation: Operation[Any]) -> tuple[Any, Outcome]:
        """Do it as somebody: the answer itself, and what came of it."""
        try:
            answer = await self.backend(person).call(operation)
        except PortalError as error:
            return None, Outcome(None, msgspec.to_builtins(error.problem), _words(error))
        if isinstance(answer, SignedIn):
            self.backend(person).session = Secret(answer.token)
        return answer, Outcome(msgspec.to_builtins(answer), None, "")

    async def close(self) -> None:
        """Hang up; the world stays open."""
        for backend in self._backends.values():
            if isinstance(backend, HttpBackend):
                await backend.close()


class Twins:
    """Both portals."""

    def __init__(self, embedded: Side, over_http: Side) -> None:
        self.embedded = embedded
        self.over_http = over_http
        self.asked: set[str] = set()
        """The names of the operations that were asked."""
        self.done: set[str] = set()
        """The names of the operations that were done."""
        self.refused: set[str] = set()
        """The codes of the problems that were met."""

    async def ask(self, person: str, operation: Operation[Any]) -> Outcome:
        """Do it on both sides, and hold that the same came of it."""
        return (await self._both(person, operation))[1]

    async def do(self, person: str, operation: Operation[Any]) -> Any:
        """The same, where it is done: the answer."""
        answer, outcome = await self._both(person, operation)
        assert not outcome.problem, outcome
        return answer

    async def _both(self, person: str, operation: Operation[Any]) -> tuple[Any, Outcome]:
        answer, here = await self.embedded.call(person, operation)
        other, there = await self.over_http.call(person, operation)
        self.asked.add(name_of(operation))
        assert there == here, name_of(operation)
        assert type(other) is type(answer)
        if here.problem:
            self.refused.add(here.code)
        else:
            self.done.add(name_of(operation))
        return answer, here

    async def enter(self, *people: str) -> None:
        """Everybody signs in by the demonstration's door."""
        for person in people:
            await self.do(person, SignInToDemonstration(email=f"{person.lower()}@example.org"))

    def forget(self, *people: str) -> None:
        """Let go of their sessions, as closing the program does."""
        for side in (self.embedded, self.over_http):
            for person in people:
                side.backend(person).session = None

    def at(self, now: int) -> None:
        """Put both clocks at a moment."""
        for side in (self.embedded, self.over_http):
            side.world.clock.set(now)


def staffed_theatre(path: str) -> World:
    """The theatre, with somebody of the operator's and a template."""
    world = theatre(path)
    world.person("Ada", "Staff", staff=True)
    with world.engine.database.writing():
        load_portal(world.work(), small_portal(), demonstration=True, templates={"plan.xlsx": b"a plan"})
    return world


@contextmanager
def two_worlds(
    here: str, there: str, build: Callable[[str], World] = staffed_theatre
) -> Iterator[tuple[World, World, str]]:
    """Two worlds alike, each in an empty place: a file or a database; the second one's server."""
    embedded, behind = build(here), build(there)
    try:
        with served(beside(behind.engine)) as server:
            yield embedded, behind, server
    finally:
        embedded.engine.close()
        behind.engine.close()


@asynccontextmanager
async def twins(
    here: str, there: str, build: Callable[[str], World] = staffed_theatre
) -> AsyncIterator[Twins]:
    """Both portals, new, each in an empty place."""
    with two_worlds(here, there, build) as (embedded, behind, server):
        both = Twins(Side(embedded), Side(behind, server))
        yield both
        await both.embedded.close()
        await both.over_http.close()


def _words(error: PortalError) -> str:
    say = texts("fr-CA")
    key = f"problem.{error.problem.code}"
    return say(key, **error.problem.params) if say.has(key) else key
