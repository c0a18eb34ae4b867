"""Every rule and every remedy as they are known elsewhere: by their codes (E0).

Interfaces, texts and `call` know a rule by its code, its requirement and what fills its sentence; a remedy by
its code, what it leads to and what it brings. What changes here changes for all of them.
"""

from .tables import every_decision

CHECKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "adds-people": ("T5", ("owner",)),
    "administers": ("T4", ("applicant",)),
    "answers-fit": ("T14", ("count", "task")),
    "answers-kept": ("T2", ()),
    "answers-readable": ("T14", ()),
    "answers-small-enough": ("T14", ("limit",)),
    "asked-once-a-day": ("E0", ("again_at", "asked_at")),
    "before-event": ("T9", ("deadline_at", "explanation")),
    "confirmed": ("A1", ()),
    "content-open": ("T9", ("state",)),
    "demonstration-mail": ("B5", ()),
    "documents-in-tasks": ("C0", ("desk",)),
    "due-ahead": ("T10", ("due_at",)),
    "due-before-closing": ("T10", ("closes_at",)),
    "filled-by-applicant": ("T6", ("desk", "task")),
    "in-a-task": ("C1", ()),
    "in-time": ("T9", ("deadline_at", "time_zone")),
    "is-collaborator": ("T4", ("person",)),
    "is-deleted": ("T14", ()),
    "is-member": ("T5", ("applicant", "person")),
    "is-organisation": ("T4", ("owner",)),
    "is-owner": ("T4", ("owner",)),
    "is-staff": ("W1", ("desk",)),
    "may-edit": ("T5", ("access", "owner")),
    "may-write": ("C1", ("owner",)),
    "never-sent": ("T14", ("state",)),
    "no-deadline": ("T9", ()),
    "not-deleted": ("T14", ()),
    "not-owner-yet": ("T4", ()),
    "not-sent": ("T9", ("round", "state")),
    "not-the-owner": ("T4", ("person",)),
    "opens-threads": ("C1", ("desk",)),
    "owner-or-administrator": ("T14", ("owner",)),
    "owner-stays": ("T4", ("person",)),
    "owners-hand-over": ("T4", ()),
    "removes-people": ("T4", ("owner",)),
    "restorable-in-time": ("T14", ("days",)),
    "sent-once": ("C1", ()),
    "slot-free": ("T6", ("document",)),
    "state-as-expected": ("T10", ("state",)),
    "takes-part": ("T5", ("applicant", "owner")),
    "task-for-communications": ("T11", ("task",)),
    "task-has-answers": ("T14", ("task",)),
    "task-has-content": ("T2", ("task",)),
    "task-has-form": ("T14", ("task",)),
    "task-is-complete": ("T2", ()),
    "task-valid": ("T2", ("count", "task")),
    "tasks-complete": ("T3", ("count", "tasks")),
    "transition-possible": ("T10", ("state",)),
    "with-closing": ("T10", ()),
    "later-than-due": ("T14", ("deadline_at", "due_at")),
    "still-due": ("T14", ("state",)),
    "closing-not-sent": ("T9", ("round", "state")),
    "report-received": ("T12", ()),
    "of-closing": ("T12", ()),
    "withdrawable": ("T10", ("state",)),
    "without-closing": ("T10", ()),
}
"""By code: the requirement, and the params."""

