"""The states of an application and who moves it from one to the next (T10)."""

from typing import Final, Literal

import msgspec

Who = Literal["applicant", "staff"]


class Transition(msgspec.Struct, frozen=True):
    """One step: the operation, from which states, to which, by whom."""

    operation: str
    sources: tuple[str, ...]
    target: str
    who: Who
    needs_closing: bool | None = None
    """Only where the programme has (True) or hasn't (False) a closing report."""


TRANSITIONS: Final = (
    Transition("send-application", ("draft", "changes-requested"), "sent", "applicant"),
    Transition(
        "withdraw-application",
        ("sent", "under-review", "changes-requested", "eligible"),
        "withdrawn",
        "applicant",
    ),
    Transition("begin-review", ("sent",), "under-review", "staff"),
    Transition("request-changes", ("under-review",), "changes-requested", "staff"),
    Transition("declare-eligible", ("under-review",), "eligible", "staff"),
    Transition("declare-ineligible", ("under-review",), "ineligible", "staff"),
    Transition("grant-application", ("eligible",), "granted", "staff"),
    Transition("refuse-application", ("eligible",), "refused", "staff"),
    Transition("open-closing", ("granted",), "closing", "staff", needs_closing=True),
    Transition("record-final-payment", ("closing",), "closed", "staff"),
    Transition("close-application", ("granted",), "closed", "staff", needs_closing=False),
)
"""Every transition there is."""

STATES: Final = (
    "draft",
    "changes-requested",
    "sent",
    "under-review",
    "eligible",
    "ineligible",
    "granted",
    "refused",
    "closing",
    "closed",
    "withdrawn",
)
"""Every state, in the order in which a list sorts them: what asks for work first."""

EDITABLE: Final = frozenset({"draft", "changes-requested"})
"""States in which the applicant's people change the content; everywhere else it is frozen (T9)."""

SENT: Final = frozenset(STATES) - {"draft"}
"""States from the first sending on: then staff see it."""

DAY: Final = 24 * 3600 * 1_000_000
"""In microseconds."""
RESTORABLE: Final = 14 * DAY
"""How long a deleted draft can be restored, in microseconds (T14)."""


def transition(operation: str) -> Transition:
    """The transition that an operation makes; raises KeyError."""
    for step in TRANSITIONS:
        if step.operation == operation:
            return step
    raise KeyError(operation)
