"""Two people in one task: fields merge, the same field shows both and asks (T8)."""

from typing import Any

import msgspec
import pytest

from portal_tui.contract.applications import AddCollaborator
from portal_tui.contract.problems import Invalid
from portal_tui.contract.tasks import (
    Change,
    CompleteTask,
    FieldConflict,
    OpenTask,
    ReopenTask,
    ResetTask,
    SaveAnswers,
    Saved,
    TaskView,
    UndoReset,
)
from portal_tui.engine.tasks.save import LARGEST
from tests.engine.theatre import opened, problem, refusal, task_of, theatre
from tests.world import ANSWERS, World, small_portal


class Desk:
    """A task that Maude owns and Jean edits with her."""

    def __init__(self) -> None:
        self.world: World = theatre()
        self.application = self.world.application("Maude", "any", request=ANSWERS)
        account = self.world.accounts["Jean"]
        add = AddCollaborator(application_id=self.application, account_id=account, access="edit")
        self.world.call("Maude", add)
        self.task = task_of(self.world, "Maude", self.application, "request").id

    def open(self, person: str = "Maude") -> TaskView:
        return self.world.call(person, OpenTask(task_id=self.task))

    def save(self, person: str, *changes: Change, revision: int, keep_mine: bool = False) -> Saved:
        operation = SaveAnswers(task_id=self.task, changes=changes, revision=revision, keep_mine=keep_mine)
        return self.world.call(person, operation)

    def put(self, person: str, pointer: str, value: Any) -> int:
        """Save one field, knowing the latest; the revision."""
        return self.save(person, Change(pointer=pointer, value=value), revision=self.open().revision).revision


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_different_fields_merge(desk: Desk) -> None:
    known = desk.open().revision
    desk.save("Jean", Change(pointer="/places", value=200, base=312), revision=known)
    saved = desk.save("Maude", Change(pointer="/title", value="Autre", base="Saison 2027"), revision=known)
    assert saved.conflicts == ()
    assert saved.merged == {"/places": 200}
    assert desk.open().answers == ANSWERS | {"places": 200, "title": "Autre"}


def test_the_same_field_shows_both_and_asks(desk: Desk) -> None:
    known = desk.open().revision
    desk.save("Jean", Change(pointer="/places", value=200, base=312), revision=known)
    saved = desk.save(
        "Maude",
        Change(pointer="/places", value=100, base=312),
        Change(pointer="/kind", value="danse", base="jazz"),
        revision=known,
    )
    assert saved.conflicts == (
        FieldConflict(pointer="/places", base=312, theirs=200, mine=100, author="Jean Roy"),
    )
    answers = desk.open().answers
    assert (answers["places"], answers["kind"]) == (200, "danse")
    kept = desk.save("Maude", Change(pointer="/places", value=100, base=312), revision=known, keep_mine=True)
    assert kept.conflicts == ()
    assert desk.open().answers["places"] == 100


def test_the_same_value_twice_is_no_conflict(desk: Desk) -> None:
    known = desk.open().revision
    change = Change(pointer="/places", value=200, base=312)
    first = desk.save("Jean", change, revision=known)
    second = desk.save("Maude", change, revision=known)
    assert second.conflicts == ()
    assert second.revision == first.revision


def test_emptying_is_absence(desk: Desk) -> None:
    """An empty text, null and an empty list are as if nothing had been answered."""
    for empty in ("", None, [], {}, msgspec.UNSET):
        desk.put("Maude", "/summary", "Un résumé")
        desk.put("Maude", "/summary", empty)
        assert "summary" not in desk.open().answers
    known = desk.open().revision
    desk.save("Jean", Change(pointer="/title", value="", base="Saison 2027"), revision=known)
    both = desk.save("Maude", Change(pointer="/title", value="", base="Saison 2027"), revision=known)
    assert both.conflicts == ()
    conflict = desk.save("Maude", Change(pointer="/title", value="Neuf", base="Saison 2027"), revision=known)
    assert conflict.conflicts[0].theirs is None


def test_drafts_are_saved_also_when_wrong_and_say_what_is(desk: Desk) -> None:
    known = desk.open().revision
    saved = desk.save("Maude", Change(pointer="/places", value=501, base=312), revision=known)
    assert [(problem.pointer, problem.code) for problem in saved.problems] == [("/places", "maximum")]
    assert saved.row.errors == 1
    assert desk.open().answers["places"] == 501


def test_entries_of_a_list(desk: Desk) -> None:
    """Appended, edited side by side; once one is taken out, the others can't be told apart by number."""
    desk.put("Maude", "/people", [{"name": "A"}, {"name": "B"}])
    known = desk.open().revision
    desk.save("Jean", Change(pointer="/people/1/name", value="BB", base="B"), revision=known)
    merged = desk.save("Maude", Change(pointer="/people/0/name", value="AA", base="A"), revision=known)
    assert (merged.conflicts, merged.merged) == ((), {"/people/1/name": "BB"})
    known = merged.revision
    desk.save("Jean", Change(pointer="/people/-", value={"name": "C"}), revision=known)
    appended = desk.save("Maude", Change(pointer="/people/-", value={"name": "D"}), revision=known)
    assert appended.conflicts == ()
    assert [person["name"] for person in desk.open().answers["people"]] == ["AA", "BB", "C", "D"]


def test_an_entry_that_moved_is_not_mistaken_for_another(desk: Desk) -> None:
    desk.put("Maude", "/people", [{"name": "A"}, {"name": "B"}, {"name": "B"}])
    known = desk.open().revision
    desk.save("Jean", Change(pointer="/people/0", base={"name": "A"}), revision=known)
    saved = desk.save("Maude", Change(pointer="/people/1/name", value="BB", base="B"), revision=known)
    assert [conflict.author for conflict in saved.conflicts] == ["Jean Roy"]
    assert saved.merged == {"/people": [{"name": "B"}, {"name": "B"}]}
    assert desk.open().answers["people"] == [{"name": "B"}, {"name": "B"}]


