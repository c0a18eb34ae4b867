"""The table of keys: known ids, sound remappings, clashes found once and never used."""

import pytest

from portal_tui.keys import KEYS, KeymapProblem, areas, keys_of, problems, usable


def test_the_keys_that_come_with_the_program_have_no_clash() -> None:
    assert problems({id: key.keys for id, key in KEYS.items()}) == ()


def test_every_key_is_listed_in_its_area() -> None:
    assert {key.id for keys in areas().values() for key in keys} == set(KEYS)


@pytest.mark.parametrize(
    ("keymap", "found"),
    [
        ({}, ()),
        ({"list.filter": "ctrl+f"}, ()),
        ({"list.filter": "f3"}, ()),
        ({"list.filter": "z,y"}, ()),
        ({"no.such": "x"}, (KeymapProblem("unknown", "x", ("no.such",)),)),
        ({"list.filter": "two words"}, (KeymapProblem("not-a-key", "two words", ("list.filter",)),)),
        ({"list.filter": ""}, (KeymapProblem("not-a-key", "", ("list.filter",)),)),
        ({"list.filter": "s"}, (KeymapProblem("clash", "s", ("list.filter", "list.sort")),)),
        ({"list.filter": "s", "list.sort": "slash"}, ()),
        ({"list.filter": "g"}, (KeymapProblem("clash", "g", ("list.filter", "app.go")),)),
        ({"dialog.more": "g"}, ()),
        ({"go.home": "d"}, (KeymapProblem("clash", "d", ("go.home", "go.applications")),)),
    ],
)
def test_what_is_wrong_with_a_remapping_is_found(
    keymap: dict[str, str], found: tuple[KeymapProblem, ...]
) -> None:
    assert problems(keymap) == found


def test_what_is_wrong_keeps_its_key_and_the_rest_is_used() -> None:
    keymap = {"list.filter": "s", "list.new": "z"}
    assert usable(keymap) == {"list.new": "z"}
    assert keys_of("list.new", usable(keymap)) == ["z"]
    assert keys_of("list.filter", usable(keymap)) == ["slash"]


def test_a_clash_everywhere_is_found_where_only_the_everywhere_key_was_changed() -> None:
    assert problems({"app.act-as": "s"}) == (
        KeymapProblem("clash", "s", ("list.sort", "app.act-as")),
        KeymapProblem("clash", "s", ("home.services", "app.act-as")),
        KeymapProblem("clash", "s", ("rights.sort", "app.act-as")),
    )
