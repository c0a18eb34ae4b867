"""The operator's staff: every transition of T10 that is theirs (W1).

Each is refused when the application isn't in the expected state any more.
"""

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
    """Under review → changes requested. The window may outlive the programme's closing."""

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
    """Granted → closing, where the programme has a closing report."""


@operation("POST /v1/applications/{application_id}/final-payment")
class RecordFinalPayment(Transition, frozen=True, kw_only=True):
    """Closing → closed, with the final payment."""


@operation("POST /v1/applications/{application_id}/archive")
class CloseApplication(Transition, frozen=True, kw_only=True):
    """Granted → closed, where the programme has no closing report."""