def test_a_whole_and_its_part_are_the_same_field(desk: Desk) -> None:
    desk.put("Maude", "/contact", {"name": "A", "phone": "1"})
    known = desk.open().revision
    desk.save("Jean", Change(pointer="/contact/phone", value="2", base="1"), revision=known)
    whole = Change(pointer="/contact", value={"name": "B"}, base={"name": "A", "phone": "1"})
    saved = desk.save("Maude", whole, revision=known)
    assert [conflict.author for conflict in saved.conflicts] == ["Jean Roy"]
    assert desk.open().answers["contact"] == {"name": "A", "phone": "2"}


def test_true_is_not_one(desk: Desk) -> None:
    desk.put("Maude", "/first", True)
    known = desk.open().revision
    desk.put("Jean", "/places", 5)
    saved = desk.save("Maude", Change(pointer="/first", value=1, base=True), revision=known)
    assert saved.conflicts == ()
    assert desk.open().answers["first"] == 1
    assert desk.open().answers["first"] is not True


@pytest.mark.parametrize("pointer", ["", "title", "/", "/-", "/a" * 33])
def test_answers_are_for_fields(desk: Desk, pointer: str) -> None:
    save = SaveAnswers(task_id=desk.task, changes=(Change(pointer=pointer, value="x"),), revision=1)
    assert problem(desk.world, "Maude", save, Invalid) == "invalid"
    venue = desk.world.application("Maude", "30-44-00")
    documents = task_of(desk.world, "Maude", venue, "documents").id
    save = SaveAnswers(task_id=documents, changes=(Change(pointer="/x", value="x"),), revision=1)
    assert problem(desk.world, "Maude", save, Invalid) == "invalid"


def test_what_is_too_large_is_refused_and_nothing_is_lost(desk: Desk) -> None:
    save = SaveAnswers(
        task_id=desk.task, changes=(Change(pointer="/summary", value="x" * LARGEST),), revision=1
    )
    assert problem(desk.world, "Maude", save, Invalid) == "answers-too-large"
    assert desk.open().answers == ANSWERS


def test_who_may_not_edit_saves_nothing(desk: Desk) -> None:
    save = SaveAnswers(task_id=desk.task, changes=(Change(pointer="/title", value="x"),), revision=1)
    assert refusal(desk.world, "Lise", save) == ["may-edit"]
    assert refusal(desk.world, "Anne", save) == ["may-edit"]


def test_a_reset_is_undone_and_what_was_typed_since_is_kept(desk: Desk) -> None:
    desk.put("Maude", "/places", 501)
    empty = desk.world.call("Maude", ResetTask(task_id=desk.task))
    assert (empty.answers, empty.row.state, empty.undo) == ({}, "to-do", True)
    assert empty.decisions["undo-reset"].allowed
    assert not empty.decisions["reset-task"].allowed
    desk.put("Maude", "/title", "Tapé depuis")
    back = desk.world.call("Maude", UndoReset(task_id=desk.task))
    assert back.answers == ANSWERS | {"places": 501}
    assert (back.row.state, back.row.errors, back.undo) == ("in-progress", 1, True)
    again = desk.world.call("Maude", UndoReset(task_id=desk.task))
    assert again.answers == {"title": "Tapé depuis"}


def test_who_was_typing_hears_of_a_reset(desk: Desk) -> None:
    known = desk.open("Jean").revision
    desk.world.call("Maude", ResetTask(task_id=desk.task))
    saved = desk.save("Jean", Change(pointer="/title", value="Encore", base="Saison 2027"), revision=known)
    assert saved.merged == {"/places": None, "/kind": None}
    assert [(each.pointer, each.author) for each in saved.conflicts] == [("/title", "Maude Tremblay")]


def test_completing_reopening_and_editing(desk: Desk) -> None:
    done = desk.world.call("Maude", CompleteTask(task_id=desk.task))
    assert done.row.state == "complete"
    assert opened(desk.world, "Jean", desk.application).done == 1
    assert desk.world.call("Jean", ReopenTask(task_id=desk.task)).row.state == "in-progress"
    assert refusal(desk.world, "Jean", ReopenTask(task_id=desk.task)) == ["task-is-complete"]
    desk.world.call("Jean", CompleteTask(task_id=desk.task))
    desk.put("Jean", "/places", 3)
    assert desk.open().row.state == "in-progress"
    assert opened(desk.world, "Maude", desk.application).done == 0


BUDGET: dict[str, Any] = {
    "name": "request",
    "jsonSchema": {
        "type": "object",
        "properties": {
            "fees": {"type": "string", "format": "money"},
            "travel": {"type": "string", "format": "money"},
            "total": {"type": "string", "format": "money", "x-computed": {"add": ["/fees", "/travel"]}},
        },
    },
}


def test_totals_follow_whoever_sends_what_and_never_conflict() -> None:
    world = World(small_portal(forms={"request": BUDGET}))
    world.person("Maude", "Tremblay")
    application = world.application("Maude", "any")
    task = task_of(world, "Maude", application, "request").id

    def save(*changes: Change) -> Saved:
        return world.call("Maude", SaveAnswers(task_id=task, changes=changes, revision=0))

    save(Change(pointer="/fees", value="10.50"), Change(pointer="/total", value="999.00"))
    assert save(Change(pointer="/travel", value="0.75")).conflicts == ()
    answers = world.call("Maude", OpenTask(task_id=task)).answers
    assert answers == {"fees": "10.50", "travel": "0.75", "total": "11.25"}
