"""The list of applications: a window on a query, in any order, filtered as one types (T1)."""

import base64
from typing import Any, Final

import msgspec

from portal_tui.contract.applications import ApplicationRow, CountApplications, ListApplications, State
from portal_tui.contract.pages import Page
from portal_tui.contract.problems import FieldProblem, Invalid
from portal_tui.engine.collation import collation_key
from portal_tui.engine.handle import handles
from portal_tui.engine.storage.queries import query
from portal_tui.engine.work import Work

KEYS: Final = {
    "number": "number_key",
    "programme": "programme_key",
    "owner": "owner_key",
    "state": "state_key",
    "deadline": "deadline_key",
    "changed": "changed_key",
}
DENSE: Final = 3000
"""From so many hits on, reading in order and looking at each row is quicker than sorting what was found."""
LARGEST_PAGE: Final = 200

_ADMINISTER: Final = frozenset({"self", "primary", "administrator"})
_Edge = tuple[str | int, int]


@handles(ListApplications)
def list_applications(work: Work, operation: ListApplications) -> Page[ApplicationRow]:
    """A page in the order asked for, after or before a cursor."""
    if not 0 < operation.limit <= LARGEST_PAGE:
        raise Invalid(
            fields=(FieldProblem("/limit", "maximum", {"found": operation.limit, "expected": LARGEST_PAGE}),)
        )
    scope = _scope(work)
    if scope is None:
        return Page(items=())
    backwards = operation.before is not None
    cursor = operation.before if backwards else operation.after
    edge = _decoded(cursor) if cursor else None
    descending = operation.descending != backwards
    found = _edges(work, operation, scope, edge, descending)
    more = len(found) > operation.limit
    found = found[: operation.limit]
    if backwards:
        found.reverse()
    first = _encoded(found[0]) if found else None
    last = _encoded(found[-1]) if found else None
    at_start = edge is None and not operation.offset
    return Page(
        items=_rows(work, [identity for _, identity in found]),
        before=(first if more else None) if backwards else (None if at_start else first),
        after=last if backwards or more else None,
    )


@handles(CountApplications)
def count_applications(work: Work, operation: CountApplications) -> int:
    """How many a list has."""
    scope = _scope(work)
    if scope is None:
        return 0
    search = _Search(operation.filter, operation.states)
    if search.empty:
        return int(work.value("listing.count", scope_id=scope))
    name = "count_found" if search.sparse(work) else "count_scanned"
    return int(work.value(f"listing.{name}", scope_id=scope, **search.params(name)))


def _scope(work: Work) -> int | None:
    """All of the acting entity's for those who administer it, else what the person takes part in (T5)."""
    actor = work.actor
    entity_id = actor.acting_entity_id
    standing = work.value("organisations.standing", entity_id=entity_id, account_id=actor.account_id)
    if standing is None:
        return None
    account_id = None if standing in _ADMINISTER else actor.account_id
    found = work.value("listing.scope", entity_id=entity_id, account_id=account_id)
    return None if found is None else int(found)


class _Search:
    """What is looked for: words that must all occur, states."""

    def __init__(self, text: str, states: tuple[State, ...]) -> None:
        self.words = collation_key(text).split()
        self.states = states

    @property
    def empty(self) -> bool:
        return not self.words and not self.states

    @property
    def trigrams(self) -> str:
        found = {word[i : i + 3] for word in self.words for i in range(len(word) - 2)}
        return " AND ".join('"' + trigram.replace('"', '""') + '"' for trigram in sorted(found))

    def sparse(self, work: Work) -> bool:
        trigrams = self.trigrams
        return bool(trigrams) and work.value("listing.probe", trigrams=trigrams) < DENSE

    def params(self, name: str) -> dict[str, Any]:
        common = {
            "words": msgspec.json.encode(self.words).decode(),
            "states": msgspec.json.encode(self.states).decode() if self.states else None,
        }
        return {**common, "trigrams": self.trigrams} if name.endswith("found") else common


def _edges(
    work: Work, operation: ListApplications, scope: int, edge: _Edge | None, descending: bool
) -> list[_Edge]:
    search = _Search(operation.filter, operation.states)
    params: dict[str, Any] = {"scope_id": scope, "limit": operation.limit + 1}
    if edge is not None:
        params |= {"key": edge[0], "id": edge[1]}
    if not search.empty:
        name = "page_found" if search.sparse(work) else "page_scanned"
        params |= {"key": None, "id": None, **params, **search.params(name), "offset": operation.offset or 0}
    elif edge is not None:
        name = "page"
    else:
        name = "first_page"
        params["offset"] = operation.offset or 0
    sql = query(f"listing.{name}").format(
        key=KEYS[operation.sort],
        beyond="<" if descending else ">",
        direction="desc" if descending else "asc",
    )
    return [(key, identity) for identity, key in work.database.rows(sql, params)]


def _rows(work: Work, ids: list[int]) -> tuple[ApplicationRow, ...]:
    found = {
        row["id"]: row
        for row in work.dicts(
            "listing.rows", ids=msgspec.json.encode(ids).decode(), account_id=work.actor.account_id
        )
    }
    portal = work.portal
    reads_all = portal.policies.administrators_read_content
    titles: dict[str, Any] = {}
    rows = []
    for identity in ids:
        row = found[identity]
        code = row.pop("programme_code")
        if code not in titles:
            titles[code] = portal.say(portal.programme(code).title, work.language)
        title = titles[code]
        for name in ("mine", "readable"):
            row[name] = bool(row[name])
        row["readable"] |= reads_all
        rows.append(ApplicationRow(programme=title.text, programme_language=title.language, **row))
    return tuple(rows)


def _encoded(edge: _Edge) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(edge)).decode()


def _decoded(cursor: str) -> _Edge:
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(cursor), type=tuple[str | int, int])
    except (ValueError, msgspec.DecodeError) as error:
        raise Invalid(fields=(FieldProblem("/after", "cursor"),)) from error
