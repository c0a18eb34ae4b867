"""How often user codes may be tried: whoever types one learns whose it is, by whatever operation (A7)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from portal_tui.contract.problems import Invalid, Refused
from portal_tui.engine.attempts import HOUR, CountedFailure, demand_patience
from portal_tui.engine.work import Work

PURPOSE: Final = "user-code"
TRIES_AN_HOUR: Final = 50


@contextmanager
def counted_tries(work: Work) -> Iterator[None]:
    """Count a code that leads to nothing; raise TooMany after fifty within an hour."""
    who = str(work.actor.account_id)
    demand_patience(work, PURPOSE, who, most=TRIES_AN_HOUR, within=HOUR)
    try:
        yield
    except (Invalid, Refused) as error:
        raise CountedFailure(error, PURPOSE, who) from None
