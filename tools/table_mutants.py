"""Changes the tables of the rules, one value at a time: mutmut changes code within functions only."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import NamedTuple

RULES = Path("src/portal_tui/rules")


class Change(NamedTuple):
    """One value of a table: in which file and under which name, the line as it was and as it became."""

    path: Path
    name: str
    line: int
    before: str
    after: str


def changes() -> Iterator[Change]:
    """Every change there is: each text, number and truth value outside functions becomes another."""
    for path in sorted(RULES.glob("*.py")):
        lines = path.read_text("utf-8").splitlines()
        for statement in ast.parse("\n".join(lines)).body:
            if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
                continue
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            if _is_type(statement.value):
                continue
            for value in ast.walk(statement.value):
                if isinstance(value, ast.Constant) and value.lineno == value.end_lineno:
                    before = lines[value.lineno - 1]
                    yield Change(path, ast.unparse(target), value.lineno, before, _changed(before, value))


def _is_type(value: ast.expr) -> bool:
    """``Literal[…]``: nothing reads it while the program runs."""
    return isinstance(value, ast.Subscript) and ast.unparse(value.value) == "Literal"


def _changed(line: str, value: ast.Constant) -> str:
    match value.value:
        case bool(truth):
            other: object = not truth
        case int(number):
            other = number + 1
        case str(text):
            other = f"XX{text}"
        case None:
            other = False
        case _:
            raise TypeError(f"a {type(value.value).__name__} in a table: say how to change it")
    as_bytes = line.encode()
    end = value.end_col_offset or 0
    return (as_bytes[: value.col_offset] + repr(other).encode() + as_bytes[end:]).decode()


def survivors() -> tuple[int, list[Change]]:
    """How many changes there are, and those that no test in tests/rules noticed."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(os.cpu_count() or 1):
            copies.put(Path(shutil.copytree("src", f"{folder}/{number}")))
        tried = list(changes())
        noticed = pool.map(lambda change: _is_noticed(change, copies), tried)
        return len(tried), [change for change, seen in zip(tried, noticed, strict=True) if not seen]


def _is_noticed(change: Change, copies: "SimpleQueue[Path]") -> bool:
    copy = copies.get()
    target = copy / change.path.relative_to("src")
    original = target.read_text("utf-8")
    lines = original.splitlines()
    lines[change.line - 1] = change.after
    target.write_text("\n".join(lines), "utf-8")
    try:
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:xdist", "tests/rules"]
        environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(command, env=environment, capture_output=True).returncode != 0
    finally:
        target.write_text(original, "utf-8")
        copies.put(copy)
