"""Why a list is empty or fruitless, and where else to look: the causes that fit this person (T1)."""

from collections.abc import Iterator
from typing import Final

import msgspec

from portal_tui.contract.finding import Elsewhere, LookElsewhere
from portal_tui.engine.collation import collation_key
from portal_tui.engine.handle import handles
from portal_tui.engine.register.using import decides
from portal_tui.engine.work import Work
from portal_tui.rules.states import RESTORABLE

from .searching import Search, scope_of

COLLEAGUES: Final = 3
"""So many applications of colleagues are named at most, the last changed first."""
COUNTED: Final = 3000
"""Counting stops there; of more applications of others, none is named."""


@handles(LookElsewhere)
def look_elsewhere(work: Work, operation: LookElsewhere) -> tuple[Elsewhere, ...]:
    """The surest first: the filter, another entity of mine, then what only somebody else can show."""
    search = Search(operation.filter)
    return (
        *_without_filter(work, search),
        *_other_entities(work, search),
        *_not_mine(work, search),
        *_deleted(work, search),
        *_language(work, search),
        *_not_member(work),
    )


def _without_filter(work: Work, search: Search) -> Iterator[Elsewhere]:
    if search.empty:
        return
    everything = Search().count(work, scope_of(work, work.actor.acting_entity_id))
    if everything:
        yield Elsewhere(code="filter", count=everything)


def _other_entities(work: Work, search: Search) -> Iterator[Elsewhere]:
    for entity in work.dicts("accounts.entities", account_id=work.actor.account_id):
        if entity["id"] == work.actor.acting_entity_id:
            continue
        count = search.count(work, scope_of(work, entity["id"]), most=COUNTED)
        if count:
            yield Elsewhere(code="entity", entity_id=entity["id"], name=entity["name"], count=count)


def _not_mine(work: Work, search: Search) -> Iterator[Elsewhere]:
    """What colleagues of the acting organisation have and a plain member doesn't take part in (P4, T5)."""
    entity_id, account_id = work.actor.acting_entity_id, work.actor.account_id
    standing = work.value("organisations.standing", entity_id=entity_id, account_id=account_id)
    if standing != "member":
        return
    everybodys = work.value("listing.scope", entity_id=entity_id, account_id=None)
    everything = search.count(work, everybodys, most=COUNTED)
    hidden = everything - search.count(work, scope_of(work, entity_id), most=COUNTED)
    if hidden <= 0:
        return
    if decides(work):
        yield Elsewhere(code="no-right", count=hidden)
        return
    yield Elsewhere(code="not-collaborator", count=hidden)
    if everything < COUNTED:
        rows = work.dicts(
            "listing.colleagues",
            entity_id=entity_id,
            account_id=account_id,
            words=msgspec.json.encode(search.words).decode(),
            limit=COLLEAGUES,
        )
        yield from (
            Elsewhere(
                code="colleague", application_id=row["id"], number=row["number"], name=row["name"], count=1
            )
            for row in rows
        )
        if rows and hidden > len(rows):
            yield Elsewhere(code="more-colleagues", count=hidden - len(rows))


def _deleted(work: Work, search: Search) -> Iterator[Elsewhere]:
    rows = work.dicts(
        "applications.deleted",
        entity_id=work.actor.acting_entity_id,
        account_id=work.actor.account_id,
        since=work.now - RESTORABLE,
    )
    count = sum(all(word in row["search_text"] for word in search.words) for row in rows)
    if count:
        yield Elsewhere(code="deleted", count=count)


def _language(work: Work, search: Search) -> Iterator[Elsewhere]:
    """A language hides nothing here; but what isn't translated is found by its own words only (A6)."""
    scope = scope_of(work, work.actor.acting_entity_id)
    if search.empty or scope is None:
        return
    portal = work.portal
    reader = work.language.partition("-")[0]
    untranslated = [
        collation_key(portal.say(programme.title, portal.default_language).text)
        for programme in portal.programmes
        if portal.say(programme.title, work.language).language.partition("-")[0] != reader
    ]
    titles = msgspec.json.encode(untranslated).decode()
    count = work.value("listing.of_titles", scope_id=scope, titles=titles, most=COUNTED)
    if count:
        yield Elsewhere(code="language", count=count)


def _not_member(work: Work) -> Iterator[Elsewhere]:
    """Who belongs to no organisation may have been forgotten (O7)."""
    if len(work.dicts("accounts.entities", account_id=work.actor.account_id)) == 1:
        yield Elsewhere(code="not-member")
