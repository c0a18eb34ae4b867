"""Questions put before an application is created, and what the answers come to (P6)."""

from typing import TYPE_CHECKING

import msgspec

from portal_tui.contract.decisions import Check, Remedy, Value

if TYPE_CHECKING:
    from portal_tui.portals.definition import EligibilityQuestion
    from portal_tui.portals.wording import Wording


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What one answer comes to."""

    key: str
    question: str
    answered: bool
    met: bool
    explanation: str = ""


def meets(question: "EligibilityQuestion", answer: Value) -> bool | None:
    """Whether an answer to a ``boolean`` or ``choice`` is fine; None: there is none, or none on offer."""
    if question.kind == "boolean":
        return answer == question.expected if isinstance(answer, bool) else None
    return next((choice.eligible for choice in question.choices if choice.value == answer), None)


def explained(question: "EligibilityQuestion", answer: Value, *, met: bool) -> "Wording | None":
    """What the programme says of such an answer."""
    own = next((choice.explanation for choice in question.choices if choice.value == answer), None)
    return own or (question.eligible if met else question.ineligible)


def judge(
    outcomes: tuple[Outcome, ...], *, programme: str, desk: str, desk_email: str = ""
) -> tuple[Check, ...]:
    """A check for each question: answered, and met."""
    others = Remedy(kind="go", code="see-open-programmes", screen="programmes")
    answer = Remedy(
        kind="go", code="answer-questions", screen="new-application", arguments={"code": programme}
    )
    return tuple(
        Check(
            code="eligible" if outcome.answered else "question-answered",
            rule="P6",
            holds=outcome.met,
            params={
                "key": outcome.key,
                "question": outcome.question,
                "explanation": outcome.explanation,
            },
            remedies=()
            if outcome.met
            else ((answer, others, ask_desk(desk, desk_email)) if outcome.answered else (answer,)),
        )
        for outcome in outcomes
    )


def ask_desk(desk: str, email: str) -> Remedy:
    """Turn to the service desk in charge of a programme."""
    return Remedy(
        kind="ask", code="ask-service-desk", role="service-desk", params={"desk": desk, "email": email}
    )
