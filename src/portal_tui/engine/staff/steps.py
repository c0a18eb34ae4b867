"""What staff do with an application, step by step: decided, written down, told to its people (T10, W1)."""

from typing import Final

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
from portal_tui.engine.applications.decide import on_transition
from portal_tui.engine.applications.loading import Loaded, demand, load
from portal_tui.engine.applications.moving import move, tell_people
from portal_tui.engine.applications.open import view
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.closing import closing_deadline
from portal_tui.rules.staff import correction_deadline, may_request_changes
from portal_tui.rules.states import transition

EXPLAINED: Final = frozenset({"request-changes", "declare-ineligible", "refuse-application"})
"""Steps that an applicant can't understand without an explanation."""


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
    """The closing report is due when the programme says."""
    loaded = _decided(work, operation)
    granted_at = work.value(
        "applications.last_step", application_id=loaded.record.id, code="grant-application"
    )
    assert loaded.programme.closing is not None  # the decision saw it
    deadline_at = closing_deadline(loaded.programme.closing, work.definitions.zone, granted_at)
    return _move(loaded, operation, deadline_at=deadline_at)


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
    if work.operation in EXPLAINED and not explanation:
        raise Invalid(fields=(FieldProblem("/explanation", "required"),))
    state = transition(work.operation).target
    move(work, record, state, deadline_at=deadline_at, explanation=explanation, due_at=deadline_at)
    tell_people(work, record, work.operation, explanation=explanation, due_at=deadline_at)
    return view(load(work, record.id))
