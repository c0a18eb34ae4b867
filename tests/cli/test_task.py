"""``portal-tui task``: answers out of one task and into another."""

import json
from pathlib import Path
from typing import Any

import pytest

from portal_tui.cli import main
from portal_tui.cli.task import FAR_TOO_LARGE
from portal_tui.engine.clock import SetClock
from portal_tui.engine.demonstration.plant import plant
from portal_tui.engine.engine import Engine
from portal_tui.engine.ids import CountedIds
from portal_tui.engine.storage.database import Database
from tests.demonstration import NOW

INES = "ines.carbonel@lacale.example"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "portal.db"
    engine = Engine(Database(file), clock=SetClock(NOW), ids=CountedIds())
    plant(engine, "departement")
    engine.close()
    return file


@pytest.fixture
def run(database: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str) -> Any:
        code = main(["--database", str(database), *words, "--as", INES])
        printed = capsys.readouterr().out
        return code, json.loads(printed) if printed else None

    return run


def requests(run: Any) -> dict[str, int]:
    """The task *Demande* of each of her applications, by state."""
    rows = run("call", "list-applications")[1]["items"]
    opened = {
        row["state"]: run("call", "open-application", json.dumps({"application_id": row["id"]}))[1]
        for row in rows
    }
    return {
        state: next(task["id"] for task in view["tasks"] if task["key"] == "request")
        for state, view in opened.items()
    }


def test_last_years_answers_are_reused_and_what_did_not_fit_is_said(run: Any, tmp_path: Path) -> None:
    tasks = requests(run)
    code, answers = run("task", "export", str(tasks["granted"]))
    assert code == 0
    assert answers["purpose"]["kind"] == "operation"
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({**answers, "fax": "04 91 00 00 00"}), "utf-8")
    code, said = run("task", "import", str(tasks["draft"]), str(file))
    assert code == 0
    assert said["left_out"] == [{"pointer": "/fax", "reason": "not-asked", "value": "04 91 00 00 00"}]
    assert "/purpose/missions" in said["imported"]
    assert said["conflicts"] == [] and said["problems"] == []
    assert (
        run("task", "export", str(tasks["draft"]))[1]["purpose"]["missions"] == answers["purpose"]["missions"]
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("[]", "answers-readable"),
        ("{", "answers-readable"),
        ("1", "answers-readable"),
        ("{}", "answers-fit"),
        ('{"fax": "x"}', "answers-fit"),
    ],
)
def test_what_holds_no_answers_is_refused(run: Any, tmp_path: Path, written: str, code: str) -> None:
    file = tmp_path / "answers.json"
    file.write_text(written, "utf-8")
    exit_code, said = run("task", "import", str(requests(run)["draft"]), str(file))
    assert exit_code == 1
    failing = [check["code"] for check in said["decision"]["checks"] if not check["holds"]]
    assert failing == [code]


def test_a_file_that_is_not_there_or_far_too_large_is_wrong_use(run: Any, tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(FAR_TOO_LARGE + 1)
    assert run("task", "import", "1", str(large))[0] == 2
    assert run("task", "import", "1", str(tmp_path / "nowhere.json"))[0] == 2
