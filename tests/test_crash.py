"""When the program fails, nothing but a calm sentence is shown, and the report holds no secret."""

import re
import stat
import sys
from pathlib import Path

import pytest

from portal_tui.crash import CrashHandler
from portal_tui.folders import HOME_VARIABLE
from portal_tui.texts import LANGUAGES
from tests.terminal import Terminal
from tests.widgets.crashing_app import ANSWER, PASSWORD, TOKEN, CrashingApp, fail

APP = str(Path(__file__).parent / "widgets" / "crashing_app.py")
SENTENCE = b"your drafts are saved"

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    return tmp_path


def only_report(home: Path) -> Path:
    (report,) = (home / "logs").iterdir()
    return report


@posix
@pytest.mark.parametrize(
    "where",
    ["compose", "handler", "timer", "worker", "thread-worker", "twice", "panic", "styles", "plain", "thread"],
)
def test_a_failure_shows_a_sentence_and_hides_every_value(home: Path, where: str) -> None:
    with Terminal([APP, where]) as terminal:
        code = terminal.end()
    assert code == (0 if where == "thread" else 1)
    report = only_report(home)
    written = report.read_text("utf-8")
    for secret in (PASSWORD, TOKEN, ANSWER):
        assert secret.encode() not in terminal.output
        assert secret not in written
    assert terminal.output.count(SENTENCE) == 1
    assert report.name.encode() in re.sub(rb"\s", b"", terminal.output)
    assert b"Traceback" not in terminal.output
    assert b"PWNED" not in terminal.output
    assert "\x1b" not in written
    assert written.startswith("portal-tui: ")
    if where not in ("panic", "styles"):
        assert "RuntimeError: failed with •••" in written
        assert "in fail" in written
    if where == "styles":
        assert "colour" in written


@posix
def test_an_interrupt_is_no_crash(home: Path) -> None:
    with Terminal([APP, "interrupt"]) as terminal:
        terminal.end()
    assert terminal.output == b""
    assert not (home / "logs").exists()


def failure() -> RuntimeError:
    try:
        fail(quoting=False)
    except RuntimeError as error:
        return error
    raise AssertionError


@posix
def test_the_report_is_its_owners_alone(home: Path) -> None:
    CrashHandler().record(failure())
    report = only_report(home)
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert stat.S_IMODE(report.parent.stat().st_mode) == 0o700


def test_only_the_first_failure_is_reported(home: Path) -> None:
    crash = CrashHandler()
    first = crash.record(failure())
    assert crash.record(ValueError("afterwards")) == first
    assert "afterwards" not in only_report(home).read_text("utf-8")


def test_every_error_of_a_group_is_searched_for_secrets(home: Path) -> None:
    def leak() -> None:
        api_token = "".join(("cle", "-", "dAPI"))
        raise ValueError(f"bad {api_token}")

    try:
        try:
            leak()
        except ValueError as error:
            raise ExceptionGroup("several", [error, failure()]) from error
    except ExceptionGroup as group:
        CrashHandler().record(group)
    written = only_report(home).read_text("utf-8")
    assert "several" in written
    assert "cle-dAPI" not in written


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_no_report_can_be_written_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "file"))
    sentence = CrashHandler(language).record(failure())
    assert "disque" in sentence or "disk" in sentence
    assert str(tmp_path) not in sentence


async def test_in_a_test_the_error_itself_is_met(home: Path) -> None:
    app = CrashingApp(CrashHandler(), "handler")
    with pytest.raises(RuntimeError, match="failed with"):
        async with app.run_test() as pilot:
            await pilot.pause()
    assert app.return_code == 1
    assert not (home / "logs").exists()


def test_installing_it_costs_no_import() -> None:
    from tests.architecture.test_imports import loaded

    installed = loaded("import portal_tui.crash; portal_tui.crash.CrashHandler().install()")
    assert not {"msgspec", "textual", "platformdirs", "traceback", "datetime"} & (installed - loaded(""))
