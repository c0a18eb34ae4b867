"""What the operator's staff may do with an application (T10, W1)."""

from portal_tui.contract.decisions import Check, Decision, Remedy

from .facts import ApplicationFacts, Viewer
from .states import transition


def may_move(
    facts: ApplicationFacts, viewer: Viewer, operation: str, *, expected: str, has_closing: bool
) -> Decision:
    """A transition of staff: from the state that they saw, as the programme has it."""
    step = transition(operation)
    again = Remedy(kind="go", code="look-again", screen="application", arguments={"application_id": facts.id})
    checks = [
        Check(code="is-staff", rule="W1", holds=viewer.staff),
        Check(
            code="state-as-expected",
            rule="T10",
            holds=facts.state == expected,
            params={"expected": expected, "state": facts.state},
            remedies=() if facts.state == expected else (again,),
        ),
        Check(
            code="transition-possible",
            rule="T10",
            holds=facts.state in step.sources,
            params={"state": facts.state, "target": step.target},
        ),
    ]
    if step.needs_closing is not None:
        checks.append(
            Check(
                code="closing-as-programme",
                rule="T10",
                holds=step.needs_closing == has_closing,
                params={"has_closing": has_closing},
            )
        )
    return Decision(action=operation, checks=tuple(checks))
