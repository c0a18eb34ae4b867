"""One picture of each screen and of each main variation: colours and weights, which plain text can't show."""

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.driver import Person
from tests.scene import WIDE, Scene
from tests.scenes import SCENES
from tests.snapshots.conftest import Stage
from tests.snapshots.written import demand_written, name_of

MAIN = [scene for scene in SCENES if scene.main]
ALSO_SO = [scene for scene in SCENES if scene.name in ("applications", "workspace-errors", "explain")]
"""What is drawn light too, and without colours."""


def _played(
    scene: Scene, stage: Stage, theme: str = "portal-dark", seen: list[str] | None = None
) -> dict[str, Any]:
    """What ``snap_compare`` takes; what the screen says in the end is added to ``seen``."""
    app = scene.app(stage(scene, WIDE, "fr-CA"), theme=theme)

    async def play(pilot: Pilot[None]) -> None:
        someone = Person(app, pilot)
        await scene.play(someone)
        if seen is not None:
            seen.append(someone.screen)

    return {"app": app, "terminal_size": WIDE, "run_before": play}


@pytest.mark.parametrize("scene", MAIN, ids=lambda scene: scene.name)
def test_dark(scene: Scene, stage: Stage, snap_compare: Any, request: pytest.FixtureRequest) -> None:
    """The text is compared first: it tells more quickly what differs."""
    seen: list[str] = []
    drawn = snap_compare(**_played(scene, stage, seen=seen))
    updating = bool(request.config.option.update_snapshots)
    demand_written(*seen, name_of(scene, WIDE, "fr-CA"), updating=updating)
    assert drawn


@pytest.mark.parametrize("scene", ALSO_SO, ids=lambda scene: scene.name)
def test_light(scene: Scene, stage: Stage, snap_compare: Any) -> None:
    assert snap_compare(**_played(scene, stage, "portal-light"))


@pytest.mark.parametrize("scene", ALSO_SO, ids=lambda scene: scene.name)
def test_without_colour(
    scene: Scene, stage: Stage, snap_compare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(**_played(scene, stage))
