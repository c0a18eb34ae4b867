"""Every decision about an application, over every combination of the facts that it looks at."""

from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import msgspec

from portal_tui.contract.decisions import Decision
from portal_tui.rules import asking, discussion, documents, drafts, mail, people, reuse, sending, staff, tasks
from portal_tui.rules.documents import SlotFacts
from portal_tui.rules.facts import ApplicationFacts, EventFacts, Viewer
from portal_tui.rules.reuse import GivenAnswers
from portal_tui.rules.states import RESTORABLE, STATES, TRANSITIONS

from .facts import (
    DONE,
    EDITOR,
    EVERYBODY,
    MEMBER,
    NOW,
    OPEN,
    OWNER,
    REPORT,
    REPORTED,
    STAFF,
    TASKS,
    application,
)

SLOTS = (
    None,
    SlotFacts(title="États financiers", several=False),
    SlotFacts(title="États financiers", several=False, held=31),
    SlotFacts(title="Plans", several=True, held=32),
)
GIVEN = (
    None,
    GivenAnswers(size=10, limit=10, answers=3, fitting=1),
    GivenAnswers(size=11, limit=10),
    GivenAnswers(size=10, limit=10, readable=False),
    GivenAnswers(size=10, limit=10, answers=3),
)
STRANGER = Viewer(account_id=20, name="Rémi")
OTHERS = (EDITOR, MEMBER, STRANGER)
"""People about whom something is decided, besides oneself."""
ADMINISTERED_BY_THE_OWNER: dict[str, Any] = {"administrators": ("Maude",)}
POLICIES: tuple[dict[str, Any], ...] = (
    ADMINISTERED_BY_THE_OWNER,
    {"administrators_read_content": True},
    {"owners_hand_over": False},
    {"owners_hand_over": False, **ADMINISTERED_BY_THE_OWNER},
    {"corrections_outlive_closing": False, "closes_at": NOW + 100},
    {"corrections_outlive_closing": False, "closes_at": NOW - 100},
    {"threads_opened_by": "everyone"},
    {"documents_travel_in": "discussion"},
    {"anyone_collaborates": True},
    {"deadline_at": NOW},
    {"event": EventFacts(deadline_at=NOW, explanation="Un mois avant.", task_id=12)},
    {"event": EventFacts(deadline_at=NOW + 1, explanation="Un mois avant.", task_id=12)},
    {"deadline_at": None},
    {"tasks": (DONE, OPEN)},
)
CLOSINGS: tuple[dict[str, Any], ...] = (
    {"state": "closing", "tasks": (DONE, REPORT)},
    {"state": "closing", "tasks": (DONE, REPORTED)},
    {"state": "closing", "tasks": (DONE, REPORTED), "deadline_at": NOW},
    {"state": "closing-sent", "tasks": (DONE, REPORTED)},
    {"state": "closed", "tasks": (DONE, REPORTED)},
)
"""What was granted is closed (T12)."""


class Decided(NamedTuple):
    """A decision, and for whom and of what it was made."""

    decision: Decision
    facts: ApplicationFacts
    viewer: Viewer


def situations() -> Iterator[tuple[ApplicationFacts, Viewer]]:
    """Applications in every state, with every switch, as everybody meets them."""
    for viewer in EVERYBODY:
        for state in STATES:
            yield application(state=state, round=0 if state == "draft" else 1), viewer
        yield application(deleted_at=NOW - 5), viewer
        yield application(deleted_at=1, now=RESTORABLE + NOW, deadline_at=None), viewer
        for changes in CLOSINGS:
            yield application(**{"round": 1, **changes}), viewer
        for state, changes in product(("draft", "under-review"), POLICIES):
            if "administrators" in changes and viewer is OWNER:
                continue
            yield application(state=state, round=0 if state == "draft" else 1, **changes), viewer
        if not viewer.administers:
            yield application(personal=True, administrators=()), viewer


def every_decision() -> Iterator[Decided]:
    """All of them."""
    for facts, viewer in situations():
        for decision in _on_application(facts, viewer):
            yield Decided(decision, facts, viewer)
    for decision in (
        asking.may_ask(asked_at=None, now=NOW),
        asking.may_ask(asked_at=NOW - 5, now=NOW),
        mail.may_read_mail(demonstration=True),
        mail.may_read_mail(demonstration=False),
    ):
        yield Decided(decision, application(), STAFF)


def _on_application(facts: ApplicationFacts, viewer: Viewer) -> Iterator[Decision]:
    yield sending.may_send(facts, viewer)
    yield sending.may_send(facts, msgspec.structs.replace(viewer, confirmed=False))
    yield tasks.may_read_content(facts, viewer)
    yield people.may_take_ownership(facts, viewer)
    yield drafts.may_delete(facts, viewer)
    yield drafts.may_restore(facts, viewer)
    yield drafts.may_withdraw(facts, viewer)
    yield discussion.may_open_thread(facts, viewer)
    yield discussion.may_reply(facts, viewer)
    yield documents.may_remove_attachment(facts)
    for who in (viewer, *OTHERS):
        yield people.may_add_collaborator(facts, viewer, who=who)
        yield people.may_remove_collaborator(facts, viewer, who=who)
        yield people.may_hand_over(facts, viewer, to=who)
    for task in (*TASKS, *(task for task in facts.tasks if task.closing)):
        yield tasks.may_edit_task(facts, viewer, task)
        yield tasks.may_complete_task(facts, viewer, task)
        yield tasks.may_reopen_task(facts, viewer, task)
        yield tasks.may_reset_task(facts, viewer, task)
        yield tasks.may_undo_reset(facts, viewer, task)
        yield discussion.may_deposit(facts, viewer, task)
        yield documents.may_remove_document(facts, viewer, task)
        yield reuse.may_export(facts, viewer, task)
        yield reuse.may_bring_earlier(facts, viewer, task)
    for given in GIVEN:
        yield reuse.may_bring(facts, viewer, DONE, given)
    for slot in SLOTS:
        yield documents.may_add_document(facts, viewer, OPEN, slot)
    for step in TRANSITIONS:
        if step.who == "staff":
            for expected, has_closing in product((facts.state, "sent"), (True, False)):
                yield staff.may_move(
                    facts, viewer, step.operation, expected=expected, has_closing=has_closing
                )
    for until in (NOW - 1, NOW + 500):
        yield staff.may_extend(facts, viewer, until=until)
    for due_at in (None, NOW - 1, NOW + 50, NOW + 500):
        yield staff.may_request_changes(facts, viewer, expected="under-review", due_at=due_at)
