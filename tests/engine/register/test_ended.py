"""Rights that have ended: who held one is told so, who never did learns nothing (R6, E0, C4)."""

from typing import Any

import pytest

from portal_tui.contract.accounts import ActAs
from portal_tui.contract.applications import OpenApplication
from portal_tui.contract.designations import AnswerDesignation
from portal_tui.contract.discussion import OpenThread
from portal_tui.contract.finding import HomeItem, ReadHome
from portal_tui.contract.operation import Operation
from portal_tui.contract.organisations import RemoveMember
from portal_tui.contract.problems import NotFound, Refused
from portal_tui.contract.programmes import StartApplication
from portal_tui.contract.register import DissociateStaff, GrantRight, Right, WithdrawRight
from portal_tui.contract.tasks import Change, CompleteTask, OpenTask, SaveAnswers
from tests.decisions import demand_readable, failed
from tests.register_town import associate, code_of, designate, designate_in_firm, form, point_of, town
from tests.stage import send
from tests.world import ANSWERS, DAY, World


def built(**policies: Any) -> World:
    """Lucie manages PRIMEAU, Rosalie writes, Ivan may be mandated."""
    made = town(**policies)
    designate(made, "Lucie")
    designate_in_firm(made)
    associate(made, "Ivan")
    for whom in ("Rosalie", "Omer"):
        made.call(whom, ActAs(entity_id=made.organisations["Sainte-Colombe"]))
    give(made, "Rosalie", "applicant-write")
    return made


@pytest.fixture
def world() -> World:
    return built()


def about(world: World, whom: str) -> dict[str, Any]:
    organisation = world.organisations["Sainte-Colombe"]
    return {"organisation_id": organisation, "service": "PRIMEAU", "user_code": code_of(whom)}


def give(world: World, whom: str, right: Right, **until: Any) -> None:
    world.call("Lucie", GrantRight(**about(world, whom), right=right, **until))


def start(world: World, who: str = "Rosalie") -> int:
    return world.call(who, StartApplication(code="PRIMEAU")).application_id


def opened(world: World, who: str) -> SaveAnswers:
    """An application that somebody has on screen, in which they haven't written anything."""
    application = start(world)
    (task,) = world.call(who, OpenApplication(application_id=application)).tasks
    world.call(who, OpenTask(task_id=task.id))
    return SaveAnswers(task_id=task.id, changes=(Change(pointer="/title", value="Aqueduc"),), revision=0)


def refused(world: World, who: str, operation: Operation[Any]) -> list[str]:
    with pytest.raises(Refused) as refusal:
        world.call(who, operation)
    decision = refusal.value.problem.decision
    assert decision is not None
    demand_readable(decision)
    return [*failed(decision), *(remedy.code for remedy in decision.reasons[0].remedies)]


def withdrawn(world: World) -> None:
    world.call("Lucie", WithdrawRight(**about(world, "Ivan")))


def dissociated(world: World) -> None:
    place = {"point_id": point_of(world), "service": "PRIMEAU"}
    world.call("Paule", DissociateStaff(**place, user_code=code_of("Ivan")))


@pytest.mark.parametrize("end", [withdrawn, dissociated])
def test_who_had_it_open_is_told_before_the_first_save(world: World, end: Any) -> None:
    """R7: however the mandate ended; given again, what was typed is saved."""
    give(world, "Ivan", "mandatary-write")
    save = opened(world, "Ivan")
    end(world)
    assert refused(world, "Ivan", save)[:1] == ["holds-right"]
    if end is withdrawn:
        give(world, "Ivan", "mandatary-write")
        world.call("Ivan", save)


def test_the_reason_says_who_gives_the_right_back(world: World) -> None:
    give(world, "Ivan", "mandatary-write")
    save = opened(world, "Ivan")
    withdrawn(world)
    codes = ["holds-right", "ask-mandatary-manager", "ask-local-manager", "ask-operator-about-rights"]
    assert refused(world, "Ivan", save) == codes


@pytest.mark.parametrize("without_grant", [False, True])
def test_who_left_the_organisation_is_told_too(without_grant: bool) -> None:
    """O3, R6: whether their right was entered or came with being of the organisation."""
    world = built(own_staff_without_grant=without_grant)
    if not without_grant:
        give(world, "Omer", "applicant-write")
    save = opened(world, "Omer")
    organisation = world.organisations["Sainte-Colombe"]
    world.call("Denis", RemoveMember(organisation_id=organisation, account_id=world.accounts["Omer"]))
    assert refused(world, "Omer", save)[0] == "holds-right"


def test_what_came_after_the_end_and_strangers_stay_unknown(world: World) -> None:
    """E0: an ended right tells of what it once opened, of nothing else."""
    give(world, "Ivan", "mandatary-write")
    withdrawn(world)
    world.at(world.clock.now() + DAY)
    later = start(world)
    for who in ("Ivan", "Kim", "Paule"):
        with pytest.raises(NotFound):
            world.call(who, OpenApplication(application_id=later))


