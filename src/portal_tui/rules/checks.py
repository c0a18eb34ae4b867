"""Checks that several decisions share, and the remedies that several checks share."""

from portal_tui.contract.decisions import Check, Remedy

from .facts import ApplicationFacts, TaskFacts, Viewer
from .states import RESTORABLE

# Whom to ask


def ask_staff(facts: ApplicationFacts, code: str = "ask-staff") -> Remedy:
    """Turn to the service desk in charge."""
    return Remedy(kind="ask", code=code, role="service-desk", params={"desk": facts.service_desk})


def ask_owner(facts: ApplicationFacts, viewer: Viewer, code: str) -> Remedy:
    """Turn to the owner, named to the organisation's members and to whoever takes part (E0)."""
    knows = viewer.standing != "none" or viewer.takes_part
    return Remedy(kind="ask", code=code, role="owner", people=(facts.owner,) if knows else ())


def ask_administrators(facts: ApplicationFacts, viewer: Viewer, code: str) -> tuple[Remedy, ...]:
    """Turn to the organisation's administrators, named to its members; the owner is no help as one (E0)."""
    others = tuple(name for name in facts.administrators if name not in (facts.owner, viewer.name))
    if not others:
        return ()
    named = others if viewer.standing != "none" else ()
    return (Remedy(kind="ask", code=code, role="administrator", people=named),)


def write_to_applicant(facts: ApplicationFacts) -> Remedy:
    """What staff do about what is the applicant's: ask them in the discussion."""
    return Remedy(
        kind="go", code="write-to-applicant", screen="discussion", arguments={"application_id": facts.id}
    )


# Who does it


def confirmed(viewer: Viewer) -> Check:
    """The address is confirmed; until then one looks and creates nothing (A1)."""
    confirm = Remedy(kind="go", code="confirm-address", screen="confirm-address")
    return Check(
        code="confirmed",
        rule="A1",
        holds=viewer.confirmed,
        remedies=() if viewer.confirmed else (confirm,),
    )


def is_owner(facts: ApplicationFacts, viewer: Viewer, *, ask: str = "ask-owner") -> Check:
    """What is the owner's: an organisation's administrator can become it, others ask (T3, T4)."""
    holds = viewer.access == "owner"
    return Check(
        code="is-owner",
        rule="T4",
        holds=holds,
        params={"owner": facts.owner},
        remedies=() if holds else to_become_owner(facts, viewer, ask=ask),
    )


def sends(facts: ApplicationFacts, viewer: Viewer, *, ask: str = "ask-owner") -> tuple[Check, ...]:
    """The final acts are the owner's; where a register decides, they are anybody's who may send (T3)."""
    if viewer.uses is not None:
        return viewer.uses["send"]
    return (is_owner(facts, viewer, ask=ask),)


def to_become_owner(facts: ApplicationFacts, viewer: Viewer, *, ask: str = "ask-owner") -> tuple[Remedy, ...]:
    """How what only the owner may do gets done: become it, ask the owner, or an administrator."""
    if viewer.staff:
        return (write_to_applicant(facts),)
    if viewer.administers and not facts.personal:
        take = Remedy(
            kind="do",
            code="take-ownership",
            operation="take-ownership",
            arguments={"application_id": facts.id},
            params={"applicant": facts.applicant},
        )
        return (take, ask_owner(facts, viewer, ask))
    return (
        ask_owner(facts, viewer, ask),
        *ask_administrators(facts, viewer, "ask-administrator-to-take-over"),
    )


def reads(facts: ApplicationFacts, viewer: Viewer) -> tuple[Check, ...]:
    """Who reads the content: who takes part; where a register decides, who has a right (T5, R6)."""
    return (takes_part(facts, viewer),) if viewer.uses is None else viewer.uses["read"]


def takes_part(facts: ApplicationFacts, viewer: Viewer) -> Check:
    """Content is for the owner and the collaborators; staff from the first sending on (T5, T10)."""
    reads = viewer.takes_part or (facts.administrators_read_content and viewer.administers)
    holds = reads or viewer.staff
    return Check(
        code="takes-part",
        rule="T5",
        holds=holds,
        params={"owner": facts.owner, "applicant": facts.applicant},
        remedies=() if holds else to_take_part(facts, viewer),
    )


def to_take_part(facts: ApplicationFacts, viewer: Viewer) -> tuple[Remedy, ...]:
    """How one becomes a collaborator: an administrator adds himself, others ask."""
    if viewer.administers:
        return (_add_myself(facts, viewer, "add-myself"), ask_owner(facts, viewer, "ask-to-be-added"))
    return (
        ask_owner(facts, viewer, "ask-to-be-added"),
        *ask_administrators(facts, viewer, "ask-administrator-to-be-added"),
    )


def edits(facts: ApplicationFacts, viewer: Viewer) -> tuple[Check, ...]:
    """Who changes the content: the owner and collaborators; or who has a right that writes (T5, R6)."""
    return (may_edit(facts, viewer),) if viewer.uses is None else viewer.uses["edit"]


