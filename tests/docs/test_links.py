"""What the documentation points at is there: files, pictures, headings, paths of the code."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, tracked

PAGES = [path for path in tracked() if path.suffix == ".md" and not path.is_relative_to(ROOT / "src")]

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`((?:src|tests|tools|docs|benchmarks)/[\w./-]*\w)`")


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The headings as links name them."""
    headings = re.findall(r"^#+ (.+)$", without_code(page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in LINK.findall(without_code(page.read_text("utf-8"))):
        place, _, anchor = link.partition("#")
        if "://" in link:
            continue
        target = (page.parent / place).resolve() if place else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert not broken


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_of_the_code_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    assert [path for path in CODE.findall(text) if not (ROOT / path).exists()] == []


def test_every_page_can_be_found() -> None:
    """From the README, following links."""
    reached: set[Path] = set()
    to_read = [ROOT / "README.md"]
    while to_read:
        page = to_read.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        places = (
            link.partition("#")[0] for link in LINK.findall(page.read_text("utf-8")) if "://" not in link
        )
        to_read += [(page.parent / place).resolve() for place in places if place]
    assert {path.relative_to(ROOT) for path in PAGES} - {path.relative_to(ROOT) for path in reached} == set()
