"""The catalogues: complete in both languages, used, filled alike, typeset as the language wants it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest
from babel.messages.catalog import Message

from tests.architecture.sources import (
    PACKAGE,
    argument,
    calls,
    catalogue,
    key_of,
    python_files,
    sentences,
    strings,
    tree,
    where,
)

LANGUAGES = ("fr_CA", "en")
KEY = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z0-9_-]+)+")
BEGINNING = re.compile(r"[a-z][a-z0-9-]*\.(?:[a-z0-9_-]+\.)*[a-z0-9_-]*")

COMPUTED = (
    "check.",
    "reason.",
    "remedy.",
    "request.",
    "role.",
    "problem.",
    "field.",
    "state.",
    "step.",
    "mail.",
)
"""Families whose last part is a code that travels: ``reason.`` + the code of a Check, and so on."""


@cache
def families() -> frozenset[str]:
    """The fixed beginnings of computed keys: those above, and ``f"state.{row.state}"`` in the program."""
    found = set(COMPUTED)
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginning = str(node.values[0].value)
                if BEGINNING.fullmatch(beginning):
                    found.add(beginning)
    return frozenset(found)


def literal_keys() -> Iterator[tuple[str, str]]:
    """The keys written out in the program, with where: looked up at once, or looking like one of ours."""
    areas = {key.partition(".")[0] for language in LANGUAGES for key in catalogue(language)}
    for path, call in calls("texts", "plural", "has"):
        key = argument(call, 0)
        if key and KEY.fullmatch(key):
            yield key, where(path, call.lineno)
    for path in python_files():
        for text, line in strings(path):
            if KEY.fullmatch(text) and text.partition(".")[0] in areas and text not in families():
                yield text, where(path, line)


def placeholders(message: Message) -> set[str]:
    fields = {
        name for text in sentences(message) for _, name, _, _ in Formatter().parse(text) if name is not None
    }
    return fields - {"count"} if isinstance(message.id, tuple) else fields


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_in_the_program_has_its_text(language: str) -> None:
    texts = catalogue(language)
    missing = {f"{key}  ({place})" for key, place in literal_keys() if key not in texts}
    assert not missing


def test_both_languages_say_the_same_things() -> None:
    french, english = (catalogue(language) for language in LANGUAGES)
    only = {key for key in french.keys() ^ english.keys() if not key.startswith("transmit.")}
    assert sorted(only) == [], "a key in one language only; English sends in every portal"
    assert sorted(catalogue("fr_FR").keys() - french.keys()) == [], "fr_FR holds only what differs from fr_CA"


def test_every_text_is_used() -> None:
    written = {key for path in python_files() for key, _ in strings(path)}
    beginnings = tuple(families())
    unused = [key for key in catalogue("fr_CA") if key not in written and not key.startswith(beginnings)]
    assert not unused


@pytest.mark.parametrize("language", ["fr_FR", "en"])
def test_texts_are_filled_with_the_same_values(language: str) -> None:
    french = catalogue("fr_CA")
    differing = {
        key: (placeholders(french[key]), placeholders(message))
        for key, message in catalogue(language).items()
        if key in french and placeholders(message) != placeholders(french[key])
    }
    assert not differing


@pytest.mark.parametrize("language", ["fr_CA", "fr_FR", "en"])
def test_every_text_says_something(language: str) -> None:
    empty = [key for key, message in catalogue(language).items() if not all(sentences(message))]
    assert not empty


def test_each_area_has_its_file_in_both_languages() -> None:
    french, english = (
        {path.name for path in (PACKAGE / "locales" / each).glob("*.po")} for each in LANGUAGES
    )
    assert french == english


NOT_CANADIAN = re.compile(
    r"[ \u00a0\u202f][;!?]|«(?!\u00a0)|(?<!\u00a0)»|(?<=\w) (?=[:%$](?:\s|$))|(?<=[\w})»]):(?=\s|$)"
)
"""A space before ; ! ?, or no no-break space within « » or before : % $."""

YAML = re.compile(r"«\u00a0[\w{}-]+: [^»]*»")
"""``clé: valeur``, quoted as it is written in a file."""


@pytest.mark.parametrize(
    ("sentence", "good"),
    [
        ("Envoyer la demande?", True),
        ("Envoyer la demande ?", False),
        ("«\u00a0Envoyer\u00a0»", True),
        ("« Envoyer »", False),
        ("Échéance\u00a0: 12\u00a0%", True),
        ("Échéance : demain", False),
        ("{number}: demain", False),
        ("à 23:59", True),
    ],
)
def test_canadian_typography_is_recognised(sentence: str, good: bool) -> None:
    assert (NOT_CANADIAN.search(sentence) is None) == good


def test_french_is_typeset_as_in_canada() -> None:
    wrong = [
        f"{key_of(message)}: {sentence}"
        for message in catalogue("fr_CA").values()
        for sentence in sentences(message)
        if NOT_CANADIAN.search(YAML.sub("", sentence))
    ]
    assert not wrong


CODE = re.compile(r"= \".*?\"")
"""A line of a settings file, quoted as it is written there."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotes_and_apostrophes_are_typographic(language: str) -> None:
    straight = [
        f"{key_of(message)}: {sentence}"
        for message in catalogue(language).values()
        for sentence in sentences(message)
        if set("'\"") & set(CODE.sub("", sentence))
    ]
    assert not straight


OTHER_WORDS = {
    "fr_CA": {
        r"\bsoum(?:ett|is)": "envoyer",
        r"\bc[ée]d(?:er|ez)\b|\btransmett": "transférer",
        r"\bcourriel électronique|\badresse (?:de courriel|électronique)|(?<!{)\be-?mail": "adresse courriel",
        r"\bconnexion\b|\b(?:re|dé)?connect": "ouvrir, fermer une session",
        r"\bgabarit": "modèle",
        r"\b(?:invalide|incorrecte?|interdite?)s?\b|\bvous devez\b": "dire ce qui est, et quoi faire",
        r"\bcliqu": "ce que fait une touche",
    },
    "en": {
        r"\bsubmi(?:t|ssion)": "send",
        r"\backnowledg": "receipt",
        r"(?<!{)\bemail": "e-mail",
        r"\blog(?:ged)?[ -]?(?:in|out)\b": "sign in, sign out",
        r"\borganiz": "organisation",
        r"\b(?:invalid|incorrect|illegal|forbidden)\b|\byou must\b": "say what is, and what to do",
        r"\bclick": "what a key does",
    },
}
"""One word for one thing: what isn't said, by what is said instead."""

TRANSMITTED = re.compile(
    r"transmit\..+|use\.send-application|list\.may\.send|people\.sends|grant\.last-sender|confirm\.withdraw-right\.sends"
    r"|\w+\.(?:mandatary-transmits|ask-organisation-to-transmit|senders(?:\.organisation)?)"
)
"""Texts of register portals, where *Envoyer* is *Transmettre* (T3)."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_thing_has_one_word(language: str) -> None:
    said = [
        f"{key_of(message)}: {sentence}  (rather: {rather})"
        for message in catalogue(language).values()
        if not TRANSMITTED.fullmatch(key_of(message))
        for sentence in sentences(message)
        for words, rather in OTHER_WORDS[language].items()
        if re.search(words, sentence, re.IGNORECASE)
    ]
    assert not said
