"""Rights that have ended: whoever held one is told so, and since when; strangers learn nothing (R6, E0)."""

from typing import Any

import msgspec

from portal_tui.engine.work import Work

from .loading import load_person


def end_right(work: Work, organisation_id: int, service: str, account_id: int) -> None:
    """What is entered for somebody on a service holds no more from now on."""
    work.run("register.remove_right", entity_id=organisation_id, service=service, account_id=account_id)
    remember_end(work, organisation_id, service, account_id)


def remember_end(work: Work, organisation_id: int, service: str, account_id: int) -> None:
    """Somebody had a right there until now: entered, or by being of the organisation."""
    work.audit("account", account_id, **_lost(organisation_id, service))


def ended_at(work: Work, organisation_id: int, service: str, account_id: int) -> int | None:
    """When somebody's right there ended, by its date or by being withdrawn; None: they never had one."""
    dated = load_person(work, account_id, organisation_id, service).ends_at
    if dated is not None and dated <= work.now:
        return dated
    lost = msgspec.json.encode(_lost(organisation_id, service)).decode()
    withdrawn: int | None = work.value("register.withdrawn_at", account_id=account_id, details=lost)
    return withdrawn


def _lost(organisation_id: int, service: str) -> dict[str, Any]:
    """How the audit of a person says it: looked for by these very words."""
    return {"right_ended_in": organisation_id, "service": service}
