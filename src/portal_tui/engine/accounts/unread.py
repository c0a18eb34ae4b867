"""What a person hasn't read yet: messages and official documents, where they take part (C4)."""

from typing import Final

from portal_tui.engine.work import Work

MANY: Final = 1000
"""Of a person who takes part in more applications, discussions are looked through instead of applications."""


def unread_of(work: Work, account_id: int) -> dict[int, int]:
    """How much is unread, by applicant."""
    takes_part_in = work.value("unread.takes_part_in", account_id=account_id, most=MANY + 1)
    order = "from_discussions" if takes_part_in > MANY else "from_applications"
    rows = work.dicts(f"unread.messages_{order}", account_id=account_id)
    rows += work.dicts(f"unread.documents_{order}", account_id=account_id)
    counts: dict[int, int] = {}
    for row in rows:
        counts[row["applicant_id"]] = counts.get(row["applicant_id"], 0) + row["count"]
    return counts
