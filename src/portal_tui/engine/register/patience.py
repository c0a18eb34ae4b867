"""How often user codes may be tried: whoever types one learns whose it is, by whatever operation (A7)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from portal_tui.contract.problems import Invalid, Refused
from portal_tui.engine.attempts import HOUR, CountedFailure, count, demand_patience, tries
from portal_tui.engine.work import Work

PURPOSE: Final = "user-code"
TRIES_AN_HOUR: Final = 50
_SEEN: Final = "user-code-seen"


@contextmanager
def counted_tries(work: Work) -> Iterator[None]:
    """Count a code that leads to nothing; raise TooMany after fifty within an hour."""
    who = str(work.actor.account_id)
    demand_patience(work, PURPOSE, who, most=TRIES_AN_HOUR, within=HOUR)
    try:
        yield
    except (Invalid, Refused) as error:
        raise CountedFailure(error, PURPOSE, who) from None


def counted_look(work: Work, code: str) -> bool:
    """Count looking at a code, once: a form is looked at whenever something in it changes. Says if it is new.

    Raises TooMany after fifty codes within an hour.
    """
    who, seen = str(work.actor.account_id), f"{work.actor.account_id}:{code}"
    if tries(work, _SEEN, seen):
        return False
    demand_patience(work, PURPOSE, who, most=TRIES_AN_HOUR, within=HOUR)
    count(work, PURPOSE, who)
    count(work, _SEEN, seen)
    return True
