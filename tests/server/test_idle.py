"""Whoever only looks asks for nothing: changes come by the stream of events alone (B1)."""

import asyncio
import os

import pytest

from portal_tui.app import PortalApp
from portal_tui.backend.http import HttpBackend
from portal_tui.contract.accounts import WhoAmI
from portal_tui.server import application
from tests.driver import person
from tests.world import World

SECONDS = 60.0 if "SOAK_ROUNDS" in os.environ else 1.0
"""Whatever asks every so often begins within a second; ``make soak`` looks for a minute."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The operations that were answered, as the log has them."""
    names: list[str] = []

    def note(request_id: str, operation: str, *rest: object) -> None:
        names.append(operation)

    monkeypatch.setattr(application, "request_done", note)
    return names


@pytest.mark.soak
@pytest.mark.parametrize("start", ["home", "applications"])
async def test_an_open_screen_asks_for_nothing(
    world: World, server: str, asked: list[str], start: str
) -> None:
    backend = HttpBackend(server, session=world.session("Maude"))
    app = PortalApp(backend, clock=world.clock.now, me=world.call("Maude", WhoAmI()), start=start)
    async with person(app) as maude:
        await maude.sees("2026-000001")
        await maude.rests()
        asked.clear()
        await asyncio.sleep(SECONDS)
        assert asked == []
        await maude.goes_to("programmes")
        assert asked, "what is asked is noticed"
    await backend.close()
