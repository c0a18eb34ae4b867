"""The garbage collector is held off while the program starts, and never for good."""

import gc
from collections.abc import Iterator

import pytest

from portal_tui import collector
from tests.driver import person
from tests.stage import interface, theatre


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    yield
    gc.enable()


def test_it_comes_back_at_the_end_even_after_a_failure() -> None:
    with pytest.raises(KeyError), collector.held_off():
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()


def test_it_comes_back_before_the_end_and_keeps_what_the_start_made() -> None:
    before = gc.get_freeze_count()
    with collector.held_off():
        made: list[list[int]] = [[] for _ in range(10)]
        collector.come_back()
        assert gc.isenabled()
        assert gc.get_freeze_count() >= before + len(made)


def test_where_it_was_not_held_off_nothing_is_kept() -> None:
    before = gc.get_freeze_count()
    collector.come_back()
    assert gc.get_freeze_count() == before


async def test_it_comes_back_soon_after_the_first_screen() -> None:
    with collector.held_off():
        async with person(interface(theatre(), start="applications")) as maude:
            await maude.sees("4 demandes")
            await maude.until(gc.isenabled, "the collector to come back")
