"""``make bench``: the aims of speed, measured in one run, as a table and as JSON.

Ends with 1 when an aim isn't met; each that isn't is named with its reason. The million takes about a minute
and 1.5 GB in ``out/bench`` and is deleted at the end, unless it is to be used again (``--keep``). In a hurry:
``make bench BENCH="--large 20000 --rounds 2"``, or one comparison by ``--only``.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import aims, large_form, measure
from benchmarks.aims import Portals
from benchmarks.measure import Measured, NotMeasured

OUT = Path("out/bench")


class Result(NamedTuple):
    """A line of the table."""

    comparison: str
    figure: str
    limit: float | None
    measured: Measured | None
    note: str = ""
    """Why it can't be told, or why it falls short."""

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none."""
        if self.limit is None:
            return None
        return bool(self.measured and self.measured.ratio and self.measured.ratio <= self.limit)


def demonstration(size: int) -> Path:
    """A demonstration with so many generated applications, made where there is none."""
    OUT.mkdir(parents=True, exist_ok=True)
    database = OUT / f"{size}.sqlite"
    if not database.exists():
        print(f"a demonstration with {size} applications …", file=sys.stderr, flush=True)
    portal_tui("demo", "sodec", "--database", str(database), "--applications", str(size), "--list-accounts")
    return database


def portals(small: Path, large: Path) -> Portals:
    """Both demonstrations, a copy to write in, the owner and the first draft that they made by hand."""
    accounts = portal_tui("demo", "sodec", "--database", str(small), "--list-accounts")
    owner = next(account["email"] for account in accounts if account["role"] == "owner")
    scratch = OUT / "scratch.sqlite"
    scratch.unlink(missing_ok=True)
    portal_tui("backup", str(scratch), "--database", str(small))
    drafts = json.dumps({"states": ["draft"], "sort": "programme", "limit": 200})
    page = portal_tui("call", "list-applications", drafts, "--as", owner, "--database", str(small))
    mine = [row for row in page["items"] if row["mine"]]
    return Portals(small, large, scratch, owner, max(mine, key=lambda row: row["mandatory"])["number"])


def portal_tui(*arguments: str) -> Any:
    """What a command answers."""
    done = subprocess.run([aims.PORTAL, *arguments], capture_output=True, text=True, env=measure.ENVIRONMENT)
    if done.returncode:
        sys.exit(f"portal-tui {' '.join(arguments)}: {(done.stdout + done.stderr).strip()[-400:]}")
    return json.loads(done.stdout or "null")


Compared = Callable[[Portals], aims.Comparison]


def terminal(compared: Compared, portals: Portals, rounds: int) -> Iterator[Result]:
    """The lines of a comparison of two terminal programs."""
    comparison = compared(portals)
    figures = measure.programs(comparison.base, comparison.target, rounds)
    for aim in comparison.aims:
        yield Result(comparison.name, aim.name, aim.limit, figures[aim.figure], aim.short)


def help_text(portals: Portals, rounds: int) -> Iterator[Result]:
    """The shortest command against the shortest program."""
    measured = measure.commands([aims.PYTHON, "-c", "pass"], [aims.PORTAL, "--help"], rounds * 5)
    why = "the parser declares every command's options, and one whole catalogue is read"
    yield Result("--help / python -c pass", "time", 4.0, measured, why)


def engine_page(portals: Portals, rounds: int) -> Iterator[Result]:
    """A page of the engine against its statements."""
    from benchmarks import engine

    for database in (portals.small, portals.large):
        measured = engine.page_against_driver(database, portals.owner, rounds)
        yield Result(f"engine, page of 50 of {database.stem} / driver, same SQL", "time", 2.5, measured)


def engine_filter(portals: Portals, rounds: int) -> Iterator[Result]:
    """What filtering costs the engine alone; what people wait for is judged on the screen."""
    from benchmarks import engine

    for found, (begun, rest) in aims.FILTERS.items():
        measured = engine.filtered_page(portals.large, portals.owner, begun + rest, rounds)
        yield Result(f"engine, filter that finds {found} / no filter", "first page", None, measured)


def save(portals: Portals, rounds: int) -> Iterator[Result]:
    """One transaction with one sync; the statements are listed."""
    from benchmarks import engine

    statements, syncs = engine.save(portals.scratch, portals.owner, portals.draft)
    print("\nWhat saving a field executes:")
    print(*(f"  {statement[:150]}" for statement in statements), "", sep="\n")
    transactions = sum(statement.lower().startswith("begin") for statement in statements)
    yield Result(
        "a save / one transaction with one sync", "transactions", 1, Measured(1, transactions, transactions)
    )
    yield Result("a save / one transaction with one sync", "syncs", 1, Measured(1, syncs, syncs))


def served_page(database: str, portals: Portals, rounds: int) -> Iterator[Result]:
    """A page of the server against a bare program's, on a database of this kind."""
    from benchmarks import serving

    requests, slow = serving.page(database, rounds)
    name = f"server on {database}, page of 50, 16 connections"
    driver = f"{name} / bare Starlette, same SQL"
    yield Result(
        driver,
        "time a request",
        1.0,
        requests,
        "who asks, what they may see and one moment for it are asked of the database, too",
    )
    yield Result(f"{name} / its median", "p99", 3.0, slow)


