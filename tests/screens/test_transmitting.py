"""In portals with a register, *Envoyer* is *Transmettre*, and who may is said in the owner's place (T3)."""

from collections.abc import Iterator
from typing import Any

import pytest

from portal_tui.contract.accounts import ActAs
from portal_tui.contract.programmes import StartApplication
from portal_tui.contract.register import GrantRight, WithdrawRight
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.people import PeopleScreen
from portal_tui.screens.register import RegisterScreen
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
    """T3, R6, R7: what each holds and who transmits; to own it gives nothing, so it isn't offered."""
    application = world.call("Ivan", StartApplication(code="PRIMEAU")).application_id
    async with person(interface(world, "Rosalie")) as rosalie:
        await opens(rosalie, application)
        await rosalie.presses("workspace.people")
        await rosalie.is_on(PeopleScreen)
        await rosalie.sees("celles du registre des droits d’accès", "Lucie Roy sans inscription au registre")
        await rosalie.sees("Ivan Roy Mandataire – Rédaction a commencé la demande")
        await rosalie.sees("Rosalie Roy (vous) Requérant – Rédaction peut transmettre · depuis")
        await rosalie.sees_no("propriétaire")
        await rosalie.presses("people.take-ownership")
        await rosalie.is_on(PeopleScreen)
        for key in ("app.explain", "people.choose"):
            await rosalie.presses(key)
            await rosalie.is_on(ExplainScreen)
            await rosalie.sees("ce n’est pas la demande qui dit qui y prend part", "Demander à Lucie Roy")
            await rosalie.presses("dialog.close")


async def test_who_gives_rights_goes_to_the_register_from_there(world: World) -> None:
    """T3, R6: one key from why not."""
    application = world.call("Ivan", StartApplication(code="PRIMEAU")).application_id
    world.call("Lucie", GrantRight(**about(world, "Lucie"), right="applicant-read"))
    async with person(interface(world, "Lucie"), (80, 24)) as lucie:
        await opens(lucie, application)
        await lucie.presses("workspace.people", "app.explain")
        await lucie.chooses("Donner, changer ou retirer un droit au registre de Sainte-Colombe")
        await lucie.is_on(RegisterScreen)


async def test_without_a_register_owning_counts_as_before() -> None:
    """T4."""
    made = town(register="none", point=False)
    made.call("Rosalie", ActAs(entity_id=made.organisations["Sainte-Colombe"]))
    application = made.call("Rosalie", StartApplication(code="PRIMEAU")).application_id
    async with person(interface(made, "Rosalie")) as rosalie:
        await rosalie.goes_to("applications")
        await rosalie.sees("Propriétaire")
        await rosalie.sees_no("Vous pouvez")
        await opens(rosalie, application)
        await rosalie.presses("workspace.people")
        await rosalie.sees("Rosalie Roy (vous) propriétaire", "devenir propriétaire")
    made.engine.close()


@pytest.mark.parametrize(("name", "may"), [("Rosalie", "transmettre"), ("Ivan", "préparer")])
async def test_the_list_says_what_one_may_do_and_who_began(world: World, name: str, may: str) -> None:
    """T1, T3: instead of an owner; in the hint where there is no room for columns."""
    world.call("Rosalie", StartApplication(code="PRIMEAU"))
    for size in ((120, 40), (80, 24), (60, 20)):
        async with person(interface(world, name), size) as someone:
            await someone.goes_to("applications")
            began = "vous" if name == "Rosalie" else "Rosalie Roy"
            await someone.sees(f"Vous pouvez la {may}; commencée par {began}")
            await someone.sees_no("Propriétaire")
            if size == (120, 40):
                await someone.sees("Commencée par", "Vous pouvez État", f"{began} {may} ○ brouillon")
            await someone.presses("list.sort")
            await someone.sees("personne qui l’a commencée")
