"""What a programme must keep to: its times, tasks, conditions and questions."""

from collections.abc import Iterable
from typing import Any, Final
from zoneinfo import ZoneInfo

from portal_tui.forms.schema import Walker
from portal_tui.rules import deadlines

from .checking import Known, check_number, check_reference, check_unique
from .problems import Problems
from .source import Node
from .structure import unknown

_NEEDS: Final = {
    "form": "form",
    "payment": "form",
    "budget": "form",
    "reference": "form",
    "documents": "documents",
    "declaration": "declaration",
    "communications": None,
}
"""What each kind of task is filled in with."""

_LEAP_YEAR: Final = 2028
"""A yearly date is tried in a year that has every day."""


def check_programme(programme: Node, known: Known, problems: Problems) -> None:
    """Note every problem of one programme."""
    check_reference(programme.get("service_desk"), known.desks, "desk-unknown", problems)
    for applicant in programme.items("applicants"):
        check_reference(applicant, known.applicants, "applicant-unknown", problems)
    for key in ("applicants", "tasks"):
        if (listed := programme.get(key)) is not None and listed.value == []:
            problems.add(listed.place.problem("empty"))
    if (version := programme.get("version")) is not None:
        problems.add(version.place.problem("version-is-made"))
    check_number(programme, "grace_minutes", lambda minutes: minutes >= 0, "negative", problems)
    _check_times(programme, known.zone, problems)
    _check_tasks(programme, known, problems)
    forms = _forms_of(programme, known)
    for question in programme.items("eligibility"):
        _check_question(question, forms, problems)
    check_unique(programme.items("eligibility"), "key", problems)
    for deadline in programme.items("relative_deadlines"):
        _check_relative_deadline(deadline, forms, known, problems)


def check_times(window: Node, zone: ZoneInfo, problems: Problems) -> None:
    """The two ends of a window, or of a closing: each can be told, and the end isn't before the beginning."""
    yearly = window.get("yearly")
    in_year = yearly is not None and yearly.value is True
    opens = _moment(window, "opens", zone, problems, in_year=in_year)
    closes = _moment(window, "closes", zone, problems, in_year=in_year)
    if opens is None or closes is None or in_year:
        return
    if deadlines.ends(closes, zone) <= deadlines.begins(opens, zone):
        problems.add(window.at("closes").problem("ends-before-it-begins", begins=opens, ends=closes))


def _check_times(programme: Node, zone: ZoneInfo | None, problems: Problems) -> None:
    windows = programme.items("windows")
    any_time, closing = programme.get("any_time"), programme.get("closing")
    if windows and any_time is not None and any_time.value is True:
        problems.add(any_time.place.problem("any-time-with-windows"))
    if zone is not None:
        for window in windows:
            check_times(window, zone, problems)
        if closing is not None:
            check_times(closing, zone, problems)
    check_number(closing, "months_after_grant", lambda months: months > 0, "not-positive", problems)
    tasks = programme.items("closing_tasks")
    if closing is not None and isinstance(closing.value, dict) and not tasks:
        problems.add(closing.place.problem("closing-without-tasks"))
    if tasks and closing is None:
        problems.add(programme.at("closing_tasks").problem("tasks-without-closing"))


def _moment(node: Node, key: str, zone: ZoneInfo, problems: Problems, *, in_year: bool) -> str | None:
    written = node.text(key)
    if written is None:
        return None
    try:
        local = deadlines.in_year(written, _LEAP_YEAR) if in_year else written
        deadlines.begins(local, zone)
    except deadlines.LocalTimeError as error:
        code = {"not-a-moment": "not-a-yearly-moment" if in_year else "not-a-moment"}.get(
            error.code, error.code
        )
        times = {"before": error.before, "after": error.after, "zone": zone.key}
        problems.add(node.at(key).problem(f"time-{code}", found=written, **times))
        return None
    return local


def _check_tasks(programme: Node, known: Known, problems: Problems) -> None:
    tasks = [*programme.items("tasks"), *programme.items("closing_tasks")]
    check_unique(tasks, "key", problems)
    forms = _forms_of(programme, known)
    for task in tasks:
        _check_filling(task, problems)
        check_reference(task.get("form"), known.forms, "form-unknown", problems)
        _check_condition(task.get("mandatory"), forms, known, problems)
        check_unique(task.items("documents"), "key", problems)
        for slot in task.items("documents"):
            _check_condition(slot.get("mandatory"), forms, known, problems)
            check_reference(slot.get("template"), known.templates, "template-unknown", problems)


