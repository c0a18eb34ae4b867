"""Every screen in its main states as plain text, which reviews well (``--snapshot-update`` renews it)."""

import pytest

from tests.driver import person
from tests.scene import SIZES, WIDE, Scene
from tests.scenes import SCENES
from tests.snapshots.conftest import Stage
from tests.snapshots.portal import RECORDINGS, recording_of
from tests.snapshots.written import TEXT, demand_written, name_of

SHOWN = [(scene, size, "fr-CA") for scene in SCENES for size in (SIZES if scene.main else (WIDE,))]
SHOWN += [(scene, WIDE, "en") for scene in SCENES]
PLAYED = [shown for shown in SHOWN if not (shown[0].main and shown[1:] == (WIDE, "fr-CA"))]
"""Those of the pictures are compared where the pictures are drawn: a scene is played once."""


@pytest.mark.parametrize(("scene", "size", "language"), PLAYED, ids=[name_of(*shown) for shown in PLAYED])
async def test_screen(
    scene: Scene, size: tuple[int, int], language: str, stage: Stage, request: pytest.FixtureRequest
) -> None:
    app = scene.app(stage(scene, size, language), language=language)
    async with person(app, size=size) as someone:
        await scene.play(someone)
        seen = someone.screen
    updating = bool(request.config.option.update_snapshots)
    demand_written(seen, name_of(scene, size, language), updating=updating)


def test_every_file_belongs_to_a_scene(request: pytest.FixtureRequest) -> None:
    if request.config.option.update_snapshots:
        pytest.skip("they are being written")
    assert {file.stem for file in TEXT.iterdir()} == {name_of(*shown) for shown in SHOWN}
    recordings = {recording_of(scene, language) for scene, _, language in SHOWN}
    assert set(RECORDINGS.iterdir()) == recordings
