"""The truth tables of organisations: creating, joining, members, primary administration (O0-O4, O7)."""

from itertools import product
from typing import Any

import msgspec
import pytest

from portal_tui.contract.decisions import Decision
from portal_tui.rules.facts import Standing, Viewer
from portal_tui.rules.organisations import (
    Asked,
    MemberFacts,
    OrganisationFacts,
    Taken,
    may_answer_invitation,
    may_answer_request,
    may_ask_membership,
    may_cancel_invitation,
    may_change,
    may_create,
    may_invite,
    may_remove,
    may_transfer,
)
from tests.decisions import demand_readable, failed, held, remedies, ways

QUAI = OrganisationFacts(
    id=50,
    name="Théâtre du Quai",
    primary="Paul",
    administrators=("Paul", "Anne"),
    members=4,
    support="aide@exploitant.example",
)
STANDINGS: tuple[Standing, ...] = ("primary", "administrator", "member")
PAUL = MemberFacts(account_id=4, name="Paul", standing="primary")
ANNE = MemberFacts(account_id=5, name="Anne", standing="administrator")
GUY = MemberFacts(account_id=6, name="Guy", standing="member")
LISE = MemberFacts(account_id=7, name="Lise", standing="member")
OWNER = MemberFacts(
    account_id=8, name="Maude", standing="member", owns=2, numbers=("2026-000001", "2026-000002")
)


def viewer(member: MemberFacts, **changes: Any) -> Viewer:
    return msgspec.structs.replace(
        Viewer(account_id=member.account_id, name=member.name, standing=member.standing), **changes
    )


def leads(member: MemberFacts) -> bool:
    return member.standing in ("primary", "administrator")


# Creating


@pytest.mark.parametrize(("confirmed", "staff", "by_anyone"), product((True, False), repeat=3))
def test_creating_an_organisation(confirmed: bool, staff: bool, by_anyone: bool) -> None:
    person = Viewer(account_id=1, name="Maude", confirmed=confirmed, staff=staff)
    decision = may_create(person, by_anyone=by_anyone, operator="EXP", support="aide@example.org")
    assert decision.action == "create-organisation"
    assert held(decision) == {
        "confirmed": confirmed,
        "is-applicant": not staff,
        "organisations-by-anyone": by_anyone,
    }
    demand_readable(decision)


def test_an_identifier_that_exists_leads_to_joining() -> None:
    """O1: refused with the way to join, by the number as it is kept."""
    taken = Taken(
        scheme="neq",
        value="1142893011",
        shown="1142 893 011",
        entity_id=50,
        organisation="Théâtre du Quai",
        mine=False,
    )
    decision = may_create(
        viewer(GUY), by_anyone=True, operator="EXP", support="aide@example.org", taken=(taken,)
    )
    assert failed(decision) == ["identifier-free"]
    assert decision.reasons[0].params == {
        "scheme": "neq",
        "value": "1142 893 011",
        "organisation": "Théâtre du Quai",
    }
    remedy = remedies(decision, "identifier-free")[0]
    assert (remedy.kind, remedy.operation) == ("do", "ask-membership")
    assert remedy.arguments == {"organisation": "1142893011"}
    demand_readable(decision)
    mine = msgspec.structs.replace(taken, mine=True)
    own = may_create(viewer(GUY), by_anyone=True, operator="EXP", support="aide@example.org", taken=(mine,))
    assert remedies(own, "identifier-free")[0].arguments == {"entity_id": 50}
    demand_readable(own)


# Joining


@pytest.mark.parametrize(("member", "asked_at"), product((True, False), (None, 1_000_000)))
def test_asking_to_be_added(member: bool, asked_at: int | None) -> None:
    asked = Asked(typed="Quai", organisation=QUAI, member=member, asked_at=asked_at, support="a@example.org")
    decision = may_ask_membership(viewer(GUY, standing="none"), asked)
    assert held(decision) == {
        "confirmed": True,
        "is-applicant": True,
        "organisation-found": True,
        "not-a-member-yet": not member,
        "not-asked-today": asked_at is None,
    }
    demand_readable(decision)


