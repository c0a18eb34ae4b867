"""Explain decides like the views and like the use cases; whatever is offered is handled (E0, H4)."""

from collections.abc import Iterator

import pytest

from portal_tui.contract import OPERATIONS
from portal_tui.contract.applications import AddCollaborator, Explain, ListPeople, OpenApplication
from portal_tui.contract.decisions import Decision
from portal_tui.contract.discussion import OpenThread, ReadDiscussion
from portal_tui.contract.problems import NotFound
from portal_tui.contract.tasks import OpenTask
from portal_tui.engine.handle import HANDLERS
from portal_tui.engine.handlers import MODULES
from tests.engine.theatre import bring_to, problem, ready, sent, theatre
from tests.world import World

EVERYBODY = ("Maude", "Jean", "Lise", "Paul", "Anne", "Zoé")


@pytest.fixture(scope="module")
def world() -> World:
    """A draft, and one that was sent back, with collaborators and a thread."""
    world = theatre()
    for application in (ready(world), sent(world)):
        for person, access in (("Jean", "edit"), ("Lise", "view")):
            add = AddCollaborator(
                application_id=application,
                account_id=world.accounts[person],
                access=access,  # type: ignore[arg-type]
            )
            world.call("Maude", add)
        world.organisations[f"application {len(world.organisations)}"] = application
    world.call("Zoé", OpenThread(application_id=application, subject="Plan", body="?"))
    bring_to(world, application, "changes-requested")
    return world


def shown(world: World, person: str, application: int) -> Iterator[tuple[str, int | None, Decision]]:
    """Every decision that a view shows: action, subject, decision."""
    view = world.call(person, OpenApplication(application_id=application))
    for name, decision in view.decisions.items():
        about_me = name == "add-collaborator"
        yield name, world.accounts[person] if about_me else None, decision
    for task in view.tasks:
        opened = world.call(person, OpenTask(task_id=task.id))
        yield from ((name, task.id, decision) for name, decision in opened.decisions.items())
    people = world.call(person, ListPeople(application_id=application))
    for each in people.people:
        yield from ((name, each.account_id, decision) for name, decision in each.decisions.items())
    yield from (("add-collaborator", each.account_id, each.decision) for each in people.candidates)
    if view.tasks:
        discussion = world.call(person, ReadDiscussion(application_id=application))
        yield from ((name, None, decision) for name, decision in discussion.decisions.items())
        for thread in discussion.threads:
            yield from ((name, thread.id, decision) for name, decision in thread.decisions.items())


@pytest.mark.parametrize("person", EVERYBODY)
def test_what_is_shown_is_what_explain_says(world: World, person: str) -> None:
    applications = [id for name, id in world.organisations.items() if name.startswith("application")]
    if person == "Zoé":
        applications.pop(0)
    actions = set()
    for application in applications:
        for action, subject, decision in shown(world, person, application):
            explain = Explain(application_id=application, action=action, subject_id=subject)
            assert world.call(person, explain) == decision, (action, subject)
            assert decision.action == action
            actions.add(action)
    assert actions <= OPERATIONS.keys()
    assert {"send-application", "take-ownership", "open-thread", "add-collaborator"} <= actions


def test_an_action_that_there_is_not(world: World) -> None:
    application = next(id for name, id in world.organisations.items() if name.startswith("application"))
    for action, subject in (("no-such-action", None), ("save-answers", None), ("hand-over", None)):
        explain = Explain(application_id=application, action=action, subject_id=subject)
        assert problem(world, "Maude", explain, NotFound) == "no-such-action"
    explain = Explain(application_id=application, action="save-answers", subject_id=1)
    assert problem(world, "Maude", explain, NotFound) == "task-not-found"


AREAS = ("applications", "tasks", "discussion", "staff")


def test_every_operation_about_applications_is_handled() -> None:
    from importlib import import_module

    names = {
        name for name, declared in OPERATIONS.items() if declared.type.__module__.rpartition(".")[2] in AREAS
    }
    assert names <= MODULES.keys()
    for name in names:
        import_module(f"portal_tui.engine.{MODULES[name]}")
        assert OPERATIONS[name].type in HANDLERS
