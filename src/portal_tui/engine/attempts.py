"""Counts what may be tried only so often; a failed try is counted although its transaction is undone."""

from typing import Final

from portal_tui.contract.problems import PortalError, TooMany

from .work import Work

HOUR: Final = 3600 * 1_000_000


class CountedFailure(Exception):
    """Ends an operation with ``error``; the engine counts the try in a transaction of its own."""

    def __init__(self, error: PortalError, purpose: str, subject: str) -> None:
        super().__init__(purpose)
        self.error = error
        self.purpose = purpose
        self.subject = subject


def demand_patience(work: Work, purpose: str, subject: str, *, most: int, within: int) -> None:
    """Raise TooMany, with when the next try may be, after ``most`` tries within so many microseconds."""
    tries = work.one("journal.find_attempts", purpose=purpose, subject=subject, since=work.now - within)
    if tries is not None and tries["count"] >= most:
        wait = -(-(tries["first_at"] + within - work.now) // 1_000_000)
        raise TooMany(f"too-many-{purpose}", retry_after=wait, minutes=-(-wait // 60))


def tries(work: Work, purpose: str, subject: str) -> int:
    """How often it was tried, ever."""
    found = work.one("journal.find_attempts", purpose=purpose, subject=subject, since=0)
    return 0 if found is None else int(found["count"])


def count(work: Work, purpose: str, subject: str) -> None:
    """Count a try, inside a writing transaction."""
    work.run("journal.add_attempt", id=work.new_id(), purpose=purpose, subject=subject, at=work.now)
