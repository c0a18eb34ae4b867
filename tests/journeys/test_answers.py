"""Answers leave a task as a file and come back; those of an earlier application are used again (T14)."""

import json
import stat
from pathlib import Path

import pytest

from portal_tui.contract.programmes import StartApplication
from portal_tui.screens.actions import ActionsScreen
from portal_tui.screens.compare import CompareScreen
from portal_tui.screens.pick_file import PickFileScreen
from portal_tui.screens.save_file import SaveFileScreen
from portal_tui.screens.workspace import WorkspaceScreen
from tests.demonstration import MAUDE
from tests.journeys.conftest import Keyboard
from tests.journeys.sodec import MAUDES, another_program
from tests.someone import Someone

BEGUN = "2026-000009"
LAST_YEARS = "2025-000003"


async def chooses(maude: Someone, text: str) -> None:
    await maude.presses("workspace.answers")
    await maude.is_on(ActionsScreen)
    await maude.chooses(text)


async def test_answers_are_exported_worked_on_elsewhere_and_imported(
    keyboard: Keyboard, tmp_path: Path
) -> None:
    file = tmp_path / "réponses.json"
    async with keyboard(MAUDE) as maude:
        await maude.opens(MAUDES)
        await maude.presses("checklist.first", "checklist.enter")
        await chooses(maude, "Exporter les réponses")
        await maude.is_on(SaveFileScreen)
        await maude.replaces(str(file))
        await maude.strikes("enter")
        await maude.sees("Enregistré")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

        answers = json.loads(file.read_bytes())
        answers["venue"]["places"] = 480
        answers["applicant"]["fax"] = "418 555-0199"
        file.write_text(json.dumps(answers), "utf-8")

        await chooses(maude, "Importer des réponses")
        await maude.is_on(PickFileScreen)
        await maude.replaces(str(file))
        await maude.strikes("enter")
        await maude.is_on(CompareScreen)
        await maude.sees("1 réponse remplacée · 1 réponse ne convient pas", "480 places", "640 places")
        await maude.chooses("Importer")
        await maude.sees("1 réponse reprise", "1 réponse n’a pas été reprise")
        await chooses(maude, "Revoir la réponse qui n’a pas été reprise")
        await maude.sees("Ce formulaire ne le demande pas.", "418 555-0199")
        await maude.chooses("Fermer")
        await chooses(maude, "Ramener les réponses d’avant")
        await maude.rests()
        await chooses(maude, "Importer des réponses")
        await maude.replaces(str(file))
        await maude.strikes("enter")
        await maude.sees("1 réponse remplacée")


@pytest.mark.over_http
async def test_last_years_answers_are_used_again(keyboard: Keyboard, database: Path) -> None:
    with another_program(database, MAUDE) as program:
        eligible = {"places": 312, "two-years": True, "programming": "bought"}
        await program.call(StartApplication(code="30-44-00", eligibility=eligible))
    async with keyboard(MAUDE) as maude:
        await maude.opens(BEGUN)
        await maude.presses("checklist.first", "checklist.enter")
        await maude.sees("Reprendre les réponses de", "1142 345 678", "vient du compte du demandeur")
        await chooses(maude, f"Reprendre les réponses de {LAST_YEARS}")
        await maude.is_on(CompareScreen)
        await maude.sees(f"Reprendre les réponses de {LAST_YEARS}", "3 réponses gardées")
        await maude.chooses("Reprendre")
        await maude.is_on(WorkspaceScreen)
        await maude.sees("réponses reprises", "118, rue du Quai-Saint-André")
        await maude.sees_no("Reprendre les réponses de")
        await maude.presses("workspace.complete")
        await maude.sees("complète")
