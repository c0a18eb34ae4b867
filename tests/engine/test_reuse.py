"""Answers out of a task and into one: files, earlier applications, what the portal knows (T14)."""

import json
from typing import Any

import msgspec
import pytest

from portal_tui.contract.applications import AddCollaborator
from portal_tui.contract.problems import NotFound
from portal_tui.contract.reuse import CompareAnswers, CompareEarlier, Comparison, ExportAnswers, ListEarlier
from portal_tui.contract.tasks import Change, OpenTask, ResetTask, SaveAnswers, TaskView, UndoReset
from portal_tui.engine.tasks.save import LARGEST
from tests.engine.theatre import refusal, task_of, theatre
from tests.world import ANSWERS, FORM, World, small_portal

MINUTE = 60
LAST_YEARS = {**ANSWERS, "summary": "Comme l’an dernier.", "fax": "418 555-0199"}


@pytest.fixture
def world() -> World:
    return theatre()


def task(world: World, application: int, key: str = "request", person: str = "Maude") -> TaskView:
    return world.call(person, OpenTask(task_id=task_of(world, person, application, key).id))


def compare(world: World, task: TaskView, given: Any, person: str = "Maude") -> Comparison:
    content = given if isinstance(given, bytes) else json.dumps(given).encode()
    return world.call(person, CompareAnswers(task_id=task.row.id, name="a.json", content=content))


def bring(world: World, task: TaskView, found: Comparison, person: str = "Maude") -> None:
    save = SaveAnswers(task_id=task.row.id, changes=found.changes, revision=found.revision, undoable=True)
    assert world.call(person, save).conflicts == ()


def test_a_file_holds_the_answers_and_says_whose_they_are(world: World) -> None:
    application = world.application("Maude", "any", request=ANSWERS)
    opened = task(world, application)
    file = world.call("Maude", ExportAnswers(task_id=opened.row.id))
    assert file.name == "2026-000001-request.json"
    assert json.loads(file.content) == ANSWERS
    assert file.media_type == "application/json"


def test_what_would_change_is_told_and_nothing_is_done(world: World) -> None:
    opened = task(world, world.application("Maude", "any", request=ANSWERS))
    found = compare(world, opened, {"title": "xx", "places": 640, "begins": "2027-01-01", "fax": "1"})
    assert found.source == "a.json"
    assert [(each.pointer, each.base, each.value) for each in found.changes] == [
        ("/title", "Saison 2027", "xx"),
        ("/places", 312, 640),
        ("/begins", msgspec.UNSET, "2027-01-01"),
    ]
    assert [(each.pointer, each.value) for each in found.kept] == [("/kind", "jazz")]
    assert [(each.pointer, each.reason) for each in found.left_out] == [("/fax", "not-asked")]
    assert [each.pointer for each in found.problems] == ["/title", "/places"]
    assert task(world, opened.application_id).answers == ANSWERS


def test_importing_is_one_save_that_can_be_undone(world: World) -> None:
    opened = task(world, world.application("Maude", "any", request=ANSWERS))
    bring(world, opened, compare(world, opened, {"title": "Autre", "summary": "Long"}))
    after = task(world, opened.application_id)
    assert after.answers == {**ANSWERS, "title": "Autre", "summary": "Long"}
    assert after.revision == opened.revision + 1 and after.undo
    assert world.call("Maude", UndoReset(task_id=opened.row.id)).answers == ANSWERS


def test_undoing_an_import_into_an_empty_task_empties_it(world: World) -> None:
    opened = task(world, world.application("Maude", "any"))
    bring(world, opened, compare(world, opened, ANSWERS))
    emptied = world.call("Maude", UndoReset(task_id=opened.row.id))
    assert (emptied.answers, emptied.row.state) == ({}, "to-do")
    assert world.call("Maude", UndoReset(task_id=opened.row.id)).answers == ANSWERS


def test_what_somebody_else_changed_meanwhile_is_asked_about(world: World) -> None:
    application = world.application("Maude", "any", request=ANSWERS)
    add = AddCollaborator(application_id=application, account_id=world.accounts["Jean"], access="edit")
    world.call("Maude", add)
    opened = task(world, application)
    found = compare(world, opened, {"title": "Autre", "places": 100})
    change = Change(pointer="/title", value="De Jean", base="Saison 2027")
    world.call("Jean", SaveAnswers(task_id=opened.row.id, changes=(change,), revision=opened.revision))
    save = SaveAnswers(task_id=opened.row.id, changes=found.changes, revision=found.revision, undoable=True)
    saved = world.call("Maude", save)
    assert [(each.pointer, each.mine, each.theirs) for each in saved.conflicts] == [
        ("/title", "Autre", "De Jean")
    ]
    assert task(world, application).answers["places"] == 100


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "answers-readable"),
        (b"[1]", "answers-readable"),
        (b'{"title": NaN}', "answers-readable"),
        (b"\xff{}", "answers-readable"),
        (b"[" * 100_000, "answers-readable"),
        (b"{}", "answers-fit"),
        (b'{"household": {"size": 3}}', "answers-fit"),
        (b" " * (LARGEST + 1), "answers-small-enough"),
    ],
    ids=("empty", "list", "nan", "not-utf8", "deep", "no-answers", "another-form", "large"),
)
def test_a_file_that_holds_no_answers_for_this_task_is_refused(
    world: World, content: bytes, code: str
) -> None:
    opened = task(world, world.application("Maude", "any"))
    operation = CompareAnswers(task_id=opened.row.id, name="a.json", content=content)
    assert refusal(world, "Maude", operation) == [code]