def test_who_is_a_member_already_acts_as_it() -> None:
    decision = may_ask_membership(viewer(GUY), Asked(typed="Quai", organisation=QUAI, member=True))
    assert remedies(decision, "not-a-member-yet")[0].arguments == {"entity_id": QUAI.id}


def test_asking_at_all_takes_a_confirmed_address() -> None:
    decision = may_ask_membership(viewer(GUY, confirmed=False))
    assert failed(decision) == ["confirmed"]


@pytest.mark.parametrize(
    ("several", "code", "expected"),
    [
        (False, "organisation-found", ["join-by-identifier", "create-organisation"]),
        (True, "one-organisation", ["join-by-identifier"]),
    ],
)
def test_an_organisation_that_is_not_found(several: bool, code: str, expected: list[str]) -> None:
    decision = may_ask_membership(viewer(GUY), Asked(typed="Quai", organisation=None, several=several))
    assert failed(decision) == [code]
    assert [remedy.code for remedy in remedies(decision, code)] == expected
    assert decision.reasons[0].params == {"organisation": "Quai"}
    demand_readable(decision)


# Inviting


@pytest.mark.parametrize(
    ("who", "confirmed", "member", "invited"), product((PAUL, ANNE, GUY), *[(True, False)] * 3)
)
def test_inviting(who: MemberFacts, confirmed: bool, member: bool, invited: bool) -> None:
    decision = may_invite(
        QUAI,
        viewer(who, confirmed=confirmed),
        address="x@example.org",
        member=member,
        invitation_id=77 if invited else None,
    )
    assert decision.action == "invite-member"
    assert held(decision) == {
        "administers-organisation": leads(who),
        "confirmed": confirmed,
        "no-member-yet": not member,
        "not-invited-yet": not invited,
    }
    demand_readable(decision)


def test_before_an_address_is_given_the_person_decides() -> None:
    assert may_invite(QUAI, viewer(ANNE)).allowed
    assert list(held(may_invite(QUAI, viewer(GUY)))) == ["administers-organisation", "confirmed"]


def test_inviting_again_cancels_first() -> None:
    decision = may_invite(QUAI, viewer(PAUL), address="x@example.org", invitation_id=77)
    remedy = remedies(decision, "not-invited-yet")[0]
    assert (remedy.operation, remedy.arguments) == ("cancel-invitation", {"invitation_id": 77})
    member = may_invite(QUAI, viewer(PAUL), address="x@example.org", member=True)
    assert remedies(member, "no-member-yet")[0].arguments == {"organisation_id": QUAI.id}


@pytest.mark.parametrize("may", [may_cancel_invitation, may_answer_request])
@pytest.mark.parametrize("who", [PAUL, ANNE, GUY])
def test_what_is_the_administrators(may: Any, who: MemberFacts) -> None:
    decision: Decision = may(QUAI, viewer(who))
    assert held(decision) == {"administers-organisation": leads(who)}
    demand_readable(decision)


def test_a_plain_member_asks_the_administrators_by_name() -> None:
    remedy = remedies(may_invite(QUAI, viewer(GUY)), "administers-organisation")[0]
    assert (remedy.kind, remedy.role, remedy.people) == ("ask", "administrator", ("Paul", "Anne"))


@pytest.mark.parametrize("confirmed", [True, False])
def test_an_invitation_is_answered_once_the_address_is_confirmed(confirmed: bool) -> None:
    decision = may_answer_invitation(viewer(GUY, standing="none", confirmed=confirmed))
    assert decision.allowed == confirmed
    assert decision.action == "answer-invitation"
    demand_readable(decision)


# Members


@pytest.mark.parametrize(("who", "about"), product((PAUL, ANNE, GUY), (PAUL, ANNE, GUY, LISE)))
def test_changing_a_member(who: MemberFacts, about: MemberFacts) -> None:
    decision = may_change(QUAI, viewer(who), about)
    assert decision.action == "change-member"
    assert held(decision) == {
        "administers-organisation": leads(who),
        "not-primary": about.standing != "primary",
    }
    demand_readable(decision)


