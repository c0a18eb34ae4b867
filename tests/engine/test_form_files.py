"""Files in the fields of a form: kept, referred to, replaced, removed, missed (T6)."""

from typing import Any

import pytest

from portal_tui.contract.applications import FindApplication, ReadReceipt, SendApplication
from portal_tui.contract.problems import Invalid, NotFound
from portal_tui.contract.references import reference_of
from portal_tui.contract.tasks import (
    AddDocument,
    Change,
    CompleteTask,
    OpenTask,
    RemoveDocument,
    ResetTask,
    SaveAnswers,
    TaskView,
    UndoReset,
)
from portal_tui.portals.definition import Programme, Task
from tests.engine.uploads.files import pdf
from tests.world import World, small_portal

FILE = {"type": "string", "format": "document"}
FORM: dict[str, Any] = {
    "name": "files",
    "jsonSchema": {
        "type": "object",
        "required": ["plan"],
        "properties": {
            "plan": {"title": "Plan", **FILE},
            "more": {"type": "array", "title": "Autres", "maxItems": 2, "items": FILE},
            "people": {
                "type": "array",
                "items": {"type": "object", "properties": {"name": {"type": "string"}, "cv": FILE}},
            },
        },
    },
}


@pytest.fixture
def world() -> World:
    programme = Programme(
        code="F-1",
        title="Programme",
        service_desk="music",
        summary="Un programme.",
        applicants=("company",),
        any_time=True,
        tasks=(Task(key="form", kind="form", title="Formulaire", form="files"),),
    )
    world = World(small_portal(programmes=(programme,), forms={"files": FORM}))
    world.person("Maude")
    world.organisation("Théâtre du Quai", Maude="primary")
    world.application("Maude", "F-1")
    return world


def task_of(world: World) -> TaskView:
    application = world.call("Maude", FindApplication(number="2026-000001"))
    return world.call("Maude", OpenTask(task_id=application.tasks[0].id))


def attach(world: World, pointer: str, name: str = "plan.pdf") -> TaskView:
    task_id = task_of(world).row.id
    return world.call("Maude", AddDocument(task_id=task_id, slot=pointer, name=name, content=pdf()))


def test_the_answer_refers_to_the_file(world: World) -> None:
    task = attach(world, "/plan")
    (document,) = task.documents
    assert task.answers == {"plan": reference_of(document.id)}
    assert (task.problems, task.row.state) == ((), "in-progress")


def test_one_replaces_the_other_and_several_stand_beside_each_other(world: World) -> None:
    attach(world, "/plan", "old.pdf")
    attach(world, "/plan", "new.pdf")
    attach(world, "/more", "a.pdf")
    task = attach(world, "/more", "b.pdf")
    names = {reference_of(each.id): each.name for each in task.documents}
    assert [names[task.answers["plan"]]] == ["new.pdf"]
    assert [names[each] for each in task.answers["more"]] == ["a.pdf", "b.pdf"]
    assert len(names) == 3


def test_a_file_belongs_to_an_entry_of_a_list(world: World) -> None:
    change = Change(pointer="/people", value=[{"name": "A"}, {"name": "B"}])
    world.call("Maude", SaveAnswers(task_id=task_of(world).row.id, changes=(change,), revision=0))
    task = attach(world, "/people/1/cv")
    assert task.answers["people"] == [{"name": "A"}, {"name": "B", "cv": reference_of(task.documents[0].id)}]


def test_a_removed_file_leaves_no_answer(world: World) -> None:
    first = attach(world, "/more", "a.pdf").documents[0]
    attach(world, "/more", "b.pdf")
    task = world.call("Maude", RemoveDocument(document_id=first.id))
    assert [each.name for each in task.documents] == ["b.pdf"]
    assert task.answers == {"more": [reference_of(task.documents[0].id)]}
    task = world.call("Maude", RemoveDocument(document_id=task.documents[0].id))
    assert (task.answers, task.documents) == ({}, ())


def test_a_file_goes_where_a_field_takes_one(world: World) -> None:
    for place in ("/people/0/name", "/nowhere", "plan"):
        with pytest.raises(NotFound):
            attach(world, place)
    with pytest.raises(Invalid) as refused:
        world.call(
            "Maude", AddDocument(task_id=task_of(world).row.id, slot="/plan", name="a.pdf", content=b"no")
        )
    assert refused.value.problem.fields[0].code.startswith("upload.")


def test_an_answer_without_its_file_is_a_problem(world: World) -> None:
    change = Change(pointer="/plan", value="0190d2a4-0000-7000-8000-000000000000")
    task_id = task_of(world).row.id
    saved = world.call("Maude", SaveAnswers(task_id=task_id, changes=(change,), revision=0))
    assert [(each.pointer, each.code) for each in saved.problems] == [("/plan", "file-missing")]


def test_a_reset_takes_files_out_of_sight_and_its_undo_brings_them_back(world: World) -> None:
    task = attach(world, "/plan")
    empty = world.call("Maude", ResetTask(task_id=task.row.id))
    assert (empty.answers, empty.documents) == ({}, ())
    again = world.call("Maude", UndoReset(task_id=task.row.id))
    assert (again.answers, again.documents, again.problems) == (task.answers, task.documents, ())


def test_only_what_answers_refer_to_is_sent(world: World) -> None:
    attach(world, "/more", "forgotten.pdf")
    task = attach(world, "/plan", "plan.pdf")
    change = Change(pointer="/more", base=task.answers["more"])
    world.call("Maude", SaveAnswers(task_id=task.row.id, changes=(change,), revision=task.revision))
    world.call("Maude", CompleteTask(task_id=task.row.id))
    application = world.call("Maude", FindApplication(number="2026-000001"))
    world.call("Maude", SendApplication(application_id=application.id))
    receipt = world.call("Maude", ReadReceipt(application_id=application.id, round=1))
    assert [each.name for each in receipt.documents] == ["plan.pdf"]
