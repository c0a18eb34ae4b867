"""Checks that several decisions share, and the remedies that several checks share."""

from portal_tui.contract.decisions import Check, Remedy

from .facts import ApplicationFacts, Viewer
from .states import EDITABLE


def ask_staff(facts: ApplicationFacts, code: str) -> Remedy:
    """Turn to the service desk in charge."""
    return Remedy(
        kind="ask", code=code, role=facts.service_desk or "service-desk", params={"number": facts.number}
    )


def confirmed(viewer: Viewer) -> Check:
    """The address is confirmed; until then one looks and creates nothing (A1)."""
    return Check(
        code="confirmed",
        rule="A1",
        holds=viewer.confirmed,
        remedies=() if viewer.confirmed else (Remedy(kind="go", code="confirm-address", screen="confirm"),),
    )


def not_deleted(facts: ApplicationFacts) -> Check:
    """A deleted draft is first restored (T14)."""
    deleted = facts.deleted_at is not None
    restore = Remedy(
        kind="do",
        code="restore",
        operation="restore-application",
        arguments={"application_id": facts.id},
    )
    return Check(code="not-deleted", rule="T14", holds=not deleted, remedies=(restore,) if deleted else ())


def is_owner(facts: ApplicationFacts, viewer: Viewer, *, ask: str = "ask-owner") -> Check:
    """What is the owner's: an organisation's administrator can become it, others ask (T3, T4)."""
    holds = viewer.access == "owner"
    return Check(
        code="is-owner",
        rule="T4",
        holds=holds,
        params={"owner": facts.owner},
        remedies=() if holds or viewer.staff else to_become_owner(facts, viewer, ask=ask),
    )


def to_become_owner(facts: ApplicationFacts, viewer: Viewer, *, ask: str = "ask-owner") -> tuple[Remedy, ...]:
    """How what only the owner may do gets done: become it, ask the owner, or an administrator."""
    ask_owner = Remedy(kind="ask", code=ask, people=(facts.owner,), params={"owner": facts.owner})
    if viewer.administers and not facts.personal:
        take = Remedy(
            kind="do",
            code="take-ownership",
            operation="take-ownership",
            arguments={"application_id": facts.id},
            params={"applicant": facts.applicant},
        )
        return (take, ask_owner)
    others = tuple(name for name in facts.administrators if name != facts.owner)
    if not others:
        return (ask_owner,)
    return (ask_owner, Remedy(kind="ask", code="ask-administrator-to-take-over", people=others))


def takes_part(facts: ApplicationFacts, viewer: Viewer) -> Check:
    """Content is for the owner and the collaborators; staff from the first sending on (T5, T10)."""
    reads = viewer.takes_part or (facts.administrators_read_content and viewer.administers)
    return Check(
        code="takes-part",
        rule="T5",
        holds=reads or viewer.staff,
        params={"owner": facts.owner, "applicant": facts.applicant},
        remedies=() if reads or viewer.staff else _ways_to_take_part(facts, viewer),
    )


def may_edit(facts: ApplicationFacts, viewer: Viewer) -> Check:
    """Editing is for the owner and collaborators who edit (T5)."""
    remedies: tuple[Remedy, ...] = ()
    if not viewer.edits:
        remedies = (
            _ways_to_edit(facts, viewer) if viewer.access == "view" else _ways_to_take_part(facts, viewer)
        )
        if viewer.staff:
            remedies = ()
    return Check(
        code="may-edit",
        rule="T5",
        holds=viewer.edits,
        params={"owner": facts.owner, "access": viewer.access},
        remedies=remedies,
    )


def content_open(facts: ApplicationFacts) -> Check:
    """What was sent is frozen until changes are requested (T9)."""
    is_open = facts.state in EDITABLE
    remedies: tuple[Remedy, ...] = ()
    if not is_open:
        remedies = (
            Remedy(kind="go", code="see-receipt", screen="receipt", arguments={"application_id": facts.id}),
            ask_staff(facts, "ask-for-correction"),
        )
    return Check(
        code="content-open", rule="T9", holds=is_open, params={"state": facts.state}, remedies=remedies
    )


def _ways_to_take_part(facts: ApplicationFacts, viewer: Viewer) -> tuple[Remedy, ...]:
    if viewer.administers:
        return (
            Remedy(
                kind="do",
                code="add-myself",
                operation="add-collaborator",
                arguments={"application_id": facts.id, "account_id": viewer.account_id, "access": "edit"},
            ),
            _ask_owner(facts, "ask-to-be-added"),
        )
    return (
        _ask_owner(facts, "ask-to-be-added"),
        *_ask_administrators(facts, "ask-administrator-to-be-added"),
    )


def _ways_to_edit(facts: ApplicationFacts, viewer: Viewer) -> tuple[Remedy, ...]:
    if viewer.administers:
        change = Remedy(
            kind="do",
            code="let-myself-edit",
            operation="add-collaborator",
            arguments={"application_id": facts.id, "account_id": viewer.account_id, "access": "edit"},
        )
        return (change, _ask_owner(facts, "ask-to-edit"))
    return (_ask_owner(facts, "ask-to-edit"),)


def _ask_owner(facts: ApplicationFacts, code: str) -> Remedy:
    return Remedy(kind="ask", code=code, people=(facts.owner,), params={"owner": facts.owner})


def _ask_administrators(facts: ApplicationFacts, code: str) -> tuple[Remedy, ...]:
    if not facts.administrators:
        return ()
    return (Remedy(kind="ask", code=code, people=facts.administrators),)
