"""Until when the closing of what was granted is taken, by today's dates (P5, T12)."""

from typing import TYPE_CHECKING

from portal_tui.engine.work import Work
from portal_tui.rules.closing import closing_deadline

if TYPE_CHECKING:
    from .loading import ApplicationRecord


def closes_at(work: Work, record: "ApplicationRecord") -> int | None:
    """The first instant too late, in UTC microseconds; None: no such date, or nothing was granted."""
    closing = work.portal.programme(record.programme_code).closing
    granted_at = work.value("applications.last_step", application_id=record.id, code="grant-application")
    if closing is None or granted_at is None:
        return None
    return closing_deadline(closing, work.definitions.zone, granted_at)
