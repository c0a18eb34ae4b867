"""Asking those who can lift a reason of the register: who gets the message, once a day (E0, R11)."""

from typing import Any

import pytest

from portal_tui.contract.discussion import ListMail
from portal_tui.contract.problems import Conflict, Invalid, NotFound, Refused, TooMany
from portal_tui.contract.register import (
    AskAboutRights,
    AskForMandate,
    AskMandataryManager,
    GrantRight,
    LookUpPerson,
    NameDeputy,
)
from portal_tui.screens.explain import operation_of
from tests.decisions import failed, remedies
from tests.register_town import (
    GEOGRAPHIC_CODE,
    NEQ,
    associate,
    code_of,
    designate,
    designate_in_firm,
    join,
    point_of,
    town,
)
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


def way_of(world: World, viewer: str, whom: str, action: str, reason: str) -> Any:
    """What sends the first message there, looked up by user code."""
    card = world.call(viewer, LookUpPerson(**place(world), user_code=code_of(whom)))
    return operation_of(remedies(card.decisions[action], reason)[0])


def test_a_firm_is_asked_to_associate_and_to_dissociate(world: World) -> None:
    """R3, R9: whoever manages the mandataries where the person works; else of their firm."""
    designate(world, "Lucie")
    designate_in_firm(world)
    join(world, "Génie du Nord", "Ivan", "member")
    world.call("Lucie", way_of(world, "Lucie", "Ivan", "grant-right:mandatary-read", "is-associated"))
    said = asked(world, "Lucie", "Paule")
    assert (said["remedy"], said["person"]) == ("ask-mandatary-manager-to-associate", "Ivan Roy")
    associate(world, "Ivan")
    join(world, "Sainte-Colombe", "Ivan", "member")
    ask = way_of(world, "Lucie", "Ivan", "name-deputy", "in-no-firm")
    world.call("Lucie", ask)
    assert asked(world, "Lucie", "Paule", times=2)["remedy"] == "ask-mandatary-manager-to-dissociate"
    with pytest.raises(TooMany):
        world.call("Lucie", ask)


def test_whose_firm_is_not_known_is_asked_themselves(world: World) -> None:
    """R9: they know it."""
    designate(world, "Lucie")
    world.call("Lucie", way_of(world, "Lucie", "Kim", "grant-right:mandatary-write", "is-associated"))
    assert asked(world, "Lucie", "Kim")["remedy"] == "ask-person-to-be-associated"
    mail = world.call("Kim", ListMail())[0]
    assert "vous demande de vous faire d’abord associer à votre firme" in mail.body


def test_asking_about_somebody_is_looking_them_up(world: World) -> None:
    """A7: for those whose function needs it, and counted."""
    designate(world, "Lucie")
    designate_in_firm(world)
    associate(world, "Ivan")
    about_ivan = place(world, remedy="ask-mandatary-manager-to-dissociate", user_code=code_of("Ivan"))
    with pytest.raises(Refused):
        world.call("Omer", AskAboutRights(**about_ivan))
    world.call("Denis", AskAboutRights(**about_ivan))
    asked(world, "Denis", "Paule")


def for_mandate(world: World, client: str = GEOGRAPHIC_CODE) -> AskForMandate:
    firm = world.organisations["Génie du Nord"]
    return AskForMandate(organisation_id=firm, service="PRIMEAU", client=client)


def test_the_people_of_a_firm_ask_a_client_for_a_mandate(world: World) -> None:
    """R7: its managers, else its administrators, with the user code that they need; once a day."""
    join(world, "Génie du Nord", "Ivan", "member")
    world.call("Paule", for_mandate(world, "10 043"))
    assert asked(world, "Paule", "Denis")["firm"] == "Génie du Nord"
    designate(world, "Lucie")
    world.call("Lucie", NameDeputy(**place(world), user_code=code_of("Omer")))
    world.call("Ivan", for_mandate(world))
    for whom in ("Lucie", "Omer"):
        assert asked(world, "Ivan", whom)["user_code"] == code_of("Ivan")
    asked(world, "Paule", "Denis")
    mail = world.call("Lucie", ListMail())[0]
    assert "Ivan Roy, de Génie du Nord, vous demande un mandat" in mail.body
    with pytest.raises(TooMany):
        world.call("Ivan", for_mandate(world))


def test_who_asks_for_a_mandate_is_of_a_firm_and_has_a_code(world: World) -> None:
    """R4, R7: a number that leads to no client is said at its field; strangers learn nothing."""
    for wrong in ("10044", NEQ, ""):
        with pytest.raises(Invalid) as invalid:
            world.call("Paule", for_mandate(world, wrong))
        assert [field.code for field in invalid.value.problem.fields] == ["client-unknown"]
    with pytest.raises(NotFound):
        world.call("Kim", for_mandate(world))
    own = AskForMandate(**place(world), client=GEOGRAPHIC_CODE)
    with pytest.raises(Conflict):
        world.call("Denis", own)
    world.person("Noé")
    join(world, "Génie du Nord", "Noé", "member")
    with pytest.raises(Refused) as refusal:
        world.call("Noé", for_mandate(world))
    assert refusal.value.problem.decision is not None
    assert failed(refusal.value.problem.decision) == ["has-user-code"]
