"""The codes that the program can produce: each has its texts, and can fill them in (E0)."""

from string import Formatter

import pytest

from tests.architecture.codes import produced
from tests.architecture.sources import catalogue, sentences


@pytest.mark.parametrize("language", ["fr_CA", "en"])
def test_every_code_has_its_texts(language: str) -> None:
    texts = catalogue(language)
    missing = {
        f"{family}.{each.code}  ({each.place})"
        for each in produced()
        for family in each.families
        if f"{family}.{each.code}" not in texts
    }
    assert not missing


def test_every_code_fills_its_texts() -> None:
    texts = catalogue("fr_CA")
    lacking = {
        f"{family}.{each.code} wants {{{name}}}  ({each.place})"
        for each in produced()
        for family in each.families
        if each.given is not None and (message := texts.get(f"{family}.{each.code}")) is not None
        for sentence in sentences(message)
        for _, name, _, _ in Formatter().parse(sentence)
        if name is not None and name not in each.given
    }
    assert not lacking
