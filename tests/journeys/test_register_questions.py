"""The questions of PGAMR's document, answered at the place where a person would ask them.

One journey a question, named after it (1, 2, 6, 7.2, 8, 9, 10, 17), in French and by keys alone.
"""

from pathlib import Path

import pytest

from portal_tui.screens.actions import ActionsScreen
from portal_tui.screens.ask_client import AskClientScreen
from portal_tui.screens.designation import DesignationScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.new_application import NewApplicationScreen
from portal_tui.screens.organisation import OrganisationScreen
from portal_tui.screens.services import ServicesScreen
from portal_tui.screens.workspace import WorkspaceScreen
from tests.demonstration import DENIS, FLORENCE, IVAN, LUCIE, PAULE, ROSALIE
from tests.journeys.conftest import Keyboard
from tests.journeys.pgamr import (
    BUILDINGS,
    OMER,
    TOWN,
    USER_CODE,
    WATER,
    confirms,
    enters,
    fresh,
    is_told,
    to_register,
    to_service,
    to_services,
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A fresh demonstration of the portal with a register."""
    return fresh(tmp_path)


async def test_question_1_what_is_the_function_of_a_local_manager(keyboard: Keyboard) -> None:
    """The function gives no right: a right is needed besides, which she gives herself; whom she turns to."""
    async with keyboard(LUCIE) as lucie:
        await to_services(lucie)
        await lucie.moves_to("services", WATER)
        await lucie.sees("gestion locale des droits d’accès", "✗ aucun droit", "il faut un droit en plus.")
        await lucie.presses("app.explain")
        await lucie.chooses("Vous donner ce droit")
        await lucie.is_on(ServicesScreen)
        await lucie.sees("Requérant – Consultation")
        await lucie.moves_to("services", BUILDINGS)
        await lucie.presses("app.explain")
        await lucie.sees(
            "MAMOT",
            "10, rue Pierre-Olivier-Chauveau",
            "418 691-2005",
            "418 644-8957",
            "infrastructures@mamot",
        )


async def test_question_2_what_are_the_powers_of_a_local_manager(keyboard: Keyboard) -> None:
    """Gives, changes and withdraws rights; names deputies, none of them from outside."""
    async with keyboard(LUCIE) as lucie:
        await to_register(lucie)
        await enters(lucie, "FLH6641")
        await lucie.chooses("+ Requérant – Consultation")
        await confirms(lucie)
        await lucie.moves_to("register", "Florence Hardy")
        await lucie.presses("rights.choose")
        await lucie.chooses("Changer pour «\u00a0Requérant – Rédaction\u00a0»")
        await confirms(lucie)
        await lucie.moves_to("register", "Florence Hardy")
        await lucie.presses("rights.choose")
        await lucie.chooses("Retirer le droit")
        await lucie.sees_no("Florence Hardy")
        await enters(lucie, "IVC 9052")
        await lucie.chooses("Nommer adjointe ou adjoint")
        await is_told(
            lucie,
            f"Ivan Côté ne fait pas partie de {TOWN}.",
            "Ivan Côté est du personnel d’une firme",
            "revient à quelqu’un qui relève d’elle seule",
        )
        await enters(lucie, "AGR3306")
        await lucie.chooses("Nommer adjointe ou adjoint")
        await lucie.sees("Agathe Roy Requérant – Consultation · adjointe ou adjoint")
        await lucie.presses("rights.history")
        await lucie.sees("Lucie Fortin a nommé Agathe Roy adjointe ou adjoint")
        await lucie.sees("a retiré à Florence Hardy le droit «\u00a0Requérant – Rédaction\u00a0»")


async def test_question_6_can_more_than_one_local_manager_be_designated(keyboard: Keyboard) -> None:
    """One for a service: the form says who has the function, and the way to replace them."""
    async with keyboard(DENIS) as denis:
        await denis.goes_to("organisation")
        await denis.is_on(OrganisationScreen)
        await denis.presses("organisation.designate")
        await denis.is_on(DesignationScreen)
        await denis.sees(f"{TOWN} · Municipalité", "PRIMEAU", "gestion\u00a0: Lucie Fortin")
        await denis.answers(USER_CODE, "omd 5518\n")
        await denis.sees("Omer Dubé")
        await denis.types("\t\t\t ")
        await denis.sees("Omer Dubé", "Lucie Fortin gère déjà les droits d’accès", "F6")
        await denis.presses("app.explain")
        await denis.sees("il ne peut y avoir qu’une personne")


async def test_question_7_2_what_if_the_local_manager_is_absent(keyboard: Keyboard) -> None:
    """She names a deputy, who gives rights to staff and mandataries, and names no deputies."""
    async with keyboard(LUCIE) as lucie:
        await to_register(lucie)
        await enters(lucie, "FLH6641")
        await lucie.chooses("Nommer adjointe ou adjoint")
        await lucie.sees("Florence Hardy adjointe ou adjoint")
    async with keyboard(FLORENCE) as florence:
        await to_register(florence)
        await florence.moves_to("register", "Agathe Roy")
        await florence.presses("rights.choose")
        await florence.chooses("Changer pour «\u00a0Requérant – Rédaction\u00a0»")
        await confirms(florence)
        await florence.sees("Agathe Roy Requérant – Rédaction")
        await enters(florence, "IVC9052")
        await florence.chooses("+ Mandataire – Consultation")
        await confirms(florence)
        await florence.sees("Ivan Côté Mandataire – Consultation")
        await enters(florence, "ROG4127")
        await florence.chooses("Nommer adjointe ou adjoint")
        await is_told(
            florence,
            "Seule la personne qui gère les droits d’accès",
            "Demander à Lucie Fortin de nommer la personne",
            "En dernier recours, s’adresser à MAMOT",
        )


async def test_question_8_how_are_rights_given_to_staff(keyboard: Keyboard) -> None:
    """*Rédaction* to create, edit and transmit, *Consultation* to read: said before it is confirmed."""
    async with keyboard(FLORENCE) as florence:
        await to_services(florence)
        await florence.moves_to("services", WATER)
        await florence.sees("Vous n’avez aucun droit d’accès", "Votre code d’utilisateur\u00a0: FLH6641")
    async with keyboard(LUCIE) as lucie:
        await to_register(lucie)
        await enters(lucie, "flh 6641")
        await lucie.sees("Florence Hardy", "f…y@sainte-colombe.example", "permet\u00a0: lire")
        await lucie.chooses("+ Requérant – Rédaction")
        await lucie.sees("Pourra\u00a0: lire, créer, modifier et transmettre", "[ Confirmer ]")
        await confirms(lucie)
        await lucie.sees(
            "Florence Hardy Requérant – Rédaction", "peuvent transmettre\u00a0: Rosalie Gagné et"
        )
    async with keyboard(FLORENCE) as florence:
        await to_services(florence)
        await florence.sees("Requérant – Rédaction", "lire, créer, modifier et transmettre")
        await to_service(florence)
        await florence.presses("programme.new")
        await florence.is_on(NewApplicationScreen)


async def test_question_9_what_is_a_mandatary(keyboard: Keyboard) -> None:
    """Prepares an application for the client, who transmits it."""
    async with keyboard(IVAN) as ivan:
        await to_services(ivan)
        await ivan.sees(TOWN, "Mandataire – Rédaction", "lire, créer et modifier")
        await to_service(ivan)
        await ivan.presses("programme.mine")
        await ivan.presses("list.open")
        await ivan.is_on(WorkspaceScreen)
        await ivan.sees(f"C’est {TOWN} qui transmet", "Transmettre désactivé")
        await ivan.presses("workspace.send")
        await ivan.is_on(ExplainScreen)
        await ivan.sees(f"Une personne mandatée prépare la demande; c’est {TOWN} qui la transmet.")


async def test_question_10_how_is_a_firm_mandated(keyboard: Keyboard) -> None:
    """By the manager or a deputy alone, through the user code of somebody whom a firm has associated."""
    async with keyboard(DENIS) as denis:
        await to_register(denis)
        await denis.presses("rights.new")
        await is_told(denis, "Seules la personne qui gère les droits d’accès", "Lucie Fortin et Omer Dubé")
    async with keyboard(OMER) as omer:
        await to_register(omer)
        await omer.moves_to("register", "Ivan Côté")
        await omer.presses("rights.choose")
        await omer.chooses("Retirer le droit")
        await omer.sees_no("Ivan Côté")
        await enters(omer, "ivc-9052")
        await omer.sees("Ivan Côté", "Génie des Caps, Rimouski")
        await omer.chooses("+ Mandataire – Rédaction")
        await omer.sees("Pourra\u00a0: lire, créer et modifier")
        await confirms(omer)
        await omer.sees("Ivan Côté Mandataire – Rédaction")
        await enters(omer, "FLH6641")
        await omer.is_on(ActionsScreen)
        await omer.chooses("+ Mandataire – Rédaction")
        await is_told(omer, "Aucune firme n’a associé Florence Hardy")


async def test_question_17_can_a_mandatary_or_their_manager_fill_in_applications(keyboard: Keyboard) -> None:
    """Whoever has been mandated; the function of a mandatary manager alone gives nothing."""
    async with keyboard(PAULE) as paule:
        await to_services(paule)
        await paule.moves_to("services", WATER)
        await paule.sees(
            "gestion des mandataires", "✗ aucun droit", "Génie des Caps travaille pour ses clients"
        )
        await paule.presses("app.explain")
        await paule.chooses("Demander un mandat à un client")
        await paule.is_on(AskClientScreen)
        await paule.types("98765\t\n")
        await paule.sees("Votre demande est envoyée")
        await paule.is_on(ServicesScreen)
    async with keyboard(IVAN) as ivan:
        await to_service(ivan)
        await ivan.presses("programme.new")
        await ivan.is_on(NewApplicationScreen)
        await ivan.sees(TOWN)
        await ivan.rests()
        await ivan.strikes("enter")
        await ivan.is_on(WorkspaceScreen)
        await ivan.sees("BROUILLON — pas encore transmise")
        number = await ivan.reads(r"2026-\d{6}")
    async with keyboard(ROSALIE) as rosalie:
        await to_service(rosalie)
        await rosalie.sees(f"Reprendre le brouillon {number}")
