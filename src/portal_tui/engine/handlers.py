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
    # programmes
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
