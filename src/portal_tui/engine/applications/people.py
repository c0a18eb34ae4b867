"""The people of an application: who they are, who is added, who leaves (T4, T5)."""

from typing import Any

from portal_tui.contract.applications import (
    AddCollaborator,
    Candidate,
    Collaborator,
    ListPeople,
    PeopleView,
    RemoveCollaborator,
)
from portal_tui.contract.problems import NotFound
from portal_tui.engine.handle import handles
from portal_tui.engine.register.using import decides, held_by
from portal_tui.engine.work import Work
from portal_tui.rules.facts import Viewer

from .decide import decide, on_person
from .listing import relist, touch
from .loading import Loaded, demand, load, viewer_of
from .moving import tell

ON_COLLABORATOR = ("add-collaborator", "remove-collaborator", "hand-over")


@handles(ListPeople)
def list_people(work: Work, operation: ListPeople) -> PeopleView:
    """Everybody, for whoever takes part or administers; the owner alone, for a plain member (T5, P4)."""
    return people_view(load(work, operation.application_id))


@handles(AddCollaborator)
def add_collaborator(work: Work, operation: AddCollaborator) -> PeopleView:
    """Add a person, or change what they may do; they are told."""
    loaded = load(work, operation.application_id)
    who = known_person(loaded, operation.account_id)
    demand(on_person(loaded, "add-collaborator", who))
    work.run(
        "applications.add_collaborator",
        application_id=loaded.record.id,
        account_id=who.account_id,
        access=operation.access,
        at=work.now,
    )
    _changed(loaded, who, "collaborator-added", access=operation.access)
    return people_view(load(work, loaded.record.id))


@handles(RemoveCollaborator)
def remove_collaborator(work: Work, operation: RemoveCollaborator) -> PeopleView:
    """Remove a person, who is told; or leave."""
    loaded = load(work, operation.application_id)
    who = known_person(loaded, operation.account_id)
    demand(on_person(loaded, "remove-collaborator", who))
    work.run("applications.remove_collaborator", application_id=loaded.record.id, account_id=who.account_id)
    _changed(loaded, who, "collaborator-removed")
    left = who.account_id == loaded.viewer.account_id
    if left and who.standing == "none":
        return PeopleView(people=(), candidates=(), decisions={})
    return people_view(load(work, loaded.record.id))


def people_view(loaded: Loaded) -> PeopleView:
    """The people as the reader may know them."""
    work, record, viewer = loaded.work, loaded.record, loaded.viewer
    knows_all = viewer.takes_part or viewer.administers or viewer.staff
    rows = work.dicts("applications.people", application_id=record.id, owner_id=record.owner_id)
    by_register = decides(work) and record.applicant_account_id is None
    people = tuple(
        Collaborator(
            account_id=row["account_id"],
            name=row["name"],
            email=row["email"] if knows_all else "",
            access=row["access"],
            you=row["account_id"] == viewer.account_id,
            since=row["since"],
            decisions={name: decide(loaded, name, row["account_id"]) for name in ON_COLLABORATOR},
            **(_held(loaded, row["account_id"]) if by_register else {}),
        )
        for row in rows
        if knows_all or row["access"] == "owner"
    )
    return PeopleView(
        people=people,
        candidates=_candidates(loaded) if viewer.standing != "none" else (),
        decisions={
            "take-ownership": decide(loaded, "take-ownership"),
            "add-collaborator": on_person(loaded, "add-collaborator", viewer),
        },
        by_register=by_register,
    )


def _held(loaded: Loaded, account_id: int) -> dict[str, Any]:
    record = loaded.record
    right, sends = held_by(loaded.work, record.applicant_id, record.programme_code, account_id)
    return {"right": right, "sends": sends}


def _candidates(loaded: Loaded) -> tuple[Candidate, ...]:
    record = loaded.record
    rows = loaded.work.dicts(
        "applications.candidates",
        application_id=record.id,
        owner_id=record.owner_id,
        entity_id=record.applicant_id,
    )
    return tuple(
        Candidate(decision=decide(loaded, "add-collaborator", row["account_id"]), **row) for row in rows
    )


def known_person(loaded: Loaded, account_id: int) -> Viewer:
    """A person whom the reader may know: of the application, of the applicant, or of a shared organisation.

    Raises NotFound for anybody else, unless the policy admits anyone (E0).
    """
    who = viewer_of(loaded.work, loaded.record, account_id)
    known = who.takes_part or who.standing != "none" or loaded.facts.anyone_collaborates
    if known or loaded.work.value(
        "applications.share_organisation", one=account_id, other=loaded.viewer.account_id
    ):
        return who
    raise NotFound("person-not-found")


def _changed(loaded: Loaded, who: Viewer, mail: str, *, access: str = "none") -> None:
    work, record = loaded.work, loaded.record
    relist(work, record.id)
    touch(work, record.id)
    work.audit("application", record.id, account=who.account_id, access=access)
    work.changed("application", record.id, record.id)
    if who.account_id != work.actor.account_id:
        email = work.value("accounts.email", account_id=who.account_id)
        tell(work, record, email, mail, account_id=who.account_id, access=access)
