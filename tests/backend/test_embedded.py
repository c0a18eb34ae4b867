"""The engine behind the interface: a file that fails is a problem that is said, and no end of the program."""

from pathlib import Path

import pytest

from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.contract.accounts import SignIn
from portal_tui.contract.problems import Unavailable
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.database import Database
from tests.world import World

PAGE = 4096


async def test_a_damaged_file_is_a_problem_like_another(tmp_path: Path) -> None:
    file = tmp_path / "portal.db"
    World(path=str(file)).engine.close()
    content = file.read_bytes()
    backend = EmbeddedBackend(Engine(Database(file)))
    file.write_bytes(content[:PAGE] + b"\xa5" * (len(content) - PAGE))
    with pytest.raises(Unavailable) as unusable:
        await backend.call(SignIn(email="maude@example.org", password="whatever it is"))
    assert unusable.value.problem.code == "database-unusable"
    await backend.close()
