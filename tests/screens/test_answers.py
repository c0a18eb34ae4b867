"""A task's answers as a whole, at the keyboard: out as a file, in from one, used again (T14)."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from portal_tui.contract.tasks import Change, OpenTask, SaveAnswers
from portal_tui.screens.actions import ActionsScreen
from portal_tui.screens.compare import CompareScreen
from portal_tui.screens.conflict import ConflictScreen
from portal_tui.screens.explain import ExplainScreen
from portal_tui.screens.pick_file import PickFileScreen
from portal_tui.screens.save_file import SaveFileScreen
from portal_tui.screens.workspace import WorkspaceScreen
from tests.driver import Person, person
from tests.stage import interface, theatre
from tests.world import World

FIRST = "2026-000001"
"""Maude's draft for venues, answered."""
EMPTY = "2026-000003"
"""Her draft of the other programme, not begun."""


@pytest.fixture
def world() -> World:
    return theatre()


@pytest.fixture(autouse=True)
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PORTAL_TUI_HOME", str(tmp_path / "home"))
    folder = tmp_path / "home/downloads"
    folder.mkdir(parents=True)
    return folder


def app_on(world: World, number: str) -> Any:
    return interface(world, "Maude", start="application", arguments={"number": number})


async def chooses(maude: Person, text: str) -> None:
    await maude.is_answered()
    await maude.presses("workspace.answers")
    await maude.is_on(ActionsScreen)
    await maude.chooses(text)


async def imports(maude: Person, file: Path) -> None:
    await chooses(maude, "Importer des réponses")
    await maude.is_on(PickFileScreen)
    await maude.fills("path", str(file))
    await maude.strikes("enter")


async def exports(maude: Person, file: Path) -> None:
    await chooses(maude, "Exporter les réponses")
    await maude.is_on(SaveFileScreen)
    await maude.fills("path", str(file))
    await maude.strikes("enter")


async def test_a_file_is_written_where_it_is_wanted_and_replaced_only_twice_asked(
    world: World, downloads: Path, tmp_path: Path
) -> None:
    async with person(app_on(world, FIRST)) as maude:
        await maude.sees("Saison 2027")
        await chooses(maude, "Exporter les réponses")
        await maude.sees(f"{FIRST}-request.json", "lisible que par vous")
        await maude.strikes("enter")
        file = downloads / f"{FIRST}-request.json"
        await maude.sees("Enregistré")
        assert json.loads(file.read_bytes())["title"] == "Saison 2027"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        file.write_text("mine")
        await exports(maude, tmp_path / "nowhere/a.json")
        await maude.sees("Il n’y a pas de dossier", "Choisissez-en un autre.")
        await maude.fills("path", str(file))
        await maude.strikes("enter")
        await maude.sees("existe déjà. Entrée encore une fois le remplace")
        assert file.read_text() == "mine"
        await maude.strikes("enter")
        await maude.is_on(WorkspaceScreen)
        assert json.loads(file.read_bytes())["places"] == 312
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_what_is_typed_is_exported_too(world: World, tmp_path: Path) -> None:
    async with person(app_on(world, FIRST)) as maude:
        await maude.rests()
        await maude.presses("workspace.task")
        await maude.types(" bis")
        await exports(maude, tmp_path / "a.json")
        await maude.sees("Enregistré")
        assert json.loads((tmp_path / "a.json").read_bytes())["title"] == "Saison 2027 bis"


