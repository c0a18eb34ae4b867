"""A unit of work: one operation, one transaction, and what a use case may reach."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from portal_tui.contract.problems import NotSignedIn

from .collation import address_key
from .storage.queries import query
from .storage.store import Store

if TYPE_CHECKING:
    from portal_tui.portals.definition import Portal, Programme
    from portal_tui.portals.outline import Outline

    from .definitions import Definitions
    from .files.places import Places
    from .ids import Ids

S = TypeVar("S", bound=msgspec.Struct)


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who does it, and as whom."""

    account_id: int
    email: str
    given_name: str
    family_name: str
    role: str
    language: str
    confirmed_at: int | None
    acting_entity_id: int

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def staff(self) -> bool:
        """Whether they work for the operator (W2)."""
        return self.role == "staff"


class Work:
    """What a use case works with. ``now`` stands still during an operation."""

    def __init__(
        self,
        *,
        database: Store,
        definitions: "Definitions",
        files: "Places",
        ids: "Ids",
        now: int,
        operation: str,
        actor: Actor | None,
        session_hash: bytes = b"",
        language: str = "",
    ) -> None:
        self.database = database
        self.definitions = definitions
        self.files = files
        self.ids = ids
        self.now = now
        self.operation = operation
        self.session_hash = session_hash
        self.prepared: Any = None
        """What ``@prepares`` answered, before the transaction."""
        self._actor = actor
        self._language = language

    @property
    def actor(self) -> Actor:
        """Who does it. Raises NotSignedIn."""
        if self._actor is None:
            raise NotSignedIn()
        return self._actor

    @property
    def language(self) -> str:
        """The language of the answer: the one asked for, else the account's, else the portal's (A6)."""
        own = self._actor.language if self._actor else ""
        return self._language or own or self.outline.default_language

    @cached_property
    def outline(self) -> "Outline":
        """As much of the portal's definition as costs nothing to know."""
        return self.definitions.outline

    @cached_property
    def portal(self) -> "Portal":
        """The portal's definition as it was when this began."""
        return self.definitions.portal

    def programme(self, digest: str) -> "Programme":
        """A programme as an application began with it (P5)."""
        return self.definitions.programme(digest)

    def new_id(self) -> int:
        """A fresh id."""
        return self.ids.new()

    def rows(self, name: str, kind: type[S], /, **params: Any) -> list[S]:
        """Every row of the query ``<area>.<name>`` as structs whose fields are named as its columns."""
        return [msgspec.convert(row, kind, strict=False) for row in self.dicts(name, **params)]

    def dicts(self, name: str, /, **params: Any) -> list[dict[str, Any]]:
        """Every row of the query ``<area>.<name>`` by column name."""
        return self.database.dicts(query(name), params)

    def one(self, name: str, /, **params: Any) -> dict[str, Any] | None:
        """The first row of the query, or None."""
        found = self.dicts(name, **params)
        return found[0] if found else None

    def value(self, name: str, /, **params: Any) -> Any:
        """The first column of the first row, or None."""
        found = self.database.rows(query(name), params)
        return found[0][0] if found else None

    def run(self, name: str, /, **params: Any) -> int:
        """Change something; the number of rows that it changed."""
        return self.database.run(query(name), params)

    def audit(self, subject: str, subject_id: int | None, /, **details: Any) -> None:
        """Record who did what to what, in the same transaction."""
        self.run(
            "journal.add_audit",
            id=self.new_id(),
            at=self.now,
            account_id=self._actor.account_id if self._actor else None,
            entity_id=self._actor.acting_entity_id if self._actor else None,
            operation=self.operation,
            subject=subject,
            subject_id=subject_id,
            details=msgspec.json.encode(details).decode(),
        )

    def changed(self, subject: str, subject_id: int, application_id: int | None = None) -> None:
        """Tell whoever looks at it, in this program or another, that it changed."""
        self.database.announce(
            {"subject": subject, "subject_id": subject_id, "application_id": application_id, "at": self.now}
        )

    def mail(
        self,
        recipient: str,
        code: str,
        /,
        *,
        account_id: int | None = None,
        application_id: int | None = None,
        secret: str = "",
        **params: Any,
    ) -> None:
        """Put a mail in the outbox: text ``mail.<code>``, rendered in its reader's language (C5)."""
        self.run(
            "journal.add_mail",
            id=self.new_id(),
            at=self.now,
            recipient=recipient,
            recipient_key=address_key(recipient),
            account_id=account_id,
            code=code,
            params=msgspec.json.encode(params).decode(),
            secret=secret,
            application_id=application_id,
        )
        self.changed("mail", account_id or 0, application_id)
