"""A request that somebody become a manager: what it is about, and how it is shown (R4, R5, R8, R10)."""

from typing import Any

import msgspec

from portal_tui.contract.decisions import Decision
from portal_tui.contract.designations import Designated, Designation
from portal_tui.contract.problems import NotFound
from portal_tui.engine.programmes.finding import find_programme
from portal_tui.engine.work import Work
from portal_tui.rules.register import Named, Person, Place
from portal_tui.rules.register_functions import (
    PointFacts,
    may_answer,
    may_approve_manager,
    may_approve_mandatary_manager,
)

from .loading import (
    ALL,
    administrators,
    firm_facts,
    load_person,
    operator_facts,
    organisation_row,
    point_facts,
)


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What a request is about: an organisation's services, or a firm's point of service."""

    function: Designated
    organisation_id: int
    services: tuple[str, ...]
    """Empty: all."""
    places: tuple[Place, ...] = ()
    """Of a local manager."""
    point: PointFacts | None = None
    """Of a mandatary manager."""
    who: Person
    viewer: Person


def local_subject(work: Work, organisation_id: int, services: tuple[str, ...], account_id: int) -> Subject:
    """Services of an organisation. Raises NotFound for a programme that there isn't."""
    return Subject(
        function="local-manager",
        organisation_id=organisation_id,
        services=services,
        places=places_of(work, organisation_id, services),
        who=load_person(work, account_id, organisation_id),
        viewer=load_person(work, work.actor.account_id, organisation_id),
    )


def places_of(work: Work, organisation_id: int, services: tuple[str, ...]) -> tuple[Place, ...]:
    """Services of an organisation; of none in particular, all of them as one.

    Raises NotFound for a programme that there isn't.
    """
    row = organisation_row(work, organisation_id)
    return tuple(
        Place(
            organisation_id=organisation_id,
            organisation=row["name"],
            service=programme.code,
            title=work.portal.say(programme.title, work.language).text,
            fits=row["kind"] in programme.applicants,
            manager=_manager(work, organisation_id, programme.code),
            administrators=administrators(work, organisation_id),
            operator=operator_facts(work),
            now=work.now,
        )
        for programme in (find_programme(work.portal, code) for code in services)
    ) or (_everywhere(work, organisation_id, row),)


def point_subject(work: Work, point_id: int, organisation_id: int, account_id: int) -> Subject:
    """A firm's point of service. Raises NotFound for one that isn't the firm's."""
    row = work.one("register.point", point_id=point_id)
    if row is None or row["firm_id"] != organisation_id:
        raise NotFound("point-not-found")
    firm = firm_facts(work, organisation_id, organisation_row(work, organisation_id))
    return Subject(
        function="mandatary-manager",
        organisation_id=organisation_id,
        services=(),
        point=point_facts(work, firm, row),
        who=load_person(work, account_id, organisation_id),
        viewer=load_person(work, work.actor.account_id, organisation_id),
    )


def subject_of(work: Work, row: dict[str, Any]) -> Subject:
    """What a request is about, as it stands now."""
    if row["point_id"] is not None:
        return point_subject(work, row["point_id"], row["entity_id"], row["account_id"])
    services = msgspec.json.decode(row["services"], type=tuple[str, ...])
    return local_subject(work, row["entity_id"], services, row["account_id"])


def judged(subject: Subject, *, replaces: bool) -> Decision:
    """Whether a request can be approved now."""
    if subject.point is not None:
        return may_approve_mandatary_manager(subject.point, subject.viewer, subject.who, replaces=replaces)
    return may_approve_manager(subject.places, subject.viewer, subject.who, replaces=replaces)


def shown(work: Work, row: dict[str, Any]) -> Designation:
    """A request as it stands."""
    waits = row["answered_at"] is None
    return Designation(
        id=row["id"],
        function=row["function"],
        replaces=bool(row["replaces"]),
        organisation_id=row["entity_id"],
        organisation=row["organisation"],
        services=msgspec.json.decode(row["services"], type=tuple[str, ...]),
        point_id=row["point_id"],
        point=row["point"] or "",
        user_code=row["user_code"] or "",
        whom=row["whom"],
        losing=_losing(work, row) if waits and row["replaces"] else (),
        by=", ".join(part for part in (row["author"], row["requester_function"]) if part),
        at=row["at"],
        approved=None if row["approved"] is None else bool(row["approved"]),
        answered_at=row["answered_at"],
        explanation=row["explanation"],
        decisions=_decisions(work, row) if waits else {},
    )


def _decisions(work: Work, row: dict[str, Any]) -> dict[str, Decision]:
    """As it would be judged now; a refusal is always possible to whoever answers."""
    subject = subject_of(work, row)
    return {
        "approve-designation": judged(subject, replaces=bool(row["replaces"])),
        "refuse-designation": may_answer(operator_facts(work), subject.viewer),
    }


def _losing(work: Work, row: dict[str, Any]) -> tuple[str, ...]:
    subject = subject_of(work, row)
    seats = [subject.point.manager] if subject.point else [place.manager for place in subject.places]
    names = (seat.name for seat in seats if seat and seat.account_id != subject.who.account_id)
    return tuple(dict.fromkeys(names))


def find(work: Work, designation_id: int) -> dict[str, Any]:
    """The request. Raises NotFound."""
    row = work.one("register.designation", designation_id=designation_id)
    if row is None:
        raise NotFound("designation-not-found")
    return row


def _manager(work: Work, organisation_id: int, key: str) -> Named | None:
    for row in work.dicts("register.functions", entity_id=organisation_id, service=key):
        if row["function"] == "local-manager":
            return Named(account_id=row["account_id"], name=row["name"])
    return None


def _everywhere(work: Work, organisation_id: int, row: dict[str, Any]) -> Place:
    """All services of an organisation, where the portal has one manager for them."""
    return Place(
        organisation_id=organisation_id,
        organisation=row["name"],
        service=ALL,
        title=work.portal.say(work.portal.name, work.language).text,
        manager=_manager(work, organisation_id, ALL),
        administrators=administrators(work, organisation_id),
        operator=operator_facts(work),
        now=work.now,
    )
