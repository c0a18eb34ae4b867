"""Every application of the demonstration tells its steps, whatever happened in it (T10)."""

from pathlib import Path

from portal_tui.app import PortalApp
from portal_tui.contract.applications import ListApplications, ReadTimeline
from portal_tui.screens.timeline import TimelineScreen
from tests.demonstration import MAUDE, NOW, demonstration, signed_in
from tests.driver import person


async def test_each_step_says_who_did_what(tmp_path: Path) -> None:
    backend = signed_in(demonstration(tmp_path), MAUDE)
    for row in backend.call_now(ListApplications()).items:
        steps = backend.call_now(ReadTimeline(application_id=row.id))
        given = {value for step in steps for value in step.params.values() if isinstance(value, str)}
        app = PortalApp(backend, clock=lambda: NOW, start="timeline", arguments={"application_id": row.id})
        async with person(app, size=(120, 80)) as someone:
            await someone.is_on(TimelineScreen)
            await someone.sees(*{step.author for step in steps}, *given)
    await backend.close()
