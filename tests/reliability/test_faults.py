"""Whatever write fails, tears or is lost in a power cut, nothing that was acknowledged is lost (T8, T9)."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import get_args

import apsw
import pytest

from portal_tui.contract.applications import SendApplication
from portal_tui.contract.tasks import Change, CompleteTask, SaveAnswers
from portal_tui.engine.storage.database import Database, DatabaseError
from tests.engine.theatre import task_of
from tests.reliability.faulty import Fault, faulty
from tests.world import ANSWERS, World

SAMPLE = 14 if "SOAK_ROUNDS" not in os.environ else 10_000
"""Points at which each kind of fault is tried, evenly spread over the writes."""
SAVES = 6


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal with a draft of one task, in a file that nobody has open."""
    path = tmp_path_factory.mktemp("faults") / "portal.db"
    world = World(path=str(path))
    world.person("Maude", "Tremblay")
    world.application("Maude", "any", request=ANSWERS)
    world.engine.close()
    return path


def work(path: Path) -> list[str]:
    """Saves, completes and sends; what was acknowledged before the first failure."""
    done: list[str] = []
    world = World.on(str(path))
    try:
        world.engine.database.connection.wal_autocheckpoint(8)
        application = int(world.engine.database.rows("select id from applications")[0][0])
        task = task_of(world, "Maude", application, "request").id
        for count in range(1, SAVES + 1):
            change = Change(pointer="/summary", value="x" * count * 300)
            world.call("Maude", SaveAnswers(task_id=task, changes=(change,), revision=0, keep_mine=True))
            done.append(f"saved {count}")
        world.call("Maude", CompleteTask(task_id=task))
        done.append("completed")
        world.call("Maude", SendApplication(application_id=application, idempotency_key="k"))
        done.append("sent")
    except DatabaseError:
        pass
    finally:
        with suppress(apsw.Error):
            world.engine.close()
    return done


def look(path: Path, done: list[str]) -> None:
    """After the crash: the file is sound, what was acknowledged is there, and nothing is half there."""
    database = Database(path)
    assert database.connection.pragma("integrity_check") == "ok"
    ((summary, state),) = database.rows(
        "select coalesce(answers ->> '$.summary', ''), state from tasks where key = 'request'"
    )
    saved = sum(each.startswith("saved") for each in done)
    assert len(summary) // 300 in (saved, saved + 1)
    ((audited,),) = database.rows("select count(*) from audit where operation = 'save-answers'")
    assert audited == len(summary) // 300
    if "completed" in done:
        assert state == "complete"
    counts = database.rows(
        "select (select count(*) from receipts), (select count(*) from applications where state = 'sent'),"
        " (select count(*) from outbox where code = 'sent'), (select count(*) from idempotency_keys)"
    )
    assert counts in ([(0, 0, 0, 0)], [(1, 1, 1, 1)])
    if "sent" in done:
        assert counts == [(1, 1, 1, 1)]
    database.close()


def writes(portal: Path, folder: Path) -> int:
    """How many writes the work needs when nothing fails."""
    copy = folder / "whole.db"
    shutil.copy(portal, copy)
    with faulty() as files:
        done = work(copy)
    assert done[-1] == "sent"
    look(copy, done)
    return files.count


@pytest.mark.soak
@pytest.mark.parametrize("fault", get_args(Fault))
def test_a_fault_at_any_write(portal: Path, tmp_path: Path, fault: Fault) -> None:
    count = writes(portal, tmp_path)
    step = max(count // SAMPLE, 1)
    reached = set()
    for at in range(1, count + 1, step):
        path = tmp_path / f"{at}.db"
        shutil.copy(portal, path)
        with faulty(at=at, fault=fault) as files:
            done = work(path)
        assert files.dead or done[-1:] == ["sent"]
        look(path, done)
        reached.add(len(done))
    assert len(reached) > 4, "the faults met the work at different places"


def test_a_save_is_one_transaction_with_one_synchronisation(portal: Path, tmp_path: Path) -> None:
    path = tmp_path / "portal.db"
    shutil.copy(portal, path)
    with faulty() as files:
        world = World.on(str(path))
        application = int(world.engine.database.rows("select id from applications")[0][0])
        task = task_of(world, "Maude", application, "request").id
        statements: list[str] = []

        def trace(cursor: apsw.Cursor, sql: str, bindings: object) -> bool:
            statements.append(sql.split()[0].lower())
            return True

        files.synced.clear()
        world.engine.database.connection.exec_trace = trace
        change = Change(pointer="/title", value="Autre")
        world.call("Maude", SaveAnswers(task_id=task, changes=(change,), revision=0, keep_mine=True))
        world.engine.database.connection.exec_trace = None
        assert files.synced == [f"{path}-wal"]
        world.engine.close()
    assert statements.count("begin") == statements.count("commit") == 1
    assert statements[-1] == "commit"
    written = [each for each in statements if each in ("insert", "update", "delete")]
    assert len(written) <= 12
    assert statements.index("begin") < statements.index(written[0])
