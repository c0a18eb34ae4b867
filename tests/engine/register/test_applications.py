"""Applications where a register decides: who begins, reads, edits and sends them (T1, T3-T5, R6, R7, O2)."""

from typing import Any

import pytest

from portal_tui.contract.accounts import ActAs, WhoAmI
from portal_tui.contract.applications import (
    AskPerson,
    ListApplications,
    ListPeople,
    OpenApplication,
    SendApplication,
)
from portal_tui.contract.decisions import Decision
from portal_tui.contract.finding import LookElsewhere
from portal_tui.contract.operation import Operation
from portal_tui.contract.organisations import RemoveMember
from portal_tui.contract.problems import Conflict, NotFound, Refused, TooMany
from portal_tui.contract.programmes import StartApplication
from portal_tui.contract.register import RIGHTS, AskAboutRights, DissociateStaff, GrantRight, WithdrawRight
from portal_tui.contract.tasks import Change, CompleteTask, SaveAnswers
from tests.decisions import demand_readable, failed
from tests.register_town import associate, code_of, designate, designate_in_firm, join, point_of, town
from tests.rules.register_table import LETS
from tests.world import ANSWERS, DAY, World

USES = {"read": "open-task", "edit": "save-answers", "send": "send-application"}


def about(world: World, whom: str) -> dict[str, Any]:
    return {
        "organisation_id": world.organisations["Sainte-Colombe"],
        "service": "PRIMEAU",
        "user_code": code_of(whom),
    }


def grant(world: World, whom: str, right: Any = "applicant-write") -> None:
    world.call("Lucie", GrantRight(**about(world, whom), right=right))


def act(world: World, *people: str) -> None:
    for whom in people:
        world.call(whom, ActAs(entity_id=world.organisations["Sainte-Colombe"]))


@pytest.fixture
def world() -> World:
    """Lucie manages PRIMEAU, Rosalie writes; Ivan's firm has associated him."""
    return _built()


def _built(**policies: Any) -> World:
    made = town(**policies)
    designate(made, "Lucie")
    designate_in_firm(made)
    associate(made, "Ivan")
    act(made, "Lucie", "Omer", "Rosalie", "Denis")
    grant(made, "Rosalie")
    return made


def start(world: World, who: str = "Rosalie") -> int:
    return world.call(who, StartApplication(code="PRIMEAU")).application_id


def decisions(world: World, who: str, application: int) -> dict[str, Decision]:
    return world.call(who, OpenApplication(application_id=application)).decisions


def refused(world: World, who: str, operation: Operation[Any]) -> list[str]:
    with pytest.raises(Refused) as refusal:
        world.call(who, operation)
    decision = refusal.value.problem.decision
    assert decision is not None
    demand_readable(decision)
    return failed(decision)


def seen(world: World, who: str) -> list[int]:
    return [row.id for row in world.call(who, ListApplications()).items]


def fill(world: World, who: str, application: int) -> None:
    (task,) = world.call(who, OpenApplication(application_id=application)).tasks
    changes = tuple(Change(pointer=f"/{name}", value=value) for name, value in ANSWERS.items())
    world.call(who, SaveAnswers(task_id=task.id, changes=changes, revision=1))
    world.call(who, CompleteTask(task_id=task.id))


def test_beginning_takes_a_right_that_writes(world: World) -> None:
    """R6: the function gives none (R1), reading isn't enough."""
    grant(world, "Omer", "applicant-read")
    for who, why in (("Lucie", "function-with-right"), ("Omer", "right-writes"), ("Denis", "holds-right")):
        assert refused(world, who, StartApplication(code="PRIMEAU")) == [why]
    start(world)


@pytest.mark.parametrize("right", [right for right in RIGHTS if right.startswith("applicant")])
def test_a_right_lets_do_with_an_application_what_the_table_says(world: World, right: Any) -> None:
    """R6, T3: whoever owns it."""
    application = start(world)
    fill(world, "Rosalie", application)
    grant(world, "Omer", right)
    shown = decisions(world, "Omer", application)
    for use, action in USES.items():
        if action in shown:
            assert shown[action].allowed == (use in LETS[right]), action
            demand_readable(shown[action])


def test_any_writer_transmits_and_owning_gives_nothing(world: World) -> None:
    """T3: Rosalie owns it, her right is withdrawn, Omer sends it."""
    application = start(world)
    fill(world, "Rosalie", application)
    grant(world, "Omer")
    world.call("Lucie", WithdrawRight(**about(world, "Rosalie")))
    assert refused(world, "Rosalie", SendApplication(application_id=application)) == ["holds-right"]
    assert world.call("Omer", SendApplication(application_id=application)).number
    assert decisions(world, "Omer", application)["withdraw-application"].allowed


