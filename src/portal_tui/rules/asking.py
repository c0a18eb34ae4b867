"""Asking somebody who can lift a reason: once a day (E0)."""

from portal_tui.contract.decisions import Check, Decision

from .states import DAY


def may_ask(*, asked_at: int | None, now: int) -> Decision:
    """Whether the same may be asked again. Moments are UTC microseconds; None: it wasn't asked yet."""
    again_at = None if asked_at is None else asked_at + DAY
    return Decision(
        action="ask-person",
        checks=(
            Check(
                code="asked-once-a-day",
                rule="E0",
                holds=again_at is None or now >= again_at,
                params={"asked_at": asked_at, "again_at": again_at},
            ),
        ),
    )
