"""Every screen in its main states as plain text, which reviews well (``--snapshot-update`` renews it)."""

from pathlib import Path

import pytest

from tests.driver import person
from tests.scene import SIZES, WIDE, Scene
from tests.scenes import SCENES
from tests.snapshots.conftest import Stage
from tests.snapshots.portal import RECORDINGS, recording_of

TEXT = Path(__file__).parent / "text"

SHOWN = [(scene, size, "fr-CA") for scene in SCENES for size in (SIZES if scene.main else (WIDE,))]
SHOWN += [(scene, WIDE, "en") for scene in SCENES]


def _name(scene: Scene, size: tuple[int, int], language: str) -> str:
    return f"{scene.name}-{size[0]}x{size[1]}-{language}"


@pytest.mark.parametrize(("scene", "size", "language"), SHOWN, ids=[_name(*shown) for shown in SHOWN])
async def test_screen(
    scene: Scene, size: tuple[int, int], language: str, stage: Stage, request: pytest.FixtureRequest
) -> None:
    app = scene.app(stage(scene, size, language), language=language)
    async with person(app, size=size) as someone:
        await scene.play(someone)
        seen = someone.screen
    file = TEXT / f"{_name(scene, size, language)}.txt"
    if request.config.option.update_snapshots:
        file.parent.mkdir(exist_ok=True)
        file.write_text(seen, encoding="utf-8")
    assert seen == file.read_text(encoding="utf-8")


def test_every_file_belongs_to_a_scene(request: pytest.FixtureRequest) -> None:
    if request.config.option.update_snapshots:
        pytest.skip("they are being written")
    assert {file.stem for file in TEXT.iterdir()} == {_name(*shown) for shown in SHOWN}
    recordings = {recording_of(scene, language) for scene, _, language in SHOWN}
    assert set(RECORDINGS.iterdir()) == recordings
