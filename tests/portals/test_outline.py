"""The outline says of a portal what its definition says."""

import msgspec
import pytest

from portal_tui.contract.pages import Text
from portal_tui.portals.bundled import folder
from portal_tui.portals.definition import Portal
from portal_tui.portals.load import load
from portal_tui.portals.outline import Outline


@pytest.fixture(scope="module")
def portal() -> Portal:
    return load(folder("sodec"))


@pytest.fixture(scope="module")
def outline(portal: Portal) -> Outline:
    return msgspec.json.decode(msgspec.json.encode(portal), type=Outline)


def test_it_is_the_definition_with_less_in_it(portal: Portal, outline: Outline) -> None:
    whole = msgspec.to_builtins(portal)
    part = msgspec.to_builtins(outline)
    assert set(part) < set(whole)
    for name, value in part.items():
        if isinstance(value, dict) and name != "name":
            assert value.items() <= whole[name].items()
        elif name == "programmes":
            assert all(less.items() <= more.items() for less, more in zip(value, whole[name], strict=True))
        else:
            assert value == whole[name]


def test_programmes_are_called_by_their_titles(portal: Portal, outline: Outline) -> None:
    for programme in portal.programmes:
        assert outline.title(programme.code, "en") == portal.say(programme.title, "en")
    with pytest.raises(KeyError):
        outline.title("no such programme", "en")


def test_it_is_said_in_the_readers_language(outline: Outline) -> None:
    assert outline.say({"fr": "Bonjour", "en": "Hello"}, "en") == Text("Hello", "en")
