"""How the benchmarks compare: in turns, by rounds."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks import aims, measure, run, tui_bench
from benchmarks.measure import Measured


def test_a_ratio_is_the_median_of_the_rounds_not_of_the_figures() -> None:
    assert measure.paired([1, 2, 4], [2, 4, 4]) == Measured(2, 4, 2)


def test_a_round_that_lacks_a_figure_is_left_out() -> None:
    assert measure.paired([1, None, 4], [3, 2, None]) == Measured(2.5, 2.5, 3)
    assert measure.paired([None], [None]) == Measured(None, None, None)


def test_functions_are_called_in_turns_after_a_round_to_warm_up() -> None:
    called: list[str] = []
    measure.calls(lambda: called.append("base"), lambda: called.append("target"), rounds=2, times=2)
    assert called == ["base", "base", "target", "target"] * 3


def test_a_command_that_fails_is_not_measured() -> None:
    with pytest.raises(measure.NotMeasured, match="no such place"):
        measure.commands(["true"], ["sh", "-c", "echo no such place >&2; exit 3"], rounds=1)


PORTALS = aims.Portals(Path("small"), Path("large"), Path("scratch"), "maude@example.org", "2026-000001")


@pytest.mark.parametrize("comparison", run.COMPARISONS.values(), ids=run.COMPARISONS)
def test_every_aim_is_a_figure_of_the_harness(comparison: run.Compared) -> None:
    figures = tui_bench.flatten({"keys": []})
    compared = comparison(PORTALS)
    assert compared.aims
    assert all(aim.figure in figures for aim in compared.aims)
    if compared.base.command[0] == aims.PYTHON:
        assert find_spec(compared.base.command[2])


def test_the_form_that_is_compared_is_there() -> None:
    assert (measure.ROOT / aims.FORM).is_file()


def result(ratio: float | None, limit: float | None) -> run.Result:
    return run.Result("list / bare", "start", limit, Measured(1, ratio, ratio))


@pytest.mark.parametrize(
    ("ratio", "limit", "met"), [(1.3, 1.3, True), (1.31, 1.3, False), (None, 1.3, False), (7, None, None)]
)
def test_an_aim_is_met_up_to_its_limit(ratio: float | None, limit: float | None, met: bool | None) -> None:
    assert result(ratio, limit).met is met


def test_the_table_says_what_is_not_met() -> None:
    lines = run.table([result(1.2, 1.3), result(1.4, 1.3)]).splitlines()
    assert re.search(r"× 1\.20 +met\b", lines[1])
    assert re.search(r"× 1\.40 +NOT MET\b", lines[2])


def test_what_falls_short_is_named_with_its_reason() -> None:
    missed = result(1.4, 1.3)._replace(note="it does more")
    assert run.short([result(1.2, 1.3), missed]) == "NOT MET  list / bare, start: it does more"
