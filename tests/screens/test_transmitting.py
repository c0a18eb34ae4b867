"""In portals with a register, *Envoyer* is *Transmettre*, and who may is said in the owner's place (T3)."""

from collections.abc import Iterator
from typing import Any

import pytest

from portal_tui.contract.accounts import ActAs
from portal_tui.contract.programmes import StartApplication
from portal_tui.contract.register import GrantRight, WithdrawRight
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.people import PeopleScreen
from portal_tui.screens.workspace import WorkspaceScreen
from portal_tui.texts import texts
from tests.driver import Person, person
from tests.register_town import associate, code_of, designate, designate_in_firm, town
from tests.stage import interface
from tests.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """Lucie manages PRIMEAU; Rosalie and Omer write, Ivan is mandated to."""
    made = town()
    designate(made, "Lucie")
    designate_in_firm(made)
    associate(made, "Ivan")
    for whom in ("Rosalie", "Omer", "Ivan"):
        right: Any = "mandatary-write" if whom == "Ivan" else "applicant-write"
        made.call("Lucie", GrantRight(**about(made, whom), right=right))
        made.call(whom, ActAs(entity_id=made.organisations["Sainte-Colombe"]))
    yield made
    made.engine.close()


def about(world: World, whom: str) -> dict[str, Any]:
    organisation = world.organisations["Sainte-Colombe"]
    return {"organisation_id": organisation, "service": "PRIMEAU", "user_code": code_of(whom)}


async def opens(someone: Person, application: int) -> None:
    await someone.rests()
    someone.app.open("application", application_id=application)
    await someone.is_on(WorkspaceScreen)


async def test_a_member_reads_who_may_transmit(world: World) -> None:
    application = world.call("Rosalie", StartApplication(code="PRIMEAU")).application_id
    world.call("Lucie", WithdrawRight(**about(world, "Omer")))
    async with person(interface(world, "Rosalie")) as rosalie:
        await opens(rosalie, application)
        await rosalie.sees(
            "Transmettre désactivé", "peut transmettre\u00a0: Rosalie Roy", "pas encore transmise"
        )
        await rosalie.sees_no("Propriétaire", "Envoyer", "envoyée")
        await rosalie.presses("workspace.send")
        await rosalie.is_on(ExplainScreen)
        await rosalie.sees("Pourquoi ne puis-je pas transmettre cette demande?")


async def test_a_mandatary_reads_that_the_client_transmits(world: World) -> None:
    """R7: without its people's names."""
    application = world.call("Ivan", StartApplication(code="PRIMEAU")).application_id
    async with person(interface(world, "Ivan")) as ivan:
        await opens(ivan, application)
        await ivan.sees("C’est Sainte-Colombe qui transmet", "Transmettre désactivé")
        await ivan.sees_no("Rosalie")


async def test_elsewhere_and_in_english_it_is_sent(world: World) -> None:
    assert texts("fr-CA")("send.label") == "Envoyer"
    assert texts("fr-FR", transmits=True)("send.label") == "Transmettre"
    assert texts("en", transmits=True)("send.label") == "Send"
    said = texts("fr-FR", transmits=True).plural("home.ready", 2)
    assert said == "Demandes prêtes à transmettre"


async def test_the_people_are_those_of_the_register(world: World) -> None:
    """T3: who began it has no more part in it."""
    application = world.call("Rosalie", StartApplication(code="PRIMEAU")).application_id
    async with person(interface(world, "Rosalie")) as rosalie:
        await opens(rosalie, application)
        await rosalie.presses("workspace.people")
        await rosalie.is_on(PeopleScreen)
        await rosalie.sees(
            "celles du registre des droits d’accès", "Rosalie Roy (vous) a commencé la demande"
        )
        await rosalie.sees("Lucie Roy sans inscription au registre")
        await rosalie.presses("people.take-ownership")
        await rosalie.is_on(ExplainScreen)
        await rosalie.sees("ce n’est pas la demande qui dit qui y prend part")
