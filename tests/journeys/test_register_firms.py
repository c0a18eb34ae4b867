"""Questions of the PGAMR document on mandatary managers, each answered where it is asked: 11-16, 18, 19."""

import pytest

from portal_tui.screens.actions import ActionsScreen
from portal_tui.screens.confirm import ConfirmScreen
from portal_tui.screens.designation import DesignationScreen
from portal_tui.screens.designations import DesignationsScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.firm import FirmScreen
from portal_tui.screens.new_point import NewPointScreen
from tests.demonstration import PAULE, ZOE
from tests.journeys.conftest import Keyboard
from tests.journeys.pgamr import ADDRESS, FUNCTION, USER_CODE
from tests.journeys.test_register_forms import approves
from tests.someone import Someone


@pytest.fixture
def portal() -> str:
    return "pgamr"


async def to_firm(someone: Someone, service: str = "PRIMA") -> None:
    """*Mes services en ligne*, a service, *Registre des droits d'accès*."""
    await someone.goes_to("services")
    await someone.moves_to("services", service)
    await someone.presses("services.register")
    await someone.is_on(FirmScreen)
    await someone.sees("Génie des Caps · points de service")


async def at_point(someone: Someone, name: str) -> None:
    """What can be done about a point of service."""
    await someone.moves_to("points", name)
    await someone.presses("firm.choose")
    await someone.is_on(ActionsScreen)


async def test_question_11_what_a_mandatary_manager_is_there_for(keyboard: Keyboard) -> None:
    """Says which staff may have access; turns to the operator for problems."""
    async with keyboard(PAULE) as paule:
        await to_firm(paule)
        await paule.sees("qui gère les mandataires, et le personnel qui peut recevoir un mandat")
        await at_point(paule, "Rimouski")
        await paule.sees("En cas de problème d’accès\u00a0: MAMOT", "10, rue Pierre-Olivier-Chauveau")
        await paule.sees("418 691-2005", "418 644-8957", "infrastructures@mamot.example")


async def test_question_12_what_a_mandatary_manager_can_do(keyboard: Keyboard) -> None:
    """Associates staff by service; gives no right, and has none: that is the client's manager's."""
    async with keyboard(PAULE) as paule:
        await paule.goes_to("services")
        await paule.moves_to("services", "PRIMEAU")
        await paule.sees("gestion des mandataires", "✗ aucun droit")
        await paule.presses("app.explain")
        await paule.is_on(ExplainScreen)
        await paule.sees("c’est la personne qui gère les droits d’accès d’une municipalité ou d’un organisme")
        await paule.presses("dialog.close")
        await to_firm(paule)
        await paule.moves_to("points", "Rimouski")
        await paule.sees("La fonction ne donne aucun droit d’accès.")
        await paule.sees("Le mandat lui-même est donné par la municipalité ou l’organisme.")


async def test_question_13_is_a_mandatary_manager_asked_for_by_telephone(keyboard: Keyboard) -> None:
    """No: by this form."""
    async with keyboard(PAULE) as paule:
        await to_firm(paule)
        await at_point(paule, "Gaspé")
        await paule.chooses("Demander la désignation d’une personne qui gère les mandataires")
        await paule.is_on(DesignationScreen)
        await paule.sees("La demande se fait par ce formulaire, non par téléphone.")


async def test_question_14_what_a_firm_needs(keyboard: Keyboard) -> None:
    """Its NEQ and a user code; the particulars appear by themselves."""
    async with keyboard(PAULE) as paule:
        await to_firm(paule)
        await paule.moves_to("points", "Gaspé")
        await paule.presses("firm.designate")
        await paule.is_on(DesignationScreen)
        await paule.sees("1149876543", "Génie des Caps · Firme-conseil", "(•) Gaspé")
        await paule.sees("la personne responsable des services électroniques (RSÉ)")
        await paule.types("ivc-9052")
        await paule.sees("Ivan Côté · i…e@genie-des-caps.example")
        await paule.tabs_to("s’engage")
        await paule.types(" \t\n")
        await paule.is_on(DesignationsScreen)
        await paule.sees("Ivan Côté", "mandataires\u00a0: Gaspé", "en attente")


async def test_question_15_has_a_mandatary_manager_deputies(keyboard: Keyboard) -> None:
    """No, and why, where one looks for them."""
    async with keyboard(PAULE) as paule:
        await to_firm(paule)
        await at_point(paule, "Rimouski")
        await paule.sees("Nommer adjointe ou adjoint", "✗ La fonction d’adjointe ou d’adjoint n’existe pas")
        await paule.chooses("Nommer adjointe ou adjoint")
        await paule.is_on(ExplainScreen)
        await paule.sees("Demander plutôt un remplacement")


async def test_question_16_how_somebody_is_associated(keyboard: Keyboard) -> None:
    """The service, its register, a user code, a window that confirms."""
    async with keyboard(PAULE) as paule:
        await to_firm(paule, "PRIMA")
        await paule.moves_to("points", "Rimouski")
        await paule.presses("firm.associate")
        await paule.sees("(•) PRIMA")
        await paule.types("pat 1184")
        await paule.strikes("tab", "tab", "enter")
        await paule.is_on(ConfirmScreen)
        await paule.sees("Associer cette personne?", "Paule Thériault (p…t@genie-des-caps.example)", "PRIMA")
        await paule.chooses("Confirmer")
        await paule.is_on(FirmScreen)
        await paule.sees("Paule Thériault PRIMA – Infrastructures pour les personnes aînées")


async def test_question_18_has_a_point_of_service_several_managers(keyboard: Keyboard) -> None:
    """One; and what a point of service is."""
    async with keyboard(PAULE) as paule:
        await paule.goes_to("organisation")
        await paule.presses("organisation.designate")
        await paule.sees("( ) Rimouski gestion\u00a0: Paule Thériault")
        await paule.tabs_to("( ) Gaspé")
        await paule.strikes("down", "down")
        await paule.sees("point de service «\u00a0Rimouski\u00a0»; il ne peut y avoir qu’une personne.")
        await paule.presses("app.back", "organisation.firm")
        await paule.is_on(FirmScreen)
        await paule.presses("firm.add-point")
        await paule.is_on(NewPointScreen)
        await paule.sees("Tout lieu où la firme offre ses services.")


async def test_question_19_a_mandatary_manager_who_is_replaced(keyboard: Keyboard) -> None:
    """By the form, with the firm's NEQ; the function moves when it is approved."""
    async with keyboard(PAULE) as paule:
        await to_firm(paule)
        await at_point(paule, "Rimouski")
        await paule.chooses("Demander le remplacement de la personne qui gère les mandataires")
        await paule.is_on(DesignationScreen)
        await paule.sees("Remplacer la personne qui gère les mandataires", "1149876543", "(•) Rimouski")
        await paule.answers(USER_CODE, "IVC9052")
        await paule.sees("Ivan Côté ·", "Génie des Caps", "Votre fonction dans l’organisation")
        await paule.answers(ADDRESS, "12, rue du Phare, Rimouski")
        await paule.answers(FUNCTION, "Associée")
        await paule.types("\t \t\n")
        await paule.is_on(DesignationsScreen)
        await paule.sees("mandataires, remplacement\u00a0: Rimouski")
    async with keyboard(ZOE) as zoe:
        await approves(zoe, "Ivan Côté", "Fin de la fonction pour Paule Thériault", "«\u00a0Rimouski\u00a0»")
    async with keyboard(PAULE) as paule:
        await paule.goes_to("organisation")
        await paule.presses("organisation.firm")
        await paule.sees("gestion\u00a0: Ivan Côté")
