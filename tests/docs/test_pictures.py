"""The pictures of the README are what the program shows now; ``make screens`` renews them."""

import pytest

from tests.scenes import Scene
from tools.screens import IMAGES, SHOWN, file_of, picture


@pytest.mark.parametrize("scene", SHOWN, ids=lambda scene: scene.name)
async def test_a_picture_is_current(scene: Scene, request: pytest.FixtureRequest) -> None:
    shown = await picture(scene)
    if request.config.option.update_snapshots:
        file_of(scene).write_text(shown, encoding="utf-8")
    assert shown == file_of(scene).read_text("utf-8"), "make screens"


def test_every_picture_is_of_a_scene() -> None:
    assert {path.name for path in IMAGES.iterdir()} == {file_of(scene).name for scene in SHOWN}
