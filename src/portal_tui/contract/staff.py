"""The operator's staff: every transition of T10 that is theirs, and more time for one applicant (W1, T14).

A transition is refused when the application isn't in the expected state any more.
"""

import msgspec

from .applications import ApplicationView, State
from .operation import Operation, operation


class Transition(Operation[ApplicationView], frozen=True, kw_only=True):
    """A step of staff: the state it was seen in, and an explanation that the applicant reads."""

    application_id: int
    expected: State
    explanation: str = ""


@operation("POST /v1/applications/{application_id}/review")
class BeginReview(Transition, frozen=True, kw_only=True):
    """Sent → under review."""


@operation("POST /v1/applications/{application_id}/change-requests")
class RequestChanges(Transition, frozen=True, kw_only=True):
    """Under review → changes requested, or closing sent → closing; the window may outlive what was due."""

    due_at: int | None = None
    """The first instant at which a correction is too late, in UTC microseconds."""


@operation("POST /v1/applications/{application_id}/eligibility")
class DeclareEligible(Transition, frozen=True, kw_only=True):
    """Under review → eligible."""


@operation("POST /v1/applications/{application_id}/ineligibility")
class DeclareIneligible(Transition, frozen=True, kw_only=True):
    """Under review → ineligible."""


@operation("POST /v1/applications/{application_id}/grant")
class GrantApplication(Transition, frozen=True, kw_only=True):
    """Eligible → granted."""


@operation("POST /v1/applications/{application_id}/refusal")
class RefuseApplication(Transition, frozen=True, kw_only=True):
    """Eligible → refused."""


@operation("POST /v1/applications/{application_id}/closing")
class OpenClosing(Transition, frozen=True, kw_only=True):
    """Granted → closing, where the programme has one: its tasks open (T12)."""


@operation("POST /v1/applications/{application_id}/final-payment")
class RecordFinalPayment(Transition, frozen=True, kw_only=True):
    """Closing sent → closed, with the final payment."""


@operation("POST /v1/applications/{application_id}/archive")
class CloseApplication(Transition, frozen=True, kw_only=True):
    """Granted → closed, where the programme has no closing; closing → closed, where it never comes (T12)."""


class Extension(msgspec.Struct, frozen=True, kw_only=True):
    """More time for one applicant (T14)."""

    number: str
    deadline_at: int
    """The first instant too late, in UTC microseconds."""


@operation("PUT /v1/application-numbers/{number}/deadline")
class ExtendDeadline(Operation[Extension], frozen=True, kw_only=True):
    """Give one applicant more time than the others, with a reason that they read; also for a draft (T14).

    By the visible number: staff who are asked for more time may not see a draft.
    """

    number: str
    until: int
    """The first instant too late, in UTC microseconds."""
    explanation: str
