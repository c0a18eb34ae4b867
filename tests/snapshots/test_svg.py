"""One picture of each screen and of each main variation: colours and weights, which plain text can't show."""

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.driver import Person
from tests.scene import WIDE, Scene
from tests.scenes import SCENES
from tests.snapshots.conftest import Stage

MAIN = [scene for scene in SCENES if scene.main]
ALSO_SO = [scene for scene in SCENES if scene.name in ("applications", "workspace-errors", "explain")]
"""What is drawn light too, and without colours."""


def _played(scene: Scene, stage: Stage, theme: str = "portal-dark") -> dict[str, Any]:
    """What ``snap_compare`` takes."""
    app = scene.app(stage(scene, WIDE, "fr-CA"), theme=theme)

    async def play(pilot: Pilot[None]) -> None:
        await scene.play(Person(app, pilot))

    return {"app": app, "terminal_size": WIDE, "run_before": play}


@pytest.mark.parametrize("scene", MAIN, ids=lambda scene: scene.name)
def test_dark(scene: Scene, stage: Stage, snap_compare: Any) -> None:
    assert snap_compare(**_played(scene, stage))


@pytest.mark.parametrize("scene", ALSO_SO, ids=lambda scene: scene.name)
def test_light(scene: Scene, stage: Stage, snap_compare: Any) -> None:
    assert snap_compare(**_played(scene, stage, "portal-light"))


@pytest.mark.parametrize("scene", ALSO_SO, ids=lambda scene: scene.name)
def test_without_colour(
    scene: Scene, stage: Stage, snap_compare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(**_played(scene, stage))
