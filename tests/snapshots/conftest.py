"""Scenes are played on recordings; ``--snapshot-update`` plays them on the demonstration and records it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portal_tui.backend import Backend
from tests.scene import WIDE, Scene
from tests.snapshots.portal import live, recorded

RECORDING = ("test_dark", "test_screen")
"""The tests that record what they are played on."""

Stage = Callable[[Scene, tuple[int, int], str], Backend]


@pytest.fixture
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Stage:
    """What a scene at a size in a language is played on. The largest size asks for most: it is recorded."""
    updating = bool(request.config.option.update_snapshots)

    def backend(scene: Scene, size: tuple[int, int], language: str) -> Backend:
        if updating:
            return live(
                scene,
                language,
                tmp_path,
                record=size == WIDE
                and "light" not in request.node.nodeid
                and "colour" not in request.node.nodeid,
            )
        return recorded(scene, language)

    return backend
