"""Asking to be added and being invited (O3, O7): nothing is told about members."""

import pytest

from portal_tui.contract.accounts import ConfirmAddress, WhoAmI
from portal_tui.contract.organisations import (
    AnswerInvitation,
    AnswerMembership,
    AskMembership,
    CancelInvitation,
    InviteMember,
    ListMyInvitations,
    OpenOrganisation,
    OrganisationView,
)
from portal_tui.contract.problems import Conflict, Invalid, NotFound, Refused, TooMany
from tests.decisions import demand_readable, failed, remedies
from tests.engine.accounts.signing import code_to, sign_up
from tests.world import DAY, World


@pytest.fixture
def world() -> World:
    """A theatre with its primary administrator, an administrator and a member; Zoé is outside."""
    world = World()
    for name in ("Maude", "Anne", "Jean", "Zoé"):
        world.person(name)
    world.organisation("Théâtre du Quai", Maude="primary", Anne="administrator", Jean="member")
    return world


def quai(world: World) -> int:
    return world.organisations["Théâtre du Quai"]


def opened(world: World, name: str = "Maude") -> OrganisationView:
    return world.call(name, OpenOrganisation(organisation_id=quai(world)))


# Asking


@pytest.mark.parametrize("typed", ["Théâtre du Quai", " theatre du quai ", "THÉÂTRE DU QUAI"])
def test_a_request_reaches_the_primary_administrator(world: World, typed: str) -> None:
    world.call("Zoé", AskMembership(organisation=typed, message="Je suis la nouvelle directrice."))
    (mail,) = world.mails("maude@example.org")
    assert mail["code"] == "membership-asked"
    assert mail["params"] == {
        "organisation": "Théâtre du Quai",
        "person": "Zoé Roy",
        "email": "zoé@example.org",
        "message": "Je suis la nouvelle directrice.",
    }
    assert world.mails("anne@example.org") == []
    (request,) = opened(world, "Anne").requests
    assert (request.name, request.email, request.message) == (
        "Zoé Roy",
        "zoé@example.org",
        "Je suis la nouvelle directrice.",
    )
    assert opened(world, "Jean").requests == ()


def test_any_administrator_adds_who_asked(world: World) -> None:
    world.call("Zoé", AskMembership(organisation="Théâtre du Quai"))
    (request,) = opened(world).requests
    view = world.call("Anne", AnswerMembership(request_id=request.id, accept=True))
    assert ("Zoé Roy", "member") in [(member.name, member.standing) for member in view.members]
    assert view.requests == ()
    assert [mail["code"] for mail in world.mails("zoé@example.org")] == ["membership-accepted"]
    assert [entity.name for entity in world.call("Zoé", WhoAmI()).entities] == ["Zoé Roy", "Théâtre du Quai"]
    with pytest.raises(Conflict):
        world.call("Maude", AnswerMembership(request_id=request.id, accept=False))


def test_or_declines(world: World) -> None:
    world.call("Zoé", AskMembership(organisation="Théâtre du Quai"))
    view = world.call("Maude", AnswerMembership(request_id=opened(world).requests[0].id, accept=False))
    assert len(view.members) == 3
    assert [mail["code"] for mail in world.mails("zoé@example.org")] == ["membership-declined"]
    assert len(world.call("Zoé", WhoAmI()).entities) == 1


def test_only_administrators_answer(world: World) -> None:
    world.call("Zoé", AskMembership(organisation="Théâtre du Quai"))
    request = opened(world).requests[0].id
    with pytest.raises(Refused) as refusal:
        world.call("Jean", AnswerMembership(request_id=request, accept=True))
    assert failed(refusal.value.problem.decision) == ["administers-organisation"]
    with pytest.raises(NotFound):
        world.call("Zoé", AnswerMembership(request_id=request, accept=True))
    with pytest.raises(NotFound):
        world.call("Maude", AnswerMembership(request_id=999, accept=True))


def test_once_a_day(world: World) -> None:
    ask = AskMembership(organisation="Théâtre du Quai")
    world.call("Zoé", ask)
    asked_at = world.clock.now()
    with pytest.raises(Refused) as refusal:
        world.call("Zoé", ask)
    decision = refusal.value.problem.decision
    assert decision is not None
    assert [(check.code, check.params) for check in decision.reasons] == [
        ("not-asked-today", {"asked_at": asked_at})
    ]
    demand_readable(decision)
    world.clock.advance(DAY / 1_000_000)
    world.sessions.clear()
    world.call("Zoé", ask)
    assert len(opened(world).requests) == 1
    assert len(world.mails("maude@example.org")) == 2


def test_five_a_day(world: World) -> None:
    for number in range(6):
        world.organisation(f"Organisme {number}", Maude="primary")
    for number in range(5):
        world.call("Zoé", AskMembership(organisation=f"Organisme {number}"))
    with pytest.raises(TooMany) as refusal:
        world.call("Zoé", AskMembership(organisation="Organisme 5"))
    assert refusal.value.problem.code == "too-many-membership-request"


