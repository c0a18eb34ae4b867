"""Which module handles which operation: the engine's table of contents. Imported when first needed."""

from typing import Final

MODULES: Final[dict[str, str]] = {
    # accounts
    "read-portal": "accounts.reading",
    "read-terms": "accounts.reading",
    "who-am-i": "accounts.reading",
    "sign-in": "accounts.signing_in",
    "sign-in-to-demonstration": "accounts.signing_in",
    "sign-out": "accounts.signing_in",
    "act-as": "accounts.preferences",
    "choose-language": "accounts.preferences",
    "sign-up": "accounts.signing_up",
    "confirm-address": "accounts.signing_up",
    "send-confirmation": "accounts.signing_up",
    "correct-address": "accounts.signing_up",
    "ask-password-reset": "accounts.resetting",
    "reset-password": "accounts.resetting",
    "read-my-decisions": "accounts.decisions",
    # organisations
    "list-organisation-kinds": "organisations.creating",
    "find-similar": "organisations.creating",
    "create-organisation": "organisations.creating",
    "open-organisation": "organisations.open",
    "ask-membership": "organisations.joining",
    "answer-membership": "organisations.joining",
    "invite-member": "organisations.inviting",
    "cancel-invitation": "organisations.inviting",
    "list-my-invitations": "organisations.inviting",
    "answer-invitation": "organisations.inviting",
    "change-member": "organisations.members",
    "remove-member": "organisations.members",
    "transfer-administration": "organisations.members",
    "ask-organisation": "organisations.members",
    # programmes
    "list-programmes": "programmes.catalogue",
    "open-programme": "programmes.catalogue",
    "check-eligibility": "programmes.eligibility",
    "start-application": "programmes.start",
    # applications
    "list-applications": "applications.list",
    "count-applications": "applications.list",
    "open-application": "applications.open",
    "find-application": "applications.open",
    "explain": "applications.explain",
    "send-application": "applications.send",
    "read-receipt": "applications.receipts",
    "take-ownership": "applications.people",
    # tasks
    "open-task": "tasks.open",
    "save-answers": "tasks.save",
    "complete-task": "tasks.complete",
    "reopen-task": "tasks.complete",
}
