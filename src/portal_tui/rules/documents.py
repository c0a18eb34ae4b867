"""Which documents may be attached and removed, and where (C0, C2, T6, T9)."""

import msgspec

from portal_tui.contract.decisions import Check, Decision, Remedy

from .facts import ApplicationFacts, TaskFacts, Viewer
from .tasks import editing


class SlotFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A place for a document in a task."""

    title: str
    several: bool
    held: int | None = None
    """Id of the document that is there already."""


def may_add_document(
    facts: ApplicationFacts, viewer: Viewer, task: TaskFacts, slot: SlotFacts | None = None
) -> Decision:
    """Attaching a file to a task; to one of its slots, where there is still room."""
    checks = [*editing(facts, viewer, task), _travels_in_tasks(facts)]
    if slot is not None:
        checks.append(_has_room(slot))
    return Decision(action="add-document", checks=tuple(checks))


def may_remove_document(facts: ApplicationFacts, viewer: Viewer, task: TaskFacts) -> Decision:
    """Removing a file from a task; what was sent keeps it (T9)."""
    return Decision(action="remove-document", checks=editing(facts, viewer, task))


def may_remove_attachment(facts: ApplicationFacts) -> Decision:
    """Removing what came with a message: never, the other side may have read it (C1)."""
    reply = Remedy(
        kind="go", code="reply-instead", screen="discussion", arguments={"application_id": facts.id}
    )
    return Decision(
        action="remove-document",
        checks=(Check(code="in-a-task", rule="C1", holds=False, remedies=(reply,)),),
    )


def _travels_in_tasks(facts: ApplicationFacts) -> Check:
    holds = facts.documents_travel_in == "tasks"
    discuss = Remedy(
        kind="go", code="attach-in-discussion", screen="discussion", arguments={"application_id": facts.id}
    )
    return Check(
        code="documents-in-tasks",
        rule="C0",
        holds=holds,
        params={"desk": facts.service_desk},
        remedies=() if holds else (discuss,),
    )


def _has_room(slot: SlotFacts) -> Check:
    holds = slot.several or slot.held is None
    remove = Remedy(
        kind="do",
        code="remove-first",
        operation="remove-document",
        arguments={"document_id": slot.held},
        params={"document": slot.title},
    )
    return Check(
        code="slot-free",
        rule="T6",
        holds=holds,
        params={"document": slot.title},
        remedies=() if holds else (remove,),
    )
