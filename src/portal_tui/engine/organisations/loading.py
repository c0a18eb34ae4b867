"""An organisation as one of its members meets it; nobody else may know (O3)."""

from typing import Final, Literal

import msgspec

from portal_tui.contract.problems import NotFound
from portal_tui.engine.accounts.person import person
from portal_tui.engine.work import Work
from portal_tui.rules.facts import ADMINISTRATORS, Viewer
from portal_tui.rules.organisations import MemberFacts, OrganisationFacts

_NAMED: Final = 5
"""So many of the applications that somebody owns are named."""


class MemberRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A membership with the person's name."""

    account_id: int
    name: str
    email: str
    standing: Literal["primary", "administrator", "member"]
    since: int
    owns: int
    """Applications of this organisation, deleted drafts too: they can be restored."""


class Organisation:
    """An organisation, loaded for one of its members."""

    def __init__(self, work: Work, entity_id: int, name: str, kind: str, members: list[MemberRecord]) -> None:
        self.work = work
        self.id = entity_id
        self.name = name
        self.kind = kind
        self.members = members
        mine = self.record(work.actor.account_id)
        self.viewer: Viewer = msgspec.structs.replace(person(work), standing=mine.standing)
        self.facts = OrganisationFacts(
            id=entity_id,
            name=name,
            primary=self.primary.name,
            administrators=tuple(member.name for member in self.administrators),
            members=len(members),
            support=work.portal.operator.email,
        )

    @property
    def primary(self) -> MemberRecord:
        """The primary administrator; every organisation has exactly one (O3)."""
        return next(member for member in self.members if member.standing == "primary")

    @property
    def administrators(self) -> list[MemberRecord]:
        """The primary one first."""
        return [member for member in self.members if member.standing in ADMINISTRATORS]

    def record(self, account_id: int) -> MemberRecord:
        """A member. Raises NotFound for everybody else."""
        for member in self.members:
            if member.account_id == account_id:
                return member
        raise NotFound("member-not-found")

    def member(self, account_id: int) -> MemberFacts:
        """A member as decisions see them. Raises NotFound for everybody else."""
        record = self.record(account_id)
        numbers: list[dict[str, str]] = []
        if record.owns:
            numbers = self.work.dicts(
                "organisations.owned_numbers", entity_id=self.id, account_id=account_id, limit=_NAMED
            )
        return MemberFacts(
            account_id=account_id,
            name=record.name,
            standing=record.standing,
            owns=record.owns,
            numbers=tuple(row["number"] for row in numbers),
        )


def load(work: Work, organisation_id: int) -> Organisation:
    """An organisation that the actor is a member of. Raises NotFound."""
    row = work.one("organisations.one", entity_id=organisation_id)
    members = work.rows("organisations.members", MemberRecord, entity_id=organisation_id)
    if row is None or all(member.account_id != work.actor.account_id for member in members):
        raise NotFound("organisation-not-found")
    return Organisation(work, organisation_id, row["name"], row["kind"], members)
