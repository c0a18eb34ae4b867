"""Questions of the PGAMR document on local managers' forms, each answered where it is asked: 3, 4, 5, 7.1."""

import pytest

from portal_tui.screens.confirm import ConfirmScreen
from portal_tui.screens.designation import DesignationScreen
from portal_tui.screens.designations import DesignationsScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.register import RegisterScreen
from portal_tui.screens.services import ServicesScreen
from tests.demonstration import DENIS, LUCIE, MIREILLE, ZOE
from tests.journeys.conftest import Keyboard
from tests.journeys.pgamr import ADDRESS, FUNCTION, USER_CODE
from tests.someone import Someone


@pytest.fixture
def portal() -> str:
    return "pgamr"


async def to_form_of(someone: Someone, service: str) -> None:
    """*Mes services en ligne*, the register of a service without a manager, why that is, the form."""
    await someone.goes_to("services")
    await someone.is_on(ServicesScreen)
    await someone.moves_to("services", service)
    await someone.presses("services.register")
    await someone.is_on(RegisterScreen)
    await someone.sees("personne ne gère les droits d’accès")
    await someone.presses("rights.new")
    await someone.is_on(ExplainScreen)
    await someone.chooses("Demander une désignation, par le formulaire")
    await someone.is_on(DesignationScreen)


async def approves(someone: Someone, whom: str, *says: str) -> None:
    """The operator's answer, with what it changes read before."""
    await someone.goes_to("designations")
    await someone.moves_to("designations", whom)
    await someone.presses("designations.choose")
    await someone.chooses("Approuver")
    await someone.is_on(ConfirmScreen)
    await someone.sees(*says)
    await someone.chooses("Approuver")
    await someone.sees(f"Approuvé\u00a0: {whom} a la fonction.")


async def test_question_3_is_a_designation_asked_for_by_telephone(keyboard: Keyboard) -> None:
    """No: by this form, from the programme that it is about."""
    async with keyboard(DENIS) as denis:
        await to_form_of(denis, "PRACIM")
        await denis.sees("La demande se fait par ce formulaire, non par téléphone.", "[x] PRACIM")


async def test_question_4_what_a_municipality_needs(keyboard: Keyboard) -> None:
    """Its geographic code and a user code; both sides' particulars appear; who has no code gets one first."""
    async with keyboard(DENIS) as denis:
        await to_form_of(denis, "PRACIM")
        await denis.sees("Code géographique", "98765", "Sainte-Colombe-des-Caps · Municipalité")
        await denis.sees("Code d’utilisateur", "la personne responsable des services électroniques (RSÉ)")
        await denis.types("abc 1234")
        await denis.sees("✗ Aucune personne n’a le code d’utilisateur ABC1234.", "(RSÉ)")
        await denis.answers(USER_CODE, "FLH-6641")
        await denis.sees("Florence Hardy · f…y@sainte-colombe.example")
        await denis.tabs_to("s’engage")
        await denis.types(" \t\n")
        await denis.is_on(DesignationsScreen)
        await denis.sees("en attente", "Florence Hardy", "PRACIM")
    async with keyboard(ZOE) as zoe:
        await approves(zoe, "Florence Hardy", "Florence Hardy administrera les droits d’accès")
    async with keyboard(DENIS) as denis:
        await denis.goes_to("designations")
        await denis.sees("✓ approuvée")


async def test_question_5_what_an_organisation_needs(keyboard: Keyboard) -> None:
    """Its NEQ, of ten digits, and a user code."""
    async with keyboard(MIREILLE) as mireille:
        await to_form_of(mireille, "PRACIM")
        await mireille.sees("NEQ de l’organisme", "Habitations du Phare · Organisme", "1165432109")
        await mireille.answers("NEQ de l’organisme ou de la firme", "11 6543-2109")
        await mireille.answers(USER_CODE, "mid3382")
        await mireille.sees("Habitations du Phare · Organisme", "Mireille Dionne · m…e@")


async def test_question_7_1_a_manager_who_is_replaced(keyboard: Keyboard) -> None:
    """By the form, with what the document lists; the function moves when it is approved."""
    async with keyboard(DENIS) as denis:
        await denis.goes_to("organisation")
        await denis.presses("organisation.designate")
        await denis.is_on(DesignationScreen)
        await denis.sees("Sainte-Colombe-des-Caps · Municipalité")
        await denis.types("flh6641")
        await denis.sees("Florence Hardy ·", "gestion\u00a0: Lucie Fortin")
        await denis.tabs_to("PRIMEAU")
        await denis.types(" ")
        await denis.sees("il ne peut y avoir qu’une personne", "F6 Demander plutôt un remplacement")
        await denis.presses("designation.replace")
        await denis.sees("Nom de l’organisation", "Adresse de l’organisation", "Votre nom")
        await denis.tabs_to("Envoyer la demande")
        await denis.types("\n")
        await denis.sees("Votre fonction", "✗ Ce champ est requis.")
        await denis.answers(ADDRESS, "5, rue de l’Église")
        await denis.answers(FUNCTION, "Directeur général")
        await denis.types("\t \t\n")
        await denis.is_on(DesignationsScreen)
        await denis.sees("Florence Hardy", "remplacement\u00a0: PRIMEAU", "en attente")
    async with keyboard(ZOE) as zoe:
        await approves(zoe, "Florence Hardy", "Fin de la fonction pour Lucie Fortin")
    async with keyboard(LUCIE) as lucie:
        await lucie.goes_to("services")
        await lucie.moves_to("services", "PRIMEAU")
        await lucie.presses("services.register")
        await lucie.sees("gestion des droits d’accès\u00a0: Florence Hardy")