def test_rights_say_who_takes_part(world: World) -> None:
    """T3, T5: nobody takes ownership or adds collaborators; those with a right see it in their list (T1)."""
    grant(world, "Omer", "applicant-read")
    application = start(world)
    assert (seen(world, "Rosalie"), seen(world, "Omer"), seen(world, "Lucie")) == (
        [application],
        [application],
        [],
    )
    grant(world, "Lucie")
    assert seen(world, "Lucie") == [application]
    world.call("Lucie", WithdrawRight(**about(world, "Omer")))
    assert seen(world, "Omer") == []
    shown = decisions(world, "Denis", application)
    for action in ("take-ownership", "add-collaborator"):
        assert failed(shown[action]) == ["people-by-register"]
        demand_readable(shown[action])
    assert failed(shown["open-task"]) == ["holds-right"]


def test_a_right_withdrawn_while_writing(world: World) -> None:
    """R6: the next save is refused with the reason and who can give it back; then it goes on."""
    application = start(world)
    (task,) = world.call("Rosalie", OpenApplication(application_id=application)).tasks
    world.call("Lucie", WithdrawRight(**about(world, "Rosalie")))
    save = SaveAnswers(task_id=task.id, changes=(Change(pointer="/title", value="Aqueduc"),), revision=1)
    with pytest.raises(Refused) as refusal:
        world.call("Rosalie", save)
    decision = refusal.value.problem.decision
    assert decision is not None
    assert decision.reasons[0].remedies[0].people == ("Lucie Roy",)
    world.call("Rosalie", AskPerson(application_id=application, remedy="ask-local-manager"))
    assert world.mails("lucie@example.org")[-1]["code"] == "asked"
    grant(world, "Rosalie")
    world.call("Rosalie", save)


def test_who_has_no_right_asks_for_one(world: World) -> None:
    """E0, R11: also where there is no application yet; once a day; the list says it too (T1)."""
    start(world)
    with pytest.raises(Refused) as refusal:
        world.call("Omer", StartApplication(code="PRIMEAU"))
    decision = refusal.value.problem.decision
    assert decision is not None
    remedy = decision.reasons[0].remedies[0]
    arguments: dict[str, Any] = dict(remedy.arguments)
    ask = AskAboutRights(**arguments)
    world.call("Omer", ask)
    mail = world.mails("lucie@example.org")[-1]
    assert (mail["code"], mail["params"]["reply_to"]) == ("asked-about-rights", "omer@example.org")
    with pytest.raises(TooMany):
        world.call("Omer", ask)
    with pytest.raises(Conflict):
        world.call("Rosalie", AskAboutRights(**{**arguments, "remedy": "ask-organisation-to-transmit"}))
    assert [each.code for each in world.call("Omer", LookElsewhere())] == ["no-right"]


def test_a_mandatary_prepares_for_the_client(world: World) -> None:
    """R7, O2: the switcher lists the client, marked; the organisation transmits."""
    grant(world, "Ivan", "mandatary-write")
    entities = world.call("Ivan", WhoAmI()).entities
    assert [(each.name, each.standing) for each in entities][-1] == ("Sainte-Colombe", "mandatary")
    act(world, "Ivan")
    application = start(world, "Ivan")
    fill(world, "Ivan", application)
    assert seen(world, "Ivan") == [application]
    assert refused(world, "Ivan", SendApplication(application_id=application)) == ["mandatary-transmits"]
    world.call("Ivan", AskPerson(application_id=application, remedy="ask-organisation-to-transmit"))
    assert world.mails("lucie@example.org")[-1]["code"] == "asked"
    world.call("Rosalie", SendApplication(application_id=application))


def test_the_end_of_a_mandate_is_said_to_whom_it_concerned(world: World) -> None:
    """R9: what he could read is refused with the reason; what he never could isn't there for him."""
    grant(world, "Ivan", "mandatary-write")
    act(world, "Ivan")
    his, hers = start(world, "Ivan"), start(world)
    world.call(
        "Paule",
        DissociateStaff(point_id=point_of(world), service="PRIMEAU", user_code=code_of("Ivan")),
    )
    for application in (his, hers):
        assert failed(decisions(world, "Ivan", application)["open-task"]) == ["holds-right"]
    world.at(world.clock.now() + DAY)
    other = start(world)
    with pytest.raises(NotFound):
        decisions(world, "Ivan", other)
    assert [each.name for each in world.call("Ivan", WhoAmI()).entities] == ["Ivan Roy"]


def test_a_mandatary_who_was_a_member_for_a_while_goes_on(world: World) -> None:
    """R7: leaving the organisation ends what came from belonging to it, not the mandate."""
    grant(world, "Ivan", "mandatary-read")
    application = start(world)
    join(world, "Sainte-Colombe", "Ivan", "member")
    organisation = world.organisations["Sainte-Colombe"]
    world.call("Denis", RemoveMember(organisation_id=organisation, account_id=world.accounts["Ivan"]))
    act(world, "Ivan")
    assert seen(world, "Ivan") == [application]
    assert decisions(world, "Ivan", application)["open-task"].allowed


