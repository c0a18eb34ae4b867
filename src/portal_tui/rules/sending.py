"""Who may send an application, when, and what is missing (T3, T9)."""

from portal_tui.contract.decisions import Check, Decision, Remedy

from .checks import ask_staff, confirmed, go_to_task, not_deleted, see_receipt, sends
from .facts import ApplicationFacts, EventFacts, Viewer


def may_send(facts: ApplicationFacts, viewer: Viewer) -> Decision:
    """The decision behind *Envoyer*: every reader sees it, with all that stands in the way."""
    return Decision(
        action="send-application",
        checks=(
            not_deleted(facts, viewer),
            _not_sent(facts),
            *sends(facts, viewer, ask="ask-owner-to-send"),
            confirmed(viewer),
            _in_time(facts),
            _tasks_complete(facts),
        ),
    )


def _not_sent(facts: ApplicationFacts) -> Check:
    holds = facts.open
    return Check(
        code="closing-not-sent" if facts.in_closing else "not-sent",
        rule="T9",
        holds=holds,
        params={"state": facts.state, "round": facts.round},
        remedies=() if holds else (see_receipt(facts),),
    )


def _in_time(facts: ApplicationFacts) -> Check:
    event, deadline_at = facts.event, facts.deadline_at
    if event is not None and (deadline_at is None or event.deadline_at <= deadline_at):
        return _before_event(facts, event)
    if deadline_at is None:
        return Check(code="no-deadline", rule="T9", holds=True)
    holds = facts.now < deadline_at + facts.grace
    return Check(
        code="in-time",
        rule="T9",
        holds=holds,
        params={"deadline_at": deadline_at, "time_zone": facts.time_zone},
        remedies=() if holds else (ask_staff(facts, "ask-for-extension"),),
    )


def _before_event(facts: ApplicationFacts, event: EventFacts) -> Check:
    holds = facts.now < event.deadline_at + facts.grace
    change = Remedy(
        kind="go",
        code="change-date",
        screen="task",
        arguments={"application_id": facts.id, "task_id": event.task_id},
    )
    return Check(
        code="before-event",
        rule="T9",
        holds=holds,
        params={"deadline_at": event.deadline_at, "explanation": event.explanation},
        remedies=() if holds else (change, ask_staff(facts, "ask-for-extension")),
    )


def _tasks_complete(facts: ApplicationFacts) -> Check:
    missing = [task for task in facts.due if task.mandatory and task.state != "complete"]
    return Check(
        code="tasks-complete",
        rule="T3",
        holds=not missing,
        params={"count": len(missing), "tasks": tuple(task.title for task in missing)},
        remedies=tuple(go_to_task(facts, task) for task in missing[:1]),
    )
