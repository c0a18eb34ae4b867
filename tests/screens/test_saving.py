"""Saving while typing: soon, never twice at once, nothing lost when it fails (T8)."""

import asyncio
from typing import Any, TypeVar

import pytest

from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.contract.applications import OpenApplication
from portal_tui.contract.operation import Operation
from portal_tui.contract.problems import PortalError, Refused, Unavailable
from portal_tui.contract.tasks import OpenTask, SaveAnswers, Saved
from portal_tui.forms.pointers import ABSENT, get
from portal_tui.screens.saving import Saver, State
from tests.world import ANSWERS, World

R = TypeVar("R")


class Person:
    """Somebody typing into the first task of Maude's application."""

    def __init__(self, world: World, given_name: str, task_id: int) -> None:
        self.world, self.given_name = world, given_name
        self.calls = 0
        self.failures: list[PortalError] = []
        self.answers: list[Saved] = []
        self.problems: list[PortalError] = []
        self.states: list[State] = []
        self.rested = asyncio.Event()
        self.typed: dict[str, Any] = {}
        """What stands in the form and is on its way to the saver."""
        world.call(given_name, OpenTask(task_id=task_id))
        self.backend = EmbeddedBackend(world.engine, session=world.sessions[given_name])
        task = self.backend.call_now(OpenTask(task_id=task_id))
        self.saver = Saver(
            self,
            task,
            saved=self.answers.append,
            failed=self.problems.append,
            told=self._told,
            typing=lambda known: [name for name, value in self.typed.items() if get(known, name) != value],
        )

    session = None

    async def is_saved(self) -> None:
        """Wait until nothing is left to save; the bound is far beyond the promised second."""
        async with asyncio.timeout(30):
            await self.rested.wait()

    def _told(self, state: State) -> None:
        self.states.append(state)
        (self.rested.set if state == "saved" else self.rested.clear)()

    async def call(self, operation: Operation[R], /) -> R:
        """The engine's answer, after the failures that are due."""
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)
        return self.backend.call_now(operation)

    def events(self) -> Any:
        raise NotImplementedError

    async def close(self) -> None:
        raise NotImplementedError

    def types_on_the_way_back(self, pointer: str, value: Any, *, arrived: bool) -> None:
        """While the next answer of the portal is on its way here; ``arrived``: the saver is told at once."""
        call = self.call

        async def typing(operation: Operation[R], /) -> R:
            self.call = call  # type: ignore[method-assign]
            answer = await call(operation)
            self.typed[pointer] = value
            if arrived:
                self.saver.change(pointer, value)
            return answer

        self.call = typing  # type: ignore[method-assign, assignment]

    def stored(self) -> dict[str, Any]:
        """What the portal has."""
        return self.backend.call_now(OpenTask(task_id=self.saver.task_id)).answers


@pytest.fixture
def world() -> World:
    """A theatre with an owner and a collaborator."""
    world = World()
    world.person("Maude", "Tremblay")
    world.person("Jean")
    world.organisation("Théâtre du Quai", Maude="primary", Jean="administrator")
    return world


@pytest.fixture
def task_id(world: World) -> int:
    """The form of an application that both edit."""
    application = world.application("Maude", "any", request=ANSWERS)
    with world.engine.database.writing():
        world.work().run(
            "applications.add_collaborator",
            application_id=application,
            account_id=world.accounts["Jean"],
            access="edit",
            at=world.clock.now(),
        )
    return world.call("Maude", OpenApplication(application_id=application)).tasks[0].id


async def test_what_is_typed_is_stored_after_a_rest(world: World, task_id: int) -> None:
    maude = Person(world, "Maude", task_id)
    for end in range(1, 12):
        maude.saver.change("/title", "Saison 2028"[:end])
    assert maude.calls == 0
    await maude.is_saved()
    assert maude.calls == 1
    assert maude.stored()["title"] == "Saison 2028"
    assert maude.states == ["waiting", "saving", "saved"]


async def test_typing_on_and_on_is_saved_in_between(world: World, task_id: int) -> None:
    maude = Person(world, "Maude", task_id)
    async with asyncio.timeout(30):
        for number in range(10_000):
            maude.saver.change("/summary", f"{number}")
            await asyncio.sleep(0.02)
            if maude.answers:
                break
    assert maude.answers
    maude.saver.close()


async def test_a_flush_saves_at_once_and_an_emptied_field_is_absent(world: World, task_id: int) -> None:
    maude = Person(world, "Maude", task_id)
    maude.saver.change("/kind", ABSENT)
    await maude.saver.flush()
    assert maude.saver.state == "saved"
    assert "kind" not in maude.stored()


async def test_different_fields_of_two_people_merge(world: World, task_id: int) -> None:
    maude, jean = Person(world, "Maude", task_id), Person(world, "Jean", task_id)
    maude.saver.change("/title", "De Maude")
    await maude.saver.flush()
    jean.saver.change("/places", 100)
    await jean.saver.flush()
    assert jean.answers[-1].merged == {"/title": "De Maude"}
    assert jean.answers[-1].conflicts == ()
    assert (jean.stored()["title"], jean.stored()["places"]) == ("De Maude", 100)


