"""Completion as a shell does it: the script is sourced and asked."""

import argparse
import shutil
import subprocess
from pathlib import Path

import pytest

from portal_tui.cli import build, completion
from portal_tui.texts import texts


@pytest.fixture
def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(prog="portal-tui")
    root.set_defaults(root=root)
    hostile = 'l\'une de ["trois"], $(false) `false`: \\ %%'
    root.add_argument("--language", choices=["fr-CA", "fr-FR", "en"], help=hostile)
    commands = root.add_subparsers()
    demo = commands.add_parser("demo", help=hostile)
    demo.add_argument("portal", nargs="?", choices=["sodec", "pgamr", "departement"])
    demo.add_argument("--database", metavar="FILE")
    commands.add_parser("call", help="une opération").add_argument("operation", metavar="OPERATION")
    commands.add_parser("load", help="charger").add_argument("folder", metavar="FOLDER")
    completion.configure(commands.add_parser("completion", help="compléter"), "fr-CA")
    return root


def asked(root: argparse.ArgumentParser, folder: Path, *words: str) -> set[str]:
    """What bash offers at the tab key after these words."""
    source = folder / "completion.bash"
    source.write_text(completion.script(root, "bash"), "utf-8")
    question = """
    source "$1"; shift
    complete -p portal-tui >&2
    function=$(complete -p portal-tui | sed 's/.*-F \\([^ ]*\\).*/\\1/')
    COMP_WORDS=(portal-tui "$@"); COMP_CWORD=$#
    "$function" portal-tui "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
    printf '%s\\n' "${COMPREPLY[@]}"
    """
    answer = subprocess.run(
        ["bash", "--norc", "--noprofile", "-c", question, "bash", str(source), *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/usr/bin:/bin"},
    )
    return set(answer.stdout.split())


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ([""], {"demo", "call", "load", "completion"}),
        (["de"], {"demo"}),
        (["--language", "fr"], {"fr-CA", "fr-FR"}),
        (["demo", ""], {"sodec", "pgamr", "departement"}),
        (["demo", "--d"], {"--database"}),
        (["completion", ""], {"bash", "zsh", "fish"}),
        (["call", "send-a"], {"send-application"}),
        (["demo", "--database", "portail."], {"portail.sqlite"}),
        (["load", "por"], {"portails"}),
    ],
)
def test_bash_offers_what_fits(
    parser: argparse.ArgumentParser, tmp_path: Path, words: list[str], offered: set[str]
) -> None:
    (tmp_path / "portail.sqlite").touch()
    (tmp_path / "portails").mkdir()
    assert asked(parser, tmp_path, *words) == offered


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_a_shell_accepts_its_script(parser: argparse.ArgumentParser, tmp_path: Path, shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"there is no {shell} here")
    source = tmp_path / "script"
    source.write_text(completion.script(parser, shell), "utf-8")
    subprocess.run([program, "-n", str(source)], check=True)


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_the_command_prints_the_script(
    parser: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str], shell: str
) -> None:
    assert completion.run(parser.parse_args(["completion", shell])) == 0
    printed = capsys.readouterr().out
    assert "portal-tui" in printed
    assert "departement" in printed
    assert "send-application" in printed


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["comp"], {"completion"}),
        (["--lang"], {"--language"}),
        (["call", "who"], {"who-am-i"}),
        (["operations", "who"], {"who-am-i"}),
        (["portal", "sch"], {"schema"}),
        (["backup", "ici."], {"ici.sqlite"}),
        (["doctor", "--database", "ici."], {"ici.sqlite"}),
    ],
)
def test_bash_completes_the_program_itself(tmp_path: Path, words: list[str], offered: set[str]) -> None:
    (tmp_path / "ici.sqlite").touch()
    assert asked(build(texts("fr-CA"), command="completion", every=True), tmp_path, *words) == offered
