"""*Mes services en ligne*: what I hold, and my organisations' services where I hold nothing (E0, O2, R4)."""

from collections.abc import Iterator

import pytest

from portal_tui.contract.decisions import Remedy
from portal_tui.contract.organisations import AskOrganisation
from portal_tui.contract.register import GrantRight, ListMyServices, MyServices
from tests.decisions import failed
from tests.register_town import associate, code_of, designate, designate_in_firm, join, town
from tests.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """Lucie manages PRIMEAU, Paule the mandataries of her firm."""
    made = town()
    designate(made, "Lucie")
    designate_in_firm(made)
    yield made
    made.engine.close()


def mine(world: World, who: str) -> MyServices:
    return world.call(who, ListMyServices())


def test_where_nobody_gave_a_right_a_member_is_told_whom_to_ask(world: World) -> None:
    """E0, R1: PRIMEAU has a manager; PRIMA has none, which is said too."""
    primeau, prima = mine(world, "Rosalie").services
    assert (primeau.service, primeau.right, primeau.function) == ("PRIMEAU", None, None)
    assert failed(primeau.decisions["open-task"]) == ["holds-right"]
    assert primeau.decisions["open-task"].reasons[0].remedies[0].people == ("Lucie Roy",)
    assert prima.decisions["open-task"].reasons[0].remedies[0].code == "ask-administrator-for-manager"


def test_what_i_hold_stands_first(world: World) -> None:
    prima, primeau = (each.service for each in mine(world, "Lucie").services[::-1])
    assert (primeau, prima) == ("PRIMEAU", "PRIMA")


def test_a_mandatary_manager_finds_the_services_of_the_firm(world: World) -> None:
    """R8, R9: the function gives no right; a client mandates."""
    primeau, prima = mine(world, "Paule").services
    assert (primeau.organisation, primeau.function) == ("Génie du Nord", "mandatary-manager")
    assert (prima.service, prima.function) == ("PRIMA", "mandatary-manager")
    assert failed(primeau.decisions["send-application"]) == ["client-mandates"]


def test_who_works_for_a_firm_finds_the_clients_that_mandated_them(world: World) -> None:
    """O2, R7: not the firm, to which no service is addressed."""
    join(world, "Génie du Nord", "Ivan", "member")
    assert mine(world, "Ivan").services == ()
    associate(world, "Ivan")
    town = world.organisations["Sainte-Colombe"]
    give = GrantRight(
        organisation_id=town, service="PRIMEAU", user_code=code_of("Ivan"), right="mandatary-read"
    )
    world.call("Lucie", give)
    (primeau,) = mine(world, "Ivan").services
    assert (primeau.organisation, primeau.right) == ("Sainte-Colombe", "mandatary-read")


def test_organisations_stand_by_name(world: World) -> None:
    join(world, "Sainte-Colombe", "Paule", "member")
    names = [each.organisation for each in mine(world, "Paule").services]
    assert names == ["Génie du Nord"] * 2 + ["Sainte-Colombe"] * 2


def test_without_a_code_it_is_said_who_gives_one(world: World) -> None:
    """R4: the administrators of one's organisation, in one message; of no organisation, the operator says."""
    world.person("Noé")
    assert [each.code for each in code_remedies(world, "Noé")] == ["ask-operator-about-rights"]
    join(world, "Sainte-Colombe", "Noé", "member")
    (ask,) = code_remedies(world, "Noé")
    assert (ask.code, ask.people, ask.operation) == ("ask-for-user-code", ("Denis Roy",), "ask-organisation")
    world.call("Noé", AskOrganisation(organisation_id=world.organisations["Sainte-Colombe"], remedy=ask.code))
    assert world.mails("denis@example.org")[-1]["code"] == "ask-for-user-code"
    world.person("Marc")
    join(world, "Génie du Nord", "Marc", "administrator")
    (give,) = code_remedies(world, "Marc")
    assert (give.kind, give.screen) == ("go", "organisation")
    assert not mine(world, "Rosalie").decisions["have-user-code"].reasons


def code_remedies(world: World, who: str) -> tuple[Remedy, ...]:
    return mine(world, who).decisions["have-user-code"].reasons[0].remedies
