"""Killed at any moment, nothing that was acknowledged is lost (T8)."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from portal_tui.engine.storage.database import Database
from tests.world import World

ROUNDS = int(os.environ.get("SOAK_ROUNDS", "5"))
LONGEST = 0.3
"""Seconds that a typist lives at most after the first key."""


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
