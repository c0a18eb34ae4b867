"""What the operator's staff may do with an application (T10, W1)."""

from portal_tui.contract.decisions import Check, Decision, Remedy

from .checks import ask_staff, not_deleted, write_to_applicant
from .facts import ApplicationFacts, Viewer
from .states import TRANSITIONS, Transition, steps_of, transition


def may_move(
    facts: ApplicationFacts, viewer: Viewer, operation: str, *, expected: str, has_closing: bool = False
) -> Decision:
    """A transition of staff: from the state that they saw, as the programme has it.

    Whether the programme asks for a closing matters to the transitions that are for either sort alone.
    """
    step, again = transition(operation, facts.state), _look_again(facts)
    possible = step is not None
    checks = [
        is_staff(facts, viewer),
        Check(
            code="state-as-expected",
            rule="T10",
            holds=facts.state == expected,
            params={"state": facts.state},
            remedies=() if facts.state == expected else (again,),
        ),
        _report_received(facts, viewer)
        if operation == "record-final-payment" and facts.state in ("closing", "closing-sent")
        else Check(
            code="transition-possible",
            rule="T10",
            holds=possible,
            params={"state": facts.state},
            remedies=() if possible else (again,),
        ),
    ]
    step = step or steps_of(operation)[0]
    if step.needs_closing is not None:
        as_programme = step.needs_closing == has_closing
        checks.append(
            Check(
                code="with-closing" if step.needs_closing else "without-closing",
                rule="T10",
                holds=as_programme,
                remedies=() if as_programme else (_counterpart(facts, step, expected),),
            )
        )
    return Decision(action=operation, checks=tuple(checks))


def _report_received(facts: ApplicationFacts, viewer: Viewer) -> Check:
    """The final payment follows the closing report; what never sends one is closed without (T12)."""
    without = Remedy(
        kind="do",
        code="close-without-report",
        operation="close-application",
        arguments={"application_id": facts.id, "expected": facts.state},
    )
    holds = facts.state == "closing-sent"
    ways = (write_to_applicant(facts), without) if viewer.staff else (ask_staff(facts),)
    return Check(code="report-received", rule="T12", holds=holds, remedies=() if holds else ways)


def may_request_changes(
    facts: ApplicationFacts, viewer: Viewer, *, expected: str, due_at: int | None
) -> Decision:
    """Asking for changes: the window lies ahead, and outlives the closing only where the policy says so."""
    move = may_move(facts, viewer, "request-changes", expected=expected)
    ahead = due_at is None or due_at > facts.now
    open_ended = Remedy(
        kind="do",
        code="without-due-date",
        operation="request-changes",
        arguments={"application_id": facts.id, "expected": expected},
    )
    checks = [
        *move.checks,
        Check(
            code="due-ahead",
            rule="T10",
            holds=ahead,
            params={"due_at": due_at},
            remedies=() if ahead else (open_ended,),
        ),
    ]
    if not facts.corrections_outlive_closing and facts.closes_at is not None:
        checks.append(_before_closing(facts, expected, due_at, facts.closes_at))
    return Decision(action="request-changes", checks=tuple(checks))


def correction_deadline(facts: ApplicationFacts, due_at: int | None) -> int | None:
    """The first instant at which a correction is too late; the closing where it isn't outlived (T10)."""
    if due_at is not None or facts.corrections_outlive_closing:
        return due_at
    return facts.closes_at


def _before_closing(facts: ApplicationFacts, expected: str, due_at: int | None, closes_at: int) -> Check:
    until = Remedy(
        kind="do",
        code="due-at-closing",
        operation="request-changes",
        arguments={"application_id": facts.id, "expected": expected, "due_at": closes_at},
    )
    decide = Remedy(
        kind="go", code="decide-as-it-is", screen="application", arguments={"application_id": facts.id}
    )
    holds = facts.now < closes_at and (due_at is None or due_at <= closes_at)
    return Check(
        code="due-before-closing",
        rule="T10",
        holds=holds,
        params={"closes_at": closes_at},
        remedies=() if holds else (until if facts.now < closes_at else decide,),
    )


def may_extend(facts: ApplicationFacts, viewer: Viewer, *, until: int) -> Decision:
    """More time for one applicant: for what is still to be sent, and later than it is due (T14)."""
    due = facts.open and facts.deadline_at is not None
    later = until > max(facts.now, facts.deadline_at or 0)
    return Decision(
        action="extend-deadline",
        checks=(
            not_deleted(facts, viewer),
            is_staff(facts, viewer),
            Check(
                code="still-due",
                rule="T14",
                holds=due,
                params={"state": facts.state},
                remedies=() if due else (_look_again(facts),),
            ),
            Check(
                code="later-than-due",
                rule="T14",
                holds=later,
                params={"deadline_at": facts.deadline_at, "due_at": until},
            ),
        ),
    )


def is_staff(facts: ApplicationFacts, viewer: Viewer) -> Check:
    """What the operator's staff do; applicants ask them (W1)."""
    return Check(
        code="is-staff",
        rule="W1",
        holds=viewer.staff,
        params={"desk": facts.service_desk},
        remedies=() if viewer.staff else (ask_staff(facts),),
    )


def _look_again(facts: ApplicationFacts) -> Remedy:
    return Remedy(kind="go", code="look-again", screen="application", arguments={"application_id": facts.id})


def _counterpart(facts: ApplicationFacts, step: Transition, expected: str) -> Remedy:
    """The step from the same state that this programme has in its place."""
    other = next(
        each
        for each in TRANSITIONS
        if each.sources == step.sources and each.needs_closing == (not step.needs_closing)
    )
    return Remedy(
        kind="do",
        code=f"{other.operation}-instead",
        operation=other.operation,
        arguments={"application_id": facts.id, "expected": expected},
    )
