"""Counts what may be tried only so often; a failed try is counted although its transaction is undone."""

from portal_tui.contract.problems import NotSignedIn, TooMany

from .work import Work


class CountedFailure(NotSignedIn):
    """A refusal that counts against ``subject``; the engine counts it in a transaction of its own."""

    default = "wrong-password"

    def __init__(self, purpose: str, subject: str) -> None:
        super().__init__()
        self.purpose = purpose
        self.subject = subject


def demand_patience(work: Work, purpose: str, subject: str, *, most: int, within: int) -> None:
    """Raise TooMany when there were ``most`` tries within so many microseconds."""
    tries = work.value("journal.find_attempts", purpose=purpose, subject=subject, since=work.now - within)
    if tries >= most:
        raise TooMany(f"too-many-{purpose}", retry_after=within // 1_000_000)


def count(work: Work, purpose: str, subject: str) -> None:
    """Count a try, inside a writing transaction."""
    work.run("journal.add_attempt", id=work.new_id(), purpose=purpose, subject=subject, at=work.now)
