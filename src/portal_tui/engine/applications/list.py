"""The list of applications: a window on a query, in any order, filtered as one types (T1)."""

import base64
from typing import Any, Final

import msgspec

from portal_tui.contract.applications import ApplicationRow, CountApplications, ListApplications
from portal_tui.contract.pages import Page
from portal_tui.contract.problems import FieldProblem, Invalid
from portal_tui.engine.handle import handles
from portal_tui.engine.register.using import OwnRights, decides
from portal_tui.engine.storage.queries import query
from portal_tui.engine.work import Work

from .searching import Search, scope_of

KEYS: Final = {
    "number": "number_key",
    "programme": "programme_key",
    "owner": "owner_key",
    "state": "state_key",
    "deadline": "deadline_key",
    "changed": "changed_key",
}
_TEXTS: Final = frozenset({"number", "programme", "owner"})
"""What sorts as a text; all else are numbers."""
LARGEST_PAGE: Final = 200

_Edge = tuple[str | int, int]


@handles(ListApplications)
def list_applications(work: Work, operation: ListApplications) -> Page[ApplicationRow]:
    """A page in the order asked for, after or before a cursor."""
    if not 0 < operation.limit <= LARGEST_PAGE:
        raise Invalid(
            fields=(FieldProblem("/limit", "maximum", {"found": operation.limit, "expected": LARGEST_PAGE}),)
        )
    scope = scope_of(work, work.actor.acting_entity_id)
    if scope is None:
        return Page(items=())
    backwards = operation.before is not None
    cursor = operation.before if backwards else operation.after
    edge = _decoded(cursor, operation.sort) if cursor else None
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
    search = Search(operation.filter, operation.states)
    return search.count(work, scope_of(work, work.actor.acting_entity_id))


def _edges(
    work: Work, operation: ListApplications, scope: int, edge: _Edge | None, descending: bool
) -> list[_Edge]:
    search = Search(operation.filter, operation.states)
    params: dict[str, Any] = {"scope_id": scope, "limit": operation.limit + 1}
    offset = max(0, operation.offset or 0)
    if edge is not None:
        params |= {"key": edge[0], "id": edge[1]}
    if not search.empty:
        name = "page_found" if search.sparse(work) else "page_scanned"
        params |= {"key": None, "id": None, **params, **search.params(name), "offset": offset}
    elif edge is not None:
        name = "page"
    else:
        name = "first_page"
        params["offset"] = offset
    sql = query(f"listing.{name}").format(
        key=KEYS[operation.sort],
        beyond="<" if descending else ">",
        direction="desc" if descending else "asc",
    )
    return [(key, identity) for identity, key in work.database.rows(sql, params)]


def _rows(work: Work, ids: list[int]) -> tuple[ApplicationRow, ...]:
    found = work.dicts(
        "listing.rows", ids=msgspec.json.encode(ids).decode(), account_id=work.actor.account_id
    )
    portal = work.outline
    reads_all = portal.policies.administrators_read_content
    titles = {code: portal.title(code, work.language) for code in {row["programme_code"] for row in found}}
    rights = OwnRights(work) if decides(work) else None
    for row in found:
        if rights is not None and not row["personal"]:
            row["may"] = rights.most(row["applicant_id"], row["programme_code"])
            row["readable"] = row["may"] is not None
        title = titles[row["programme_code"]]
        row["programme"], row["programme_language"] = title.text, title.language
        row["readable"] |= reads_all
        row["unread"] *= row["readable"]
    by_id = {row["id"]: row for row in found}
    # Databases know truth as 0 and 1.
    return msgspec.convert([by_id[identity] for identity in ids], tuple[ApplicationRow, ...], strict=False)


def _encoded(edge: _Edge) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(edge)).decode()


def _decoded(cursor: str, sort: str) -> _Edge:
    try:
        decoded = base64.urlsafe_b64decode(cursor)
        if sort in _TEXTS:
            return msgspec.json.decode(decoded, type=tuple[str, int])
        return msgspec.json.decode(decoded, type=tuple[int, int])
    except (ValueError, msgspec.DecodeError) as error:
        raise Invalid(fields=(FieldProblem("/after", "cursor"),)) from error
