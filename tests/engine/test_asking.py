"""Asking somebody who can lift a reason (E0), and the mail of a demonstration (B5, C5)."""

import pytest

from portal_tui.contract.accounts import ChooseLanguage, SignIn
from portal_tui.contract.applications import AskPerson, SendApplication, TakeOwnership
from portal_tui.contract.discussion import ListMail
from portal_tui.contract.problems import Conflict, NotFound, Refused
from portal_tui.engine.passwords import hash_password
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
