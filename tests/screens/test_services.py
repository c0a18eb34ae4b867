"""*Mes services en ligne* on screen: how it is reached, what it leads to, and where it is empty."""

from collections.abc import Iterator
from typing import Any

import pytest

from portal_tui.contract.register import GrantRight
from portal_tui.screens.ask_client import AskClientScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.go import GoScreen
from portal_tui.screens.home import HomeScreen
from portal_tui.screens.organisation import OrganisationScreen
from portal_tui.screens.programme import ProgrammeScreen
from portal_tui.screens.register import RegisterScreen
from portal_tui.screens.services import ServicesScreen
from tests.driver import person
from tests.register_town import code_of, designate, designate_in_firm, join, town
from tests.stage import interface
from tests.world import DAY, World


@pytest.fixture
def world() -> Iterator[World]:
    """Lucie manages PRIMEAU, Paule the mandataries of her firm."""
    made = town()
    designate(made, "Lucie")
    designate_in_firm(made)
    yield made
    made.engine.close()


async def test_a_service_is_opened_in_the_name_of_its_organisation(world: World) -> None:
    """R6: from home by a key, into the programme's page, to its register."""
    async with person(interface(world, "Lucie")) as lucie:
        await lucie.is_on(HomeScreen)
        await lucie.sees("mes services en ligne")
        await lucie.presses("home.services")
        await lucie.is_on(ServicesScreen)
        await lucie.sees("Votre code d’utilisateur\u00a0: LUC0001", "Sainte-Colombe", "aucun droit")
        await lucie.moves_to("services", "Service PRIMEAU")
        await lucie.presses("services.open")
        await lucie.is_on(ProgrammeScreen)
        await lucie.chooses("Registre des droits d’accès")
        await lucie.is_on(RegisterScreen)
        await lucie.sees("Sainte-Colombe · gestion des droits d’accès\u00a0: Lucie Roy")
        await lucie.presses("app.back", "app.back")
        await lucie.is_on(ServicesScreen)
        await lucie.moves_to("services", "Service PRIMA")
        await lucie.presses("services.register")
        await lucie.sees("Registre des droits d’accès · Service PRIMA")


async def test_a_right_that_nobody_gave_is_explained_and_asked_for(world: World) -> None:
    """E0, R11."""
    async with person(interface(world, "Rosalie")) as rosalie:
        await rosalie.goes_to("services")
        await rosalie.moves_to("services", "Service PRIMEAU")
        await rosalie.sees("✗ Vous n’avez aucun droit d’accès au service «\u00a0Service PRIMEAU\u00a0»")
        await rosalie.presses("app.explain")
        await rosalie.is_on(ExplainScreen)
        await rosalie.chooses("Demander à Lucie Roy un droit d’accès")
        await rosalie.is_answered()
    assert world.mails("lucie@example.org")[-1]["code"] == "asked-about-rights"


async def test_a_mandatary_manager_comes_to_the_firm(world: World) -> None:
    async with person(interface(world, "Paule")) as paule:
        await paule.goes_to("services")
        await paule.sees("Génie du Nord", "gestion des mandataires")
        await paule.presses("services.open")
        await paule.is_on(ProgrammeScreen)
        await paule.sees("Registre des droits d’accès")


async def test_who_has_nothing_is_told_why_and_led_on(world: World) -> None:
    world.person("Noé")
    async with person(interface(world, "Noé")) as noe:
        await noe.goes_to("services")
        await noe.sees("Aucun service en ligne ne vous est ouvert.", "pas encore de code d’utilisateur")
        await noe.presses("app.explain")
        await noe.is_on(ExplainScreen)
        await noe.sees("Pourquoi n’ai-je pas de code d’utilisateur?", "(RSÉ)")
        await noe.presses("dialog.close")
        await noe.presses("services.organisation")
        await noe.is_on(OrganisationScreen)


async def test_a_code_is_asked_for_and_given(world: World) -> None:
    """R4: by the administrator, under the member's name."""
    world.person("Noé")
    join(world, "Sainte-Colombe", "Noé", "member")
    async with person(interface(world, "Noé")) as noe:
        await noe.goes_to("services")
        await noe.sees("Demander un code d’utilisateur à Denis Roy")
        await noe.presses("app.explain")
        await noe.chooses("Demander un code d’utilisateur à Denis Roy")
        await noe.is_answered()
    assert world.mails("denis@example.org")[-1]["code"] == "ask-for-user-code"
    async with person(interface(world, "Denis")) as denis:
        await denis.acts_as("Sainte-Colombe")
        await denis.goes_to("organisation")
        await denis.moves_to("organisation", "Noé Roy")
        await denis.presses("organisation.choose")
        await denis.chooses("Donner un code d’utilisateur")
        await denis.sees("Code d’utilisateur\u00a0: ")
    async with person(interface(world, "Noé")) as noe:
        await noe.goes_to("services")
        await noe.sees("Votre code d’utilisateur\u00a0: ")


async def test_without_a_register_it_is_nowhere() -> None:
    """T3: in portals where an application's owner sends."""
    world = town(register="none", point=False)
    async with person(interface(world, "Lucie")) as lucie:
        await lucie.sees_no("mes services en ligne")
        await lucie.presses("home.services")
        await lucie.is_on(HomeScreen)
        await lucie.presses("app.go")
        await lucie.is_on(GoScreen)
        await lucie.sees_no("Mes services en ligne")
        await lucie.presses("go.services")
        await lucie.is_on(GoScreen)
        await lucie.presses("dialog.close")
        await lucie.goes_to("help")
        await lucie.sees_no("Mes services en ligne", "mes services en ligne")
    world.engine.close()


async def test_a_right_that_has_ended_says_so(world: World) -> None:
    """R6: until when it held, and who gives it again."""
    town_id = world.organisations["Sainte-Colombe"]
    about: dict[str, Any] = {
        "organisation_id": town_id,
        "service": "PRIMEAU",
        "user_code": code_of("Rosalie"),
    }
    world.call("Lucie", GrantRight(**about, right="applicant-read", ends="2026-10-24"))
    world.at(world.clock.now() + 2 * DAY)
    async with person(interface(world, "Rosalie")) as rosalie:
        await rosalie.goes_to("services")
        await rosalie.moves_to("services", "Service PRIMEAU")
        await rosalie.sees("✗ le droit a pris fin", "valait jusqu’au 24 oct. 23:59 (Montréal)")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_a_firm_asks_a_client_for_a_mandate(world: World, size: tuple[int, int]) -> None:
    """R7, E0: one key from why not; what leads to nobody is said at its field, and nothing typed is lost."""
    async with person(interface(world, "Paule"), size) as paule:
        await paule.goes_to("services")
        await paule.moves_to("services", "Service PRIMEAU")
        await paule.presses("app.explain")
        await paule.chooses("Demander un mandat à un client")
        await paule.is_on(AskClientScreen)
        await paule.types("10044\t\n")
        await paule.sees("✗ Aucun client n’est inscrit sous le numéro 10044")
        await paule.types("10043\t\n")
        await paule.is_on(ServicesScreen)
        await paule.sees("Votre demande est envoyée")
    (mail,) = [each for each in world.mails("lucie@example.org") if each["code"] == "asked-for-mandate"]
    assert mail["params"]["user_code"] == code_of("Paule")
