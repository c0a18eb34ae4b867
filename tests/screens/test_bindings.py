"""Every binding comes from the table of keys, has a text, and can be remapped."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import portal_tui.screens
import portal_tui.widgets
from portal_tui.app import PortalApp
from portal_tui.config import Settings
from portal_tui.keys import KEYS
from portal_tui.texts import LANGUAGES, texts
from tests.driver import person
from tests.stage import interface, theatre


def nodes() -> Iterator[type[DOMNode]]:
    """Every screen and widget of ours, and the app."""
    yield PortalApp
    for package in (portal_tui.screens, portal_tui.widgets):
        folder = str(Path(package.__file__ or "").parent)
        for module in walk_packages([folder], f"{package.__name__}."):
            for value in vars(import_module(module.name)).values():
                if isinstance(value, type) and issubclass(value, DOMNode):
                    yield value


def bindings() -> Iterator[Binding]:
    for node in set(nodes()):
        for binding in node.__dict__.get("BINDINGS", ()):
            if node.__module__.startswith("portal_tui.") and binding not in textuals(node):
                yield binding


def textuals(node: type[DOMNode]) -> list[object]:
    """What a widget of ours has kept of Textual's own: how one types."""
    theirs = [base for base in node.__mro__ if base.__module__.startswith("textual.")]
    return [binding for base in theirs for binding in base.__dict__.get("BINDINGS", ())]


def test_every_binding_is_in_the_table() -> None:
    strays = {(binding.id, binding.key) for binding in bindings()} - {
        (id, key.keys) for id, key in KEYS.items()
    }
    assert not strays


def test_every_key_is_bound_somewhere() -> None:
    assert {binding.id for binding in bindings()} == set(KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_says_what_it_does(language: str) -> None:
    assert [id for id in KEYS if not texts(language).has(id)] == []


async def test_a_remapped_key_works_and_the_old_one_does_nothing() -> None:
    settings = Settings(keymap={"list.filter": "ctrl+f"})
    async with person(interface(theatre(), start="applications", settings=settings)) as maude:
        await maude.sees("4 demandes", "ctrl+f filtrer")
        await maude.strikes("slash")
        await maude.types("bourses")
        await maude.sees("4 demandes")


async def test_a_clash_is_said_once_and_the_keys_stay() -> None:
    settings = Settings(keymap={"list.filter": "s"})
    async with person(interface(theatre(), start="applications", settings=settings)) as maude:
        await maude.sees("«\u00a0s\u00a0» sert déjà ailleurs", "/ filtrer")
        await maude.presses("list.sort")
        await maude.sees("Trier par")
