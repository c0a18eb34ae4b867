"""What may be done with answers as a whole: taken out as a file, brought in from one (T14)."""

import msgspec

from portal_tui.contract.decisions import Check, Decision, Remedy

from .checks import not_deleted, reads
from .facts import ApplicationFacts, TaskFacts, Viewer
from .tasks import editing


class GivenAnswers(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is said to hold answers, as far as the decision needs it."""

    size: int
    """Bytes."""
    limit: int
    readable: bool = True
    """Whether it is a JSON object."""
    answers: int = 0
    """How many there are in it."""
    fitting: int = 0
    """How many of them this task asks for."""


def may_export(facts: ApplicationFacts, viewer: Viewer, task: TaskFacts) -> Decision:
    """Whoever reads the answers may keep a copy of them."""
    return Decision(
        action="export-answers",
        checks=(
            not_deleted(facts, viewer),
            *reads(facts, viewer),
            _has_form(facts, task),
            Check(
                code="task-has-answers",
                rule="T14",
                holds=task.answered or not task.form,
                params={"task": task.title},
                remedies=() if task.answered or not task.form else (_open(facts, task, "fill-in"),),
            ),
        ),
    )


def may_bring(
    facts: ApplicationFacts,
    viewer: Viewer,
    task: TaskFacts,
    given: GivenAnswers | None = None,
    *,
    action: str = "compare-answers",
) -> Decision:
    """Whoever edits may bring answers in; ``given`` is what the file that they chose is found to be."""
    checks = (*editing(facts, viewer, task), _has_form(facts, task))
    return Decision(
        action=action, checks=checks if given is None else (*checks, *_usable(facts, task, given))
    )


def may_bring_earlier(facts: ApplicationFacts, viewer: Viewer, task: TaskFacts) -> Decision:
    """The same for the answers of an earlier application."""
    return may_bring(facts, viewer, task, action="compare-earlier")


def _has_form(facts: ApplicationFacts, task: TaskFacts) -> Check:
    """Documents are attached and declarations signed each time anew: there are no answers to move."""
    form = next((each for each in facts.tasks if each.form), task)
    way = () if task.form else (_open(facts, form, "open-form"),)
    return Check(code="task-has-form", rule="T14", holds=task.form, params={"task": task.title}, remedies=way)


def _usable(facts: ApplicationFacts, task: TaskFacts, given: GivenAnswers) -> tuple[Check, ...]:
    """The first thing that is wrong with the file hides the others: what can't be read can't be compared."""
    small = given.size <= given.limit
    again = _open(facts, task, "choose-another-file")
    found = [
        Check(
            code="answers-small-enough",
            rule="T14",
            holds=small,
            params={"limit": given.limit // 1_000_000},
            remedies=() if small else (again,),
        )
    ]
    if small:
        readable = given.readable
        found.append(
            Check(code="answers-readable", rule="T14", holds=readable, remedies=() if readable else (again,))
        )
    if small and given.readable:
        fits = given.fitting > 0
        found.append(
            Check(
                code="answers-fit",
                rule="T14",
                holds=fits,
                params={"task": task.title, "count": given.answers},
                remedies=() if fits else (again,),
            )
        )
    return tuple(found)


def _open(facts: ApplicationFacts, task: TaskFacts, code: str) -> Remedy:
    return Remedy(
        kind="go",
        code=code,
        screen="task",
        arguments={"application_id": facts.id, "task_id": task.id},
        params={"task": task.title},
    )
