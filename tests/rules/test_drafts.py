"""The truth tables of deleting, restoring and withdrawing (T10, T14)."""

from itertools import product

from portal_tui.rules.drafts import may_delete, may_restore, may_withdraw
from portal_tui.rules.states import STATES
from tests.decisions import failed, held, ways

from .facts import EVERYBODY, NOW, OWNER, PRIMARY, READER, application

DAYS = 24 * 3600 * 1_000_000
PENDING = ("sent", "under-review", "changes-requested", "eligible")


def test_deleting_over_every_combination() -> None:
    for viewer, state, round, deleted in product(EVERYBODY, STATES, (0, 1), (None, NOW - 5)):
        decision = may_delete(application(state=state, round=round, deleted_at=deleted), viewer)
        assert held(decision) == {
            "not-deleted": deleted is None,
            "is-owner": viewer.access == "owner",
            "never-sent": state == "draft" and round == 0,
        }
        assert decision.action == "delete-application"


def test_what_was_sent_is_withdrawn_while_that_is_possible() -> None:
    for state in STATES[1:]:
        decision = may_delete(application(state=state, round=1), OWNER)
        way = ("do", "withdraw-instead") if state in PENDING else ("ask", "ask-staff")
        assert ways(decision, "never-sent") == [way]
        assert decision.reasons[0].params == {"state": state}
    remedy = may_delete(application(state="sent", round=1), OWNER).reasons[0].remedies[0]
    assert (remedy.operation, remedy.arguments) == ("withdraw-application", {"application_id": 100})


def test_restoring_over_every_combination() -> None:
    for viewer, since in product(EVERYBODY, (None, 0, 14 * DAYS - 1, 14 * DAYS)):
        deleted = None if since is None else NOW
        facts = application(deleted_at=deleted, now=NOW + (since or 0))
        decision = may_restore(facts, viewer)
        assert held(decision) == {
            "is-deleted": since is not None,
            "owner-or-administrator": viewer.access == "owner"
            or viewer.standing in ("primary", "administrator"),
            "restorable-in-time": since is None or since < 14 * DAYS,
        }
        assert decision.action == "restore-application"
        assert decision.checks[2].params == {"days": 14}


def test_others_ask_for_the_restoration_and_too_late_one_starts_again() -> None:
    deleted = application(deleted_at=NOW - 1)
    assert ways(may_restore(deleted, READER), "owner-or-administrator") == [("ask", "ask-to-restore")]
    late = application(deleted_at=NOW, now=NOW + 14 * DAYS)
    assert ways(may_restore(late, OWNER), "restorable-in-time") == [("go", "start-again")]
    assert may_restore(late, OWNER).reasons[0].remedies[0].screen == "programmes"


def test_a_deleted_draft_is_restored_by_whoever_may() -> None:
    deleted = application(deleted_at=NOW - 1)
    assert ways(may_delete(deleted, OWNER), "not-deleted") == [("do", "restore")]
    assert ways(may_delete(deleted, PRIMARY), "not-deleted") == [("do", "restore")]
    assert ways(may_delete(deleted, READER), "not-deleted") == [("ask", "ask-to-restore")]
    restore = may_delete(deleted, OWNER).reasons[0].remedies[0]
    assert (restore.operation, restore.arguments) == ("restore-application", {"application_id": 100})
    late = application(deleted_at=NOW, now=NOW + 14 * DAYS)
    assert ways(may_delete(late, OWNER), "not-deleted") == [("go", "start-again")]


def test_withdrawing_over_every_combination() -> None:
    for viewer, state, deleted in product(EVERYBODY, STATES, (None, NOW - 5)):
        facts = application(state=state, round=0 if state == "draft" else 1, deleted_at=deleted)
        decision = may_withdraw(facts, viewer)
        assert held(decision) == {
            "not-deleted": deleted is None,
            "is-owner": viewer.access == "owner",
            "withdrawable": state in PENDING,
        }
        assert decision.action == "withdraw-application"


def test_a_draft_is_deleted_and_a_decided_one_discussed() -> None:
    draft = may_withdraw(application(), OWNER)
    assert ways(draft, "withdrawable") == [("do", "delete-instead")]
    remedy = draft.reasons[0].remedies[0]
    assert (remedy.operation, remedy.arguments) == ("delete-application", {"application_id": 100})
    assert draft.reasons[0].params == {"state": "draft"}
    granted = may_withdraw(application(state="granted", round=1), OWNER)
    assert ways(granted, "withdrawable") == [("ask", "ask-staff")]
    assert failed(granted) == ["withdrawable"]
