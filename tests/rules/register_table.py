"""The rules of the register as they stand in the requirements, row by row: written by hand, against the code.

Everything is a set of plain words. Nothing here is taken from ``portal_tui.rules``.
"""

from typing import Final

# What each right lets its holder do (R6, R7).
LETS: Final = {
    "applicant-write": {"read", "create", "edit", "send"},
    "applicant-read": {"read"},
    "mandatary-write": {"read", "create", "edit"},
    "mandatary-read": {"read"},
}
WHERE_MANDATARIES_TRANSMIT: Final = {"mandatary-write": {"send"}}
"""Added by the policy: a mandatary who writes sends too (R7)."""
OWN_STAFF: Final = {"read", "create", "edit", "send"}
"""What the organisation's own people do where they are admitted without a grant (R6)."""

# What each function lets its holder do in the register of its own service (R2, R4, R8, R9, A7).
DOES: Final = {
    "local-manager": {
        "grant-right",
        "withdraw-right",
        "name-deputy",
        "remove-deputy",
        "open-register",
        "look-up-person",
    },
    "deputy": {"grant-right", "withdraw-right", "open-register", "look-up-person"},
    "administrator": {"open-register", "look-up-person", "request-designation"},
    "operator": {"name-deputy", "remove-deputy", "open-register", "look-up-person", "answer-designation"},
    "mandatary-manager": {"look-up-person", "associate-staff", "dissociate-staff"},
    "member": set(),
    "outsider": set(),
}
"""Of every function, all that it does; whatever isn't named is refused."""
ACTIONS: Final = tuple(sorted(set().union(*DOES.values())))

# To whom each right and function may be given: what they must be, and must not be.
MUST_BE: Final = {
    "applicant-write": {"member"},
    "applicant-read": {"member"},
    "mandatary-write": {"associated"},
    "mandatary-read": {"associated"},
    "deputy": {"member"},
    "local-manager": {"member"},
    "mandatary-manager": {"member"},
}
MUST_NOT_BE: Final = {
    "deputy": {"of-a-firm", "manager"},
    "local-manager": {"of-a-firm"},
    "mandatary-manager": {"local-function"},
}
