"""The states of an application and who moves it from one to the next (T10)."""

from typing import Final, Literal

import msgspec

Who = Literal["applicant", "staff"]


class Transition(msgspec.Struct, frozen=True):
    """One step: the operation, from which states, to which, by whom. An operation may make several."""

    operation: str
    sources: tuple[str, ...]
    target: str
    who: Who
    needs_closing: bool | None = None
    """Only where the programme has (True) or hasn't (False) a closing report."""
    told: str = ""
    """The mail that tells of it, where it isn't the operation's."""
    explained: bool = False
    """Whether the applicant can't understand it without an explanation."""


TRANSITIONS: Final = (
    Transition("send-application", ("draft", "changes-requested"), "sent", "applicant", told="sent"),
    Transition("send-application", ("closing",), "closing-sent", "applicant", told="closing-sent"),
    Transition(
        "withdraw-application",
        ("sent", "under-review", "changes-requested", "eligible"),
        "withdrawn",
        "applicant",
    ),
    Transition("begin-review", ("sent",), "under-review", "staff"),
    Transition("request-changes", ("under-review",), "changes-requested", "staff", explained=True),
    Transition(
        "request-changes", ("closing-sent",), "closing", "staff", told="closing-changes", explained=True
    ),
    Transition("declare-eligible", ("under-review",), "eligible", "staff"),
    Transition("declare-ineligible", ("under-review",), "ineligible", "staff", explained=True),
    Transition("grant-application", ("eligible",), "granted", "staff"),
    Transition("refuse-application", ("eligible",), "refused", "staff", explained=True),
    Transition("open-closing", ("granted",), "closing", "staff", needs_closing=True),
    Transition("record-final-payment", ("closing-sent",), "closed", "staff"),
    Transition("close-application", ("granted",), "closed", "staff", needs_closing=False),
    Transition("close-application", ("closing",), "closed", "staff", explained=True),
)
"""Every transition there is."""

STATES: Final = (
    "draft",
    "changes-requested",
    "closing",
    "sent",
    "under-review",
    "eligible",
    "closing-sent",
    "ineligible",
    "granted",
    "refused",
    "closed",
    "withdrawn",
)
"""Every state, in the order in which a list sorts them: what asks for work first."""

EDITABLE: Final = frozenset({"draft", "changes-requested", "closing"})
"""States in which the applicant's people change what is due: the application, or its closing (T9, T12)."""

SENT: Final = frozenset(STATES) - {"draft"}
"""States from the first sending on: then staff see it."""

DAY: Final = 24 * 3600 * 1_000_000
"""In microseconds."""
RESTORABLE: Final = 14 * DAY
"""How long a deleted draft can be restored, in microseconds (T14)."""


def transition(operation: str, state: str) -> Transition | None:
    """What an operation makes of an application in ``state``; None where it makes nothing."""
    return next((step for step in steps_of(operation) if state in step.sources), None)


def steps_of(operation: str) -> tuple[Transition, ...]:
    """Every transition that an operation makes."""
    return tuple(step for step in TRANSITIONS if step.operation == operation)
