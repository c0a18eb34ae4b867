"""The thin thread: from a list to a receipt, through the engine (T1-T3, T8, T9)."""

import pytest

from portal_tui.contract.applications import (
    CountApplications,
    Explain,
    ListApplications,
    OpenApplication,
    ReadReceipt,
    SendApplication,
)
from portal_tui.contract.problems import NotFound, Refused
from portal_tui.contract.tasks import Change, CompleteTask, OpenTask, ReopenTask, SaveAnswers
from tests.world import ANSWERS, World


@pytest.fixture
def world() -> World:
    """Two people of a theatre and one outside."""
    world = World()
    world.person("Maude", "Tremblay")
    world.person("Jean")
    world.person("Zoé")
    world.organisation("Théâtre du Quai", Maude="primary", Jean="member")
    return world


def test_an_applicant_completes_a_task_and_sends(world: World) -> None:
    application = world.application("Maude", "any")
    task = world.call("Maude", OpenApplication(application_id=application)).tasks[0]
    assert task.state == "to-do"
    with pytest.raises(Refused) as refusal:
        world.call("Maude", CompleteTask(task_id=task.id))
    assert {field.pointer for field in refusal.value.problem.fields} == {"/title", "/places", "/kind"}
    changes = tuple(Change(pointer=f"/{name}", value=value) for name, value in ANSWERS.items())
    saved = world.call("Maude", SaveAnswers(task_id=task.id, changes=changes, revision=1))
    assert (saved.revision, saved.problems, saved.row.state) == (2, (), "in-progress")
    done = world.call("Maude", CompleteTask(task_id=task.id))
    assert done.row.state == "complete"
    receipt = world.call("Maude", SendApplication(application_id=application))
    assert receipt.sent_at == world.clock.now()
    assert receipt == world.call("Maude", ReadReceipt(application_id=application, round=1))
    view = world.call("Maude", OpenApplication(application_id=application))
    assert (view.state, view.round) == ("sent", 1)
    with pytest.raises(Refused) as again:
        world.call("Maude", SendApplication(application_id=application))
    assert again.value.problem.decision is not None
    assert [check.code for check in again.value.problem.decision.reasons] == ["not-sent"]


def test_editing_puts_a_complete_task_back_in_progress(world: World) -> None:
    application = world.application("Maude", "any", request=ANSWERS)
    task = world.call("Maude", OpenApplication(application_id=application)).tasks[0]
    world.call("Maude", CompleteTask(task_id=task.id))
    opened = world.call("Maude", OpenTask(task_id=task.id))
    change = Change(pointer="/places", value=200, base=312)
    saved = world.call("Maude", SaveAnswers(task_id=task.id, changes=(change,), revision=opened.revision))
    assert saved.row.state == "in-progress"
    world.call("Maude", CompleteTask(task_id=task.id))
    assert world.call("Maude", ReopenTask(task_id=task.id)).row.state == "in-progress"


def test_a_plain_member_learns_that_it_exists_and_who_to_ask(world: World) -> None:
    application = world.application("Maude", request=ANSWERS)
    view = world.call("Jean", OpenApplication(application_id=application))
    assert view.tasks == ()
    assert view.decisions["open-task"].reasons[0].remedies[0].people == ("Maude Tremblay",)
    assert world.call("Jean", ListApplications()).items == ()


def test_who_may_not_know_finds_nothing(world: World) -> None:
    application = world.application("Maude")
    for operation in (
        OpenApplication(application_id=application),
        SendApplication(application_id=application),
    ):
        with pytest.raises(NotFound):
            world.call("Zoé", operation)


def test_explain_says_every_rule_that_was_looked_at(world: World) -> None:
    application = world.application("Maude")
    decision = world.call("Maude", Explain(application_id=application, action="send-application"))
    assert [check.code for check in decision.checks if check.holds] == [
        "not-deleted",
        "not-sent",
        "is-owner",
        "confirmed",
        "in-time",
    ]
    assert decision.reasons[0].params["count"] == 3


def test_a_known_key_gets_its_receipt_even_after_closing(world: World) -> None:
    application = world.application("Maude", "any", request=ANSWERS)
    task = world.call("Maude", OpenApplication(application_id=application)).tasks[0]
    world.call("Maude", CompleteTask(task_id=task.id))
    send = SendApplication(application_id=application, idempotency_key="k1")
    receipt = world.call("Maude", send)
    world.clock.advance(3600)
    assert world.call("Maude", send) == receipt
    assert world.engine.database.rows("select count(*) from receipts") == [(1,)]


def test_every_page_of_every_order_both_ways(world: World) -> None:
    for _ in range(7):
        world.application("Maude", "any")
        world.clock.advance(60)
    assert world.call("Maude", CountApplications()) == 7
    for sort in ("number", "programme", "owner", "state", "deadline", "changed"):
        for descending in (False, True):
            seen, pages, after = [], [], None
            while True:
                page = world.call(
                    "Maude",
                    ListApplications(sort=sort, descending=descending, after=after, limit=3),  # type: ignore[arg-type]
                )
                pages.append(page)
                seen += [row.id for row in page.items]
                after = page.after
                if after is None:
                    break
            assert len(seen) == len(set(seen)) == 7
            back = world.call(
                "Maude",
                ListApplications(sort=sort, descending=descending, before=pages[2].before, limit=3),  # type: ignore[arg-type]
            )
            assert back.items == pages[1].items
            assert pages[0].before is None


def test_a_filter_finds_without_case_or_diacritics(world: World) -> None:
    world.application("Maude")
    world.application("Maude", "any")
    for words, count in (("THEATRE quai", 2), ("boursés", 1), ("2026-000001", 1), ("nowhere", 0), ("ai", 2)):
        found = world.call("Maude", ListApplications(filter=words))
        assert len(found.items) == count == world.call("Maude", CountApplications(filter=words)), words


def test_an_action_that_there_is_not_is_not_found(world: World) -> None:
    application = world.application("Maude")
    with pytest.raises(NotFound):
        world.call("Maude", Explain(application_id=application, action="nonsense"))
