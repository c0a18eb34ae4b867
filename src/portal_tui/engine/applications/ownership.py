"""Who owns an application: taken by an administrator, handed over by the owner (T4)."""

from portal_tui.contract.applications import HandOver, PeopleView, TakeOwnership
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.people import may_hand_over, may_take_ownership

from .listing import relist
from .loading import Loaded, demand, load
from .moving import add_step, tell
from .people import known_person, people_view


@handles(TakeOwnership)
def take_ownership(work: Work, operation: TakeOwnership) -> PeopleView:
    """The administrator becomes owner and collaborator; the former owner keeps edit and is told."""
    loaded = load(work, operation.application_id)
    demand(may_take_ownership(loaded.facts, loaded.viewer))
    former = loaded.record.owner_id
    set_owner(loaded, work.actor.account_id, loaded.viewer.name)
    email = work.value("accounts.email", account_id=former)
    tell(work, loaded.record, email, "ownership-taken", account_id=former)
    return people_view(load(work, loaded.record.id))


@handles(HandOver)
def hand_over(work: Work, operation: HandOver) -> PeopleView:
    """A collaborator becomes owner and is told; the former owner keeps edit."""
    loaded = load(work, operation.application_id)
    to = known_person(loaded, operation.account_id)
    demand(may_hand_over(loaded.facts, loaded.viewer, to=to))
    set_owner(loaded, to.account_id, to.name)
    email = work.value("accounts.email", account_id=to.account_id)
    tell(work, loaded.record, email, "handed-over", account_id=to.account_id)
    return people_view(load(work, loaded.record.id))


def set_owner(loaded: Loaded, account_id: int, name: str) -> None:
    """Make somebody the owner: both they and the former owner edit. No decision, no mail."""
    work, record = loaded.work, loaded.record
    for person in (record.owner_id, account_id):
        work.run(
            "applications.add_collaborator",
            application_id=record.id,
            account_id=person,
            access="edit",
            at=work.now,
        )
    work.run("applications.set_owner", application_id=record.id, owner_id=account_id)
    add_step(work, record.id, **{"from": loaded.record.owner, "to": name})
    relist(work, record.id)
