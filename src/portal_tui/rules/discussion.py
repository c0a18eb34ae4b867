"""Who opens a discussion, who answers, who deposits official documents (C1, T11)."""

from portal_tui.contract.decisions import Check, Decision, Remedy

from .checks import ask_staff, not_deleted, writes
from .facts import ApplicationFacts, TaskFacts, Viewer
from .staff import is_staff
from .tasks import TO_APPLICANTS


def may_open_thread(facts: ApplicationFacts, viewer: Viewer) -> Decision:
    """Opening a discussion: staff only where the policy says so; about what was sent (C1)."""
    opens = viewer.staff or facts.threads_opened_by == "everyone"
    sent = facts.round > 0
    send = Remedy(kind="go", code="send-first", screen="review", arguments={"application_id": facts.id})
    return Decision(
        action="open-thread",
        checks=(
            not_deleted(facts, viewer),
            Check(
                code="opens-threads",
                rule="C1",
                holds=opens,
                params={"desk": facts.service_desk},
                remedies=() if opens else (ask_staff(facts),),
            ),
            Check(code="sent-once", rule="C1", holds=sent, remedies=() if sent else (send,)),
            *writes(facts, viewer),
        ),
    )


def may_reply(facts: ApplicationFacts, viewer: Viewer) -> Decision:
    """Answering in a thread: whoever edits the application, and staff (C1)."""
    return Decision(action="reply", checks=(not_deleted(facts, viewer), *writes(facts, viewer)))


def may_deposit(facts: ApplicationFacts, viewer: Viewer, task: TaskFacts) -> Decision:
    """Staff deposit official documents in the task that is meant for them (T11)."""
    right_task = task.kind == TO_APPLICANTS
    other = Remedy(
        kind="go", code="go-to-communications", screen="application", arguments={"application_id": facts.id}
    )
    return Decision(
        action="deposit-official",
        checks=(
            is_staff(facts, viewer),
            Check(
                code="task-for-communications",
                rule="T11",
                holds=right_task,
                params={"task": task.title},
                remedies=() if right_task else (other,),
            ),
        ),
    )
