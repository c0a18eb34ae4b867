"""A theatre and its people, staff, and what tests of applications do again and again."""

from typing import Any

import pytest

from portal_tui.contract.applications import (
    ApplicationView,
    OpenApplication,
    Receipt,
    SendApplication,
    State,
    TaskRow,
)
from portal_tui.contract.decisions import Decision
from portal_tui.contract.discussion import ListMail, Mail
from portal_tui.contract.operation import Operation
from portal_tui.contract.problems import PortalError, Refused
from portal_tui.contract.staff import (
    BeginReview,
    DeclareEligible,
    GrantApplication,
    RequestChanges,
    Transition,
)
from portal_tui.contract.tasks import CompleteTask
from portal_tui.portals.definition import Policies
from tests.world import ANSWERS, World, small_portal


def theatre(**policies: Any) -> World:
    """Maude, Jean and Lise are members, Paul and Anne administer; Rémi is from elsewhere; Zoé is staff."""
    world = World(small_portal(policies=Policies(**policies)))
    for given, family in (
        ("Maude", "Tremblay"),
        ("Jean", "Roy"),
        ("Lise", "Gagnon"),
        ("Paul", "Côté"),
        ("Anne", "Lavoie"),
        ("Rémi", "Morin"),
    ):
        world.person(given, family)
    world.person("Zoé", "Fortin", staff=True)
    world.organisation(
        "Théâtre du Quai", Maude="member", Jean="member", Lise="member", Paul="primary", Anne="administrator"
    )
    world.organisation("Danse Nord", Rémi="primary")
    return world


def opened(world: World, given_name: str, application: int) -> ApplicationView:
    """The application as a person meets it."""
    return world.call(given_name, OpenApplication(application_id=application))


def task_of(world: World, given_name: str, application: int, key: str) -> TaskRow:
    """One of its tasks."""
    return next(task for task in opened(world, given_name, application).tasks if task.key == key)


def ready(world: World, given_name: str = "Maude") -> int:
    """An application of one task that only needs to be sent; its id."""
    application = world.application(given_name, "any", request=ANSWERS)
    world.call(given_name, CompleteTask(task_id=task_of(world, given_name, application, "request").id))
    return application


def sent(world: World, given_name: str = "Maude") -> int:
    """An application that was sent; its id."""
    application = ready(world, given_name)
    send(world, given_name, application)
    return application


def sending(application: int) -> SendApplication:
    """To send it."""
    return SendApplication(application_id=application)


def send(world: World, given_name: str, application: int) -> Receipt:
    """Send it."""
    return world.call(given_name, sending(application))


STEPS: dict[State, tuple[type[Transition], State]] = {
    "under-review": (BeginReview, "sent"),
    "changes-requested": (RequestChanges, "under-review"),
    "eligible": (DeclareEligible, "under-review"),
    "granted": (GrantApplication, "eligible"),
}
"""What leads to a state, and from which."""


def bring_to(world: World, application: int, state: State) -> None:
    """Staff take a sent application to a state, step by step."""
    step, before = STEPS[state]
    if before != "sent":
        bring_to(world, application, before)
    world.call("Zoé", step(application_id=application, expected=before, explanation="Précisez le titre."))


def refusal(world: World, given_name: str, operation: Operation[Any]) -> list[str]:
    """The codes of the reasons with which an operation is refused."""
    return [check.code for check in refused(world, given_name, operation).reasons]


def refused(world: World, given_name: str, operation: Operation[Any]) -> Decision:
    """The decision with which an operation is refused."""
    with pytest.raises(Refused) as caught:
        world.call(given_name, operation)
    decision = caught.value.problem.decision
    assert decision is not None
    return decision


def problem(world: World, given_name: str, operation: Operation[Any], error: type[PortalError]) -> str:
    """The code of the problem that an operation raises."""
    with pytest.raises(error) as caught:
        world.call(given_name, operation)
    return caught.value.problem.code


def mail_of(world: World, given_name: str) -> list[Mail]:
    """A person's mail, the newest first."""
    return list(world.call(given_name, ListMail()))


def outbox(world: World) -> list[tuple[str, str]]:
    """Every mail put in the outbox: to whom, which."""
    return world.engine.database.rows("select recipient, code from outbox order by id")
