"""From no account to the first application: sign up, confirm, create an organisation, begin (A1, O0, P6)."""

from pathlib import Path

from portal_tui.contract.applications import FindApplication
from portal_tui.contract.tasks import OpenTask
from portal_tui.screens.confirm_address import ConfirmAddressScreen
from portal_tui.screens.new_application import NewApplicationScreen
from portal_tui.screens.workspace import WorkspaceScreen
from tests.journeys.conftest import Keyboard
from tests.journeys.sodec import another_program
from tests.someone import Someone

ZOE = "zoe@courriel.example"


async def test_a_new_person_begins_an_application_for_a_new_organisation(
    keyboard: Keyboard, database: Path
) -> None:
    async with keyboard() as zoe:
        await _signs_up(zoe)
        await _confirms_by_the_mail_of_the_demonstration(zoe)
        await _is_sent_to_create_an_organisation(zoe)
        await zoe.goes_to("programmes")
        await zoe.moves_to("programmes", "Aide aux lieux de diffusion")
        await zoe.presses("catalogue.new")
        await zoe.is_on(NewApplicationScreen)
        await zoe.sees("Pour", "Chorale du Parc administration principale")
        await zoe.gives("240")
        await zoe.strikes("tab", "down", "tab", "down")
        await zoe.sees("Un brouillon de 7 tâches sera créé pour Chorale du Parc")
        await zoe.strikes("tab", "enter")
        await zoe.is_on(WorkspaceScreen)
        await zoe.sees("BROUILLON", "Chorale du Parc · Propriétaire Zoé Lavoie (vous)", "Dossier maître")
        number = await zoe.reads(r"\d{4}-\d{6}")
    with another_program(database, ZOE) as program:
        view = program.call_now(FindApplication(number=number))
        task = program.call_now(OpenTask(task_id=view.tasks[0].id))
    who = {"legal_name": "Chorale du Parc", "neq": "2249876543"}
    assert task.answers == {"applicant": who, "venue": {"places": 240}}


async def _signs_up(zoe: Someone) -> None:
    await zoe.sees("Quelqu’un d’autre")
    await zoe.rests()
    await zoe.presses("sign-in.sign-up")
    await zoe.sees("Prénom")
    for text in ("Zoé", "Lavoie", ZOE, "chaise verger moulin"):
        await zoe.gives(text)
        await zoe.strikes("tab")
    await zoe.strikes("space", "tab", "enter")
    await zoe.is_on(ConfirmAddressScreen)


async def _confirms_by_the_mail_of_the_demonstration(zoe: Someone) -> None:
    await zoe.presses("confirm-address.mail")
    await zoe.sees("Confirmez votre adresse")
    code = await zoe.reads(r"\b\d{8}\b")
    await zoe.presses("app.back")
    await zoe.is_on(ConfirmAddressScreen)
    await zoe.gives(code)
    await zoe.strikes("tab", "enter")
    await zoe.sees("Votre adresse est confirmée.")
    await zoe.sees_no("Adresse à confirmer")


async def _is_sent_to_create_an_organisation(zoe: Someone) -> None:
    """P3: the refusal leads there."""
    await zoe.goes_to("programmes")
    await zoe.moves_to("programmes", "Aide aux lieux de diffusion")
    await zoe.presses("catalogue.new")
    await zoe.sees("Seules les organisations peuvent déposer une demande")
    await zoe.chooses("Créer mon organisation")
    await zoe.sees("Nom de l’organisation")
    await zoe.rests()
    await zoe.gives("Chorale du Parc")
    await zoe.strikes("tab", "down")
    await zoe.sees("NEQ")
    await zoe.strikes("tab")
    await zoe.gives("2249 876 543")
    await zoe.strikes("tab", "enter")
    await zoe.sees("Chorale du Parc est créée.", "agir en tant que Chorale du Parc")
