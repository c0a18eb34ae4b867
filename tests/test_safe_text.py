"""Text from elsewhere comes out harmless, and unchanged where it was (B4)."""

import re
import subprocess
import sys
import unicodedata
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal_tui.contract.pages import Page, Text
from portal_tui.safe_text import REPLACEMENT, clean, cleaned
from portal_tui.secret import Secret

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
HOSTILE_TEXT = st.text(
    st.sampled_from("aé \n\t\r\x00\x1b\x7f\x9b\u202e\u200b\u200d\ufeff\ud800\U000e0041\u00a0")
)
VISIBLE_SIGNS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
FORMAT_CHARACTERS_THAT_STAY = {"\u00ad", "\u200c", "\u200d", *VISIBLE_SIGNS}


class State(StrEnum):
    DRAFT = "draft"


class Applicant(msgspec.Struct, frozen=True):
    name: str
    age: int
    state: State = State.DRAFT
    token: Secret | None = None
    answers: Any = None


class Numbers(msgspec.Struct, frozen=True):
    first: int
    second: float | None


class Point(NamedTuple):
    label: str
    at: int


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("\x1b]52;c;cm0gLXJm\x07", "\ufffd]52;c;cm0gLXJm\ufffd"),
        ("\x9b2J", "\ufffd2J"),
        ("a\x7fb\x00c", "a\ufffdb\ufffdc"),
        ("facture\u202egpj.exe", "facture\ufffdgpj.exe"),
        ("a\u2066b\u2069c\u061cd", "a\ufffdb\ufffdc\ufffdd"),
        ("a\u200bb\ufeffc\u2060d", "a\ufffdb\ufffdc\ufffdd"),
        ("a\u2028b\u2029c", "a\ufffdb\ufffdc"),
        ("a\U000e0041b", "a\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("a\r\nb\rc", "a\nb\ufffdc"),
        ("a\r\r\nb", "a\ufffd\nb"),
    ],
)
def test_what_a_terminal_obeys_or_a_reader_cannot_see_is_replaced(hostile: str, harmless: str) -> None:
    assert clean(hostile) == harmless


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Montréal, Québec",
        "« 5\u00a0% »\u202f!",
        "ligne 1\nligne 2\tcolonne",
        "می\u200cخواهم",
        "क्\u200dष",
        "[red]budget[2024][/nope]",
        "e\u0301" * 200,
    ],
)
def test_honest_text_is_returned_as_it_is(text: str) -> None:
    assert clean(text) is text


def test_of_all_of_unicode_no_control_and_no_invisible_format_character_is_left() -> None:
    left = set(clean("".join(map(chr, range(sys.maxunicode + 1)))))
    invisible = {c for c in left if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert invisible <= {"\n", "\t"} | FORMAT_CHARACTERS_THAT_STAY


@given(ANY_TEXT | HOSTILE_TEXT)
def test_what_is_clean_can_be_written_to_any_utf8_terminal(text: str) -> None:
    assert clean(text).encode().decode() == clean(text)


@given(ANY_TEXT | HOSTILE_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(HOSTILE_TEXT)
def test_what_is_harmless_keeps_its_place(text: str) -> None:
    lines = text.replace("\r\n", "\n")
    assert len(clean(text)) == len(lines)
    assert all(new in (old, REPLACEMENT) for old, new in zip(lines, clean(text), strict=True))


def test_every_string_of_an_answer_is_cleaned() -> None:
    answer = Page(
        items=(
            Applicant(
                name="A\x1bB",
                age=7,
                answers={"k\x00": ["x\x9b", {"deep": ("y\u202e",)}], "n": 1, "s": {"z\x7f"}},
            ),
        ),
        after="c\x1b",
    )
    assert cleaned(answer) == Page(
        items=(
            Applicant(
                name="A\ufffdB",
                age=7,
                answers={"k\ufffd": ["x\ufffd", {"deep": ("y\ufffd",)}], "n": 1, "s": {"z\ufffd"}},
            ),
        ),
        after="c\ufffd",
    )
    assert cleaned(Point("a\x1b", 3)) == Point("a\ufffd", 3)


def test_keys_that_become_equal_are_still_cleaned() -> None:
    assert cleaned({REPLACEMENT: 1, "\x00": 1}) == {REPLACEMENT: 1}


def test_an_answer_that_is_harmless_is_returned_as_the_same_object() -> None:
    answer = Page(
        items=(Applicant("Ève", 7, token=Secret("s3cret\x1b"), answers={"a": [1, "é", (None, 2.5)]}),),
    )
    assert cleaned(answer) is answer
    for value in (Numbers(1, None), State.DRAFT, b"\x1b", 5, None, Secret("\x1b"), Text("a", "fr-CA")):
        assert cleaned(value) is value


def test_a_secret_keeps_its_value() -> None:
    secret = Secret("mot\x1bde passe")
    applicant = cleaned(Applicant("\x1b", 1, token=secret))
    assert applicant.token is secret
    assert applicant.name == REPLACEMENT


def test_importing_it_does_not_import_the_interface() -> None:
    code = "import sys, portal_tui.safe_text; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not re.search(r"\b(textual|rich|pydantic)\b", run.stdout)
