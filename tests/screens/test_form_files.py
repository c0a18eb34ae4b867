"""Files in a form, at the keyboard: attached, listed, replaced, removed, refused with the reason (T6)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal_tui.contract.references import reference_of
from portal_tui.contract.tasks import Change, SaveAnswers
from portal_tui.screens.confirm import ConfirmScreen
from portal_tui.screens.pick_file import PickFileScreen
from tests.driver import Person, person
from tests.engine.test_form_files import task_of, world
from tests.engine.uploads.files import pdf
from tests.stage import interface
from tests.world import World

__all__ = ["world"]


@pytest.fixture
def files(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "plan.pdf").write_bytes(pdf())
    (tmp_path / "coupe.pdf").write_bytes(pdf())
    (tmp_path / "notes.txt").write_text("ceci n’est pas un PDF")
    yield tmp_path


async def attaches(maude: Person, file: Path) -> None:
    await maude.presses("form.use")
    await maude.is_on(PickFileScreen)
    await maude.fills("path", str(file))
    await maude.strikes("enter")
    await maude.rests()


async def test_files_of_a_form(world: World, files: Path) -> None:
    app = interface(world, "Maude", start="application", arguments={"number": "2026-000001"})
    async with person(app) as maude:
        await maude.sees("Plan *", "aucun fichier joint")
        await maude.presses("workspace.task")
        await attaches(maude, files / "notes.txt")
        await maude.sees("PDF, PNG", "aucun fichier joint")
        await attaches(maude, files / "plan.pdf")
        await maude.sees("plan.pdf", "+ Remplacer le fichier")
        await attaches(maude, files / "coupe.pdf")
        await maude.sees("coupe.pdf", "+ Remplacer le fichier")
        await maude.sees_no("plan.pdf")
        await maude.presses("form.up", "form.clear")
        await maude.is_on(ConfirmScreen)
        await maude.chooses("Retirer le document")
        await maude.sees_no("coupe.pdf")
        await maude.presses("form.next")
        await attaches(maude, files / "plan.pdf")
        await maude.sees("+ Joindre un autre fichier", "2 au plus")
        await attaches(maude, files / "coupe.pdf")
        await maude.sees("2 fichiers sont joints")
        assert [each.name for each in task_of(world).documents] == ["plan.pdf", "coupe.pdf"]
        await maude.presses("workspace.complete")
        await maude.sees("✗ Un fichier est requis ici.")


async def test_a_file_that_is_not_here_any_more_says_so_and_goes_by_one_key(world: World) -> None:
    task = task_of(world)
    change = Change(pointer="/plan", value=reference_of(404))
    world.call("Maude", SaveAnswers(task_id=task.row.id, changes=(change,), revision=task.revision))
    app = interface(world, "Maude", start="application", arguments={"number": "2026-000001"})
    async with person(app) as maude:
        await maude.sees("Plan *", "Ce fichier n’est plus ici. Retirez-le et joignez-le de nouveau.")
        await maude.presses("workspace.task", "workspace.complete")
        await maude.sees("retirer   F1")
        await maude.presses("form.use")
        await maude.sees("Ce fichier n’est plus ici.")
        await maude.presses("form.clear")
        await maude.sees("aucun fichier joint")
        await maude.until(lambda: "plan" not in task_of(world).answers, "the answer to be gone")