def writes(facts: ApplicationFacts, viewer: Viewer) -> tuple[Check, ...]:
    """Who writes in the discussion: who edits, and staff (C1, R6)."""
    return (may_write(facts, viewer),) if viewer.uses is None else viewer.uses["edit"]


def may_edit(facts: ApplicationFacts, viewer: Viewer) -> Check:
    """Editing is for the owner and collaborators who edit (T5)."""
    return Check(
        code="may-edit",
        rule="T5",
        holds=viewer.edits,
        params={"owner": facts.owner, "access": viewer.access},
        remedies=() if viewer.edits else _to_edit(facts, viewer),
    )


def may_write(facts: ApplicationFacts, viewer: Viewer) -> Check:
    """Writing in the discussion is for whoever edits, and for staff (C1)."""
    holds = viewer.edits or viewer.staff
    return Check(
        code="may-write",
        rule="C1",
        holds=holds,
        params={"owner": facts.owner},
        remedies=() if holds else _to_edit(facts, viewer),
    )


def _to_edit(facts: ApplicationFacts, viewer: Viewer) -> tuple[Remedy, ...]:
    if viewer.staff:
        return (write_to_applicant(facts),)
    if viewer.access == "none":
        return to_take_part(facts, viewer)
    ask = ask_owner(facts, viewer, "ask-to-edit")
    return (_add_myself(facts, viewer, "let-myself-edit"), ask) if viewer.administers else (ask,)


def _add_myself(facts: ApplicationFacts, viewer: Viewer, code: str) -> Remedy:
    return Remedy(
        kind="do",
        code=code,
        operation="add-collaborator",
        arguments={"application_id": facts.id, "account_id": viewer.account_id, "access": "edit"},
    )


# How the application stands


def not_deleted(facts: ApplicationFacts, viewer: Viewer) -> Check:
    """A deleted draft is first restored, by its owner or an administrator (T14)."""
    deleted = facts.deleted_at is not None
    restore = Remedy(
        kind="do",
        code="restore",
        operation="restore-application",
        arguments={"application_id": facts.id},
    )
    way = ask_owner(facts, viewer, "ask-to-restore")
    if not restorable(facts):
        way = start_again()
    elif owns_or_leads(viewer):
        way = restore
    elif viewer.uses is not None:
        way = next(remedy for check in viewer.uses["send"] for remedy in check.remedies)
    return Check(code="not-deleted", rule="T14", holds=not deleted, remedies=(way,) if deleted else ())


def owns_or_leads(viewer: Viewer) -> bool:
    """Whether they are the owner or an administrator; where a register decides, may send (T3, T14)."""
    if viewer.uses is not None:
        return all(check.holds for check in viewer.uses["send"])
    return viewer.access == "owner" or viewer.administers


def restorable(facts: ApplicationFacts) -> bool:
    """Whether the time in which a deleted draft can be restored hasn't passed (T14)."""
    return facts.deleted_at is None or facts.now < facts.deleted_at + RESTORABLE


def start_again() -> Remedy:
    """A new application, where the old one is lost."""
    return Remedy(kind="go", code="start-again", screen="programmes")


def content_open(facts: ApplicationFacts, task: TaskFacts) -> tuple[Check, ...]:
    """What was sent is frozen until changes are requested (T9); a closing leaves what it closes (T12)."""
    if not facts.in_closing:
        return (_open(facts),)
    return (_of_closing(facts, task), _open(facts)) if task.closing else (_of_closing(facts, task),)


def _open(facts: ApplicationFacts) -> Check:
    holds = facts.open
    return Check(
        code="content-open",
        rule="T9",
        holds=holds,
        params={"state": facts.state},
        remedies=() if holds else (see_receipt(facts), ask_staff(facts, "ask-for-correction")),
    )


def _of_closing(facts: ApplicationFacts, task: TaskFacts) -> Check:
    """What was granted stays as it was sent; its closing is what is filled in now (T12)."""
    next_one = next((task for task in facts.due if task.state != "complete"), facts.due[0])
    go = go_to_task(facts, next_one)
    ask = ask_staff(facts, "ask-for-correction")
    ways = () if task.closing else (go, ask) if facts.open else (ask,)
    return Check(code="of-closing", rule="T12", holds=task.closing, remedies=ways)


def go_to_task(facts: ApplicationFacts, task: TaskFacts) -> Remedy:
    """A task that is to be done."""
    return Remedy(
        kind="go",
        code="go-to-task",
        screen="task",
        arguments={"application_id": facts.id, "task_id": task.id},
        params={"task": task.title},
    )


def see_receipt(facts: ApplicationFacts) -> Remedy:
    """The receipt of the last sending."""
    return Remedy(
        kind="go",
        code="see-receipt",
        screen="receipt",
        arguments={"application_id": facts.id, "round": facts.round},
    )
