"""The nine federal forms, each as the task of a programme: filled in by keyboard, sent, read back."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from portal_tui.contract.applications import FindApplication, ReadReceipt
from portal_tui.contract.references import reference_of
from portal_tui.contract.tasks import OpenTask, TaskView
from portal_tui.forms.answers import parse_answer, show_answer
from portal_tui.forms.attachments import attached
from portal_tui.forms.model import all_fields
from portal_tui.forms.pointers import ABSENT, get, put
from portal_tui.forms.read import read_form
from portal_tui.portals.definition import Programme, Task
from portal_tui.screens.receipt import ReceiptScreen
from portal_tui.screens.review import ReviewScreen
from tests.driver import person
from tests.engine.uploads.files import pdf
from tests.forms.federal import NAMES, document
from tests.forms.generated import Answers
from tests.journeys.filling_in import fills_in
from tests.stage import interface
from tests.world import World, small_portal

NUMBER = "2026-000001"


def world_of(name: str) -> World:
    """A portal whose only programme asks for this form; Maude has a draft."""
    programme = Programme(
        code="F-1",
        title="Programme fédéral",
        service_desk="music",
        summary="Un formulaire venu d’ailleurs.",
        applicants=("company",),
        any_time=True,
        tasks=(Task(key="form", kind="form", title="Formulaire", form=name),),
    )
    world = World(small_portal(programmes=(programme,), forms={name: document(name)}))
    world.person("Maude", "Tremblay")
    world.organisation("Théâtre du Quai", Maude="primary")
    world.application("Maude", "F-1")
    return world


def answers_to(name: str) -> Any:
    """Valid answers, to everything that people are asked for."""
    form = read_form(document(name), "en")
    validator = Draft202012Validator(form.schema, format_checker=FormatChecker())
    closed = [field.pointer for field in all_fields(form) if field.read_only]
    several = [field for field in all_fields(form) if field.kind == "many"]
    amounts = [field for field in all_fields(form) if field.kind == "money"]
    generated = Answers(f"journey {name}", form.schema)
    for _ in range(200):
        answers = generated.right()
        for pointer in closed:
            answers = put(answers, pointer, ABSENT)
        for field in several:
            if (value := get(answers, field.pointer)) is not ABSENT:
                chosen = [each.value for each in field.options if each.value in value]
                answers = put(answers, field.pointer, chosen)
        for field in amounts:
            typed = show_answer(field, get(answers, field.pointer), "fr-CA")
            answers = put(answers, field.pointer, parse_answer(field, typed, "fr-CA"))
        if answers and validator.is_valid(answers):
            return answers
    raise AssertionError(f"no valid answers to {name}")


def task_of(world: World) -> TaskView:
    application = world.call("Maude", FindApplication(number=NUMBER))
    return world.call("Maude", OpenTask(task_id=application.tasks[0].id))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
async def test_a_federal_form_is_filled_in_sent_and_read_back(name: str, tmp_path: Path) -> None:
    file = tmp_path / "narrative.pdf"
    file.write_bytes(pdf())
    world, wanted = world_of(name), answers_to(name)
    form = read_form(document(name), "fr-CA")
    files = len(dict.fromkeys(pointer for pointer, _ in attached(form, wanted)))
    app = interface(world, "Maude", start="application", arguments={"number": NUMBER})
    async with person(app) as maude:
        await maude.sees("Formulaire")
        await maude.presses("workspace.task")
        await maude.rests()
        await fills_in(maude, wanted, file)
        await maude.presses("workspace.complete")
        await maude.sees("✓ complète")
        task = task_of(world)
        held = {reference_of(each.id) for each in task.documents}
        assert {reference for _, reference in attached(form, task.answers)} == held
        assert len(held) == files
        assert without_files(form, task.answers) == without_files(form, wanted)
        await maude.presses("workspace.send")
        await maude.is_on(ReviewScreen)
        await maude.rests()
        if files:
            await maude.sees("narrative.pdf")
        await maude.presses("review.send")
        await maude.is_on(ReceiptScreen)
        await maude.sees(f"{NUMBER}-1")
    sent = world.call("Maude", FindApplication(number=NUMBER))
    receipt = world.call("Maude", ReadReceipt(application_id=sent.id, round=1))
    assert [each.name for each in receipt.documents] == ["narrative.pdf"] * files
    world.engine.close()


def without_files(form: Any, answers: Any) -> Any:
    for pointer in dict.fromkeys(pointer for pointer, _ in attached(form, answers)):
        answers = put(answers, pointer, ABSENT)
    return answers
