"""In a real terminal: told to stop while somebody types, or with the window closed (T8)."""

import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import pytest

from portal_tui.contract.accounts import SignInToDemonstration
from portal_tui.contract.applications import FindApplication
from portal_tui.contract.tasks import OpenTask
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.database import Database
from portal_tui.secret import Secret
from tests.demonstration import MAUDE
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

BETWEEN_KEYS: Final = 0.08
DRAFT: Final = "2026-000008"
PROGRAM: Final = "import sys; from portal_tui.cli import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A demonstration that was made today."""
    path = tmp_path / "portal.db"
    words = [sys.executable, "-c", PROGRAM, "demo", "--database", str(path), "--list-accounts"]
    subprocess.run(words, check=True, capture_output=True)
    return path


def typing(database: Path) -> Terminal:
    """The program with the cursor in the first field of a draft's form; its reports go beside the portal."""
    words = ("demo", "--database", str(database), "--as", MAUDE, "--open", DRAFT, "--language", "fr-CA")
    terminal = Terminal(["-c", PROGRAM, *words], environment={"XDG_STATE_HOME": str(database.parent)})
    terminal.read_until(b"Envoyer", "à faire".encode())
    terminal.send(b"\r")
    terminal.read_until("échap".encode(), b"autre volet")
    return terminal


def stored(database: Path) -> int:
    """How many of the letters that were typed are in the file."""
    engine = Engine(Database(database))
    assert engine.database.connection.pragma("integrity_check") == "ok"
    maude = Secret(engine.call(SignInToDemonstration(email=MAUDE)).token)
    tasks = engine.call(FindApplication(number=DRAFT), maude).tasks
    found = [engine.call(OpenTask(task_id=row.id), maude).answers for row in tasks]
    engine.close()
    return max(map(len, re.findall("[§]+", said(found))), default=0)


def said(answers: Any) -> str:
    """All text of answers, one thing a line."""
    match answers:
        case dict():
            return "\n".join(map(said, answers.values()))
        case list():
            return "\n".join(map(said, answers))
        case _:
            return str(answers)


def type_for(terminal: Terminal, seconds: float) -> list[float]:
    """One key after another; when each was sent."""
    sent: list[float] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        terminal.send("§".encode())
        sent.append(time.monotonic())
        terminal.read_for(BETWEEN_KEYS)
    return sent


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_go_it_saves_gives_the_terminal_back_and_ends(database: Path, number: signal.Signals) -> None:
    with typing(database) as terminal:
        sent = type_for(terminal, 0.3)
        terminal.read_until("§".encode() * 2)
        terminal.signal(number)
        assert terminal.end() == 128 + number
        assert b"\x1b[?1049l" in terminal.output
    assert stored(database) == len(sent)


def test_when_the_window_is_closed_it_saves_and_ends(database: Path) -> None:
    """Without a shell that would send a signal: the other end of the terminal is simply gone."""
    with typing(database) as terminal:
        sent = type_for(terminal, 0.3)
        terminal.read_until("§".encode() * 2)
        terminal.close_window()
        assert terminal.wait() == 128 + signal.SIGHUP
    assert stored(database) == len(sent)
    assert [report.read_text() for report in database.parent.rglob("crash-*")] == []