@pytest.mark.parametrize(("who", "about"), product((PAUL, ANNE, GUY), (PAUL, ANNE, GUY, LISE, OWNER)))
def test_removing_a_member_and_leaving(who: MemberFacts, about: MemberFacts) -> None:
    decision = may_remove(QUAI, viewer(who), about)
    assert decision.action == "remove-member"
    assert held(decision) == {
        "removes-members": leads(who) or who is about,
        "not-primary": about.standing != "primary",
        "applications-handed-on": not about.owns,
    }
    demand_readable(decision)


@pytest.mark.parametrize("to", [ANNE, LISE, OWNER])
def test_what_is_owned_is_handed_to_another_member(to: MemberFacts) -> None:
    decision = may_remove(QUAI, viewer(ANNE), OWNER, to=to)
    assert held(decision) == {
        "removes-members": True,
        "not-primary": True,
        "another-member-takes-over": to is not OWNER,
    }
    demand_readable(decision)


def test_the_refusal_names_what_is_owned_and_offers_to_take_it() -> None:
    decision = may_remove(QUAI, viewer(ANNE), OWNER)
    assert decision.reasons[0].params == {
        "person": "Maude",
        "count": 2,
        "numbers": ("2026-000001", "2026-000002"),
    }
    take, choose = remedies(decision, "applications-handed-on")
    assert (take.kind, take.operation) == ("do", "remove-member")
    assert take.arguments == {
        "organisation_id": 50,
        "account_id": OWNER.account_id,
        "hand_to": ANNE.account_id,
    }
    assert take.params == {"person": "Maude", "count": 2}
    assert (choose.kind, choose.screen) == ("go", "organisation")
    assert choose.arguments == {"organisation_id": 50, "hand_on": OWNER.account_id}


def test_more_than_are_named_are_hinted_at() -> None:
    owner = msgspec.structs.replace(OWNER, owns=3)
    params = may_remove(QUAI, viewer(ANNE), owner).reasons[0].params
    assert params["numbers"] == ("2026-000001", "2026-000002", "…")


def test_who_leaves_chooses_who_takes_over() -> None:
    assert ways(may_remove(QUAI, viewer(OWNER), OWNER), "applications-handed-on") == [
        ("go", "choose-who-takes-over")
    ]


def test_an_administrator_who_leaves_does_not_take_over_from_themselves() -> None:
    leader = msgspec.structs.replace(OWNER, standing="administrator")
    assert ways(may_remove(QUAI, viewer(leader), leader), "applications-handed-on") == [
        ("go", "choose-who-takes-over")
    ]


def test_the_primary_administrator_transfers_before_leaving() -> None:
    """O4: the holder chooses to whom; others ask the holder."""
    own = may_remove(QUAI, viewer(PAUL), PAUL)
    assert ways(own, "not-primary") == [("go", "transfer-first")]
    others = may_remove(QUAI, viewer(ANNE), PAUL)
    assert ways(others, "not-primary") == [
        ("ask", "ask-primary-to-transfer"),
        ("ask", "ask-operator-about-organisation"),
    ]
    assert remedies(others, "not-primary")[0].people == ("Paul",)
    assert remedies(others, "not-primary")[0].role == "primary-administrator"
    assert remedies(others, "not-primary")[1].params == {"email": "aide@exploitant.example"}


@pytest.mark.parametrize("who", [PAUL, ANNE, GUY])
@pytest.mark.parametrize("to", [PAUL, ANNE, GUY])
def test_transferring_primary_administration(who: MemberFacts, to: MemberFacts) -> None:
    decision = may_transfer(QUAI, viewer(who), to=to)
    assert decision.action == "transfer-administration"
    assert held(decision) == {"is-primary": who is PAUL, "to-another-member": who is not to}
    demand_readable(decision)


@pytest.mark.parametrize(("members", "possible"), [(1, False), (2, True)])
def test_a_lone_primary_administrator_invites_somebody_first(members: int, possible: bool) -> None:
    decision = may_transfer(msgspec.structs.replace(QUAI, members=members), viewer(PAUL))
    assert held(decision) == {"is-primary": True, "has-other-members": possible}
    if not possible:
        assert ways(decision, "has-other-members") == [("go", "invite-somebody")]
        assert remedies(decision, "has-other-members")[0].arguments == {"organisation_id": QUAI.id}
    demand_readable(decision)