@pytest.mark.parametrize("keep", [True, False])
async def test_the_same_field_of_two_people_is_asked_about(world: World, task_id: int, keep: bool) -> None:
    maude, jean = Person(world, "Maude", task_id), Person(world, "Jean", task_id)
    maude.saver.change("/title", "De Maude")
    await maude.saver.flush()
    jean.saver.change("/title", "De Jean")
    await jean.saver.flush()
    conflict = jean.answers[-1].conflicts[0]
    assert (conflict.base, conflict.theirs, conflict.mine) == ("Saison 2027", "De Maude", "De Jean")
    assert conflict.author == "Maude Tremblay"
    assert jean.stored()["title"] == "De Maude"
    if keep:
        jean.saver.keep_mine(conflict)
        await jean.saver.flush()
    else:
        jean.saver.take_theirs(conflict)
    assert jean.stored()["title"] == ("De Jean" if keep else "De Maude")
    assert jean.saver.unsaved == {}


async def test_a_failed_save_is_kept_and_tried_again(world: World, task_id: int) -> None:
    maude = Person(world, "Maude", task_id)
    maude.failures = [Unavailable("database-locked")]
    maude.saver.change("/title", "Gardé")
    await maude.saver.flush()
    assert maude.saver.state == "failed"
    assert maude.saver.unsaved == {"/title": "Gardé"}
    await maude.is_saved()
    assert maude.stored()["title"] == "Gardé"


async def test_a_refused_save_keeps_what_was_typed_and_is_not_repeated(world: World, task_id: int) -> None:
    maude = Person(world, "Maude", task_id)
    maude.failures = [Refused()]
    maude.saver.change("/title", "Gardé")
    await maude.saver.flush()
    assert maude.saver.unsaved == {"/title": "Gardé"}
    assert [error.problem.code for error in maude.problems] == ["refused"]
    assert maude.saver.state == "refused"
    assert maude.calls == 1


async def test_what_is_typed_during_a_save_goes_with_the_next(world: World, task_id: int) -> None:
    maude = Person(world, "Maude", task_id)
    sent: list[SaveAnswers] = []
    call = maude.call

    async def typing_meanwhile(operation: Operation[R], /) -> R:
        assert isinstance(operation, SaveAnswers)
        sent.append(operation)
        if len(sent) == 1:
            maude.saver.change("/title", "Second")
        return await call(operation)

    maude.call = typing_meanwhile  # type: ignore[method-assign, assignment]
    maude.saver.change("/title", "Premier")
    await maude.saver.flush()
    assert [operation.changes[0].value for operation in sent] == ["Premier", "Second"]
    assert sent[1].changes[0].base == "Premier"
    assert maude.stored()["title"] == "Second"


@pytest.mark.parametrize("arrived", [True, False])
@pytest.mark.parametrize("keep", [True, False])
async def test_a_letter_that_meets_anothers_change_on_its_way_is_asked_about(
    world: World, task_id: int, keep: bool, arrived: bool
) -> None:
    """T8: Jean types his title in the instant in which the answer to another save brings Maude's."""
    maude, jean = Person(world, "Maude", task_id), Person(world, "Jean", task_id)
    maude.saver.change("/title", "De Maude")
    await maude.saver.flush()
    jean.saver.change("/places", 100)
    jean.types_on_the_way_back("/title", "De Jean", arrived=arrived)
    await jean.saver.flush()
    assert jean.answers[0].merged == {}, "Maude's isn't shown over Jean's"
    jean.saver.change("/title", "De Jean")
    await jean.saver.flush()
    conflict = jean.answers[-1].conflicts[0]
    assert (conflict.base, conflict.theirs, conflict.mine) == ("Saison 2027", "De Maude", "De Jean")
    assert jean.stored()["title"] == "De Maude"
    if keep:
        jean.saver.keep_mine(conflict)
        await jean.saver.flush()
    else:
        jean.saver.take_theirs(conflict)
    assert jean.stored() == ANSWERS | {"title": "De Jean" if keep else "De Maude", "places": 100}
    assert jean.saver.stored == jean.stored()


async def test_what_is_typed_while_both_are_shown_waits_for_the_choice(world: World, task_id: int) -> None:
    maude, jean = Person(world, "Maude", task_id), Person(world, "Jean", task_id)
    maude.saver.change("/title", "De Maude")
    await maude.saver.flush()
    jean.saver.change("/title", "De Jea")
    jean.types_on_the_way_back("/title", "De Jean", arrived=True)
    await jean.saver.flush()
    conflict = jean.answers[-1].conflicts[0]
    assert conflict.mine == "De Jean"
    jean.saver.change("/title", "De Jean!")
    await jean.saver.flush()
    assert jean.stored()["title"] == "De Maude", "nobody has chosen yet"
    jean.saver.keep_mine(conflict)
    await jean.saver.flush()
    assert jean.stored()["title"] == "De Jean!"


async def test_what_was_read_elsewhere_leaves_what_is_typed_and_is_asked_about(
    world: World, task_id: int
) -> None:
    maude, jean = Person(world, "Maude", task_id), Person(world, "Jean", task_id)
    maude.saver.change("/title", "De Maude")
    maude.saver.change("/places", 100)
    await maude.saver.flush()
    jean.typed["/title"] = "De Jean"
    read = jean.backend.call_now(OpenTask(task_id=task_id))
    assert jean.saver.take_others(read) == {"/title"}
    assert jean.saver.stored == ANSWERS | {"places": 100}
    jean.saver.change("/title", "De Jean")
    await jean.saver.flush()
    assert [each.theirs for each in jean.answers[-1].conflicts] == ["De Maude"]
