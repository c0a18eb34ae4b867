"""Facts for truth tables: an application that its owner can send now, varied by name."""

from typing import Any

import msgspec

from portal_tui.rules.facts import ApplicationFacts, TaskFacts, Viewer

NOW = 1_000_000_000
OWNER = Viewer(account_id=1, name="Maude", standing="member", access="owner")
EDITOR = Viewer(account_id=2, name="Jean", standing="member", access="edit")
READER = Viewer(account_id=3, name="Lise", standing="member", access="view")
PRIMARY = Viewer(account_id=4, name="Paul", standing="primary")
ADMINISTRATOR = Viewer(account_id=5, name="Anne", standing="administrator")
MEMBER = Viewer(account_id=6, name="Guy", standing="member")
STAFF = Viewer(account_id=7, name="Zoé", staff=True)
GUEST = Viewer(account_id=8, name="Ida", access="edit")
"""A collaborator from outside the organisation, where the policy admits anyone."""
ADMINISTRATOR_READS = Viewer(account_id=9, name="Luc", standing="administrator", access="view")
OWNER_ADMINISTERS = Viewer(account_id=1, name="Maude", standing="primary", access="owner")

EVERYBODY = (
    OWNER,
    EDITOR,
    READER,
    PRIMARY,
    ADMINISTRATOR,
    MEMBER,
    STAFF,
    GUEST,
    ADMINISTRATOR_READS,
    OWNER_ADMINISTERS,
)

DONE = TaskFacts(
    id=11,
    title="Formulaire",
    kind="form",
    mandatory=True,
    state="complete",
    filled=True,
    form=True,
    answered=True,
)
OPEN = TaskFacts(id=12, title="Documents", kind="documents", mandatory=True, state="in-progress")
OPTIONAL = TaskFacts(id=13, title="Notes", kind="form", mandatory=False, state="to-do", form=True)

COMMUNICATIONS = TaskFacts(
    id=14, title="Communications", kind="communications", mandatory=False, state="to-do"
)
EMPTIED = TaskFacts(id=15, title="Budget", kind="form", mandatory=True, state="to-do", form=True, undo=True)
WRONG = TaskFacts(
    id=16,
    title="Profil",
    kind="form",
    mandatory=True,
    state="in-progress",
    errors=2,
    filled=True,
    form=True,
    answered=True,
)
TASKS = (DONE, OPEN, OPTIONAL, COMMUNICATIONS, EMPTIED, WRONG)

REPORT = TaskFacts(
    id=21, title="Rapport final", kind="form", mandatory=True, state="in-progress", form=True, closing=True
)
REPORTED = msgspec.structs.replace(REPORT, state="complete")
"""A task of the closing, to be done and done."""


def application(**changes: Any) -> ApplicationFacts:
    """A complete draft of an organisation, in time; ``changes`` replace facts."""
    facts: dict[str, Any] = {
        "id": 100,
        "number": "2026-000001",
        "state": "draft",
        "round": 0,
        "owner_id": OWNER.account_id,
        "owner": OWNER.name,
        "applicant": "Théâtre du Quai",
        "personal": False,
        "administrators": (PRIMARY.name, ADMINISTRATOR.name),
        "tasks": (DONE, OPTIONAL),
        "now": NOW,
        "deadline_at": NOW + 1,
        "time_zone": "America/Toronto",
        "service_desk": "Direction de la musique",
    }
    return ApplicationFacts(**{**facts, **changes})
