"""The truth tables of answers as a whole: exported, imported, used again (T14)."""

from itertools import product

import pytest

from portal_tui.rules.facts import TaskFacts
from portal_tui.rules.reuse import GivenAnswers, may_bring, may_bring_earlier, may_export
from portal_tui.rules.tasks import may_edit_task
from tests.decisions import failed, held, remedies, ways

from .facts import DONE, EMPTIED, EVERYBODY, NOW, OPEN, OWNER, TASKS, application
from .test_tasks import READERS


def test_exporting_over_every_combination() -> None:
    for viewer, deleted, task in product(EVERYBODY, (None, NOW - 5), TASKS):
        decision = may_export(application(deleted_at=deleted), viewer, task)
        assert held(decision) == {
            "not-deleted": deleted is None,
            "takes-part": viewer in READERS,
            "task-has-form": task.form,
            "task-has-answers": task.answered or not task.form,
        }
        assert decision.action == "export-answers"


def test_what_has_no_answers_leads_to_a_task_that_has_or_to_its_own() -> None:
    for tasks, led_to in (((OPEN, DONE), DONE), ((OPEN,), OPEN)):
        decision = may_bring(application(tasks=tasks), OWNER, OPEN)
        (way,) = remedies(decision, "task-has-form")
        assert (way.kind, way.code, way.arguments["task_id"]) == ("go", "open-form", led_to.id)


def test_bringing_needs_what_editing_needs_and_a_form() -> None:
    for viewer, state, task in product(EVERYBODY, ("draft", "sent"), TASKS):
        facts = application(state=state, round=1)
        base = held(may_edit_task(facts, viewer, task)) | {"task-has-form": task.form}
        file, earlier = may_bring(facts, viewer, task), may_bring_earlier(facts, viewer, task)
        assert held(file) == held(earlier) == base
        assert (file.action, earlier.action) == ("compare-answers", "compare-earlier")


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        (GivenAnswers(size=10, limit=10, answers=2, fitting=1), []),
        (GivenAnswers(size=11, limit=10, readable=False), ["answers-small-enough"]),
        (GivenAnswers(size=10, limit=10, readable=False), ["answers-readable"]),
        (GivenAnswers(size=10, limit=10, answers=2), ["answers-fit"]),
        (GivenAnswers(size=2, limit=10), ["answers-fit"]),
    ],
)
def test_a_file_is_refused_for_the_first_thing_that_is_wrong_with_it(
    given: GivenAnswers, reasons: list[str]
) -> None:
    decision = may_bring(application(), OWNER, DONE, given)
    assert failed(decision) == reasons
    for code in reasons:
        assert ways(decision, code) == [("go", "choose-another-file")]


def test_reasons_say_how_large_how_many_and_of_which_task() -> None:
    large = may_bring(application(), OWNER, DONE, GivenAnswers(size=5_000_000, limit=4_000_000))
    assert large.reasons[0].params == {"limit": 4}
    strange = may_bring(application(), OWNER, DONE, GivenAnswers(size=1, limit=10, answers=7))
    assert strange.reasons[0].params == {"task": "Formulaire", "count": 7}
    assert strange.reasons[0].remedies[0].arguments == {"application_id": 100, "task_id": 11}


@pytest.mark.parametrize(
    ("task", "code", "way", "leads_to"),
    [(OPEN, "task-has-form", "open-form", 11), (EMPTIED, "task-has-answers", "fill-in", 15)],
)
def test_what_has_no_answers_leads_to_where_they_are_given(
    task: TaskFacts, code: str, way: str, leads_to: int
) -> None:
    decision = may_export(application(), OWNER, task)
    assert failed(decision) == [code]
    remedy = decision.reasons[0].remedies[0]
    assert (remedy.kind, remedy.code, remedy.screen) == ("go", way, "task")
    assert remedy.arguments == {"application_id": 100, "task_id": leads_to}
