"""Deleting a draft and restoring it (T14)."""

import pytest

from portal_tui.contract.applications import (
    AddCollaborator,
    CountApplications,
    DeleteApplication,
    ListApplications,
    ListDeleted,
    OpenApplication,
    RestoreApplication,
)
from portal_tui.contract.tasks import Change, OpenTask, SaveAnswers
from tests.engine.theatre import mail_of, opened, ready, refusal, refused, sent, theatre
from tests.world import DAY, NOON, World


@pytest.fixture
def world() -> World:
    return theatre()


def test_a_deleted_draft_comes_back_whole_within_fourteen_days(world: World) -> None:
    application = ready(world)
    before = opened(world, "Maude", application)
    world.call("Maude", DeleteApplication(application_id=application))
    assert world.call("Maude", CountApplications()) == 0
    assert world.call("Maude", ListApplications(filter="bourses")).items == ()
    world.at(NOON + 14 * DAY - 1)
    (deleted,) = world.call("Maude", ListDeleted())
    assert (deleted.application_id, deleted.deleted_by) == (application, "Maude Tremblay")
    assert deleted.restorable_until == deleted.deleted_at + 14 * DAY
    assert deleted.decision.allowed
    view = world.call("Maude", RestoreApplication(application_id=application))
    assert (view.state, view.done, view.tasks) == (before.state, before.done, before.tasks)
    assert world.call("Maude", ListDeleted()) == ()
    assert [row.id for row in world.call("Maude", ListApplications(filter="bourses")).items] == [application]


def test_after_fourteen_days_it_is_lost(world: World) -> None:
    application = ready(world)
    world.call("Maude", DeleteApplication(application_id=application))
    world.at(NOON + 14 * DAY)
    assert world.call("Maude", ListDeleted()) == ()
    restore = RestoreApplication(application_id=application)
    decision = refused(world, "Maude", restore)
    assert [reason.code for reason in decision.reasons] == ["restorable-in-time"]
    assert decision.reasons[0].remedies[0].code == "start-again"


def test_while_deleted_nothing_is_read_or_written_and_the_way_back_is_offered(world: World) -> None:
    application = ready(world)
    task = opened(world, "Maude", application).tasks[0]
    world.call("Maude", DeleteApplication(application_id=application))
    save = SaveAnswers(task_id=task.id, changes=(Change(pointer="/title", value="Autre"),), revision=1)
    for operation in (save, OpenTask(task_id=task.id), DeleteApplication(application_id=application)):
        decision = refused(world, "Maude", operation)
        assert decision.reasons[0].remedies[0].operation == "restore-application"
    view = world.call("Maude", OpenApplication(application_id=application))
    assert view.tasks == ()
    assert view.decisions["restore-application"].allowed


def test_only_a_draft_of_ones_own_is_deleted(world: World) -> None:
    application = ready(world)
    delete = DeleteApplication(application_id=application)
    assert refusal(world, "Jean", delete) == ["is-owner"]
    assert refusal(world, "Maude", DeleteApplication(application_id=sent(world))) == ["never-sent"]


def test_collaborators_are_told_and_ask_for_it_back(world: World) -> None:
    application = ready(world)
    add = AddCollaborator(application_id=application, account_id=world.accounts["Jean"], access="edit")
    world.call("Maude", add)
    world.call("Maude", DeleteApplication(application_id=application))
    assert mail_of(world, "Jean")[0].subject.startswith("Brouillon")
    assert "6 nov. 11:00" in mail_of(world, "Jean")[0].body
    (deleted,) = world.call("Jean", ListDeleted())
    assert [reason.code for reason in deleted.decision.reasons] == ["owner-or-administrator"]
    assert world.call("Lise", ListDeleted()) == ()
    assert world.call("Anne", ListDeleted())[0].decision.allowed
    world.call("Anne", RestoreApplication(application_id=application))
    assert mail_of(world, "Maude")[0].subject.endswith("restauré")
