"""docs/command-line.md and server.md: examples are run, in order, as at a shell; the others parse."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from portal_tui.cli import COMMANDS, build
from portal_tui.folders import HOME_VARIABLE
from portal_tui.texts import texts
from tests.architecture.sources import ROOT

PAGE = (ROOT / "docs" / "command-line.md").read_text("utf-8")
SERVER = (ROOT / "docs" / "server.md").read_text("utf-8")
MARK = "=== exit"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the examples are for a POSIX shell")


class Example(NamedTuple):
    """A command as it is typed, its exit code, and what it prints; empty where the page doesn't say."""

    command: str
    code: int
    printed: str


def blocks(language: str, page: str = PAGE) -> Iterator[str]:
    yield from re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def examples(page: str) -> Iterator[Example]:
    for block in blocks("console", page):
        for entry in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = entry.splitlines()
            while lines and lines[0].startswith("> "):
                command += "\n" + lines.pop(0)[2:]
            code = re.search(r"# exit (\d)$", command)
            yield Example(command, int(code[1]) if code else 0, "\n".join(lines))


def fits(printed: str, expected: str) -> bool:
    """Whether it was printed; ``…`` stands for anything."""
    pattern = ".*".join(re.escape(part) for part in expected.split("…"))
    return re.fullmatch(pattern, printed.strip("\n"), re.DOTALL) is not None


@pytest.mark.parametrize("page", [pytest.param(PAGE, id="command-line"), pytest.param(SERVER, id="server")])
def test_the_examples_print_what_the_page_says(tmp_path: Path, page: str) -> None:
    settings = tmp_path / "home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True, mode=0o700)
    settings.write_text('language = "en"\n')
    given = list(examples(page))
    assert given
    script = "".join(f"{example.command}\ncode=$?; echo; echo '{MARK}' $code\n" for example in given)
    done = subprocess.run(
        ["bash", "-c", f"exec 2>&1\n{script}"],
        cwd=tmp_path,
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            HOME_VARIABLE: str(tmp_path / "home"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    outcomes = re.findall(rf"(.*?)\n{MARK} (\d+)\n", done.stdout, re.DOTALL)
    assert len(outcomes) == len(given)
    for example, (printed, code) in zip(given, outcomes, strict=True):
        assert int(code) == example.code, f"{example.command}\n{printed}"
        if example.printed:
            assert fits(printed, example.printed), f"{example.command}\n{printed}"


def test_the_other_examples_are_commands() -> None:
    parser = build(texts("en"), command=None, every=True)
    for line in "".join(blocks("sh")).splitlines():
        words = shlex.split(line.partition(">")[0])
        assert words[0] == "portal-tui"
        parser.parse_args(words[1:])


def test_every_command_has_its_place() -> None:
    headings = " ".join(re.findall(r"^## (.+)$", PAGE, re.MULTILINE))
    assert [command for command in COMMANDS if f"`{command}`" not in headings] == []
