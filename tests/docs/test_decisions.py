"""The decisions taken: short, numbered, each with its context and consequences, all in the index."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

FOLDER = ROOT / "docs" / "decisions"
DECISIONS = sorted(FOLDER.glob("*.md"))
EACH = pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)

LINES = 40


def test_they_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@EACH
def test_it_is_short_and_says_why(path: Path) -> None:
    text = path.read_text("utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) < LINES


def test_the_index_has_them_all_by_title() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    listed = re.findall(r"^  \d+\. \[(.+)\]\(decisions/(.+)\)$", index, re.MULTILINE)
    titles = [path.read_text("utf-8").partition("\n")[0].partition(". ")[2] for path in DECISIONS]
    assert listed == [(title, path.name) for title, path in zip(titles, DECISIONS, strict=True)]
