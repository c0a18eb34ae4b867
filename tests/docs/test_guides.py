"""The guides speak of the screen in the screen's own words, and of its keys as they are."""

import re
from itertools import chain

import pytest

from portal_tui.keys import KEYS, keys_of
from portal_tui.screens.wording import key_name
from portal_tui.texts import texts
from tests.architecture.sources import ROOT, catalogue, sentences
from tests.architecture.test_texts import NOT_CANADIAN

GUIDES = pytest.mark.parametrize(
    ("name", "language"), [("guide-utilisation.md", "fr-CA"), ("user-guide.md", "en")]
)

NOT_KEYS = {"*", "#", "this", "ceci", "EDITOR", "NO_COLOR=1", "make run"}


def text_of(name: str) -> str:
    page = (ROOT / "docs" / name).read_text("utf-8")
    return plain(re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL))


def plain(text: str) -> str:
    return " ".join(text.split())


def on_screen(language: str) -> list[str]:
    messages = catalogue(language.replace("-", "_")).values()
    return [plain(sentence).casefold() for sentence in chain.from_iterable(map(sentences, messages))]


@GUIDES
def test_what_is_bold_is_written_on_the_screen(name: str, language: str) -> None:
    written = on_screen(language)
    bold = re.findall(r"\*\*(.+?)\*\*", text_of(name))
    assert bold
    unknown = [each for each in bold if not any(each.casefold() in sentence for sentence in written)]
    assert set(unknown) <= {"gras", "bold"}


@GUIDES
def test_keys_do_what_the_guide_says(name: str, language: str) -> None:
    say = texts(language)
    does = {(key_name(key, say), plain(say(id)).casefold()) for id in KEYS for key in keys_of(id, {})}
    page = text_of(name)
    said = re.findall(r"`([^`]+)` \*\*(.+?)\*\*", page)
    assert said
    assert [(key, what) for key, what in said if (key, what.casefold()) not in does] == []
    keys = {key for key, _ in does}
    quoted = {each for each in re.findall(r"`([^`]+)`", page) if not each.startswith("portal-tui ")}
    assert quoted - keys - NOT_KEYS == set()


def test_the_french_guide_is_typeset_as_in_canada() -> None:
    page = (ROOT / "docs" / "guide-utilisation.md").read_text("utf-8")
    assert [line for line in page.splitlines() if NOT_CANADIAN.search(line) or "'" in line] == []


def test_both_guides_have_the_same_parts() -> None:
    french, english = (
        re.findall(r"^(#+) ", (ROOT / "docs" / name).read_text("utf-8"), re.MULTILINE)
        for name in ("guide-utilisation.md", "user-guide.md")
    )
    assert french == english
