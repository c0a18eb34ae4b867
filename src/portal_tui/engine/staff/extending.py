"""More time for one applicant, given by staff, with a reason (T14)."""

from portal_tui.contract.problems import FieldProblem, Invalid, NotFound
from portal_tui.contract.staff import ExtendDeadline, Extension
from portal_tui.engine.applications.listing import relist
from portal_tui.engine.applications.loading import ApplicationRecord, Loaded, demand, loaded, viewer_of
from portal_tui.engine.applications.moving import add_step, tell_people
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.staff import may_extend


@handles(ExtendDeadline)
def extend_deadline(work: Work, operation: ExtendDeadline) -> Extension:
    """It holds until the application is next sent, or moves on."""
    found = _asked_about(work, operation.number)
    demand(may_extend(found.facts, found.viewer, until=operation.until))
    explanation = operation.explanation.strip()
    if not explanation:
        raise Invalid(fields=(FieldProblem("/explanation", "required"),))
    record = found.record
    work.run("applications.extend", application_id=record.id, until=operation.until)
    add_step(work, record.id, explanation=explanation, due_at=operation.until)
    relist(work, record.id)
    tell_people(work, record, "extend-deadline", explanation=explanation, due_at=operation.until)
    return Extension(number=record.number, deadline_at=operation.until)


def _asked_about(work: Work, number: str) -> Loaded:
    """Staff may not see a draft, but are asked for more time for one (T10). Raises NotFound."""
    application_id = work.value("applications.id_of_number", number=number.strip())
    rows = work.rows("applications.one", ApplicationRecord, application_id=application_id)
    if not rows:
        raise NotFound("application-not-found", number=number)
    viewer = viewer_of(work, rows[0], work.actor.account_id)
    return Loaded(work, rows[0], viewer) if viewer.staff else loaded(work, rows[0])
