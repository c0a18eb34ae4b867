"""No byte of a hostile text reaches the terminal, whatever widget it was given to (B4)."""

import re
import sys
from pathlib import Path

import pytest
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from portal_tui.widgets.guard import GUARD
from tests.terminal import Terminal
from tests.widgets.hostile_app import MARKERS, TOOLTIP

APP = str(Path(__file__).with_name("hostile_app.py"))
BLACK = Color(0, 0, 0)

OURS = re.compile(
    rb"\x1b\[(?!31337)[?<>=]?[\d;:]*[ $]?[a-zA-Z]"  # colours, cursor, modes
    rb"|\x1b\]8;id=[\w-]*;https://example\.org/guide\x1b\\|\x1b\]8;;\x1b\\"  # the one honest link
    rb"|\x1b\]22;[a-z]*\x07"  # pointer shape
    rb"|\r\n"  # between two lines of the screen
)
"""What Textual itself writes."""

HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)


def injected(output: bytes) -> set[str]:
    """Everything written that a terminal would obey, or that hides, and that Textual doesn't write itself."""
    return set(HARMFUL.findall(OURS.sub(b"", output).decode("utf-8", "replace")))


def show(*arguments: str) -> bytes:
    with Terminal([APP, *arguments], lines=60) as terminal:
        terminal.read_until(*(marker.encode() for marker in MARKERS))
        terminal.send(b"\x1b[<35;3;2M")
        terminal.send(b"\x1b[<35;4;2M")
        terminal.read_until(TOOLTIP.encode())
        terminal.send(b"\x11")
        assert terminal.end() == 0
        return terminal.output


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_no_injected_byte_reaches_the_terminal() -> None:
    output = show("--surrogates")
    assert injected(output) == set()
    assert b"https://example.org/guide" in output


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_without_the_guard_they_do() -> None:
    assert {"\x1b", "\x07", "\x00", "\x7f", "\x9b", "\u202e", "\u200b", "\U000e0041"} <= injected(
        show("--unguarded")
    )


def test_a_line_keeps_the_width_it_was_laid_out_for() -> None:
    line = Strip([Segment("a\x1b\n\t\x9b\u202e\ud800é\u200db")])
    guarded = line.apply_filter(GUARD, BLACK)
    assert guarded.text == "a\ufffdé\u200db"
    assert Strip([Segment(guarded.text)]).cell_length == line.cell_length


def test_control_segments_are_dropped() -> None:
    segments = [Segment("\x1b[2J", None, [(ControlType.CLEAR,)]), Segment("a")]
    assert GUARD.apply(segments, BLACK) == [Segment("a")]


@pytest.mark.parametrize("link", ["https://example.org/guide?a=1#b", "https://example.org:8443/x"])
def test_plain_https_links_stay(link: str) -> None:
    (segment,) = GUARD.apply([Segment("a", Style(link=link, bold=True))], BLACK)
    assert segment.style is not None
    assert segment.style.link == link


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://example.org",
        "ssh://example.org",
        "https://user@example.org",
        "https://exämple.org",
        "https://example.org/\x1b\\",
        "https://example.org/ b",
        "https://[",
        "https://",
        "example.org",
    ],
)
def test_other_links_go_and_the_look_stays(link: str) -> None:
    style = Style(link=link, bold=True, color="red", meta={"a": 1})
    (segment,) = GUARD.apply([Segment("a", style)], BLACK)
    assert segment.style is not None
    assert segment.style.link is None
    assert segment.style.bold
    assert segment.style.color == style.color
    assert segment.style.meta == {"a": 1}
