"""What crashes, hangs or eats memory while parsing ends as a refusal, and reaches nothing else (C2)."""

import sys
from pathlib import Path

import pytest

from portal_tui.engine.uploads import Accepted, Rejected, UploadLimits, inspect
from portal_tui.engine.uploads.recognise import Kind
from portal_tui.engine.uploads.sandbox import parse
from tests.engine.uploads import files

limited = pytest.mark.skipif(sys.platform != "linux", reason="the platform doesn't limit a process so")


def test_a_parser_that_is_too_slow_is_stopped() -> None:
    assert inspect(files.pdf(), UploadLimits(seconds=0.001)) == Rejected("too-heavy", {"found": "PDF"})


@limited
def test_a_parser_that_uses_too_much_time_is_stopped() -> None:
    bomb = files.stream(files.zeros(300_000_000), b"/Filter /FlateDecode")
    limits = UploadLimits(cpu_seconds=1, max_inflated=10**12)
    assert inspect(files.pdf_with_objects(*[bomb] * 16), limits) == Rejected("too-heavy", {"found": "PDF"})


@limited
def test_a_parser_that_uses_too_much_memory_is_stopped() -> None:
    limits = UploadLimits(memory=200_000_000, max_pixels=10**12)
    assert inspect(files.flat_png(20_000, 20_000), limits) == Rejected("too-heavy", {"found": "PNG"})


def test_a_parser_that_crashes_is_a_refusal() -> None:
    findings = parse(files.image("GIF"), Kind("", "GIF", "image/gif"), UploadLimits())
    assert (findings.refused, findings.params) == ("unreadable", {"found": "GIF"})


def test_a_parser_that_cannot_be_started_is_a_refusal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    assert inspect(files.pdf()) == Rejected("not-checked", {"found": "PDF"})


def test_nothing_in_the_current_folder_is_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("pypdf.py", "json.py", "portal_tui.py"):
        (tmp_path / name).write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert isinstance(inspect(files.pdf()), Accepted)
