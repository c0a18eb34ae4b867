"""What others named is saved where the person chose, and harms nothing there (C3)."""

import stat
import sys
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal_tui.downloads import safe_name, save

posix = pytest.mark.skipif(sys.platform == "win32", reason="has no such links or modes")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("bail.pdf", "bail.pdf"),
        ("Réponse à la demande (2).pdf", "Réponse à la demande (2).pdf"),
        ("/etc/passwd", "passwd"),
        ("../../.ssh/authorized_keys", "authorized_keys"),
        ("..\\..\\Windows\\system.ini", "system.ini"),
        ("C:\\autoexec.bat", "autoexec.bat"),
        (".bashrc", "bashrc"),
        ("..", "document"),
        ("", "document"),
        ("a/", "document"),
        ("-rf", "rf"),
        ("--output=x.pdf", "output=x.pdf"),
        ("CON", "_CON"),
        ("nul.pdf", "_nul.pdf"),
        ("com1 .tar.gz", "_com1 .tar.gz"),
        ("LPT².txt", "_LPT².txt"),
        ("console.pdf", "console.pdf"),
        ("plan.pdf:secret", "plan.pdf_secret"),
        ("a\x00b\x1b]0;x\x07.pdf", "a_b_]0;x_.pdf"),
        ("facture\u202efdp.exe", "facture_fdp.exe"),
        ("a\nb.pdf", "a_b.pdf"),
        ("fin. . .", "fin"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("\ud800.pdf", "_.pdf"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(
    st.text(st.characters(codec=None, exclude_categories=()))
    | st.lists(st.sampled_from(["con", "nul", ".", "/", "\\", " ", "-", ":", "a", "é", "\x00"])).map("".join)
)
def test_any_name_becomes_a_plain_file_name(name: str) -> None:
    safe = safe_name(name)
    assert Path(safe).name == PureWindowsPath(safe).name == safe
    assert safe[0] not in ".- " and safe[-1] not in ". "
    assert len(safe.encode()) <= 201
    assert not PureWindowsPath(safe).is_reserved()
    assert safe_name(safe) == safe


def test_a_long_name_keeps_its_suffix(tmp_path: Path) -> None:
    path = save(b"a", "é" * 300 + ".pdf", tmp_path)
    assert path.suffix == ".pdf"
    assert len(path.name.encode()) <= 200


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    paths = [save(content, "bail.pdf", tmp_path) for content in (b"1", b"2", b"3")]
    assert [path.name for path in paths] == ["bail.pdf", "bail (1).pdf", "bail (2).pdf"]
    assert [path.read_bytes() for path in paths] == [b"1", b"2", b"3"]


def test_it_stays_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    assert save(b"a", "../outside.pdf", folder) == folder / "outside.pdf"
    assert [path.name for path in tmp_path.iterdir()] == ["downloads"]


@posix
@pytest.mark.parametrize("exists", [True, False])
def test_a_planted_link_is_not_followed(tmp_path: Path, exists: bool) -> None:
    victim = tmp_path / "victim"
    if exists:
        victim.write_bytes(b"precious")
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "bail.pdf").symlink_to(victim)
    assert save(b"a", "bail.pdf", folder).name == "bail (1).pdf"
    assert victim.exists() == exists
    assert not exists or victim.read_bytes() == b"precious"


@posix
def test_only_its_owner_may_read_it_and_nobody_run_it(tmp_path: Path) -> None:
    assert stat.S_IMODE(save(b"#!/bin/sh", "a.sh", tmp_path).stat().st_mode) == 0o600


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save(b"a", "a.pdf", tmp_path / "missing")


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limit")
def test_on_a_full_disk_nothing_half_written_is_left(tmp_path: Path) -> None:
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError):
            save(b"a" * 100_000, "a.pdf", tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert list(tmp_path.iterdir()) == []
