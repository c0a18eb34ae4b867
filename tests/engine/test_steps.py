"""Every step from sending to the end, through the engine (T10, W1, C5)."""

import msgspec
import pytest

from portal_tui.contract.applications import (
    ListApplications,
    OpenApplication,
    ReadReceipt,
    ReadTimeline,
    SendApplication,
    State,
    WithdrawApplication,
)
from portal_tui.contract.problems import Invalid, NotFound
from portal_tui.contract.staff import (
    BeginReview,
    CloseApplication,
    DeclareEligible,
    DeclareIneligible,
    GrantApplication,
    OpenClosing,
    RefuseApplication,
    RequestChanges,
    Transition,
)
from portal_tui.contract.tasks import Change, CompleteTask, OpenTask, SaveAnswers
from portal_tui.rules.deadlines import ends
from tests.engine.theatre import (
    bring_to,
    mail_of,
    opened,
    outbox,
    problem,
    ready,
    refusal,
    refused,
    send,
    sent,
    task_of,
    theatre,
)
from tests.world import ANSWERS, DAY, NOON, World


@pytest.fixture
def world() -> World:
    return theatre()


WAYS: list[list[tuple[type[Transition], State]]] = [
    [
        (BeginReview, "under-review"),
        (DeclareEligible, "eligible"),
        (GrantApplication, "granted"),
        (CloseApplication, "closed"),
    ],
    [(BeginReview, "under-review"), (DeclareEligible, "eligible"), (RefuseApplication, "refused")],
    [(BeginReview, "under-review"), (DeclareIneligible, "ineligible")],
    [(BeginReview, "under-review"), (RequestChanges, "changes-requested")],
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[-1][1])
def test_every_way_through(world: World, way: list[tuple[type[Transition], State]]) -> None:
    """Each step: the state, a line of the timeline, a mail with number and link, an audit row."""
    application = sent(world)
    number = opened(world, "Maude", application).number
    state: State = "sent"
    for step, after in way:
        operation = step(application_id=application, expected=state, explanation="Voici pourquoi.")
        assert world.call("Zoé", operation).state == after
        state = after
        latest = world.call("Maude", ReadTimeline(application_id=application))[0]
        assert (latest.state, latest.explanation) == (after, "Voici pourquoi.")
        assert latest.author == "Direction de la musique"
        mail = mail_of(world, "Maude")[0]
        assert number in mail.subject
        assert "Voici pourquoi." in mail.body
        assert (mail.link, mail.recipient) == (f"portal-tui open {number}", "maude@example.org")
        assert "maude@example.org" in mail.body
        assert f"portal-tui open {number}" in mail.body
    audited = world.engine.database.rows("select operation from audit order by id desc limit 1")
    assert audited == [(world.engine.database.rows("select code from outbox order by id desc")[0][0],)]
    (row,) = world.call("Maude", ListApplications()).items
    assert row.state == state


def test_a_programme_without_a_closing_has_none_to_open(world: World) -> None:
    application = sent(world)
    bring_to(world, application, "granted")
    opening = OpenClosing(application_id=application, expected="granted")
    assert refusal(world, "Zoé", opening) == ["with-closing"]


def test_two_officers_cannot_contradict_each_other(world: World) -> None:
    application = sent(world)
    bring_to(world, application, "under-review")
    world.call(
        "Zoé",
        DeclareIneligible(application_id=application, expected="under-review", explanation="Hors délai."),
    )
    late = DeclareEligible(application_id=application, expected="under-review")
    assert refusal(world, "Zoé", late) == ["state-as-expected", "transition-possible"]


@pytest.mark.parametrize("step", [RequestChanges, DeclareIneligible])
def test_what_goes_against_the_applicant_is_explained(world: World, step: type[Transition]) -> None:
    application = sent(world)
    bring_to(world, application, "under-review")
    silent = step(application_id=application, expected="under-review", explanation=" ")
    with pytest.raises(Invalid) as caught:
        world.call("Zoé", silent)
    assert [(field.pointer, field.code) for field in caught.value.problem.fields] == [
        ("/explanation", "required")
    ]
    assert opened(world, "Maude", application).state == "under-review"


def test_applicants_take_no_step_of_staff_and_staff_see_no_draft(world: World) -> None:
    application = ready(world)
    step = BeginReview(application_id=application, expected="sent")
    assert problem(world, "Zoé", step, NotFound) == "application-not-found"
    send(world, "Maude", application)
    assert refusal(world, "Maude", step) == ["is-staff"]
    assert problem(world, "Rémi", step, NotFound) == "application-not-found"
    assert world.call("Zoé", OpenApplication(application_id=application)).state == "sent"


