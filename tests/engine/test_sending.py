"""Sending: all or nothing, exactly once per round, judged by when it was received (T3, T9)."""

import apsw
import msgspec
import pytest

from portal_tui.contract.applications import (
    OpenApplication,
    ReadReceipt,
    ReviewApplication,
    SendApplication,
)
from portal_tui.contract.problems import Conflict
from portal_tui.contract.tasks import Change, OpenTask, SaveAnswers
from portal_tui.rules.deadlines import ends
from tests.engine.theatre import mail_of, opened, problem, ready, refusal, send, sent, theatre
from tests.world import ANSWERS, DAY, World


@pytest.fixture
def world() -> World:
    return theatre()


def venue(world: World) -> int:
    application = world.application("Maude", "30-44-00")
    world.engine.database.connection.execute("update tasks set state = 'complete'")
    return application


def closes_at(world: World) -> int:
    return ends("2026-11-07T23:59", world.engine.definitions.zone)


def receipts(world: World) -> int:
    return int(world.engine.database.rows("select count(*) from receipts")[0][0])


def test_the_last_minute_is_included(world: World) -> None:
    application = venue(world)
    world.at(closes_at(world))
    assert refusal(world, "Maude", SendApplication(application_id=application)) == ["in-time"]
    world.at(closes_at(world) - 1)
    assert send(world, "Maude", application).sent_at == closes_at(world) - 1


def test_grace_receives_a_while_longer() -> None:
    world = theatre(grace_minutes=15)
    application = venue(world)
    late = closes_at(world) + 15 * 60_000_000
    world.at(late)
    assert refusal(world, "Maude", SendApplication(application_id=application)) == ["in-time"]
    world.at(late - 1)
    assert opened(world, "Maude", application).deadline_at == closes_at(world)
    send(world, "Maude", application)


def test_a_known_key_gets_its_receipt_whatever_has_happened_since(world: World) -> None:
    """Also after closing, and also when it would be refused now."""
    application = venue(world)
    once = SendApplication(application_id=application, idempotency_key="k1")
    receipt = world.call("Maude", once)
    world.at(closes_at(world) + DAY)
    assert world.call("Maude", once) == receipt
    assert receipts(world) == 1
    again = SendApplication(application_id=application, idempotency_key="k2")
    assert refusal(world, "Maude", again) == ["not-sent"]


def test_a_key_is_for_one_thing(world: World) -> None:
    first, second = ready(world), ready(world)
    world.call("Maude", SendApplication(application_id=first, idempotency_key="k"))
    other = SendApplication(application_id=second, idempotency_key="k")
    assert problem(world, "Maude", other, Conflict) == "key-reused"
    assert opened(world, "Maude", second).state == "draft"


def test_a_round_is_sent_once_even_if_the_rules_were_wrong(world: World) -> None:
    """The last word is a unique constraint."""
    sent(world)
    database = world.engine.database
    with pytest.raises(apsw.ConstraintError), database.writing():
        database.connection.execute(
            "insert into receipts"
            " select id + 1, 'x', application_id, round, sent_by, sent_at, digest, content, closing"
            " from receipts"
        )
    assert receipts(world) == 1


def test_nothing_is_left_of_a_sending_that_fails(world: World) -> None:
    application = ready(world)
    database = world.engine.database
    database.connection.execute(
        "create temp trigger no_mail before insert on outbox begin select raise(abort, 'no mail'); end"
    )
    with pytest.raises(apsw.ConstraintError):
        send(world, "Maude", application)
    database.connection.execute("drop trigger no_mail")
    assert receipts(world) == 0
    view = opened(world, "Maude", application)
    assert (view.state, view.round, view.receipts) == ("draft", 0, ())
    send(world, "Maude", application)


def test_what_is_reviewed_is_what_is_sent(world: World) -> None:
    application = ready(world)
    review = world.call("Maude", ReviewApplication(application_id=application))
    assert msgspec.json.decode(review.tasks[0].answers) == ANSWERS
    assert msgspec.json.decode(review.tasks[0].form)["name"] == "request"
    receipt = send(world, "Maude", application)
    assert receipt.digest == review.digest
    assert world.call("Zoé", ReviewApplication(application_id=application)).digest == receipt.digest


def test_the_digest_is_of_the_content_alone(world: World) -> None:
    """Not of when, by whom, or how often it was saved."""
    application = ready(world)
    before = world.call("Maude", ReviewApplication(application_id=application)).digest
    task = opened(world, "Maude", application).tasks[0]
    for value, base in (("Autre", ANSWERS["title"]), (ANSWERS["title"], "Autre")):
        revision = world.call("Maude", OpenTask(task_id=task.id)).revision
        change = Change(pointer="/title", value=value, base=base)
        world.call("Maude", SaveAnswers(task_id=task.id, changes=(change,), revision=revision))
        world.clock.advance(60)
        now = world.call("Maude", ReviewApplication(application_id=application)).digest
        assert (now == before) == (value == ANSWERS["title"])


def test_what_was_sent_is_frozen(world: World) -> None:
    application = sent(world)
    task = opened(world, "Maude", application).tasks[0]
    change = Change(pointer="/title", value="Autre", base=ANSWERS["title"])
    save = SaveAnswers(task_id=task.id, changes=(change,), revision=2)
    assert refusal(world, "Maude", save) == ["content-open"]


def test_the_receipt_says_what_when_by_whom_and_that_it_is_a_demonstration(world: World) -> None:
    application = sent(world)
    receipt = world.call("Maude", ReadReceipt(application_id=application, round=1))
    assert receipt.number == f"{receipt.application_number}-1"
    assert (receipt.sent_by, receipt.time_zone) == ("Maude Tremblay", "America/Toronto")
    assert receipt.demonstration
    (mail,) = mail_of(world, "Maude")
    assert receipt.number in mail.body
    assert receipt.digest in mail.body
    assert "23 oct. 12:00 (Montréal)" in mail.body


def test_every_reader_sees_why_they_may_not_send(world: World) -> None:
    application = ready(world)
    for person, reasons in (("Maude", []), ("Jean", ["is-owner"]), ("Paul", ["is-owner"])):
        view = world.call(person, OpenApplication(application_id=application))
        assert [reason.code for reason in view.decisions["send-application"].reasons] == reasons
