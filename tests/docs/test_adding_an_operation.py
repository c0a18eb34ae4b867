"""docs/adding-an-operation.md says what the files say, and nothing else is needed."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from portal_tui.contract import OPERATIONS
from tests.architecture.sources import ROOT

PAGE: Final = (ROOT / "docs" / "adding-an-operation.md").read_text("utf-8")
EXCERPTS: Final = re.findall(r"`(src/[^`]+)`\n\n```\w+\n(.*?)```", PAGE, re.DOTALL)
NAMED: Final = re.findall(r"`((?:src|tests)/[^`]+)`", PAGE)


def test_every_excerpt_stands_in_its_file() -> None:
    for file, excerpt in EXCERPTS:
        assert excerpt in (ROOT / file).read_text("utf-8"), file
    assert len(EXCERPTS) == PAGE.count("```") // 2
    assert all((ROOT / name).exists() for name in NAMED)


def test_neither_side_of_http_nor_the_command_line_has_a_line_of_its_own_for_it() -> None:
    told = {file for file, _ in EXCERPTS}
    declared = OPERATIONS["ask-membership"]
    knowing = {
        path.relative_to(ROOT).as_posix()
        for folder in ("contract", "server", "backend", "cli", "engine/storage")
        for path in (ROOT / "src" / "portal_tui" / folder).rglob("*.py")
        if re.search(rf"\b({declared.type.__name__}|{declared.name})\b", path.read_text("utf-8"))
    }
    assert knowing <= told


def test_a_further_operation_is_known_everywhere_at_once(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "tests.docs.one_more", str(tmp_path / "portal.db")]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert "Greet somebody by name." in found["operations"]
    assert "GET /v1/greetings/{name} → 200" in found["operations"]
    described = found["description"]
    assert [parameter["name"] for parameter in described["parameters"]] == ["name", "loudly"]
    assert {"200", "401", "403", "422"} <= described["responses"].keys()
    assert json.loads(found["call"]) == "ÈVE: MAUDE TREMBLAY"
    assert json.loads(found["call at the server"]) == "ÈVE: MAUDE TREMBLAY"
    assert found["route"] == "Jean: Maude Tremblay"
