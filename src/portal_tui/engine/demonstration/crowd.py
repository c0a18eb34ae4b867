"""Fills one organisation with as many generated applications as are asked for, in all states.

Straight SQL, not one operation each: a million of them is for measuring lists. They began with an earlier
version of their programme, which had one task, so that each can be opened without a million task sets.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from portal_tui.engine.applications.listing import LAST, RANK, scope_id, search_text
from portal_tui.engine.collation import collation_key
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.queries import query
from portal_tui.engine.work import Work
from portal_tui.rules.deadlines import local_date
from portal_tui.rules.states import STATES

if TYPE_CHECKING:
    from portal_tui.portals.definition import Programme

DAY: Final = 24 * 3600 * 1_000_000
SPREAD_DAYS: Final = 3 * 365
"""Over how long before now they were made."""
OTHERS_TAKE_PART_IN: Final = 200
"""How many of them each other member of the organisation collaborates on."""


class Crowd:
    """Who and what the generated applications are about."""

    def __init__(self, work: Work, *, organisation_id: int, owner_id: int, others: tuple[int, ...]) -> None:
        self.work = work
        self.organisation_id = organisation_id
        self.organisation = str(work.value("accounts.entity_name", entity_id=organisation_id))
        self.owner_id = owner_id
        self.names = {
            account_id: str(work.value("accounts.name", account_id=account_id))
            for account_id in (owner_id, *others)
        }
        self.others = others
        self.scopes = {
            account_id: scope_id(work, organisation_id, account_id)
            for account_id in (None, owner_id, *others)
        }
        self.programmes = [_earlier(work, programme) for programme in work.portal.programmes]

    def fill(self, count: int) -> None:
        """Write ``count`` applications inside a writing transaction."""
        database = self.work.database
        first_id = self.work.ids.reserve(2 * count)
        indexes = database.rows(query("crowd.listing_indexes"))
        for name, _ in indexes:
            database.run(f'drop index "{name}"')
        database.many(query("crowd.add_application"), self._applications(first_id, count))
        database.many(query("crowd.add_task"), self._tasks(first_id, count))
        database.many(query("crowd.add_collaboration"), self._collaborations(first_id, count))
        database.many(query("crowd.add_line"), self._lines(first_id, count))
        database.run(query("crowd.add_search"), {"first_id": first_id})
        for _, sql in indexes:
            database.run(sql)
        database.run(query("crowd.count_numbers"))
        self.work.audit("organisation", self.organisation_id, generated=count)

    def _made(self, index: int, count: int) -> int:
        return self.work.now - SPREAD_DAYS * DAY + index * (SPREAD_DAYS * DAY // count)

    def _number(self, index: int, count: int) -> str:
        year = local_date(self._made(index, count), self.work.definitions.zone)[:4]
        return f"{year}-{NUMBERS_FROM + index % NUMBERS_A_YEAR:06d}"

    def _applications(self, first_id: int, count: int) -> Iterator[dict[str, str | int | None]]:
        for index in range(count):
            programme = self.programmes[index % len(self.programmes)]
            made = self._made(index, count)
            state = STATES[index % len(STATES)]
            row = {
                "number": self._number(index, count),
                "programme_code": programme.code,
                "title": programme.title,
                "applicant": self.organisation,
                "owner": self.names[self.owner_id],
            }
            yield {
                "id": first_id + index,
                "number": row["number"],
                "programme_code": programme.code,
                "programme_digest": programme.digest,
                "applicant_id": self.organisation_id,
                "owner_id": self.owner_id,
                "state": state,
                "round": 0 if state == "draft" else 1,
                "created_at": made,
                "changed_at": self._changed(index, made),
                "deadline_at": self._deadline(index, state, made),
                "search_text": search_text(row),
            }

    def _changed(self, index: int, made: int) -> int:
        return min(self.work.now, made + (index * 7919 % 90) * DAY + index)

    def _deadline(self, index: int, state: str, made: int) -> int | None:
        if state in ("draft", "changes-requested"):
            return self.work.now + (index * 6151 % 60 + 1) * DAY
        return made + 30 * DAY if index % 3 else None

    def _tasks(self, first_id: int, count: int) -> Iterator[dict[str, str | int | None]]:
        task_id = first_id + count
        for index in range(count):
            programme = self.programmes[index % len(self.programmes)]
            yield {
                "id": task_id + index,
                "application_id": first_id + index,
                "key": programme.task_key,
                "form_digest": programme.form_digest,
                "changed_at": self._made(index, count),
            }

    def _collaborations(self, first_id: int, count: int) -> Iterator[dict[str, int]]:
        for index in range(count):
            for account_id in self._people(index):
                yield {
                    "application_id": first_id + index,
                    "account_id": account_id,
                    "since": self._made(index, count),
                }

    def _people(self, index: int) -> tuple[int, ...]:
        return (self.owner_id, *self.others) if index < OTHERS_TAKE_PART_IN else (self.owner_id,)

    def _lines(self, first_id: int, count: int) -> Iterator[dict[str, str | int]]:
        owner_key = collation_key(self.names[self.owner_id])
        for scope in (None, self.owner_id, *self.others):
            shown = count if scope in (None, self.owner_id) else min(count, OTHERS_TAKE_PART_IN)
            for index in range(shown):
                state = STATES[index % len(STATES)]
                made = self._made(index, count)
                deadline = self._deadline(index, state, made)
                yield {
                    "scope_id": self.scopes[scope],
                    "application_id": first_id + index,
                    "number_key": self._number(index, count),
                    "programme_key": self.programmes[index % len(self.programmes)].title_key,
                    "owner_key": owner_key,
                    "state_key": RANK[state],
                    "deadline_key": LAST if deadline is None else deadline,
                    "changed_key": self._changed(index, made),
                }


NUMBERS_FROM: Final = 100_000
"""The first generated number of all years: above those that people made by hand."""
NUMBERS_A_YEAR: Final = 1_000_000 - NUMBERS_FROM
"""Six digits hold so many; applications so far apart are of different years."""


class EarlierProgramme(msgspec.Struct, frozen=True, kw_only=True):
    """The version of a programme that generated applications began with."""

    code: str
    title: str
    title_key: str
    digest: str
    task_key: str
    form_digest: str | None


def _earlier(work: Work, programme: "Programme") -> EarlierProgramme:
    task = next((task for task in programme.tasks if task.kind == "form"), programme.tasks[0])
    earlier = replace(programme, tasks=(task,))
    document = msgspec.json.encode(earlier, order="sorted")
    digest = hashlib.sha256(document).hexdigest()
    work.run(
        "definitions.put_programme_version",
        digest=digest,
        code=programme.code,
        definition=document.decode(),
        at=work.now,
    )
    title = work.portal.say(programme.title, work.portal.default_language).text
    return EarlierProgramme(
        code=programme.code,
        title=title,
        title_key=collation_key(title),
        digest=digest,
        task_key=task.key,
        form_digest=work.value("definitions.form_of", name=task.form) if task.form else None,
    )


def generated(engine: Engine) -> int:
    """How many generated applications a database has."""
    return int(engine.database.rows(query("crowd.generated"))[0][0])
