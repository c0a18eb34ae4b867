"""Settings are read quickly, checked kindly and written without losing a comment."""

import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from portal_tui.config import Profile, Settings, SettingsError, read_settings
from portal_tui.folders import HOME_VARIABLE, folders, language_set, settings_path
from portal_tui.settings_check import check, write_settings
from portal_tui.texts import LANGUAGES, texts
from tests.architecture.test_imports import loaded

GOOD = """\
language = "fr-CA"  # as at work

[keymap]
"app.explain" = "f1,question_mark"

[profiles.travail]
database = "~/demandes.db"

[profiles."À distance"]
server = "https://portail.example.org"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return path


def test_everything_can_be_kept_in_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    assert settings_path() == tmp_path / "config" / "settings.toml"
    assert folders().logs == tmp_path / "logs"


def test_otherwise_the_platform_says_where() -> None:
    places = folders({})
    for place in (places.config, places.data, places.state, places.cache, places.logs):
        assert place.is_absolute()
        assert "portal-tui" in place.parts


def test_no_file_means_the_defaults(path: Path) -> None:
    assert read_settings(path) == (Settings(), ())


def test_a_good_file_is_read(path: Path) -> None:
    assert read_settings(write(path, GOOD)) == (
        Settings(
            language="fr-CA",
            keymap={"app.explain": "f1,question_mark"},
            profiles={
                "travail": Profile(database="~/demandes.db"),
                "À distance": Profile(server="https://portail.example.org"),
            },
        ),
        (),
    )


def test_reading_a_good_file_loads_no_checker(path: Path) -> None:
    write(path, GOOD)
    code = f"from pathlib import Path; import portal_tui.config as c; c.read_settings(Path({str(path)!r}))"
    modules = loaded(code)
    assert "tomllib" in modules
    assert not modules & {"pydantic", "tomlkit", "platformdirs", "textual", "portal_tui.settings_check"}


def test_without_a_file_nothing_is_parsed(path: Path) -> None:
    code = f"from pathlib import Path; import portal_tui.config as c; c.read_settings(Path({str(path)!r}))"
    assert "tomllib" not in loaded(code)


@pytest.mark.parametrize(
    ("text", "code", "line", "params"),
    [
        ('\nlangage = "en"\n', "unknown-key-near", 2, {"key": "langage", "meant": "language"}),
        ("x = 1", "unknown-key", 1, {"key": "x", "known": "language, theme, keymap, profiles"}),
        ('language = "de"', "not-a-choice", 1, {"key": "language", "choices": "fr-CA, fr-FR, en"}),
        ("language = [1]", "not-a-choice", 1, {"key": "language", "choices": "fr-CA, fr-FR, en"}),
        ("# dark\ntheme = 5", "not-a-string", 2, {"key": "theme"}),
        ('keymap = "f1"', "not-a-table", 1, {"key": "keymap"}),
        ('[keymap]\n"app.send" = ["f5"]', "not-a-string", 2, {"key": "keymap.app.send"}),
        (
            '[profiles.a]\ndatabase = "a.db"\n\n[profiles.b]\ndatbase = "b.db"',
            "unknown-key-near",
            5,
            {"key": "profiles.b.datbase", "meant": "database"},
        ),
        ("[ profiles . 'a b' ]", "profile-needs-one", 1, {"key": "profiles.a b"}),
        (
            'profiles.a.database = "a.db"\nprofiles.a.server = "https://a"',
            "profile-needs-one",
            1,
            {"key": "profiles.a"},
        ),
        ('profiles = { a = "a.db" }', "not-a-table", 1, {"key": "profiles.a"}),
        ('theme = "dark"\n[[things]]\nname = 1', "unknown-key", 2, None),
        ("theme = dark", "syntax", 1, {"column": 9}),
        ('theme = "a"\n[keymap', "syntax", 2, None),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_what_is_meant(
    path: Path, text: str, code: str, line: int, params: dict[str, Any] | None
) -> None:
    _, (problem,) = read_settings(write(path, text))
    assert (problem.code, problem.line) == (code, line)
    assert params is None or problem.params == params
    for language in LANGUAGES:
        sentence = texts(language)(problem.text_key, line=problem.line, **problem.params)
        assert str(line) in sentence


def test_a_file_in_another_encoding_is_recognised() -> None:
    _, (problem,) = check('theme = "a"\n# été\n'.encode("latin-1"))
    assert (problem.code, problem.line) == ("not-utf8", 2)
    assert texts("en")("setting.not-utf8", line=2)


def test_everything_wrong_is_said_at_once_and_what_is_right_counts(path: Path) -> None:
    lines = ["theme = 5", 'language = "en"', "x = 1", "[profiles.a]", "database = 1"]
    lines += ["[profiles.b]", 'server = "https://b"', "port = 1"]
    settings, problems = read_settings(write(path, "\n".join(lines)))
    assert settings == Settings(language="en", profiles={"b": Profile(server="https://b")})
    assert [problem.line for problem in problems] == [1, 3, 5, 8]


def test_writing_keeps_comments_and_order(path: Path) -> None:
    write(path, GOOD)
    write_settings(
        path,
        {
            ("language",): "en",
            ("theme",): "clair",
            ("keymap", "app.explain"): None,
            ("profiles", "maison"): {"database": "/tmp/a.db"},
        },
    )
    written = path.read_text("utf-8")
    assert 'language = "en"  # as at work\n' in written
    assert written.index("travail") < written.index("maison")
    settings, problems = read_settings(path)
    assert not problems
    assert (settings.language, settings.theme, settings.keymap) == ("en", "clair", {})
    assert settings.profiles["maison"] == Profile(database="/tmp/a.db")
    assert settings.profiles["À distance"]


def test_writing_makes_a_private_file(path: Path) -> None:
    write_settings(path, {("theme",): "clair"})
    assert read_settings(path)[0].theme == "clair"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_wrong_change_leaves_the_file_untouched(path: Path) -> None:
    write(path, GOOD)
    with pytest.raises(SettingsError) as refused:
        write_settings(path, {("language",): "de"})
    assert [problem.code for problem in refused.value.problems] == ["not-a-choice"]
    assert path.read_text("utf-8") == GOOD


def test_a_file_that_is_no_toml_is_not_overwritten(path: Path) -> None:
    write(path, "theme = dark")
    with pytest.raises(SettingsError, match="line 1: syntax"):
        write_settings(path, {("language",): "en"})
    assert path.read_text("utf-8") == "theme = dark"


def test_an_old_mistake_does_not_stand_in_the_way_of_a_new_setting(path: Path) -> None:
    write(path, "x = 1\n")
    write_settings(path, {("language",): "en"})
    assert read_settings(path)[0].language == "en"
    assert "x = 1" in path.read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights")
def test_a_linked_settings_file_stays_linked(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("", "utf-8")
    path.parent.mkdir()
    path.symlink_to(real)
    write_settings(path, {("language",): "en"})
    assert path.is_symlink()
    assert "en" in real.read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "language"),
    [
        (b'language = "en"', "en"),
        (b'language = "eo"', "eo"),
        (b"language = 3", None),
        (b'theme = "portal-dark"', None),
        (b"language = ", None),
        (b'language = "\xff"', None),
    ],
)
def test_the_language_is_told_without_checking_the_rest(
    path: Path, content: bytes, language: str | None
) -> None:
    assert language_set(path) is None
    path.parent.mkdir()
    path.write_bytes(content)
    assert language_set(path) == language
