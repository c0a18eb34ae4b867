"""What the beginning page asks of a person (C4, T9)."""

from itertools import product

from portal_tui.rules.attention import calls, recalls
from portal_tui.rules.register import Use
from portal_tui.rules.states import STATES

from .facts import NOW

DAY = 24 * 3600 * 1_000_000
DEADLINES = (None, NOW - 1, NOW, NOW + 1, NOW + 14 * DAY, NOW + 14 * DAY + 1)
NEAR = (NOW + 1, NOW + 14 * DAY)
MOST: tuple[Use | None, ...] = ("send", "edit", "read", None)


def test_over_every_combination() -> None:
    for state, may, done, deadline in product(STATES, MOST, (2, 3), DEADLINES):
        found = calls(state=state, may=may, done=done, mandatory=3, deadline_at=deadline, now=NOW)
        expected = None
        if may in ("send", "edit"):
            late = deadline is not None and deadline <= NOW
            if state == "changes-requested":
                expected = "changes-requested"
            elif state == "closing":
                ready = may == "send" and done == 3 and not late
                expected = "closing-ready" if ready else "closing"
            elif state == "draft" and may == "send" and done == 3 and not late:
                expected = "ready"
            elif state == "draft" and deadline in NEAR:
                expected = "deadline"
        assert found == expected


def test_an_end_is_pointed_out_for_thirty_days() -> None:
    assert [recalls(NOW - passed, NOW) for passed in (-1, 0, 30 * DAY - 1, 30 * DAY)] == [
        False,
        True,
        True,
        False,
    ]
    assert not recalls(None, NOW)
