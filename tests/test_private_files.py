"""Folders and files are their owner's alone, whatever the umask is."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal_tui.private_files import create, create_beside, private_folder, replace, shortened

posix = pytest.mark.skipif(sys.platform == "win32", reason="has no modes")


@pytest.fixture(autouse=True)
def careless_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_folders_are_made_private_with_their_parents(tmp_path: Path) -> None:
    folder = private_folder(tmp_path / "a" / "b")
    assert mode(folder) == mode(folder.parent) == 0o700


@posix
def test_a_folder_that_was_open_to_others_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(0o755)
    assert mode(private_folder(folder)) == 0o700


@posix
def test_files_are_private(tmp_path: Path) -> None:
    create(tmp_path / "a").close()
    replace(tmp_path / "b", b"")
    assert mode(tmp_path / "a") == mode(tmp_path / "b") == 0o600


@posix
def test_a_new_file_never_goes_through_a_link(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    (tmp_path / "link").symlink_to(victim)
    with pytest.raises(FileExistsError):
        create(tmp_path / "link")
    assert not victim.exists()


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    paths = []
    for _ in range(3):
        file, path = create_beside(tmp_path, "bail.tar.gz")
        file.close()
        paths.append(path.name)
    assert paths == ["bail.tar.gz", "bail.tar (1).gz", "bail.tar (2).gz"]


def test_a_long_name_is_shortened_before_its_number_and_suffix(tmp_path: Path) -> None:
    for ending in (".pdf", " (1).pdf"):
        file, path = create_beside(tmp_path, "é" * 150 + ".pdf")
        file.close()
        assert path.name.endswith(ending)
        assert len(path.name.encode()) <= 200


def test_replacing_changes_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.toml"
    replace(path, b"old")
    replace(path, b"new")
    assert path.read_bytes() == b"new"

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        replace(path, b"newer")
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["settings.toml"]


@given(st.text(st.characters(codec="utf-8")), st.integers(0, 30))
def test_shortened_is_a_beginning_that_fits(text: str, size: int) -> None:
    short = shortened(text, size)
    assert text.startswith(short)
    assert len(short.encode()) <= size
    assert short == text or len(text[: len(short) + 1].encode()) > size
