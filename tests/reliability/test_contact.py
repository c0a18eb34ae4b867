"""A portal that can't be reached: that is said with the reason and the remedy, and mends by itself."""

import asyncio

import pytest

from portal_tui.app import PortalApp
from portal_tui.backend import Backend, Contact, http
from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.backend.http import HttpBackend, Waits
from portal_tui.contract.accounts import WhoAmI
from portal_tui.contract.applications import DeleteApplication, FindApplication
from portal_tui.live import Told
from tests.driver import Person, person
from tests.reliability.faulty import faulty
from tests.reliability.proxy import Proxy, drop
from tests.served import beside
from tests.world import World

WIDE = (140, 40)
LOST = ("○ pas à jour depuis", "F5 réessayer")


def interface(world: World, backend: Backend) -> PortalApp:
    """The interface in front of a backend, Maude's applications open."""
    return PortalApp(backend, clock=world.clock.now, me=world.call("Maude", WhoAmI()), start="applications")


def delete(world: World) -> None:
    """Somebody else deletes a draft."""
    world.call(
        "Maude",
        DeleteApplication(application_id=world.call("Maude", FindApplication(number="2026-000003")).id),
    )


async def test_a_file_that_fails(world: World) -> None:
    with faulty() as files:
        backend = EmbeddedBackend(beside(world.engine)(), session=world.session("Maude"))
    async with person(interface(world, backend), size=WIDE) as maude:
        await maude.sees("4 demandes", "● à jour")
        await maude.rests()
        files.dead = True
        delete(world)
        await maude.sees(*LOST, "doctor")
        await maude.goes_to("home")
        await maude.sees(*LOST, "Ce contenu n’a pas pu être chargé.")
        await explains(maude, "ne se laisse plus lire")
        await maude.goes_to("home")
        files.dead = False
        await maude.sees("● à jour")
        await maude.sees_no("Ce contenu n’a pas pu être chargé.")
        await maude.goes_to("applications")
        await maude.sees("3 demandes")
    await backend.close()


async def test_a_server_that_is_gone(world: World, between: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(http, "LISTEN_AGAIN", 0.05)
    backend = HttpBackend(between.address, session=world.session("Maude"), waits=Waits(connect=2, step=2))
    async with person(interface(world, backend), size=WIDE) as maude:
        await maude.sees("4 demandes", "● à jour")
        await cut_off(between)
        await maude.sees(*LOST, "s’est interrompu")
        delete(world)
        await explains(maude, "s’est interrompu")
        between.will()
        await maude.sees("● à jour")
        await maude.sees_no("Pas à jour depuis")
        await maude.presses("app.back")
        await maude.rests()
        assert not maude.app.screen.query("Toast"), "what isn't true any more isn't said any more"
        await maude.goes_to("applications")
        await maude.sees("3 demandes")
    await backend.close()


async def test_what_was_said_of_something_else_stays(world: World, between: Proxy) -> None:
    backend = HttpBackend(between.address, session=world.session("Maude"))
    async with person(interface(world, backend), size=WIDE) as maude:
        await maude.sees("4 demandes", "● à jour")
        maude.app.say("1 réponse reprise")
        await maude.sees("1 réponse reprise")
        maude.app.post_message(Told(Contact(None)))
        await maude.rests()
        assert maude.app.screen.query("Toast")
    await backend.close()


@pytest.mark.parametrize("by", ["key", "mouse"])
async def test_the_key_that_the_header_names_asks_at_once_wherever_it_is_named(
    world: World, between: Proxy, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    """Also where a screen has nothing to load: else it would wait for its turn, here for ever."""
    monkeypatch.setattr(http, "FIRST_PAUSE", 0.01)
    backend = HttpBackend(between.address, session=world.session("Maude"), waits=Waits(connect=2, step=2))
    async with person(interface(world, backend), size=WIDE) as maude:
        await maude.sees("4 demandes", "● à jour")
        await cut_off(between)
        await maude.sees(*LOST)
        await maude.goes_to("help")
        monkeypatch.setattr("portal_tui.backend.http.random.uniform", lambda _least, _most: 1e6)
        so_far = between.connections
        await maude.until(lambda: between.connections > so_far, "the last try by itself")
        between.will()
        await (maude.presses("app.retry") if by == "key" else maude.clicks("pas à jour"))
        await maude.sees("● à jour")
    await backend.close()


async def cut_off(between: Proxy) -> None:
    """Nothing passes any more, from the moment at which events are listened to."""
    async with asyncio.timeout(20):
        await between.passes(b"retry: ")
    between.will(*[drop] * 10_000)
    between.hang_up()


async def explains(maude: Person, reason: str) -> None:
    """The help says why the header says it, and what to do."""
    await maude.goes_to("help")
    await maude.sees("Pas à jour depuis", reason, "F5 essaie tout de suite")
