"""Draws every screen at three sizes on one contact sheet: ``make gallery``.

Each screen is played on the real engine and saved as SVG; where ``rsvg-convert`` is installed, PNGs and the
sheet of all of them come with it.
"""

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.demonstration import demonstration, signed_in  # noqa: E402
from tests.driver import person  # noqa: E402
from tests.scene import SIZES, Scene  # noqa: E402
from tests.scenes import SCENES  # noqa: E402

OUT = ROOT / "gallery"
THEMES = ("portal-dark", "portal-light")
THUMB = 480
"""Pixels a picture is wide on the sheet."""


async def draw(scene: Scene, size: tuple[int, int], theme: str) -> Path:
    """One picture."""
    with TemporaryDirectory() as folder:
        engine = demonstration(Path(folder), scene.portal)
        scene.before(engine)
        backend = signed_in(engine, scene.who)
        app = scene.app(backend, theme=theme)
        async with person(app, size=size) as someone:
            await scene.play(someone)
            svg = app.export_screenshot()
        await backend.close()
    file = OUT / f"{scene.name}-{size[0]}x{size[1]}-{theme.removeprefix('portal-')}.svg"
    # Without this, renderers drop the blanks at the beginning of a text, which move it.
    file.write_text(svg.replace("<svg ", '<svg xml:space="preserve" ', 1), encoding="utf-8")
    return file


def to_png(svg: Path) -> Path:
    """The picture as PNG. The font's advance is a little less than what SVG text was measured with."""
    png = svg.with_suffix(".png")
    fitted = svg.read_text(encoding="utf-8").replace("font-size: 20px", "font-size: 20.27px")
    subprocess.run(["rsvg-convert", "-o", png], input=fitted.encode(), check=True)
    return png


def sheet(pictures: list[Path], out: Path) -> None:
    """All pictures below one another, the sizes of a screen side by side."""
    from PIL import Image

    columns = len(SIZES)
    thumbs = [_thumb(Image.open(picture)) for picture in pictures]
    rows = [thumbs[at : at + columns] for at in range(0, len(thumbs), columns)]
    heights = [max(thumb.height for thumb in row) + 12 for row in rows]
    whole = Image.new("RGB", ((THUMB + 12) * columns, sum(heights)), "#808080")
    for y, row in zip(_starts(heights), rows, strict=True):
        for x, thumb in enumerate(row):
            whole.paste(thumb, (x * (THUMB + 12) + 6, y + 6))
    whole.save(out)


def _thumb(picture: Any) -> Any:
    return picture.convert("RGB").resize((THUMB, round(picture.height * THUMB / picture.width)))


def _starts(heights: list[int]) -> list[int]:
    return [sum(heights[:at]) for at in range(len(heights))]


async def main() -> None:
    """Draw everything, or the screens named on the command line."""
    OUT.mkdir(parents=True, exist_ok=True)
    scenes = [scene for scene in SCENES if scene.name in sys.argv[1:]] or list(SCENES)
    for theme in THEMES:
        files = [await draw(scene, size, theme) for scene in scenes for size in SIZES]
        if shutil.which("rsvg-convert"):
            name = f"sheet-{theme.removeprefix('portal-')}.png"
            sheet([to_png(file) for file in files], OUT / name)
    print(f"{len(scenes)} screens in {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    asyncio.run(main())
