"""Asking those who can lift a reason of the register: who gets the message, once a day (E0, R11)."""

from typing import Any

import pytest

from portal_tui.contract.problems import Conflict, NotFound, Refused, TooMany
from portal_tui.contract.register import (
    AskAboutRights,
    AskMandataryManager,
    GrantRight,
    LookUpPerson,
    NameDeputy,
)
from portal_tui.screens.explain import operation_of
from tests.decisions import remedies
from tests.register_town import associate, code_of, designate, designate_in_firm, join, point_of, town
from tests.world import World


@pytest.fixture
def world() -> World:
    return town()


def place(world: World, **more: Any) -> dict[str, Any]:
    return {"organisation_id": world.organisations["Sainte-Colombe"], "service": "PRIMEAU", **more}


def asked(world: World, who: str, whom: str, *, times: int = 1) -> dict[str, Any]:
    """The message that came."""
    mails = [each for each in world.mails(f"{whom.lower()}@example.org") if each["code"].startswith("asked-")]
    assert len(mails) == times
    params: dict[str, Any] = mails[-1]["params"]
    assert params["by"] == f"{who} Roy"
    return params


def test_where_nobody_manages_the_administrators_are_asked(world: World) -> None:
    """R1, R4."""
    ask = AskAboutRights(**place(world), remedy="ask-administrator-for-manager")
    world.call("Rosalie", ask)
    assert asked(world, "Rosalie", "Denis")["service"] == "Service PRIMEAU"
    with pytest.raises(TooMany):
        world.call("Rosalie", ask)
    designate(world, "Lucie")
    with pytest.raises(Conflict):
        world.call("Omer", ask)


def test_the_manager_alone_is_asked_for_a_deputy(world: World) -> None:
    """R2: deputies name none."""
    designate(world, "Lucie")
    world.call("Lucie", NameDeputy(**place(world), user_code=code_of("Omer")))
    with pytest.raises(Refused) as refusal:
        world.call("Omer", NameDeputy(**place(world), user_code=code_of("Rosalie")))
    way = remedies(refusal.value.problem.decision, "names-deputies")[0]
    world.call("Omer", operation_of(way))
    assert asked(world, "Omer", "Lucie")["remedy"] == "ask-local-manager-for-deputy"
    world.call("Rosalie", AskAboutRights(**place(world), remedy="ask-local-manager"))
    asked(world, "Rosalie", "Lucie", times=2)
    asked(world, "Rosalie", "Omer")


def test_administrators_are_asked_to_invite_somebody(world: World) -> None:
    """R6: by name; each person once a day; nobody who is a member already."""
    designate(world, "Lucie")
    join(world, "Génie du Nord", "Ivan", "member")
    for whom in ("Kim", "Ivan"):
        card = world.call("Lucie", LookUpPerson(**place(world), user_code=code_of(whom)))
        way = remedies(card.decisions["grant-right:applicant-read"], "is-own-person")[0]
        world.call("Lucie", operation_of(way))
        with pytest.raises(TooMany):
            world.call("Lucie", operation_of(way))
    assert asked(world, "Lucie", "Denis", times=2)["person"] == "Ivan Roy"
    member = place(world, remedy="ask-administrator-to-invite-person", user_code=code_of("Omer"))
    with pytest.raises(Conflict):
        world.call("Lucie", AskAboutRights(**member))


def test_the_people_of_a_firm_ask_its_mandatary_manager(world: World) -> None:
    """R9, R11: who is the manager has nobody to ask; strangers learn nothing."""
    join(world, "Génie du Nord", "Ivan", "member")
    ask = AskMandataryManager(point_id=point_of(world))
    with pytest.raises(Conflict):
        world.call("Ivan", ask)
    designate_in_firm(world)
    world.call("Ivan", ask)
    assert asked(world, "Ivan", "Paule")["point"] == "Rimouski"
    for who, error in (("Ivan", TooMany), ("Paule", Conflict), ("Kim", NotFound)):
        with pytest.raises(error):
            world.call(who, ask)


def test_a_mandatary_asks_the_managers_of_their_points(world: World) -> None:
    """R11: own manager first."""
    designate_in_firm(world)
    designate(world, "Lucie")
    associate(world, "Ivan")
    mandate = GrantRight(**place(world), user_code=code_of("Ivan"), right="mandatary-read")
    world.call("Lucie", mandate)
    world.call("Ivan", AskAboutRights(**place(world), remedy="ask-mandatary-manager"))
    asked(world, "Ivan", "Paule")