def test_another_service_or_organisation_tells_nothing(world: World) -> None:
    designate(world, "Omer", services=("PRIMA",))
    there = {**about(world, "Ivan"), "service": "PRIMA"}
    associate(world, "Ivan", "PRIMA")
    world.call("Omer", GrantRight(**there, right="mandatary-read"))
    application = start(world)
    world.at(world.clock.now() + DAY)
    world.call("Omer", WithdrawRight(**there))
    with pytest.raises(NotFound):
        world.call("Ivan", OpenApplication(application_id=application))


# At the beginning


def home(world: World, who: str) -> list[str]:
    return [item.code for item in world.call(who, ReadHome())]


def asked(world: World) -> int:
    """An application under way with a question that nobody has read."""
    application = start(world)
    (task,) = world.call("Rosalie", OpenApplication(application_id=application)).tasks
    changes = tuple(Change(pointer=f"/{name}", value=value) for name, value in ANSWERS.items())
    world.call("Rosalie", SaveAnswers(task_id=task.id, changes=changes, revision=1))
    send(world, "Rosalie", application)
    world.call("Zoé", OpenThread(application_id=application, subject="Plan", body="Lequel?"))
    return application


def test_what_a_right_no_longer_opens_is_said_apart(world: World) -> None:
    """R6, C4: a line for the service with since when and whom to ask, for thirty days."""
    give(world, "Ivan", "mandatary-read", ends="2026-10-24")
    asked(world)
    assert home(world, "Ivan") == home(world, "Rosalie") == ["unread"]
    world.at(world.clock.now() + 2 * DAY)
    (item,) = world.call("Ivan", ReadHome())
    assert (item.code, item.count, item.entity) == ("right-ended", 1, "Sainte-Colombe")
    assert (item.programme, item.application_id) == ("Service PRIMEAU", None)
    assert item.since is not None and world.clock.now() - 2 * DAY < item.since < world.clock.now()
    assert item.decision is not None
    demand_readable(item.decision)
    assert failed(item.decision) == ["right-in-force"]
    world.at(item.since + 30 * DAY)
    world.sessions.clear()
    assert home(world, "Ivan") == []


def test_an_owner_whose_right_is_withdrawn_is_not_called(world: World) -> None:
    """T3: owning gives nothing; what asks for nothing isn't counted."""
    asked(world)
    asked(world)
    start(world)
    world.call("Lucie", WithdrawRight(**about(world, "Rosalie")))
    (item,) = world.call("Rosalie", ReadHome())
    assert (item.code, item.count, item.since) == ("right-ended", 2, world.clock.now())
    give(world, "Rosalie", "applicant-write")
    assert home(world, "Rosalie") == ["unread", "unread"]


@pytest.mark.parametrize(("transmits", "expected"), [(False, []), (True, ["ready"])])
def test_what_is_ready_is_for_whoever_may_transmit_it(transmits: bool, expected: list[str]) -> None:
    """T3, R7: not for the mandatary who began it, unless the policy lets them."""
    world = built(mandatary_transmits=transmits)
    give(world, "Ivan", "mandatary-write")
    world.call("Ivan", ActAs(entity_id=world.organisations["Sainte-Colombe"]))
    application = start(world, "Ivan")
    (task,) = world.call("Ivan", OpenApplication(application_id=application)).tasks
    changes = tuple(Change(pointer=f"/{name}", value=value) for name, value in ANSWERS.items())
    world.call("Ivan", SaveAnswers(task_id=task.id, changes=changes, revision=1))
    world.call("Ivan", CompleteTask(task_id=task.id))
    assert home(world, "Ivan") == expected
    assert home(world, "Rosalie") == ["ready"]


def test_staff_see_first_how_many_designations_wait_and_since_when(world: World) -> None:
    """R4, R5."""
    assert world.call("Zoé", ReadHome()) == ()
    since = world.clock.now()
    first = world.call("Denis", form("Omer", services=("PRIMA",)))
    world.at(world.clock.now() + DAY)
    again = {"replaces": True, "name": "Sainte-Colombe", "address": "5, rue de l’Église"}
    who = {"requester": "Denis Roy", "requester_function": "Directeur général"}
    world.call("Denis", form("Rosalie", **again, **who))
    assert world.call("Zoé", ReadHome()) == (HomeItem(code="requests-waiting", count=2, since=since),)
    world.call("Zoé", AnswerDesignation(designation_id=first.id, approve=False, explanation="Non."))
    (item,) = world.call("Zoé", ReadHome())
    assert (item.count, item.since) == (1, since + DAY)
    assert "requests-waiting" not in home(world, "Denis")