async def test_an_import_is_shown_before_it_is_done_and_what_did_not_fit_stays_listed(
    world: World, tmp_path: Path
) -> None:
    file = tmp_path / "réponses.json"
    file.write_text(json.dumps({"title": "Autre", "places": 640, "first": True, "fax": "418 555-0199"}))
    async with person(app_on(world, FIRST)) as maude:
        await maude.rests()
        await maude.presses("workspace.task")
        await imports(maude, file)
        await maude.is_on(CompareScreen)
        await maude.sees(
            "Importer réponses.json",
            "1 nouvelle réponse · 2 réponses remplacées · 1 réponse ne convient pas · 1 réponse gardée",
            "avant\u00a0: Saison 2027",
            "Fax 418 555-0199",
            "Ce formulaire ne le demande pas.",
            "Nombre de places 640",
            "avant\u00a0: 312",
            "500 au plus",
        )
        await maude.chooses("Ne rien changer")
        await maude.sees("Saison 2027")
        await imports(maude, file)
        await maude.chooses("Importer")
        await maude.sees("3 réponses reprises", "Autre", "1 réponse n’a pas été reprise de réponses.json")
        await chooses(maude, "Revoir la réponse qui n’a pas été reprise")
        await maude.sees("Ce qui n’a pas été repris de réponses.json", "Fax", "418 555-0199")
        await maude.chooses("Fermer")
        await chooses(maude, "Ramener les réponses d’avant")
        await maude.sees("Saison 2027")
        await maude.sees_no("réponses.json")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[]", "n’est pas un fichier de réponses"),
        ('{"household": 3}', "ne demande rien de ce que contient ce fichier"),
        (" " * 4_000_001, "dépasse 4\u00a0Mo"),
    ],
    ids=("not-answers", "another-form", "large"),
)
async def test_a_wrong_file_is_refused_with_its_reason_and_what_to_do(
    world: World, tmp_path: Path, content: str, reason: str
) -> None:
    file = tmp_path / "a.json"
    file.write_text(content)
    app = app_on(world, FIRST)
    async with person(app) as maude:
        await maude.rests()
        await imports(maude, file)
        await maude.is_on(ExplainScreen)
        await maude.sees(reason)
        screens = len(app.screen_stack)
        await maude.chooses("choisir un fichier qui en a été exporté")
        await maude.is_on(WorkspaceScreen)
        assert len(app.screen_stack) == screens - 1, "the task is shown where it was"


async def test_an_empty_task_is_offered_an_earlier_application(world: World) -> None:
    async with person(app_on(world, EMPTY)) as maude:
        await maude.sees("F10 Reprendre les réponses de 2026-000002")
        await chooses(maude, "Reprendre les réponses de 2026-000002")
        await maude.sees("3 nouvelles réponses", "Titre du projet Saison 2027")
        await maude.chooses("Reprendre")
        await maude.sees("3 réponses reprises", "Saison 2027")
        await maude.sees_no("Reprendre les réponses de")


async def test_a_click_on_the_offer_leads_there(world: World) -> None:
    async with person(app_on(world, EMPTY)) as maude:
        await maude.clicks("Reprendre les réponses")
        await maude.is_on(ActionsScreen)
        await maude.presses("dialog.close")
        await maude.is_on(WorkspaceScreen)


async def test_what_somebody_else_writes_meanwhile_is_asked_about(world: World, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"title": "Du fichier", "summary": "Long"}))
    app = app_on(world, FIRST)
    async with person(app) as maude:
        await maude.rests()
        await imports(maude, file)
        await maude.is_on(CompareScreen)
        screen = next(each for each in app.screen_stack if isinstance(each, WorkspaceScreen))
        view = screen.task_pane.task_view
        assert view is not None
        change = Change(pointer="/title", value="D’ailleurs", base="Saison 2027")
        world.call("Maude", SaveAnswers(task_id=view.row.id, changes=(change,), revision=view.revision))
        await maude.chooses("Importer")
        await maude.is_on(ConflictScreen)
        await maude.sees("Du fichier", "D’ailleurs")
        await maude.strikes("1")
        await maude.sees("Du fichier", "✓ enregistré")
        found = world.call("Maude", OpenTask(task_id=view.row.id)).answers
        assert (found["title"], found["summary"]) == ("Du fichier", "Long")


async def test_a_task_without_a_form_says_why_it_has_no_answers(world: World) -> None:
    async with person(app_on(world, FIRST)) as maude:
        await maude.rests()
        await maude.presses("checklist.first", "checklist.down", "checklist.down")
        await maude.rests()
        await chooses(maude, "Exporter les réponses")
        await maude.sees("Pourquoi ces réponses ne peuvent-elles pas être exportées?")
        await maude.sees("n’a pas de formulaire")


async def test_the_palette_finds_them(world: World) -> None:
    async with person(app_on(world, EMPTY)) as maude:
        await maude.sees("Reprendre les réponses")
        await maude.presses("app.palette")
        await maude.types("réponses de 2026")
        await maude.sees("Bourses")
        await maude.strikes("enter")
        await maude.is_on(CompareScreen)
