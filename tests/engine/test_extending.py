"""More time for one applicant, given by staff: who sees it, and until when it holds (T14)."""

import pytest

from portal_tui.contract.applications import AskPerson, ListApplications, ReadTimeline
from portal_tui.contract.finding import ReadHome
from portal_tui.contract.problems import Invalid, NotFound
from portal_tui.contract.staff import ExtendDeadline, RequestChanges
from portal_tui.contract.tasks import Change, OpenTask, SaveAnswers
from portal_tui.rules.deadlines import ends
from tests.engine.theatre import (
    bring_to,
    mail_of,
    opened,
    outbox,
    problem,
    ready,
    refusal,
    send,
    sending,
    task_of,
    theatre,
)
from tests.world import ANSWERS, DAY, World


@pytest.fixture
def world() -> World:
    return theatre()


@pytest.fixture
def late(world: World) -> int:
    """A draft that is complete, a moment after the deadline; its owner has asked for more time."""
    application = world.application("Maude", request=ANSWERS)
    world.engine.database.connection.execute("update tasks set state = 'complete' where mandatory = 1")
    world.at(ends("2026-11-07T23:59", world.engine.definitions.zone))
    assert refusal(world, "Maude", sending(application)) == ["in-time"]
    world.call("Maude", AskPerson(application_id=application, remedy="ask-for-extension"))
    return application


def extension(world: World, days: int = 2, explanation: str = "Panne du portail.") -> ExtendDeadline:
    return ExtendDeadline(number="2026-000001", until=world.clock.now() + days * DAY, explanation=explanation)


def test_who_asked_in_vain_sends_after_all(world: World, late: int) -> None:
    """Staff answer by the number of the mail that asked; they needn't see the draft."""
    assert outbox(world)[-1] == ("m@example.org", "asked")
    given = world.call("Zoé", extension(world))
    assert (given.number, given.deadline_at) == ("2026-000001", world.clock.now() + 2 * DAY)
    told = mail_of(world, "Maude")[0]
    assert "un délai" in told.subject
    assert "Panne du portail." in told.body
    assert opened(world, "Maude", late).deadline_at == given.deadline_at
    (row,) = world.call("Maude", ListApplications()).items
    assert row.deadline_at == given.deadline_at
    (item,) = world.call("Maude", ReadHome())
    assert (item.code, item.due_at) == ("deadline", given.deadline_at)
    (step, *_) = world.call("Maude", ReadTimeline(application_id=late))
    assert (step.code, step.explanation) == ("extend-deadline", "Panne du portail.")
    world.at(given.deadline_at - 1)
    assert send(world, "Maude", late).round == 1


def test_it_ends_like_any_deadline(world: World, late: int) -> None:
    given = world.call("Zoé", extension(world))
    world.at(given.deadline_at)
    assert refusal(world, "Maude", sending(late)) == ["in-time"]


def test_it_outlasts_saving_and_a_date_of_the_programme_that_is_sooner(world: World, late: int) -> None:
    given = world.call("Zoé", extension(world))
    task = world.call("Maude", OpenTask(task_id=task_of(world, "Maude", late, "request").id))
    change = Change(pointer="/title", value="Autre", base=ANSWERS["title"])
    world.call("Maude", SaveAnswers(task_id=task.row.id, changes=(change,), revision=task.revision))
    assert opened(world, "Maude", late).deadline_at == given.deadline_at


def test_it_is_gone_with_what_it_was_for(world: World, late: int) -> None:
    """What staff ask for later has a date of its own."""
    world.call("Zoé", extension(world, days=60))
    send(world, "Maude", late)
    assert opened(world, "Maude", late).deadline_at is None
    bring_to(world, late, "under-review")
    due_at = world.clock.now() + DAY
    changes = RequestChanges(
        application_id=late, expected="under-review", explanation="Le plan?", due_at=due_at
    )
    assert world.call("Zoé", changes).deadline_at == due_at


def test_it_goes_further_is_explained_and_given_by_staff(world: World, late: int) -> None:
    assert refusal(world, "Zoé", extension(world, days=0)) == ["later-than-due"]
    assert refusal(world, "Maude", extension(world)) == ["is-staff"]
    with pytest.raises(Invalid):
        world.call("Zoé", extension(world, explanation=" "))
    unknown = ExtendDeadline(number="2026-999999", until=world.clock.now() + DAY, explanation="?")
    assert problem(world, "Zoé", unknown, NotFound) == "application-not-found"
    assert problem(world, "Rémi", extension(world), NotFound) == "application-not-found"


def test_what_has_no_deadline_needs_none(world: World) -> None:
    ready(world)
    assert refusal(world, "Zoé", extension(world)) == ["still-due"]
