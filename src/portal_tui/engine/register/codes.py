"""User codes: given by the organisation, looked up by those whose function needs it (A7, R4)."""

from typing import Final

import msgspec

from portal_tui.contract.decisions import Decision
from portal_tui.contract.problems import NotFound
from portal_tui.contract.register import RIGHTS, GiveUserCode, LookUpPerson, PersonCard
from portal_tui.engine.applications.loading import demand
from portal_tui.engine.attempts import count
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.register import Named, Person, in_force, would_use
from portal_tui.rules.register_functions import may_associate, may_give_user_code
from portal_tui.rules.register_rights import may_grant, may_look_up, may_name_deputy

from .loading import Register, firm_facts, load_firm, load_person, organisation_row, points_of
from .patience import PURPOSE, counted_tries

_SIGNS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that are taken for each other."""
_LENGTH: Final = 7


@handles(GiveUserCode)
def give_user_code(work: Work, operation: GiveUserCode) -> str:
    """The member's user code; a new one where they have none."""
    demand(giving_codes(work, operation.organisation_id))
    member = load_person(work, operation.account_id, operation.organisation_id)
    if not member.member:
        raise NotFound("member-not-found")
    if member.user_code:
        return member.user_code
    code = add_user_code(work, member.account_id)
    work.audit("register", operation.organisation_id, whom=member.name, user_code=code)
    work.changed("organisation", operation.organisation_id)
    return code


def giving_codes(work: Work, organisation_id: int) -> Decision:
    """Whether this person gives the members of an organisation their user codes."""
    return may_give_user_code(*load_firm(work, organisation_id))


def add_user_code(work: Work, account_id: int, code: str = "") -> str:
    """Give an account its user code: this one, or a fresh one."""
    while not code or work.value("register.account_with_code", code=code) is not None:
        code = _drawn(int(work.ids.code()))
    work.run("register.add_code", code=code, account_id=account_id, at=work.now)
    return code


def _drawn(number: int) -> str:
    signs = ""
    for _ in range(_LENGTH):
        number, sign = divmod(number, len(_SIGNS))
        signs = _SIGNS[sign] + signs
    return signs


@handles(LookUpPerson)
def look_up_person(work: Work, operation: LookUpPerson) -> PersonCard:
    """Who it is, with a masked contact, and what may be done about them; every look-up counts."""
    register = Register(work, operation.organisation_id, operation.service)
    demand(may_look_up(register.place, register.viewer, manages_mandataries=register.manages_mandataries))
    who = str(work.actor.account_id)
    with counted_tries(work):
        person = register.with_code(operation.user_code)
    count(work, PURPOSE, who)
    work.audit("account", person.account_id, looked_up_for=register.id, service=register.service)
    return _card(register, person)


def _card(register: Register, person: Person) -> PersonCard:
    place, viewer = register.place, register.viewer
    decisions = {f"grant-right:{right}": may_grant(place, viewer, person, right) for right in RIGHTS}
    decisions["name-deputy"] = may_name_deputy(place, viewer, person)
    if register.manages_mandataries:
        decisions["associate-staff"] = _associating(register, person)
    return PersonCard(
        user_code=person.user_code,
        name=person.name,
        contact=masked(register.work.value("accounts.email", account_id=person.account_id)),
        member=person.member,
        points=points_of(register, person),
        right=person.right if in_force(place, person) else None,
        ends_at=person.ends_at,
        would=would_use(place, person),
        decisions=decisions,
    )


def _associating(register: Register, person: Person) -> Decision:
    """Whether the mandatary manager who looks may associate them with the firm (R3, R9)."""
    firm = firm_facts(register.work, register.id, organisation_row(register.work, register.id))
    manager = Named(account_id=register.viewer.account_id, name=register.viewer.name)
    return may_associate(msgspec.structs.replace(firm, manager=manager), register.viewer, person)


def masked(email: str) -> str:
    """``m…y@ville.example``: enough to recognise somebody, too little to write to them."""
    name, _, domain = email.rpartition("@")
    last = name[-1] if len(name) > 2 else ""
    return f"{name[:1]}…{last}@{domain}"