REMEDIES: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    "add-first": ("do", "add-collaborator", ("access", "account_id", "application_id"), ("person",)),
    "add-myself": ("do", "add-collaborator", ("access", "account_id", "application_id"), ()),
    "apply-as-organisation": ("go", "programmes", (), ()),
    "ask-administrator-to-be-added": ("ask", "administrator", (), ()),
    "ask-administrator-to-invite": ("ask", "administrator", (), ()),
    "ask-administrator-to-take-over": ("ask", "administrator", (), ()),
    "ask-for-correction": ("ask", "service-desk", (), ("desk",)),
    "ask-for-extension": ("ask", "service-desk", (), ("desk",)),
    "ask-owner": ("ask", "owner", (), ()),
    "ask-owner-to-invite": ("ask", "owner", (), ()),
    "ask-owner-to-send": ("ask", "owner", (), ()),
    "ask-staff": ("ask", "service-desk", (), ("desk",)),
    "ask-to-be-added": ("ask", "owner", (), ()),
    "ask-to-edit": ("ask", "owner", (), ()),
    "ask-to-hand-over": ("ask", "owner", (), ()),
    "ask-to-restore": ("ask", "owner", (), ()),
    "attach-in-discussion": ("go", "discussion", ("application_id",), ()),
    "change-date": ("go", "task", ("application_id", "task_id"), ()),
    "choose-another-file": ("go", "task", ("application_id", "task_id"), ("task",)),
    "close-without-report": ("do", "close-application", ("application_id", "expected"), ()),
    "close-application-instead": ("do", "close-application", ("application_id", "expected"), ()),
    "confirm-address": ("go", "confirm-address", (), ()),
    "decide-as-it-is": ("go", "application", ("application_id",), ()),
    "delete-instead": ("do", "delete-application", ("application_id",), ()),
    "due-at-closing": ("do", "request-changes", ("application_id", "due_at", "expected"), ()),
    "fill-in": ("go", "task", ("application_id", "task_id"), ("task",)),
    "go-to-communications": ("go", "application", ("application_id",), ()),
    "go-to-first-error": ("go", "task", ("application_id", "task_id"), ()),
    "go-to-task": ("go", "task", ("application_id", "task_id"), ("task",)),
    "hand-over-first": ("go", "people", ("application_id",), ()),
    "invite-to-organisation": ("go", "organisation", (), ("person",)),
    "let-myself-edit": ("do", "add-collaborator", ("access", "account_id", "application_id"), ()),
    "look-again": ("go", "application", ("application_id",), ()),
    "name-an-administrator": ("go", "organisation", (), ()),
    "open-closing-instead": ("do", "open-closing", ("application_id", "expected"), ()),
    "open-form": ("go", "task", ("application_id", "task_id"), ("task",)),
    "remove-first": ("do", "remove-document", ("document_id",), ("document",)),
    "reply-instead": ("go", "discussion", ("application_id",), ()),
    "restore": ("do", "restore-application", ("application_id",), ()),
    "see-receipt": ("go", "receipt", ("application_id", "round"), ()),
    "send-first": ("go", "review", ("application_id",), ()),
    "start-again": ("go", "programmes", (), ()),
    "take-ownership": ("do", "take-ownership", ("application_id",), ("applicant",)),
    "withdraw-instead": ("do", "withdraw-application", ("application_id",), ()),
    "without-due-date": ("do", "request-changes", ("application_id", "expected"), ()),
    "write-to-applicant": ("go", "discussion", ("application_id",), ()),
}
"""By code: the kind; the operation, screen or role; the arguments; the params."""


def test_the_codes_mean_what_is_known_elsewhere() -> None:
    checks: dict[str, tuple[str, tuple[str, ...]]] = {}
    remedies: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {}
    for decision, _, _ in every_decision():
        for check in decision.checks:
            known = (check.rule, tuple(sorted(check.params)))
            assert checks.setdefault(check.code, known) == known
            assert all(value is not None for name, value in check.params.items() if name[-3:] != "_at")
            for remedy in check.remedies:
                target = remedy.operation or remedy.screen or remedy.role or ""
                arguments, params = tuple(sorted(remedy.arguments)), tuple(sorted(remedy.params))
                leads = (str(remedy.kind), target, arguments, params)
                assert remedies.setdefault(remedy.code, leads) == leads
                assert None not in (*remedy.arguments.values(), *remedy.params.values())
    assert checks == CHECKS
    assert remedies == REMEDIES