def start_over_http(portals: Portals, rounds: int) -> Iterator[Result]:
    """The first list from a server on this machine, against the same file opened directly."""
    from benchmarks import serving

    measured = serving.start(portals.scratch, portals.owner, rounds)
    yield Result("first list over loopback / from the file", "start", 1.6, measured)


def streams(portals: Portals, rounds: int) -> Iterator[Result]:
    """A change, until every stream has told of it."""
    from benchmarks import serving

    yield Result("server, 1,000 event streams / a second", "slowest change", 1.0, serving.heard())


def register(portals: Portals, rounds: int) -> Iterator[Result]:
    """What people of a town ask, in a register of half a million rights against one of four hundred."""
    from benchmarks import register

    for name, measured in register.compared(rounds):
        yield Result(f"register of 500,000 rights / of 400: {name}", "time", register.LARGEST, measured)


COMPARISONS: dict[str, Compared] = {
    "start": aims.start,
    "scrolling": aims.scrolling,
    "typing": aims.typing,
    "opening": aims.opening,
    "large-form": large_form.opening,
    "large-form-key": large_form.typing,
    "workspace": aims.workspace,
    **{f"order-{order}": partial(aims.order, place) for place, order in enumerate(aims.ORDERS, 1)},
    **{f"filter-{found}": partial(aims.filtering, found) for found in aims.FILTERS},
}
"""What is seen from outside, through a terminal."""

MEASUREMENTS: dict[str, Callable[[Portals, int], Iterator[Result]]] = {
    "help": help_text,
    **{name: partial(terminal, comparison) for name, comparison in COMPARISONS.items()},
    "page": engine_page,
    "filter": engine_filter,
    "save": save,
    "server": partial(served_page, "SQLite"),
    "server-postgres": partial(served_page, "PostgreSQL"),
    "start-over-http": start_over_http,
    "streams": streams,
    "register": register,
}
"""Everything that is measured, by the name by which ``--only`` chooses it."""


def line(result: Result) -> str:
    """A line by itself, for whoever waits."""
    ratio = result.measured and result.measured.ratio
    return f"  {result.comparison}: {result.figure} × {ratio:.2f}" if ratio else f"  {result.comparison}: —"


def short(results: list[Result]) -> str:
    """What falls short, with the reason."""
    missed = (each for each in results if each.met is False)
    return "\n".join(
        f"NOT MET  {each.comparison}, {each.figure}: {each.note or 'no reason known'}" for each in missed
    )


def table(results: list[Result]) -> str:
    """The lines as people read them."""
    rows = [("", "", "at most", "measured", "", "")]
    for each in results:
        ratio = f"× {each.measured.ratio:.2f}" if each.measured and each.measured.ratio is not None else "—"
        both = ""
        if each.measured and each.measured.base is not None and each.measured.target is not None:
            both = f"{each.measured.base:.4g} → {each.measured.target:.4g}"
        verdict = {True: "met", False: "NOT MET", None: ""}[each.met]
        limit = f"× {each.limit:.2f}" if each.limit is not None else ""
        rows.append((each.comparison, each.figure, limit, ratio, verdict, both))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def as_json(results: list[Result]) -> dict[str, Any]:
    """The lines for a program, with the machine they were measured on."""
    machine = {
        "cpus": os.cpu_count(),
        "load": os.getloadavg(),
        "system": platform.platform(),
        "python": platform.python_version(),
    }
    lines = [
        {
            "comparison": each.comparison,
            "figure": each.figure,
            "limit": each.limit,
            "met": each.met,
            "note": each.note,
            **(each.measured or Measured(None, None, None))._asdict(),
        }
        for each in results
    ]
    return {"machine": machine, "results": lines}


def measured(names: list[str], subject: Portals, rounds: int) -> list[Result]:
    """Measure what is asked for; each line is said when it is known."""
    results: list[Result] = []
    for name in names:
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            found = list(MEASUREMENTS[name](subject, rounds))
        except NotMeasured as problem:
            found = [Result(name, "", 0, None, f"not measured: {problem}")]
        print(*map(line, found), sep="\n", file=sys.stderr, flush=True)
        results += found
    return results


def main() -> int:
    """Measure, print, write, and say whether every aim is met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    option = parser.add_argument
    names = list(MEASUREMENTS)
    option("--only", nargs="+", choices=names, default=names, metavar="NAME", help=", ".join(names))
    option("--rounds", type=int, default=5, help="rounds of each comparison, after one to warm up")
    option("--large", type=int, default=aims.LARGE, help="applications of the large demonstration")
    option("--keep", action="store_true", help="keep the demonstrations for the next time")
    option("--json", type=Path, default=OUT / "results.json", metavar="FILE")
    arguments = parser.parse_args()
    measure.prepare()
    sizes = (aims.SMALL, arguments.large)
    try:
        subject = portals(*(demonstration(size) for size in sizes))
        results = measured(arguments.only, subject, arguments.rounds)
    finally:
        if not arguments.keep:
            for database in OUT.glob("*.sqlite*"):
                database.unlink()
    print(table(results), short(results), sep="\n\n")
    arguments.json.parent.mkdir(parents=True, exist_ok=True)
    arguments.json.write_text(json.dumps(as_json(results), indent=1), "utf-8")
    missed = [each for each in results if each.met is False]
    print(f"\n{len(results)} figures, {len(missed)} aims not met", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
