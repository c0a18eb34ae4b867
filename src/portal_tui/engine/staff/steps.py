"""What staff do with an application, step by step: decided, written down, told to its people (T10, W1)."""

from portal_tui.contract.applications import ApplicationView
from portal_tui.contract.problems import FieldProblem, Invalid
from portal_tui.contract.staff import (
    BeginReview,
    CloseApplication,
    DeclareEligible,
    DeclareIneligible,
    GrantApplication,
    OpenClosing,
    RecordFinalPayment,
    RefuseApplication,
    RequestChanges,
    Transition,
)
from portal_tui.engine.applications.closing import closes_at
from portal_tui.engine.applications.decide import on_transition
from portal_tui.engine.applications.loading import Loaded, demand, load
from portal_tui.engine.applications.moving import move, tell_people
from portal_tui.engine.applications.open import view
from portal_tui.engine.handle import handles
from portal_tui.engine.tasks.adding import add_tasks
from portal_tui.engine.tasks.progress import recount
from portal_tui.engine.work import Work
from portal_tui.rules.staff import correction_deadline, may_request_changes
from portal_tui.rules.states import transition


def take_step(work: Work, operation: Transition) -> ApplicationView:
    """A step after which nothing is due from the applicant."""
    return _move(_decided(work, operation), operation, deadline_at=None)


for _operation in (
    BeginReview,
    DeclareEligible,
    DeclareIneligible,
    GrantApplication,
    RefuseApplication,
    RecordFinalPayment,
    CloseApplication,
):
    handles(_operation)(take_step)


@handles(OpenClosing)
def open_closing(work: Work, operation: OpenClosing) -> ApplicationView:
    """The closing's tasks open; they are due when the programme says."""
    loaded = _decided(work, operation)
    add_tasks(work, loaded.record, loaded.programme.closing_tasks, closing=True)
    recount(load(work, operation.application_id))
    return _move(loaded, operation, deadline_at=closes_at(work, loaded.record))


@handles(RequestChanges)
def request_changes(work: Work, operation: RequestChanges) -> ApplicationView:
    """The content opens again, until the deadline for corrections."""
    loaded = load(work, operation.application_id)
    decision = may_request_changes(
        loaded.facts, loaded.viewer, expected=operation.expected, due_at=operation.due_at
    )
    demand(decision)
    return _move(loaded, operation, deadline_at=correction_deadline(loaded.facts, operation.due_at))


def _decided(work: Work, operation: Transition) -> Loaded:
    loaded = load(work, operation.application_id)
    demand(on_transition(loaded, work.operation, expected=operation.expected))
    return loaded


def _move(loaded: Loaded, operation: Transition, *, deadline_at: int | None) -> ApplicationView:
    work, record = loaded.work, loaded.record
    explanation = operation.explanation.strip()
    step = transition(work.operation, record.state)
    assert step is not None  # the decision saw it
    if step.explained and not explanation:
        raise Invalid(fields=(FieldProblem("/explanation", "required"),))
    move(work, record, step.target, deadline_at=deadline_at, explanation=explanation, due_at=deadline_at)
    tell_people(work, record, step.told or work.operation, explanation=explanation, due_at=deadline_at)
    return view(load(work, record.id))