def test_a_mandatary_transmits_where_the_policy_says_so() -> None:
    """R7."""
    world = _built(mandatary_transmits=True)
    grant(world, "Ivan", "mandatary-write")
    act(world, "Ivan")
    application = start(world, "Ivan")
    fill(world, "Ivan", application)
    world.call("Ivan", SendApplication(application_id=application))


def test_own_staff_without_a_grant() -> None:
    """R6: by policy, members begin, see everything and transmit."""
    world = _built(own_staff_without_grant=True)
    application = start(world, "Omer")
    assert seen(world, "Lucie") == [application]
    fill(world, "Lucie", application)
    world.call("Denis", SendApplication(application_id=application))


def test_a_right_that_has_ended_keeps_the_lines_with_the_reason(world: World) -> None:
    """T1, E0: for a member and for a mandatary; they are read again when it is given anew."""
    application = start(world)
    for whom, right in (("Omer", "applicant-read"), ("Ivan", "mandatary-read")):
        world.call("Lucie", GrantRight(**about(world, whom), right=right, ends="2026-10-24"))
    act(world, "Ivan")
    assert readable(world, "Omer") == readable(world, "Ivan") == [True]
    world.at(world.clock.now() + 2 * DAY)
    for whom in ("Omer", "Ivan"):
        assert readable(world, whom) == [False]
        assert failed(decisions(world, whom, application)["open-task"]) == ["right-in-force"]
    grant(world, "Omer", "applicant-read")
    assert readable(world, "Omer") == [True]


def readable(world: World, who: str) -> list[bool]:
    return [row.readable for row in world.call(who, ListApplications()).items]


def may(world: World, who: str) -> list[str | None]:
    return [row.may for row in world.call(who, ListApplications()).items]


@pytest.mark.parametrize("transmits", [False, True])
def test_the_list_says_the_most_that_my_right_lets_me_do(transmits: bool) -> None:
    """T1, T3, R6, R7: also where the portal says that a mandatary transmits."""
    world = _built(mandatary_transmits=transmits)
    start(world)
    grant(world, "Ivan", "mandatary-write")
    grant(world, "Omer", "applicant-read")
    act(world, "Ivan")
    assert [may(world, who) for who in ("Rosalie", "Omer")] == [["send"], ["read"]]
    assert may(world, "Ivan") == ["send" if transmits else "edit"]
    world.call("Lucie", WithdrawRight(**about(world, "Rosalie")))
    assert may(world, "Rosalie") == [None]


def test_where_own_staff_need_no_grant_a_mandate_still_ends() -> None:
    """R6, R7: the policy admits members, nobody else."""
    world = _built(own_staff_without_grant=True)
    start(world)
    world.call("Lucie", GrantRight(**about(world, "Ivan"), right="mandatary-write", ends="2026-10-24"))
    act(world, "Ivan")
    assert (may(world, "Omer"), may(world, "Ivan")) == (["send"], ["edit"])
    world.at(world.clock.now() + 2 * DAY)
    assert (may(world, "Omer"), may(world, "Ivan")) == (["send"], [None])
    assert (readable(world, "Omer"), readable(world, "Ivan")) == ([True], [False])


def test_the_people_are_said_by_what_they_hold(world: World) -> None:
    """T3: who began it stands first and may transmit no more than the register says."""
    application = start(world)
    grant(world, "Omer", "applicant-read")
    world.call("Lucie", WithdrawRight(**about(world, "Rosalie")))
    grant(world, "Ivan", "mandatary-write")
    view = world.call("Omer", ListPeople(application_id=application))
    assert view.by_register
    assert [(each.name, each.right, each.sends) for each in view.people] == [
        ("Rosalie Roy", None, False),
        ("Omer Roy", "applicant-read", False),
        ("Ivan Roy", "mandatary-write", False),
    ]
    grant(world, "Rosalie")
    first = world.call("Omer", ListPeople(application_id=application)).people[0]
    assert (first.right, first.sends) == ("applicant-write", True)


def test_a_mandatary_who_wrote_it_is_told_that_the_mandate_has_ended(world: World) -> None:
    """R6, R7: also where somebody else owns it."""
    grant(world, "Ivan", "mandatary-write")
    application = start(world)
    (task,) = world.call("Ivan", OpenApplication(application_id=application)).tasks
    save = SaveAnswers(task_id=task.id, changes=(Change(pointer="/title", value="Aqueduc"),), revision=1)
    world.call("Ivan", save)
    world.call("Lucie", WithdrawRight(**about(world, "Ivan")))
    assert refused(world, "Ivan", save) == ["holds-right"]
