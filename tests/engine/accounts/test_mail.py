"""The mail of accounts and organisations: each in words, to its reader alone (A1, B5)."""

import pytest

from portal_tui.contract.accounts import AskPasswordReset, ChooseLanguage, ResetPassword, SendConfirmation
from portal_tui.contract.discussion import ListMail
from portal_tui.contract.organisations import (
    AnswerInvitation,
    AnswerMembership,
    AskMembership,
    AskOrganisation,
    ChangeMember,
    InviteMember,
    ListMyInvitations,
    OpenOrganisation,
    RemoveMember,
    TransferAdministration,
)
from tests.engine.accounts.signing import code_to, sign_up
from tests.world import World


@pytest.fixture
def world() -> World:
    """A theatre, in which everything has happened that mail is sent about; Zoé is outside."""
    world = World()
    for name in ("Maude", "Anne", "Jean", "Zoé", "Guy"):
        world.person(name)
    world.organisation("Quai", Maude="primary", Anne="administrator", Jean="member")
    return world


def everything(world: World) -> None:
    quai = world.organisations["Quai"]
    here = {"organisation_id": quai}
    for accept in (False, True):
        world.call("Zoé", AskMembership(organisation="Quai", message="Bonjour."))
        request = world.call("Maude", OpenOrganisation(organisation_id=quai)).requests[0]
        world.call("Maude", AnswerMembership(request_id=request.id, accept=accept))
        world.clock.advance(24 * 3600)
        world.sessions.clear()
        world.call("Anne", InviteMember(organisation_id=quai, email="guy@example.org"))
        (invitation,) = world.call("Guy", ListMyInvitations())
        world.call("Guy", AnswerInvitation(invitation_id=invitation.id, accept=accept))
    jean = world.accounts["Jean"]
    for standing in ("administrator", "member"):
        world.call("Maude", ChangeMember(**here, account_id=jean, standing=standing))  # type: ignore[arg-type]
    for remedy in ("ask-primary-to-transfer", "ask-organisation-administrator"):
        world.call("Jean", AskOrganisation(organisation_id=quai, remedy=remedy))
    world.application("Jean", "any")
    world.call("Anne", RemoveMember(organisation_id=quai, account_id=jean, hand_to=world.accounts["Zoé"]))
    world.call("Guy", RemoveMember(organisation_id=quai, account_id=world.accounts["Guy"]))
    world.call("Maude", TransferAdministration(**here, account_id=world.accounts["Anne"]))
    world.call(None, AskPasswordReset(email="maude@example.org"))
    code = code_to(world, "maude@example.org")
    world.enter(
        "Maude",
        world.call(
            None, ResetPassword(email="maude@example.org", code=code, password="chaise verger moulin")
        ),
    )


@pytest.mark.parametrize("language", ["fr-CA", "fr-FR", "en"])
def test_everything_that_happens_is_told_in_words(world: World, language: str) -> None:
    everything(world)
    written = {row[0] for row in world.engine.database.rows("select code from outbox")}
    assert len(written) == 15
    read = set()
    for name in ("Maude", "Anne", "Jean", "Zoé", "Guy"):
        world.call(name, ChooseLanguage(language=language))
        for mail in world.call(name, ListMail()):
            assert mail.recipient == f"{name.lower()}@example.org"
            assert mail.subject
            assert "{" not in mail.subject + mail.body
            read.add(mail.subject)
    assert len(read) >= len(written)


def test_the_code_is_in_the_mail(world: World) -> None:
    sign_up(world, "Lise")
    (mail,) = world.call("Lise", ListMail())
    code = code_to(world, "lise@example.org")
    assert code in mail.subject
    assert code in mail.body
    world.call("Lise", SendConfirmation())
    assert len(world.call("Lise", ListMail())) == 2


def test_who_signs_up_with_anothers_address_reads_none_of_their_mail(world: World) -> None:
    world.call(None, AskPasswordReset(email="maude@example.org"))
    sign_up(world, "Eve", email="maude@example.org")
    assert world.call("Eve", ListMail()) == ()
    assert world.call("Maude", ListMail())[0].subject == "Vous avez déjà un compte"


def test_what_was_sent_before_there_was_an_account_is_read_once_it_is_confirmed(
    world: World,
) -> None:
    world.call("Maude", InviteMember(organisation_id=world.organisations["Quai"], email="new@example.org"))
    world.person("New", confirmed=False)
    assert world.call("New", ListMail()) == ()
    world.engine.database.connection.execute("update accounts set confirmed_at = 1")
    assert [mail.subject for mail in world.call("New", ListMail())] == ["Invitation\u00a0: Quai"]


def test_an_address_without_an_account_is_told_so(world: World) -> None:
    world.call(None, AskPasswordReset(email="nobody@example.org"))
    world.person("Nobody")
    (mail,) = world.call("Nobody", ListMail())
    assert mail.subject == "Il n’y a pas de compte à cette adresse"
