"""What a list shows: a scope, which is a way to see applications, and what is looked for in it (T1, T5)."""

from typing import Any, Final

import msgspec

from portal_tui.contract.applications import State
from portal_tui.engine.collation import collation_key
from portal_tui.engine.work import Work

DENSE: Final = 3000
"""From so many hits on, reading in order and looking at each row is quicker than sorting what was found."""

UNBOUNDED: Final = 2**62
"""Count them all."""

_ADMINISTER: Final = frozenset({"self", "primary", "administrator"})


def scope_of(work: Work, entity_id: int) -> int | None:
    """All of an entity's for those who administer it, else what the person takes part in; None: nothing."""
    found = work.one("listing.scopes", entity_id=entity_id, account_id=work.actor.account_id)
    if found is None:
        return None
    policies, standing = work.outline.policies, found["standing"]
    everybody = policies.register != "none" and policies.own_staff_without_grant and standing == "member"
    scope = found["all_of_it" if standing in _ADMINISTER or everybody else "own"]
    return None if scope is None else int(scope)


class Search:
    """What is looked for: words that must all occur, states. A NUL, which no query can hold, parts words."""

    def __init__(self, text: str = "", states: tuple[State, ...] = ()) -> None:
        self.words = collation_key(text.replace("\0", " ")).split()
        self.states = states

    @property
    def empty(self) -> bool:
        """Whether everything is wanted."""
        return not self.words and not self.states

    @property
    def trigrams(self) -> str:
        """The words as a query of the index: what lacks one of these can't match."""
        found = {word[i : i + 3] for word in self.words for i in range(len(word) - 2)}
        return " AND ".join('"' + trigram.replace('"', '""') + '"' for trigram in sorted(found))

    def sparse(self, work: Work) -> bool:
        """Whether the index is the quicker way."""
        trigrams = self.trigrams
        return bool(trigrams) and work.value("listing.probe", trigrams=trigrams) < DENSE

    def params(self, name: str) -> dict[str, Any]:
        """What the query of that name is filled with."""
        common = {
            "words": msgspec.json.encode(self.words).decode(),
            "states": msgspec.json.encode(self.states).decode() if self.states else None,
        }
        return {**common, "trigrams": self.trigrams} if name.endswith("found") else common

    def count(self, work: Work, scope: int | None, *, most: int = UNBOUNDED) -> int:
        """How many there are in a scope; counting stops at ``most``."""
        if scope is None:
            return 0
        if self.empty:
            return int(work.value("listing.count", scope_id=scope, most=most))
        name = "count_found" if self.sparse(work) else "count_scanned"
        return int(work.value(f"listing.{name}", scope_id=scope, most=most, **self.params(name)))
