"""What depends on the application itself: what is mandatory, which relative deadline applies (T2, T9)."""

from typing import TYPE_CHECKING, Any

import msgspec

from portal_tui.rules.facts import EventFacts
from portal_tui.rules.windows import relative_deadline

if TYPE_CHECKING:
    from portal_tui.portals.definition import Condition, FieldReference

    from .loading import Loaded


def holds(mandatory: "bool | Condition", loaded: "Loaded") -> bool:
    """Whether something is mandatory for this application now."""
    if isinstance(mandatory, bool):
        return mandatory
    if mandatory.first_time is not None and mandatory.first_time == _sent_before(loaded):
        return False
    if mandatory.applicants and _kind(loaded) not in mandatory.applicants:
        return False
    return mandatory.field is None or _answer(loaded, mandatory.field) in mandatory.values


def next_event(loaded: "Loaded") -> EventFacts | None:
    """The earliest of the relative deadlines that apply; None while no date is given (T9)."""
    events = []
    for deadline in loaded.programme.relative_deadlines:
        if deadline.when is not None and not holds(deadline.when, loaded):
            continue
        zone = loaded.work.definitions.zone
        late_from = relative_deadline(deadline, _answer(loaded, deadline.before), zone)
        task = next((task for task in loaded.tasks if task.key == deadline.before.task), None)
        if late_from is not None and task is not None:
            explanation = loaded.work.portal.say(deadline.explanation, loaded.work.language).text
            events.append(EventFacts(deadline_at=late_from, explanation=explanation, task_id=task.id))
    return min(events, key=lambda event: event.deadline_at, default=None)


def _sent_before(loaded: "Loaded") -> bool:
    record = loaded.record
    return bool(
        loaded.work.value("applications.sent_before", entity_id=record.applicant_id, application_id=record.id)
    )


def _kind(loaded: "Loaded") -> str:
    record = loaded.record
    return "person" if record.applicant_account_id is not None else record.applicant_kind


def _answer(loaded: "Loaded", field: "FieldReference") -> Any:
    from portal_tui.forms.pointers import get

    row = loaded.work.one("tasks.answers_of", application_id=loaded.record.id, key=field.task)
    return get(msgspec.json.decode(row["answers"]) if row else {}, field.pointer)
