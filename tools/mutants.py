"""Changes the rules one place at a time and lists the changes that their own tests don't notice.

``make mutants`` ends with 1 when there is one that ``tests/rules/accepted_mutants.toml`` doesn't explain.
mutmut changes what stands within functions, ``table_mutants`` the tables beside them.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import table_mutants
from mutmut.mutation.diff_apply import get_diff_for_mutant

ACCEPTED = Path("tests/rules/accepted_mutants.toml")
UNREACHED = "no tests"
NOTICED = ("killed", "timeout", "segfault", "caught by type check")


class Mutant(NamedTuple):
    """A change that was made: in which function, what became what, and what the tests made of it."""

    function: str
    change: tuple[str, ...]
    fate: str


def mutmut(*arguments: str) -> str:
    """What mutmut prints; its progress goes by on a terminal."""
    command = [sys.executable, "-m", "mutmut", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def run() -> dict[str, str]:
    """Try every change; what the tests made of each, by mutmut's name."""
    shutil.rmtree("mutants", ignore_errors=True)
    mutmut("run")
    return dict(re.findall(r"^\s*(\S+): (.+)$", mutmut("results", "--all", "true"), re.MULTILINE))


def function_of(name: str) -> str:
    """``portal_tui.rules.deadlines.x_in_year__mutmut_20`` is a change in ``deadlines.in_year``."""
    module, _, function = name.partition("__mutmut_")[0].removeprefix("portal_tui.rules.").rpartition(".")
    return ".".join([module, *(part for part in re.split(r"^x_|^xǁ|ǁ", function) if part)])


def mutant_of(name: str, fate: str) -> Mutant:
    """The change that mutmut calls so."""
    changed = re.findall(r"^([-+])(?!\1\1 ) *(.*)$", get_diff_for_mutant(name), re.MULTILINE)
    return Mutant(function_of(name), tuple(f"{sign} {line}" for sign, line in changed), fate)


def mutants_of_tables() -> tuple[int, list[Mutant]]:
    """How many changes to tables were tried, and those that no test noticed."""
    tried, missed = table_mutants.survivors()
    return tried, [
        Mutant(
            f"{change.path.stem}.{change.name}",
            (f"- {change.before.strip()}", f"+ {change.after.strip()}"),
            "survived",
        )
        for change in missed
    ]


def place(mutant: Mutant) -> str:
    """Where the change was made, as near as its first removed line tells."""
    module = mutant.function.partition(".")[0]
    path = Path("src/portal_tui/rules", f"{module}.py")
    source = enumerate(path.read_text("utf-8").splitlines(), 1)
    removed = next((line[2:] for line in mutant.change if line.startswith("-")), "")
    lines = [number for number, line in source if line.strip() == removed]
    return f"{path}:{lines[0]}" if len(lines) == 1 else str(path)


def report(mutants: list[Mutant], reasons: dict[tuple[str, tuple[str, ...]], str]) -> Iterator[str]:
    """The mutants as people read them."""
    for mutant in mutants:
        yield f"\n{place(mutant)}  {mutant.function}  ({mutant.fate})"
        yield from (f"    {line}" for line in mutant.change)
        if reason := reasons.get(mutant[:2]):
            yield f"    accepted: {reason}"


def main() -> int:
    """Run, print, and say whether there is a survivor that nobody explained."""
    listed = tomllib.loads(ACCEPTED.read_text("utf-8"))["accepted"] if ACCEPTED.exists() else []
    reasons = {(each["function"], tuple(each["change"])): each["reason"] for each in listed}
    print("Trying every change: this takes some minutes.", file=sys.stderr, flush=True)
    fates = run()
    unreached = Counter(function_of(name) for name, fate in fates.items() if fate == UNREACHED)
    missed = [mutant_of(name, fate) for name, fate in fates.items() if fate not in (*NOTICED, UNREACHED)]
    tried, missed_in_tables = mutants_of_tables()
    missed += missed_in_tables
    unexplained = [mutant for mutant in missed if mutant[:2] not in reasons]
    stale = reasons.keys() - {mutant[:2] for mutant in missed}
    print(*report(missed, reasons), sep="\n")
    print(*(f"\naccepted, but there is no such survivor: {function}" for function, _ in stale), sep="\n")
    print(
        *(f"\nno test in tests/rules reaches {each} ({unreached[each]} changes)" for each in unreached),
        sep="",
    )
    kinds = ", ".join(f"{count} {fate}" for fate, count in Counter(fates.values()).most_common())
    print(f"\n{len(fates)} changes in functions: {kinds}")
    print(f"{tried} changes in tables: {len(missed_in_tables)} survived")
    print(f"{len(unexplained)} survivors that nobody explained")
    return 1 if unexplained or unreached or stale else 0


if __name__ == "__main__":
    sys.exit(main())