def _check_filling(task: Node, problems: Problems) -> None:
    kind = task.text("kind")
    if kind not in _NEEDS:
        return
    needed = _NEEDS[kind]
    if needed is not None and ((given := task.get(needed)) is None or given.value in ([], "")):
        problems.add(task.place.problem("task-needs", kind=kind, key=needed))
    for key in ("form", "documents", "declaration"):
        if key != needed and (extra := task.get(key)) is not None:
            problems.add(extra.place.problem("task-has-no-use", kind=kind, key=key))


def _check_condition(node: Node | None, forms: dict[str, Walker], known: Known, problems: Problems) -> None:
    if node is None or not isinstance(node.value, dict):
        return
    if not node.value:
        problems.add(node.place.problem("condition-empty"))
    for applicant in node.items("applicants"):
        check_reference(applicant, known.applicants, "applicant-unknown", problems)
    if (node.get("field") is None) != (node.get("values") is None):
        problems.add(node.place.problem("condition-half"))
    found = _check_field(node.get("field"), forms, problems)
    allowed = found.get("enum") if found else None
    for value in node.items("values"):
        if allowed is not None and value.value not in allowed:
            problems.add(unknown("value-unknown", str(value.value), map(str, allowed), value))


def _check_question(question: Node, forms: dict[str, Walker], problems: Problems) -> None:
    kind = question.text("kind")
    used = {"boolean": "expected", "choice": "choices", "field": "field"}
    if kind not in used:
        return
    if kind != "boolean" and question.get(used[kind]) is None:
        problems.add(question.place.problem("question-needs", kind=kind, key=used[kind]))
    for key in set(used.values()) - {used[kind]}:
        if (extra := question.get(key)) is not None:
            problems.add(extra.place.problem("question-has-no-use", kind=kind, key=key))
    choices = question.items("choices")
    check_unique(choices, "value", problems)
    if choices and all(_is(choice.get("eligible"), False) for choice in choices):
        problems.add(question.at("choices").problem("nobody-is-eligible"))
    _check_field(question.get("field"), forms, problems)


def _check_relative_deadline(
    deadline: Node, forms: dict[str, Walker], known: Known, problems: Problems
) -> None:
    if _positive(deadline, "months") + _positive(deadline, "days") == 0:
        problems.add(deadline.place.problem("no-time-before"))
    _check_condition(deadline.get("when"), forms, known, problems)
    found = _check_field(deadline.get("before"), forms, problems)
    if found is not None and found.get("format") != "date":
        problems.add(deadline.at("before").problem("not-a-date-field"))


def _positive(node: Node, key: str) -> int:
    found = node.get(key)
    return found.value if found is not None and isinstance(found.value, int) and found.value > 0 else 0


def _is(node: Node | None, value: bool) -> bool:
    return node is not None and node.value is value


def _check_field(node: Node | None, forms: dict[str, Walker], problems: Problems) -> dict[str, Any] | None:
    """The schema of the field that a reference names, with what is wrong with the reference noted."""
    task = node.text("task") if node is not None else None
    pointer = node.text("pointer") if node is not None else None
    if node is None or task is None or pointer is None:
        return None
    if task not in forms:
        problems.add(unknown("field-task-unknown", task, forms, Node(None, node.at("task"))))
        return None
    found = forms[task].at(pointer) if pointer.startswith("/") else None
    if found is None:
        known = _pointers(forms[task])
        problems.add(unknown("field-unknown", pointer, known, Node(None, node.at("pointer"))))
        return None
    return dict(found.schema)


def _pointers(walker: Walker) -> Iterable[str]:
    """Pointers of the answers that a form can have, groups opened, lists not."""
    waiting: list[tuple[str, Any]] = [("", walker.start.schema)]
    while waiting:
        above, schema = waiting.pop()
        for name, declared in walker.properties(schema).items():
            below = f"{above}/{name}"
            if walker.properties(declared.schema):
                waiting.append((below, declared.schema))
            else:
                yield below


def _forms_of(programme: Node, known: Known) -> dict[str, Walker]:
    """The form of each task of a programme that has one, by the task's key."""
    tasks = [*programme.items("tasks"), *programme.items("closing_tasks")]
    named = ((task.text("key"), known.forms.get(task.text("form") or "")) for task in tasks)
    return {key: form for key, form in named if key and form}
