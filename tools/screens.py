"""Draws the screens that the README shows, on the demonstration with a fixed clock: ``make screens``."""

import asyncio
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.demonstration import demonstration, signed_in  # noqa: E402
from tests.driver import Person, person  # noqa: E402
from tests.scene import WIDE, Scene  # noqa: E402

IMAGES = ROOT / "docs" / "images"


async def _explains(someone: Person) -> None:
    await someone.presses("app.explain")


_DRAFT: Final = {"number": "2026-000008"}

SHOWN: Final = (
    Scene("list"),
    Scene("workspace", start="application", arguments=_DRAFT),
    Scene("explain", start="application", arguments=_DRAFT, do=_explains),
)


def file_of(scene: Scene) -> Path:
    """Where the picture is kept."""
    return IMAGES / f"{scene.name}.svg"


async def picture(scene: Scene) -> str:
    """A screen as SVG, with whatever font of equal widths its reader has."""
    with TemporaryDirectory() as folder:
        backend = signed_in(demonstration(Path(folder)), scene.who)
        app = scene.app(backend)
        async with person(app, size=WIDE) as someone:
            await scene.play(someone)
            svg = app.export_screenshot()
        await backend.close()
    # A picture in a page loads no font; and blanks at the beginning of a text must stay.
    without_fonts = re.sub(r"\s*@font-face {.*?}", "", svg, flags=re.DOTALL)
    return without_fonts.replace("<svg ", '<svg xml:space="preserve" ', 1)


async def main() -> None:
    """Draw them all."""
    IMAGES.mkdir(exist_ok=True)
    for scene in SHOWN:
        file_of(scene).write_text(await picture(scene), encoding="utf-8")
        print(file_of(scene).relative_to(ROOT))


if __name__ == "__main__":
    asyncio.run(main())