def correct(world: World, application: int, title: str) -> None:
    task = task_of(world, "Maude", application, "request")
    revision = world.call("Maude", OpenTask(task_id=task.id)).revision
    change = Change(pointer="/title", value=title, base=ANSWERS["title"])
    world.call("Maude", SaveAnswers(task_id=task.id, changes=(change,), revision=revision))


def test_corrections_are_a_further_round(world: World) -> None:
    application = sent(world)
    bring_to(world, application, "changes-requested")
    correct(world, application, "Saison 2028")
    assert refusal(world, "Maude", SendApplication(application_id=application)) == ["tasks-complete"]
    task = task_of(world, "Maude", application, "request")
    world.call("Maude", CompleteTask(task_id=task.id))
    second = send(world, "Maude", application)
    first = world.call("Maude", ReadReceipt(application_id=application, round=1))
    assert (first.round, second.round) == (1, 2)
    assert first.digest != second.digest
    view = opened(world, "Maude", application)
    assert (view.state, view.round) == ("sent", 2)
    assert [receipt.round for receipt in view.receipts] == [2, 1]
    assert world.call("Maude", ReadTimeline(application_id=application))[0].params["round"] == 2


def test_staff_read_what_was_sent_not_what_is_being_corrected(world: World) -> None:
    application = sent(world)
    bring_to(world, application, "changes-requested")
    correct(world, application, "En chantier")
    task = task_of(world, "Zoé", application, "request")
    assert world.call("Zoé", OpenTask(task_id=task.id)).answers["title"] == "Saison 2027"
    assert world.call("Maude", OpenTask(task_id=task.id)).answers["title"] == "En chantier"


def venues(world: World) -> int:
    """An application with a deadline, sent on the day of ``NOON``."""
    application = world.application("Maude", "30-44-00")
    world.engine.database.connection.execute("update tasks set state = 'complete'")
    send(world, "Maude", application)
    bring_to(world, application, "under-review")
    return application


CLOSES = "2026-11-07T23:59"


def test_the_window_for_corrections_outlives_the_closing(world: World) -> None:
    application = venues(world)
    closes_at = ends(CLOSES, world.engine.definitions.zone)
    due_at = closes_at + 3 * DAY
    request = RequestChanges(
        application_id=application, expected="under-review", explanation="Plan?", due_at=due_at
    )
    assert world.call("Zoé", request).deadline_at == due_at
    assert "10 nov. 23:59" in mail_of(world, "Maude")[0].body
    world.at(due_at - 1)
    assert send(world, "Maude", application).round == 2
    bring_to(world, application, "under-review")
    world.call("Zoé", msgspec.structs.replace(request, due_at=due_at + DAY))
    world.at(due_at + DAY)
    assert refusal(world, "Maude", SendApplication(application_id=application)) == ["in-time"]


def test_where_corrections_do_not_outlive_the_closing_it_is_their_deadline() -> None:
    world = theatre(corrections_outlive_closing=False)
    application = venues(world)
    closes_at = ends(CLOSES, world.engine.definitions.zone)
    late = RequestChanges(
        application_id=application, expected="under-review", explanation="Plan?", due_at=closes_at + 1
    )
    decision = refused(world, "Zoé", late)
    assert [reason.code for reason in decision.reasons] == ["due-before-closing"]
    open_ended = RequestChanges(application_id=application, expected="under-review", explanation="Plan?")
    assert world.call("Zoé", open_ended).deadline_at == closes_at


def test_a_window_in_the_past_is_refused(world: World) -> None:
    application = venues(world)
    past = RequestChanges(
        application_id=application, expected="under-review", explanation="Plan?", due_at=NOON
    )
    assert refusal(world, "Zoé", past) == ["due-ahead"]


def test_the_owner_withdraws_until_it_is_decided(world: World) -> None:
    application = sent(world)
    withdraw = WithdrawApplication(application_id=application, explanation="Projet abandonné.")
    assert refusal(world, "Jean", withdraw) == ["is-owner"]
    assert world.call("Maude", withdraw).state == "withdrawn"
    assert outbox(world)[-2:] == [("maude@example.org", "withdrawn"), ("m@example.org", "withdrawn")]
    assert refusal(world, "Maude", withdraw) == ["withdrawable"]
    granted = sent(world)
    bring_to(world, granted, "granted")
    assert refusal(world, "Maude", WithdrawApplication(application_id=granted)) == ["withdrawable"]
    draft = refused(world, "Maude", WithdrawApplication(application_id=ready(world)))
    assert draft.reasons[0].remedies[0].operation == "delete-application"
