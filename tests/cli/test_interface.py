"""The interface as it is started, in a real terminal device: on a poor terminal, and when it fails."""

import sys
from pathlib import Path

import pytest

from portal_tui.folders import HOME_VARIABLE
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

START = "import sys; from portal_tui.cli import main; sys.exit(main([]))"
BREAK = "from portal_tui.screens.welcome import WelcomeScreen; WelcomeScreen.load = lambda self: 1 / 0\n"
POOR = ({"TERM": "dumb"}, {"LC_ALL": "C", "LANG": "C"}, {"NO_COLOR": "1"})


@pytest.mark.parametrize("poor", POOR, ids=lambda poor: next(iter(poor)))
def test_a_poor_terminal_will_do(tmp_path: Path, poor: dict[str, str]) -> None:
    with Terminal(["-c", START], environment={HOME_VARIABLE: str(tmp_path), **poor}) as terminal:
        terminal.read_until(b"Bienvenue", "démonstration".encode())
        terminal.send(b"q")
        assert terminal.end() == 0


def test_a_failure_ends_it_with_a_sentence_and_a_report(tmp_path: Path) -> None:
    with Terminal(["-c", BREAK + START], environment={HOME_VARIABLE: str(tmp_path)}) as terminal:
        assert terminal.end() == 1
        said = terminal.output.decode()
    assert "ZeroDivisionError" not in said
    assert "locals" not in said
    (report,) = (tmp_path / "logs").iterdir()
    assert report.name in said.replace("\r\n", "")
    assert "ZeroDivisionError" in report.read_text("utf-8")
