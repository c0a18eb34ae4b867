"""The province that the benchmark measures is one that the engine would have made."""

from pathlib import Path

import pytest

from benchmarks.register import LARGE, SMALL, Province, Size, Town
from tests.engine.register.test_register_machine import NOT_ASSOCIATED, NOT_OWN, OF_FIRMS, OUTSIDERS

FEW = Size(towns=3, firms=8, people=150, grants=1200)


@pytest.mark.parametrize("size", [SMALL, FEW])
def test_it_holds_as_many_as_it_says_and_each_keeps_the_rules(tmp_path: Path, size: Size) -> None:
    town = Town(tmp_path / "province", size)
    database = town.engine.database
    for table, count in (("rights", size.grants), ("user_codes", size.people)):
        assert database.rows(f"select count(*) from {table}") == [(count,)]
    for wrong in (OUTSIDERS, OF_FIRMS, NOT_ASSOCIATED, NOT_OWN):
        assert database.rows(wrong) == [], wrong
    for try_ in town.tries().values():
        try_()
    town.engine.close()


def test_the_large_one_is_as_large_as_promised() -> None:
    """500,000 rights, but for what doesn't divide evenly."""
    province = Province(LARGE, ("PRIMEAU", "PRIMA", "PRACIM", "PRABAM"), 0)
    assert LARGE.grants * 0.99 < sum(1 for _ in province.rights()) <= LARGE.grants
    assert (LARGE.towns, LARGE.firms, LARGE.people) == (1_100, 3_000, 50_000)
