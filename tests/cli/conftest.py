"""A home for each test of the command line, and a small portal."""

from pathlib import Path

import pytest

from portal_tui.folders import HOME_VARIABLE
from tests.world import World


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A demonstration with Maude, who has an application in Théâtre du Quai."""
    path = tmp_path / "portal.db"
    world = World(path=str(path))
    world.person("Maude", "Tremblay")
    world.organisation("Théâtre du Quai", Maude="primary")
    world.application("Maude", "any")
    world.engine.close()
    return path
