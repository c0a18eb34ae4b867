"""Whom a client trusts: certificates that are explained, and no host but the one that was named (B1)."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from portal_tui.app import PortalApp
from portal_tui.backend import http
from portal_tui.backend.http import HttpBackend, Waits
from portal_tui.cli.answers import sentences
from portal_tui.contract.accounts import ReadPortal, SignOut, WhoAmI
from portal_tui.contract.applications import FindApplication
from portal_tui.contract.problems import Unavailable
from portal_tui.contract.tasks import OpenTask
from portal_tui.screens.sign_in import SignInAgain
from portal_tui.screens.workspace import WorkspaceScreen
from portal_tui.texts import texts
from tests.driver import person
from tests.reliability.proxy import proxy, says
from tests.served import beside, served
from tests.world import World

DATA = Path(__file__).parents[1] / "data"
OWN_AUTHORITY = DATA / "own_authority.pem"
"""Vouches for itself, for 127.0.0.1; with its key, both for tests alone."""
EXPIRED = DATA / "expired.pem"
"""The same, until 2001."""
WAITS = Waits(connect=5, step=5, total=10)


@pytest.mark.parametrize(
    ("certificate", "host", "named", "code", "remedy"),
    [
        (OWN_AUTHORITY, "127.0.0.1", False, "server-not-trusted", "SSL_CERT_FILE"),
        (EXPIRED, "127.0.0.1", True, "server-certificate-dates", "expired"),
        (OWN_AUTHORITY, "localhost", True, "server-certificate-name", "another name"),
        (None, "127.0.0.1", True, "server-not-encrypted", "port"),
    ],
)
async def test_what_is_wrong_with_a_certificate_is_explained(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    certificate: Path | None,
    host: str,
    named: bool,
    code: str,
    remedy: str,
) -> None:
    if named:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate or OWN_AUTHORITY))
    http.known_authorities.cache_clear()
    with served(beside(world.engine), ssl_certfile=certificate) as server:
        backend = HttpBackend(f"https://{host}:{urlsplit(server).port}", waits=WAITS)
        with pytest.raises(Unavailable) as refused:
            await backend.call(ReadPortal())
        await backend.close()
    http.known_authorities.cache_clear()
    assert refused.value.problem.code == code
    said = sentences(refused.value.problem, texts("en"))[0]
    assert remedy in said
    assert "Nothing was sent" in said


class Connections:
    """Where this process connects to, while it looks; an audit hook stays for ever."""

    def __init__(self) -> None:
        self.to: set[tuple[str, int]] | None = None
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "socket.connect" and self.to is not None and isinstance(arguments[1], tuple):
            self.to.add(arguments[1][:2])


CONNECTIONS = Connections()


async def test_nothing_goes_to_a_host_that_was_not_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by a proxy of the environment, nor by a redirect, nor for the stream of changes."""
    async with proxy("http://127.0.0.1:9") as elsewhere:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, elsewhere.address)
            monkeypatch.setenv(name.lower(), elsewhere.address)
        with served(beside(world.engine)) as server:
            async with proxy(server) as named:
                named.will(*[says("307 Away", f"Location: {elsewhere.address}/v1/me")] * 2)
                backend = HttpBackend(named.address, session=world.session("Maude"), waits=WAITS)
                monkeypatch.setattr(CONNECTIONS, "to", set())
                for _ in range(2):
                    with pytest.raises(Unavailable) as refused:
                        await backend.call(ReadPortal())
                    assert refused.value.problem.code == "server-elsewhere"
                named.will(says("302 Away", f"Location: {elsewhere.address}/v1/events"))
                events = backend.events()
                await anext(events)
                await events.aclose()  # type: ignore[attr-defined]
                named.will()
                assert (await backend.call(ReadPortal())).name == "Petit portail"
                await backend.close()
                assert CONNECTIONS.to == {
                    ("127.0.0.1", urlsplit(named.address).port),
                    ("127.0.0.1", urlsplit(server).port),  # the proxy's own
                }
        assert elsewhere.connections == 0


async def test_a_session_that_ends_while_typing_is_renewed_in_place(world: World) -> None:
    """On a real server: what was typed before and meanwhile is stored once somebody has signed in again."""
    with served(beside(world.engine)) as server:
        backend = HttpBackend(server, session=world.session("Maude"), waits=WAITS)
        me = world.call("Maude", WhoAmI())
        app = PortalApp(
            backend,
            clock=world.clock.now,
            me=me,
            start="application",
            arguments={"number": "2026-000003"},
        )
        async with person(app) as maude:
            await maude.is_on(WorkspaceScreen)
            await maude.sees("Titre du projet")
            await maude.rests()
            await maude.presses("checklist.enter")
            await maude.types("Saison ")
            world.call("Maude", SignOut())
            world.sessions.clear()
            await maude.types("2031")
            await maude.is_on(SignInAgain)
            await maude.sees("maude@example.org")
            await maude.strikes("enter")
            await maude.is_on(WorkspaceScreen)
            await maude.sees("Saison 2031", "✓ enregistré")
            await maude.types(" !")
            await maude.until(lambda: title(world) == "Saison 2031 !", "what was typed to be stored")
        await backend.close()


def title(world: World) -> str:
    task = world.call("Maude", FindApplication(number="2026-000003")).tasks[0].id
    return str(world.call("Maude", OpenTask(task_id=task)).answers.get("title", ""))
