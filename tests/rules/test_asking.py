"""Asking once a day, and who reads mail (E0, B5)."""

import pytest

from portal_tui.rules.asking import may_ask
from portal_tui.rules.mail import may_read_mail
from tests.decisions import held

from .facts import NOW

DAY = 24 * 3600 * 1_000_000


@pytest.mark.parametrize(
    ("since", "allowed"), [(None, True), (0, False), (DAY - 1, False), (DAY, True), (DAY + 1, True)]
)
def test_the_same_is_asked_once_a_day(since: int | None, allowed: bool) -> None:
    asked_at = None if since is None else NOW - since
    decision = may_ask(asked_at=asked_at, now=NOW)
    assert held(decision) == {"asked-once-a-day": allowed}
    again_at = None if asked_at is None else asked_at + DAY
    assert decision.checks[0].params == {"asked_at": asked_at, "again_at": again_at}
    assert decision.action == "ask-person"


@pytest.mark.parametrize("demonstration", [True, False])
def test_mail_is_read_on_a_demonstration_only(demonstration: bool) -> None:
    decision = may_read_mail(demonstration=demonstration)
    assert held(decision) == {"demonstration-mail": demonstration}
    assert decision.action == "list-mail"
