"""How two things are compared: in turns, so that a slow minute meets both; a ratio for each round."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from compileall import compile_dir
from pathlib import Path
from typing import NamedTuple

from benchmarks import tui_bench

ROOT = Path(__file__).parents[1]


class Program(NamedTuple):
    """A terminal program, the screen that says it is ready, the keys sent then, and those measured."""

    command: Sequence[str]
    ready: str
    prep: str = ""
    keys: str = ""
    settle: float = 0.06
    """Seconds of silence that end a key's effect."""


class Measured(NamedTuple):
    """Medians of both and of the ratios of paired rounds; None where it can't be told."""

    base: float | None
    target: float | None
    ratio: float | None


class NotMeasured(Exception):
    """A program that could not be measured; says why."""


ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
"""What programs are started with, as the harness does: compiled modules are kept, whatever is set here."""

OPTIONS = {"cols": 120, "rows": 40, "timeout": 60, "quiet": 0.3, "quiet_timeout": 10, "key_timeout": 2.0}


def programs(base: Program, target: Program, rounds: int) -> dict[str, Measured]:
    """Two terminal programs seen from outside, by figure of the harness. Raises NotMeasured."""
    runs: dict[Program, list[dict[str, float | None]]] = {base: [], target: []}
    for number in range(-1, rounds):  # the first round fills the caches
        for program, found in runs.items():
            figures = _one_run(program, number)
            if number >= 0:
                found.append(figures)
    return {
        figure: paired([run[figure] for run in runs[base]], [run[figure] for run in runs[target]])
        for figure in runs[base][0]
    }


def _one_run(program: Program, seed: int) -> dict[str, float | None]:
    target = {"cmd": list(program.command), "cwd": ROOT, **program._asdict()}
    try:
        return tui_bench.flatten(tui_bench.one_run(target, {**OPTIONS, "settle": program.settle}, seed))
    except tui_bench.BenchError as error:
        raise NotMeasured(f"{' '.join(program.command)}: {error}") from error


def commands(base: Sequence[str], target: Sequence[str], rounds: int) -> Measured:
    """Two commands that end by themselves, in milliseconds."""
    return calls(lambda: _command(base), lambda: _command(target), rounds)


def _command(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT)
    if done.returncode:
        raise NotMeasured(f"{' '.join(command)}: {done.stderr.strip()[-400:]}")


def calls(base: Callable[[], object], target: Callable[[], object], rounds: int, times: int = 1) -> Measured:
    """Two functions, called in turns, in milliseconds a call."""
    timings: tuple[list[float], list[float]] = ([], [])
    for number in range(-1, rounds):
        for function, found in zip((base, target), timings, strict=True):
            start = time.perf_counter()
            for _ in range(times):
                function()
            if number >= 0:
                found.append((time.perf_counter() - start) / times * 1000)
    return paired(*timings)


def paired(base: Sequence[float | None], target: Sequence[float | None]) -> Measured:
    """What the rounds of both come to."""
    ratios = [other / one for one, other in zip(base, target, strict=True) if one and other is not None]
    return Measured(_median(base), _median(target), statistics.median(ratios) if ratios else None)


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def prepare() -> None:
    """Compile the sources, as installing does; make the harness's own thread quick, as its command does."""
    for folder in ("src", "benchmarks"):
        if not compile_dir(folder, quiet=1):
            raise NotMeasured(f"{folder} can't be compiled")
    sys.setswitchinterval(0.0005)
