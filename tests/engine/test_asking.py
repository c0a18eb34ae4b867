"""Asking somebody who can lift a reason (E0), and the mail of a demonstration (B5, C5)."""

import pytest

from portal_tui.contract.accounts import ChooseLanguage, ConfirmAddress, SendConfirmation, SignIn
from portal_tui.contract.applications import AskPerson, SendApplication, TakeOwnership
from portal_tui.contract.discussion import ListMail
from portal_tui.contract.organisations import AskMembership, RemoveMember, TransferAdministration
from portal_tui.contract.problems import Conflict, NotFound, Refused
from portal_tui.engine.passwords import hash_password
from portal_tui.engine.people import create_account
from portal_tui.engine.sessions import open_session
from portal_tui.secret import Secret
from tests.engine.theatre import mail_of, opened, outbox, problem, ready, refused, send, sent, theatre
from tests.world import DAY, NOON, World, small_portal


@pytest.fixture
def world() -> World:
    return theatre()


def ask(application: int, remedy: str) -> AskPerson:
    return AskPerson(application_id=application, remedy=remedy)


def test_the_owner_is_asked_with_a_link_and_how_to_answer(world: World) -> None:
    application = ready(world)
    remedies = refused(world, "Jean", SendApplication(application_id=application)).reasons[0].remedies
    assert [remedy.code for remedy in remedies] == ["ask-owner-to-send", "ask-administrator-to-take-over"]
    world.call("Jean", ask(application, "ask-owner-to-send"))
    assert outbox(world) == [("maude@example.org", "asked")]
    (mail,) = mail_of(world, "Maude")
    number = opened(world, "Maude", application).number
    assert mail.body.startswith("Jean Roy vous demande d’envoyer cette demande")
    assert "jean@example.org" in mail.body
    assert mail.link == f"portal-tui open {number}"


def test_administrators_and_the_service_desk_are_asked(world: World) -> None:
    application = ready(world)
    world.call("Jean", ask(application, "ask-administrator-to-take-over"))
    assert outbox(world) == [("paul@example.org", "asked"), ("anne@example.org", "asked")]
    world.call("Anne", TakeOwnership(application_id=application))
    world.call("Jean", ask(application, "ask-owner-to-send"))
    assert outbox(world)[-1] == ("anne@example.org", "asked")
    send(world, "Anne", application)
    world.call("Maude", ask(application, "ask-for-correction"))
    assert outbox(world)[-1] == ("m@example.org", "asked")


def test_the_same_is_asked_once_a_day_by_one_person(world: World) -> None:
    application = ready(world)
    world.call("Jean", ask(application, "ask-owner-to-send"))
    world.at(NOON + DAY - 1)
    decision = refused(world, "Jean", ask(application, "ask-owner-to-send"))
    assert decision.reasons[0].params == {"asked_at": NOON, "again_at": NOON + DAY}
    world.call("Lise", ask(application, "ask-owner-to-send"))
    world.call("Jean", ask(application, "ask-administrator-to-take-over"))
    world.at(NOON + DAY)
    world.call("Jean", ask(application, "ask-owner-to-send"))
    assert [recipient for recipient, _ in outbox(world)].count("maude@example.org") == 3


def test_what_need_not_be_asked_is_not(world: World) -> None:
    application = ready(world)
    assert problem(world, "Maude", ask(application, "ask-owner-to-send"), Conflict) == "nothing-to-ask"
    assert problem(world, "Jean", ask(application, "no-such-remedy"), Conflict) == "nothing-to-ask"
    assert problem(world, "Rémi", ask(application, "ask-owner-to-send"), NotFound) == "application-not-found"
    assert outbox(world) == []


def test_mail_is_in_its_readers_language_from_the_portals_sender(world: World) -> None:
    sent(world)
    (french,) = mail_of(world, "Maude")
    assert french.sender == "EXP <noreply@example.org>"
    assert "Personne ne vous demandera jamais votre mot de passe." in french.body
    assert "ne sont lues par personne" in french.body
    world.call("Maude", ChooseLanguage(language="en"))
    (english,) = mail_of(world, "Maude")
    assert english.subject == french.subject.replace("Demande", "Application").replace("envoyée", "sent")
    assert "Nobody will ever ask you for your password." in english.body
    assert mail_of(world, "Jean") == []


def test_elsewhere_mail_is_shown_to_nobody() -> None:
    world = World(small_portal(), demonstration=False)
    world.person("Maude")
    with world.engine.database.writing():
        account = world.accounts["Maude"]
        world.work().run("accounts.set_password", account_id=account, password_hash=hash_password("x" * 15))

    token = world.engine.call(SignIn(email="maude@example.org", password="x" * 15)).token
    with pytest.raises(Refused) as caught:
        world.engine.call(ListMail(), Secret(token))
    decision = caught.value.problem.decision
    assert decision is not None
    assert [reason.code for reason in decision.reasons] == ["demonstration-mail"]


def test_an_account_can_be_confirmed_from_the_mail_of_a_demonstration(world: World) -> None:
    world.person("Ève", confirmed=False)
    world.call("Ève", SendConfirmation())
    (mail,) = mail_of(world, "Ève")
    code = world.mails("ève@example.org")[0]["secret"]
    assert code in mail.body
    assert (mail.link, mail.application_id) == ("", None)
    assert world.call("Ève", ConfirmAddress(code=code)).confirmed


def test_what_happens_in_an_organisation_is_told_in_words(world: World) -> None:
    organisation = world.organisations["Théâtre du Quai"]
    world.call("Rémi", AskMembership(organisation="Théâtre du Quai", message="Je joue en mars."))
    assert mail_of(world, "Paul")[0].subject == "Rémi Morin demande à devenir membre de Théâtre du Quai"
    assert "Je joue en mars." in mail_of(world, "Paul")[0].body
    ready(world, "Jean")
    ready(world, "Jean")
    world.call(
        "Paul",
        RemoveMember(
            organisation_id=organisation,
            account_id=world.accounts["Jean"],
            hand_to=world.accounts["Lise"],
        ),
    )
    assert mail_of(world, "Jean")[0].subject == "Vous n’êtes plus membre de Théâtre du Quai"
    assert mail_of(world, "Lise")[0].body.startswith("2 demandes de Théâtre du Quai")
    world.call(
        "Paul",
        TransferAdministration(organisation_id=organisation, account_id=world.accounts["Anne"]),
    )
    assert "Paul Côté a transféré" in mail_of(world, "Anne")[0].body


def test_who_only_claims_an_address_reads_none_of_its_mail(world: World) -> None:
    sent(world)
    with world.engine.database.writing():
        claimed = create_account(
            world.work(),
            email="Maude@example.org",
            given_name="Une",
            family_name="Autre",
            password_hash="!",
            confirmed=False,
        )
        token = open_session(world.engine.database, world.engine.ids, claimed, world.clock.now())
    session = Secret(token)
    assert world.engine.call(ListMail(), session) == ()
    world.engine.call(SendConfirmation(), session)
    assert world.engine.call(ListMail(), session) == ()
    assert mail_of(world, "Maude")[0].subject == "Vous avez déjà un compte"
