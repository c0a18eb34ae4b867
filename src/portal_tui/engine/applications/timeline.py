"""Every step of an application: when, by whom, what, why (T10)."""

from typing import Any

import msgspec

from portal_tui.contract.applications import ReadTimeline, Step
from portal_tui.engine.handle import handles
from portal_tui.engine.work import Work
from portal_tui.rules.tasks import may_read_content

from .loading import Loaded, demand, load


@handles(ReadTimeline)
def read_timeline(work: Work, operation: ReadTimeline) -> tuple[Step, ...]:
    """The newest first, for whoever may read the application."""
    loaded = load(work, operation.application_id)
    demand(may_read_content(loaded.facts, loaded.viewer))
    return tuple(
        msgspec.convert(
            {
                **row,
                "author": author_name(loaded, row),
                "params": msgspec.json.decode(row["params"]),
            },
            Step,
        )
        for row in work.dicts("applications.steps", application_id=loaded.record.id)
    )


def author_name(loaded: Loaded, row: dict[str, Any]) -> str:
    """People by their name; staff, to applicants, as the service desk that they speak for."""
    if row["author_role"] == "staff" and not loaded.viewer.staff:
        return loaded.facts.service_desk
    return str(row["author"])
