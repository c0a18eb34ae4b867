"""The files themselves: their size, and that they speak of the project alone."""

import re

import pytest

from tests.architecture.sources import ROOT, python_files, tracked, where

LINES = 400

LONGER = {"benchmarks/tui_bench.py": "one program that measures any other, brought in whole"}
"""Files that may be longer, each with the reason why it is one thing."""


def test_a_file_tells_one_thing() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for folder in ("src", "benchmarks", "tools")
        for path in python_files(ROOT / folder)
    }
    too_long = {name: length for name, length in lengths.items() if length > LINES and name not in LONGER}
    assert not too_long, f"more than {LINES} lines: split them, or say in LONGER why not"
    assert set(LONGER) <= {name for name, length in lengths.items() if length > LINES}, "no longer longer"


MACHINE = re.compile(
    r"(?<![\w.$}>~*-])/(?:work|root|farm|tmp/bench|home/\w+|Users/\w+)/"  # where somebody's copy lies
    r"|--(?:(?:extra-)?index-url|find-links|trusted-host)\b"
    r"|\b(?:pypi|pythonhosted|npmjs|crates|rubygems|docker|quay|ghcr|gcr|jfrog|nexus)\.(?:org|io|com|dev)\b"
)
"""Machine paths and registries: what is true on one machine only."""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cd /wo" + "rk/main", True),
        ("/ho" + "me/maude/portal", True),
        ("https://files.python" + "hosted.org/x", True),
        ("-" + "-index-url https://x", True),
        ("https://example.org/work/", False),
        ("src/work/x.py", False),
        ("/v1/applications/{id}/work/", False),
    ],
)
def test_machine_paths_are_recognised(text: str, found: bool) -> None:
    assert bool(MACHINE.search(text)) == found


def test_no_file_knows_a_machine_or_a_registry() -> None:
    found = []
    for path in tracked():
        try:
            lines = path.read_text("utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{where(path, number)}: {line.strip()[:120]}"
            for number, line in enumerate(lines, 1)
            if MACHINE.search(line)
        ]
    assert not found
