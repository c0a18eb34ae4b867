"""What the register says about an application, and who takes part in one because of it (T3, R6, R7)."""

from typing import Any, Final

from portal_tui.contract.decisions import Check, Decision
from portal_tui.contract.register import Right
from portal_tui.engine.applications.listing import relist
from portal_tui.engine.work import Work
from portal_tui.rules.facts import Access
from portal_tui.rules.register import WRITE, Person, Place, Use, every_use, may_use, most_of, right_of
from portal_tui.rules.register_rights import may_read_register

from .loading import functions_of, load_person, organisation_row, place_of

Uses = dict[str, tuple[Check, ...]]


def decides(work: Work) -> bool:
    """Whether rights come from a register in this portal."""
    return work.outline.policies.register != "none"


class OwnRights:
    """What this person may do with whose applications, loaded once for many of them (R6)."""

    def __init__(self, work: Work) -> None:
        account_id, self._outline = work.actor.account_id, work.outline
        rows = work.dicts("register.in_force", account_id=account_id, now=work.now)
        self._held: dict[tuple[int, str], Right] = {
            (row["entity_id"], row["service"]): row["held"] for row in rows
        }
        admitted = work.outline.policies.own_staff_without_grant
        members = work.dicts("register.organisations_of_member", account_id=account_id) if admitted else ()
        self._own = frozenset(row["id"] for row in members)

    def most(self, organisation_id: int, service: str) -> Use | None:
        """The most that their right there lets them do now; None: nothing."""
        right = self._held.get((organisation_id, service))
        if right is None and organisation_id in self._own:
            right = "applicant-write"
        return most_of(right, mandatary_transmits=self._outline.mandatary_transmits(service))


def uses_of(work: Work, organisation_id: int, service: str, account_id: int) -> tuple[Uses, Access]:
    """The register's rules for a person on a service of an organisation, and what their right gives them."""
    place = _place(work, organisation_id, service)
    person = load_person(work, account_id, organisation_id, service)
    right = right_of(place, person)
    return every_use(place, person), "none" if right is None else _ACCESS[right in WRITE]


def held_by(work: Work, organisation_id: int, service: str, account_id: int) -> tuple[Right | None, bool]:
    """What somebody holds now on a service, and whether it lets them transmit."""
    place = _place(work, organisation_id, service)
    person = load_person(work, account_id, organisation_id, service)
    return right_of(place, person), may_use(place, person, "send").allowed


def reading_of(work: Work, organisation_id: int, service: str, account_id: int) -> Decision:
    """Whether a person may read the register of a service (A7)."""
    person = load_person(work, account_id, organisation_id, service)
    return may_read_register(_place(work, organisation_id, service), person)


def senders_of(work: Work, organisation_id: int, service: str) -> tuple[str, ...]:
    """Whose entry lets them transmit now, for members and the operator's staff (T3)."""
    viewer = load_person(work, work.actor.account_id, organisation_id, service)
    if not (viewer.member or viewer.staff):
        return ()
    place = _place(work, organisation_id, service)
    rows = work.dicts("register.holders", entity_id=organisation_id, service=service)
    return tuple(row["name"] for row in rows if may_use(place, entered(row), "send").allowed)


def entered(row: dict[str, Any]) -> Person:
    """Somebody as their entry says, in force or ended."""
    return Person(account_id=row["account_id"], name=row["name"], right=row["held"], ends_at=row["ends_at"])


def _place(work: Work, organisation_id: int, service: str) -> Place:
    return place_of(
        work,
        organisation_row(work, organisation_id),
        work.portal.programme(service),
        functions_of(work, organisation_id, service),
    )


def take_part(work: Work, application_id: int) -> None:
    """Whoever has a right on the service takes part in a new application; the caller lists it."""
    for row in work.dicts("register.entitled_to", application_id=application_id):
        _add(work, application_id, row["account_id"], row["held"])


def follow(work: Work, organisation_id: int, service: str, account_id: int) -> None:
    """A right was given, changed or withdrawn: so they take part in every application there, or in none."""
    person = load_person(work, account_id, organisation_id, service)
    for row in work.dicts("register.applications_there", entity_id=organisation_id, service=service):
        if person.right is not None:
            _add(work, row["id"], account_id, person.right)
        else:
            work.run("applications.remove_collaborator", application_id=row["id"], account_id=account_id)
        relist(work, row["id"])
        work.changed("application", row["id"], row["id"])


def managers_of(
    work: Work, organisation_id: int, service: str, role: str, account_id: int
) -> tuple[int, ...]:
    """Accounts of those who give rights on a service; or of the mandatary managers of somebody (R11)."""
    if role == "local-manager":
        return tuple(row["account_id"] for row in functions_of(work, organisation_id, service))
    points = work.dicts("register.points_of_person", account_id=account_id, service=service)
    return tuple(dict.fromkeys(row["manager_id"] for row in points if row["manager_id"] is not None))


_ACCESS: Final[dict[bool, Access]] = {True: "edit", False: "view"}


def _add(work: Work, application_id: int, account_id: int, right: Right) -> None:
    work.run(
        "applications.add_collaborator",
        application_id=application_id,
        account_id=account_id,
        access=_ACCESS[right in WRITE],
        at=work.now,
    )
