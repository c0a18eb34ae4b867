"""Killed at any moment, nothing that was acknowledged is lost, and nothing typed a second before (T8)."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from portal_tui.engine.storage.database import Database
from tests.terminal import Terminal
from tests.world import World

ROUNDS = int(os.environ.get("SOAK_ROUNDS", "5"))
LONGEST = 0.3
"""Seconds that a typist lives at most after the first key."""
STATED: Final = 1.0
"""Seconds after which every key is on disk (T8)."""
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def type_and_be_killed(path: Path, after: float) -> tuple[int, int]:
    """Let somebody type and kill them; the last key and revision that were acknowledged."""
    command = [sys.executable, "-m", "tests.reliability.typist", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        lines = [typist.stdout.readline()]
        time.sleep(after)
        typist.kill()
        lines += typist.stdout.readlines()
    whole = [line for line in lines if line.endswith("\n")]
    count, revision = whole[-1].split()
    return int(count), int(revision)


@pytest.mark.soak
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    """The same file, killed again and again: what was saved is there, whole, with its audit."""
    path = tmp_path / "portal.db"
    world = World(path=str(path))
    world.person("Maude", "Tremblay")
    world.application("Maude", "any")
    world.engine.close()
    chance = random.Random(ROUNDS)
    for _ in range(ROUNDS):
        typed, revision = type_and_be_killed(path, chance.random() * LONGEST)
        database = Database(path)
        assert database.connection.pragma("integrity_check") == "ok"
        ((summary, kept),) = database.rows(
            "select coalesce(answers ->> '$.summary', ''), revision from tasks where key = 'request'"
        )
        assert kept - revision in (0, 1), "a save may have been answered while its answer was being printed"
        assert len(summary) == typed + kept - revision
        audited = database.rows("select count(*) from audit where operation = 'save-answers'")
        assert audited == [(kept - 1,)]
        database.close()


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal device")
def test_nothing_typed_a_second_ago_is_lost(tmp_path: Path) -> None:
    """In the interface itself, on a terminal: typing goes on until it is killed."""
    chance = random.Random(ROUNDS)
    most = 0
    for number in range(ROUNDS):
        path = tmp_path / f"{number}.db"
        world = World(path=str(path))
        world.person("Maude", "Tremblay")
        world.application("Maude", "any")
        world.engine.close()
        typed, sure = type_on_a_terminal(path, chance.random() * 3 * STATED)
        database = Database(path)
        ((kept,),) = database.rows(
            "select coalesce(answers ->> '$.title', '') from tasks where key = 'request'"
        )
        database.close()
        most = max(most, sure)
        assert typed.startswith(kept)
        assert len(kept) >= sure, f"of {typed!r}, {sure} letters were a second old, and {kept!r} is there"
    assert most, "nobody typed for longer than that second"


def type_on_a_terminal(path: Path, life: float) -> tuple[str, int]:
    """Type until killed ``life`` seconds after the first letter; all that was typed, how much is surely kept.

    A machine so busy that it is late in showing a letter may be as late in saving it.
    """
    typed, sent, late = "", [], 0.0
    with Terminal(["-m", "tests.reliability.typewriter", str(path)]) as terminal:
        terminal.read_until(b"Titre du projet", "┃".encode())
        begun = time.monotonic()
        while time.monotonic() - begun < life:
            letter = LETTERS[len(typed) % len(LETTERS)]
            typed += letter
            sent.append(time.monotonic())
            terminal.send(letter.encode())
            terminal.read_on()
            late = max(late, time.monotonic() - sent[-1])
        killed = time.monotonic()
    return typed, sum(moment < killed - STATED - late for moment in sent)
