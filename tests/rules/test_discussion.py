"""The truth tables of the discussion and of official documents (C0, C1, T11)."""

from itertools import product

import pytest

from portal_tui.rules.discussion import may_deposit, may_open_thread, may_reply
from portal_tui.rules.documents import (
    SlotFacts,
    may_add_document,
    may_remove_attachment,
    may_remove_document,
)
from portal_tui.rules.facts import Viewer
from portal_tui.rules.states import STATES
from tests.decisions import failed, held, ways

from .facts import (
    ADMINISTRATOR_READS,
    COMMUNICATIONS,
    EVERYBODY,
    GUEST,
    MEMBER,
    NOW,
    OPEN,
    OWNER,
    READER,
    STAFF,
    TASKS,
    application,
)
from .test_tasks import EDITORS, editing


def test_opening_and_answering_over_every_combination() -> None:
    for viewer, policy, round, deleted in product(EVERYBODY, ("staff", "everyone"), (0, 1), (None, NOW - 5)):
        facts = application(threads_opened_by=policy, round=round, deleted_at=deleted)
        writes = viewer in EDITORS or viewer is STAFF
        opening = may_open_thread(facts, viewer)
        assert held(opening) == {
            "not-deleted": deleted is None,
            "opens-threads": viewer is STAFF or policy == "everyone",
            "sent-once": round > 0,
            "may-write": writes,
        }
        assert opening.action == "open-thread"
        answering = may_reply(facts, viewer)
        assert held(answering) == {"not-deleted": deleted is None, "may-write": writes}
        assert answering.action == "reply"


def test_where_staff_open_discussions_one_learns_who_and_what_to_do_meanwhile() -> None:
    draft = may_open_thread(application(), OWNER)
    assert failed(draft) == ["sent-once", "opens-threads"]
    send = draft.reasons[0].remedies[0]
    assert (send.code, send.screen, send.arguments) == ("send-first", "review", {"application_id": 100})
    assert ways(draft, "opens-threads") == [("ask", "ask-staff")]
    assert draft.reasons[1].params == {"desk": "Direction de la musique"}
    assert draft.reasons[1].remedies[0].params == {"desk": "Direction de la musique"}


@pytest.mark.parametrize(
    ("viewer", "expected"),
    [
        (READER, [("ask", "ask-to-edit")]),
        (ADMINISTRATOR_READS, [("do", "let-myself-edit"), ("ask", "ask-to-edit")]),
        (MEMBER, [("ask", "ask-to-be-added"), ("ask", "ask-administrator-to-be-added")]),
    ],
)
def test_who_may_not_write_learns_how_to(viewer: Viewer, expected: list[tuple[str, str]]) -> None:
    decision = may_reply(application(), viewer)
    assert ways(decision, "may-write") == expected
    assert decision.reasons[0].params == {"owner": "Maude"}


def test_a_guest_is_told_roles_of_the_organisation() -> None:
    """Whoever takes part knows the owner; who administers is the organisation's own matter."""
    reader = Viewer(account_id=30, name="Ève", access="view")
    assert may_reply(application(), reader).reasons[0].remedies[0].people == ("Maude",)
    remedies = may_open_thread(application(), GUEST).reasons[0].remedies
    assert all(not remedy.people for remedy in remedies)


def test_depositing_over_every_combination() -> None:
    for viewer, task in product(EVERYBODY, TASKS):
        decision = may_deposit(application(state="sent", round=1), viewer, task)
        assert held(decision) == {
            "is-staff": viewer is STAFF,
            "task-for-communications": task is COMMUNICATIONS,
        }
        assert decision.action == "deposit-official"
    wrong = may_deposit(application(), STAFF, OPEN)
    assert ways(wrong, "task-for-communications") == [("go", "go-to-communications")]
    assert wrong.reasons[0].remedies[0].arguments == {"application_id": 100}
    assert wrong.reasons[0].remedies[0].screen == "application"
    assert wrong.reasons[0].params == {"task": "Documents"}


SLOTS = (
    (None, None),
    (SlotFacts(title="Plan", several=False), True),
    (SlotFacts(title="Plan", several=False, held=7), False),
    (SlotFacts(title="Plan", several=True, held=7), True),
)


def test_attaching_over_every_combination() -> None:
    for viewer, state, task, travel, (slot, room) in product(
        EVERYBODY, STATES, TASKS, ("tasks", "discussion"), SLOTS
    ):
        facts = application(state=state, round=1, documents_travel_in=travel)
        decision = may_add_document(facts, viewer, task, slot)
        expected = editing(facts, viewer, task) | {"documents-in-tasks": travel == "tasks"}
        if room is not None:
            expected["slot-free"] = room
        assert held(decision) == expected
        assert decision.action == "add-document"


def test_removing_a_document_is_editing() -> None:
    for viewer, state, task in product(EVERYBODY, STATES, TASKS):
        facts = application(state=state, round=1)
        decision = may_remove_document(facts, viewer, task)
        assert held(decision) == editing(facts, viewer, task)
        assert decision.action == "remove-document"


def test_a_full_slot_is_emptied_first() -> None:
    decision = may_add_document(application(), OWNER, OPEN, SLOTS[2][0])
    assert failed(decision) == ["slot-free"]
    assert decision.reasons[0].params == {"document": "Plan"}
    remedy = decision.reasons[0].remedies[0]
    assert (remedy.kind, remedy.operation, remedy.arguments) == (
        "do",
        "remove-document",
        {"document_id": 7},
    )
    assert remedy.params == {"document": "Plan"}


def test_where_documents_travel_in_the_discussion_one_goes_there() -> None:
    decision = may_add_document(application(documents_travel_in="discussion"), OWNER, OPEN)
    assert ways(decision, "documents-in-tasks") == [("go", "attach-in-discussion")]
    assert decision.reasons[0].params == {"desk": "Direction de la musique"}
    assert decision.reasons[0].remedies[0].arguments == {"application_id": 100}
    assert decision.reasons[0].remedies[0].screen == "discussion"


def test_what_came_with_a_message_stays() -> None:
    decision = may_remove_attachment(application())
    assert (decision.action, failed(decision)) == ("remove-document", ["in-a-task"])
    assert ways(decision, "in-a-task") == [("go", "reply-instead")]
    assert decision.reasons[0].remedies[0].arguments == {"application_id": 100}
