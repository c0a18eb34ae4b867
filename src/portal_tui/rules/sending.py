"""Who may send an application, when, and what is missing (T3, T9)."""

from portal_tui.contract.decisions import Check, Decision, Remedy

from .checks import confirmed, is_owner, not_deleted
from .facts import ApplicationFacts, Viewer
from .states import EDITABLE


def may_send(facts: ApplicationFacts, viewer: Viewer) -> Decision:
    """The decision behind *Envoyer*: every reader sees it, with all that stands in the way."""
    return Decision(
        action="send-application",
        checks=(
            not_deleted(facts),
            _not_sent(facts),
            is_owner(facts, viewer, ask="ask-owner-to-send"),
            confirmed(viewer),
            _in_time(facts),
            _tasks_complete(facts),
        ),
    )


def _not_sent(facts: ApplicationFacts) -> Check:
    holds = facts.state in EDITABLE
    receipt = Remedy(kind="go", code="see-receipt", screen="receipt", arguments={"application_id": facts.id})
    return Check(
        code="not-sent",
        rule="T9",
        holds=holds,
        params={"state": facts.state, "round": facts.round},
        remedies=() if holds else (receipt,),
    )


def _in_time(facts: ApplicationFacts) -> Check:
    holds = facts.deadline_at is None or facts.now < facts.deadline_at
    ask = Remedy(
        kind="ask", code="ask-for-extension", role=facts.service_desk, params={"number": facts.number}
    )
    return Check(
        code="in-time",
        rule="T9",
        holds=holds,
        params={"deadline_at": facts.deadline_at, "time_zone": facts.time_zone},
        remedies=() if holds else (ask,),
    )


def _tasks_complete(facts: ApplicationFacts) -> Check:
    missing = [task for task in facts.tasks if task.mandatory and task.state != "complete"]
    remedies: tuple[Remedy, ...] = ()
    if missing:
        first = missing[0]
        remedies = (
            Remedy(
                kind="go",
                code="go-to-task",
                screen="task",
                arguments={"application_id": facts.id, "task_id": first.id},
                params={"task": first.title},
            ),
        )
    return Check(
        code="tasks-complete",
        rule="T3",
        holds=not missing,
        params={"count": len(missing), "tasks": tuple(task.title for task in missing)},
        remedies=remedies,
    )
