"""Every rule that code or tests cite is explained in docs/rules.md."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, python_files, tree, where

RULE = re.compile(r"\b([EAORPTCHWB]\d{1,2})\b")
TEXT = (ROOT / "docs/rules.md").read_text("utf-8")
IDS = re.findall(r"^- \*\*(\w+)\*\* ", TEXT, re.MULTILINE)


def citations(path: Path) -> Iterator[tuple[str, int]]:
    """The rules named in docstrings, in comments and as ``rule="…"``, with their lines."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(prose)), lineno=line):
                yield from ((rule, line) for rule in RULE.findall(prose))
            case ast.keyword(arg="rule", value=ast.Constant(value=str(rule), lineno=line)):
                yield rule, line
    for token in tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline):
        if token.type == tokenize.COMMENT:
            yield from ((rule, token.start[0]) for rule in RULE.findall(token.string))


def cited_in(folder: str) -> set[str]:
    """The rules that the files of a folder name."""
    return {rule for path in python_files(ROOT / folder) for rule, _ in citations(path)}


@pytest.mark.parametrize("folder", ["src", "tests"])
def test_every_rule_that_is_built_is_named_where_it_is_held_and_where_it_is_tested(folder: str) -> None:
    (later,) = re.findall(r"^Not built yet: (.*?)\.$", TEXT, re.MULTILINE | re.DOTALL)
    built = set(IDS) - set(RULE.findall(later))
    assert not sorted(built - cited_in(folder))


def test_every_rule_is_explained_once() -> None:
    assert len(IDS) == len(set(IDS))
    assert {rule[0] for rule in IDS} == set("EAORPTCHWB")


def test_every_rule_cited_is_explained() -> None:
    unknown = [
        f"{where(path, line)}: {rule}"
        for folder in ("src", "tests", "tools", "benchmarks")
        for path in python_files(ROOT / folder)
        for rule, line in citations(path)
        if rule not in IDS
    ]
    assert not unknown


def test_the_text_of_the_rules_cites_rules_that_are_there() -> None:
    assert set(RULE.findall(TEXT)) == set(IDS)
