"""Keeps each application's line in every list that shows it, with its sort keys (T1, T5)."""

from typing import Final

from portal_tui.engine.collation import collation_key
from portal_tui.engine.work import Work
from portal_tui.rules.states import STATES

LAST: Final = 2**62
"""Sorts what has no deadline after what has one."""
RANK: Final = {state: rank for rank, state in enumerate(STATES)}
"""How a list sorts states: what asks for work first."""


def relist(work: Work, application_id: int) -> None:
    """Write the application's lines anew: one for its applicant, one for each person who takes part."""
    work.run("listing.remove", application_id=application_id)
    row = work.one("applications.for_listing", application_id=application_id)
    if row is None:
        return
    _search(work, row["id"], row["search_text"], search_text(row))
    if row["deleted_at"] is not None:
        return
    people = {row["owner_id"]}
    people |= {
        person["account_id"] for person in work.dicts("applications.collaborators", application_id=row["id"])
    }
    for account_id in (None, *sorted(people)):
        work.run(
            "listing.add",
            scope_id=scope_id(work, row["applicant_id"], account_id),
            application_id=row["id"],
            number_key=row["number"],
            programme_key=row["title_key"],
            owner_key=collation_key(row["owner"]),
            state_key=RANK[row["state"]],
            deadline_key=LAST if row["deadline_at"] is None else row["deadline_at"],
            changed_key=row["changed_at"],
        )


def touch(work: Work, application_id: int) -> None:
    """The application changed now: its revision, its place in lists by last change."""
    work.run("applications.touch", application_id=application_id, at=work.now)
    work.run("listing.touch", application_id=application_id, at=work.now)


def scope_id(work: Work, entity_id: int, account_id: int | None) -> int:
    """The id of a way to see a list, made when first needed; inside a writing transaction."""
    found = work.value("listing.scope", entity_id=entity_id, account_id=account_id)
    if found is None:
        found = work.new_id()
        work.run("listing.add_scope", id=found, entity_id=entity_id, account_id=account_id)
    return int(found)


def search_text(row: dict[str, str]) -> str:
    """What a filter finds an application by, folded."""
    parts = (row["number"], row["programme_code"], row["title"], row["applicant"], row["owner"])
    return collation_key(" ".join(parts))


def _search(work: Work, application_id: int, before: str, now: str) -> None:
    if before == now:
        return
    if before:
        work.run("listing.remove_search", application_id=application_id)
    work.run("listing.add_search", application_id=application_id, search_text=now)
    work.run("listing.set_search", application_id=application_id, search_text=now)