def test_a_member_acts_as_it_instead(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.call("Jean", AskMembership(organisation="Théâtre du Quai"))
    assert remedies(refusal.value.problem.decision, "not-a-member-yet")[0].arguments == {
        "entity_id": quai(world)
    }


def test_an_unknown_name_and_one_that_two_have(world: World) -> None:
    world.organisation("Chorale", Maude="primary")
    world.organisation("chorale", Anne="primary")
    for typed, reason in (("Nulle part", "organisation-found"), ("Chorale", "one-organisation")):
        with pytest.raises(Refused) as refusal:
            world.call("Zoé", AskMembership(organisation=typed))
        assert failed(refusal.value.problem.decision) == [reason]


def test_a_personal_account_is_no_organisation(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.call("Zoé", AskMembership(organisation="Maude Roy"))
    assert failed(refusal.value.problem.decision) == ["organisation-found"]


def test_what_is_written_has_its_limits(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        world.call("Zoé", AskMembership(organisation=" ", message="x" * 2001))
    assert [(each.pointer, each.code) for each in refusal.value.problem.fields] == [
        ("/organisation", "required"),
        ("/message", "too-long"),
    ]


# Inviting


def invite(
    world: World, name: str = "Maude", email: str = "zoé@example.org", **changes: str
) -> OrganisationView:
    return world.call(name, InviteMember(organisation_id=quai(world), email=email, **changes))  # type: ignore[arg-type]


def test_an_account_accepts(world: World) -> None:
    (invitation,) = invite(world, "Anne", standing="administrator").invitations
    assert (invitation.email, invitation.standing, invitation.invited_by) == (
        "zoé@example.org",
        "administrator",
        "Anne Roy",
    )
    (mail,) = world.mails("zoé@example.org")
    assert (mail["code"], mail["account_id"]) == ("invited", world.accounts["Zoé"])
    (mine,) = world.call("Zoé", ListMyInvitations())
    assert (mine.organisation, mine.standing, mine.invited_by) == (
        "Théâtre du Quai",
        "administrator",
        "Anne Roy",
    )
    me = world.call("Zoé", AnswerInvitation(invitation_id=mine.id, accept=True))
    assert [(entity.name, entity.standing) for entity in me.entities] == [
        ("Zoé Roy", "self"),
        ("Théâtre du Quai", "administrator"),
    ]
    assert world.call("Zoé", ListMyInvitations()) == opened(world).invitations == ()
    assert [mail["code"] for mail in world.mails("anne@example.org")] == ["invitation-accepted"]
    with pytest.raises(Conflict):
        world.call("Zoé", AnswerInvitation(invitation_id=mine.id, accept=True))


def test_or_declines_and_the_inviter_hears_of_it(world: World) -> None:
    invite(world)
    (mine,) = world.call("Zoé", ListMyInvitations())
    assert len(world.call("Zoé", AnswerInvitation(invitation_id=mine.id, accept=False)).entities) == 1
    assert [mail["code"] for mail in world.mails("maude@example.org")] == ["invitation-declined"]
    invite(world)


def test_an_address_without_an_account_accepts_once_it_is_confirmed(world: World) -> None:
    """O3: an invitation reaches an address without an account."""
    (invitation,) = invite(world, email="new@example.org").invitations
    assert world.mails("new@example.org")[0]["account_id"] is None
    sign_up(world, "New", email="NEW@example.org")
    assert world.call("New", ListMyInvitations()) == ()
    with pytest.raises(Refused) as refusal:
        world.call("New", AnswerInvitation(invitation_id=invitation.id, accept=True))
    decision = refusal.value.problem.decision
    assert failed(decision) == ["confirmed"]
    assert decision is not None
    demand_readable(decision)
    world.call("New", ConfirmAddress(code=code_to(world, "NEW@example.org")))
    (mine,) = world.call("New", ListMyInvitations())
    assert len(world.call("New", AnswerInvitation(invitation_id=mine.id, accept=True)).entities) == 2


def test_nobody_answers_for_somebody_else(world: World) -> None:
    (invitation,) = invite(world, email="somebody@example.org").invitations
    with pytest.raises(NotFound):
        world.call("Zoé", AnswerInvitation(invitation_id=invitation.id, accept=True))
    assert world.call("Zoé", ListMyInvitations()) == ()


def test_an_account_that_claims_an_invited_address_sees_nothing(world: World) -> None:
    """Somebody who signs up with the address of another doesn't see what that other is invited to."""
    invite(world)
    sign_up(world, "Eve", email="zoé@example.org")
    assert world.call("Eve", ListMyInvitations()) == ()


def test_who_is_a_member_or_invited_is_not_invited_again(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        invite(world, email=" JEAN@example.org")
    assert failed(refusal.value.problem.decision) == ["no-member-yet"]
    invite(world)
    with pytest.raises(Refused) as refusal:
        invite(world)
    remedy = remedies(refusal.value.problem.decision, "not-invited-yet")[0]
    view = world.call("Anne", CancelInvitation(invitation_id=int(str(remedy.arguments["invitation_id"]))))
    assert view.invitations == ()
    assert world.call("Zoé", ListMyInvitations()) == ()
    assert len(invite(world).invitations) == 1


def test_a_plain_member_invites_nobody_and_learns_whom_to_ask(world: World) -> None:
    for operation in (
        InviteMember(organisation_id=quai(world), email="nonsense"),
        CancelInvitation(invitation_id=invite(world).invitations[0].id),
    ):
        with pytest.raises(Refused) as refusal:
            world.call("Jean", operation)
        decision = refusal.value.problem.decision
        assert remedies(decision, "administers-organisation")[0].people == ("Maude Roy", "Anne Roy")
    assert opened(world, "Jean").invitations == ()


def test_what_is_no_address_is_not_invited(world: World) -> None:
    with pytest.raises(Invalid):
        invite(world, email="zoé")


def test_an_invitation_that_is_not_there(world: World) -> None:
    for operation in (CancelInvitation(invitation_id=9), AnswerInvitation(invitation_id=9, accept=True)):
        with pytest.raises(NotFound):
            world.call("Maude", operation)