def test_a_file_of_a_windows_editor_is_read(world: World) -> None:
    opened = task(world, world.application("Maude", "any"))
    assert compare(world, opened, b"\xef\xbb\xbf" + json.dumps(ANSWERS).encode()).changes


def test_only_tasks_with_a_form_have_answers_to_move(world: World) -> None:
    opened = task(world, world.application("Maude"), "declaration")
    for operation in (
        ExportAnswers(task_id=opened.row.id),
        CompareAnswers(task_id=opened.row.id, name="a", content=b"{}"),
        CompareEarlier(task_id=opened.row.id, earlier_id=1),
    ):
        assert refusal(world, "Maude", operation) == ["task-has-form"]
    assert world.call("Maude", ListEarlier(task_id=opened.row.id)) == ()


def earlier(world: World, application: int, person: str = "Maude") -> list[tuple[str, int]]:
    found = world.call(person, ListEarlier(task_id=task_of(world, person, application, "request").id))
    return [(each.number, each.fitting) for each in found]


def test_earlier_applications_are_offered_the_nearest_first(world: World) -> None:
    world.application("Maude", "any", request={"title": "Autre programme"})
    world.clock.advance(MINUTE)
    world.application("Maude", "30-44-00", request=LAST_YEARS)
    world.application("Maude", "30-44-00")
    world.clock.advance(MINUTE)
    now = world.application("Maude", "30-44-00", request={"places": 200})
    assert earlier(world, now) == [("2026-000002", 3), ("2026-000001", 1)]


def test_an_earlier_application_fills_what_is_empty_and_the_rest_is_listed(world: World) -> None:
    before = world.application("Maude", "30-44-00", request=LAST_YEARS)
    opened = task(world, world.application("Maude", "30-44-00", request={"places": 200}))
    assert opened.untouched
    found = world.call("Maude", CompareEarlier(task_id=opened.row.id, earlier_id=before))
    assert found.source == "2026-000001"
    assert {each.pointer: each.value for each in found.changes} == {
        "/title": "Saison 2027",
        "/kind": "jazz",
        "/summary": "Comme l’an dernier.",
    }
    assert [each.pointer for each in found.kept] == ["/places"]
    assert [(each.pointer, each.reason) for each in found.left_out] == [("/fax", "not-asked")]
    bring(world, opened, found)
    after = task(world, opened.application_id)
    assert after.answers["places"] == 200 and after.answers["kind"] == "jazz"
    assert not after.untouched


def test_nobody_is_offered_what_they_could_not_read(world: World) -> None:
    before = world.application("Jean", "any", request=ANSWERS)
    now = world.application("Maude", "any")
    assert earlier(world, now) == []
    operation = CompareEarlier(task_id=task(world, now).row.id, earlier_id=before)
    with pytest.raises(NotFound):
        world.call("Maude", operation)


def test_an_emptied_task_is_offered_them_again(world: World) -> None:
    world.application("Maude", "any", request=ANSWERS)
    opened = task(world, world.application("Maude", "any"))
    change = Change(pointer="/title", value="x")
    world.call("Maude", SaveAnswers(task_id=opened.row.id, changes=(change,), revision=opened.revision))
    assert not task(world, opened.application_id).untouched
    assert world.call("Maude", ResetTask(task_id=opened.row.id)).untouched


def test_a_form_begins_with_what_the_portal_knows() -> None:
    properties = FORM["jsonSchema"]["properties"]
    title = {**properties["title"], "x-prefill": "legal-name"}
    schema = {**FORM["jsonSchema"], "properties": {**properties, "title": title}}
    world = World(small_portal(forms={"request": {**FORM, "jsonSchema": schema}}))
    world.person("Maude")
    world.organisation("Théâtre du Quai", Maude="primary")
    opened = task(world, world.application("Maude", "any"))
    assert opened.answers == {"title": "Théâtre du Quai"}
    assert opened.known == {"/title": "Théâtre du Quai"}
    assert opened.untouched and opened.row.state == "to-do"
    answered = task(world, world.application("Maude", "any", request={"title": "Autre"}))
    assert answered.answers == {"title": "Autre"}
    assert answered.known == {"/title": "Théâtre du Quai"}
