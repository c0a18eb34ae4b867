"""What a screen says, as a file to compare with (``--snapshot-update`` renews it)."""

from pathlib import Path

from tests.scene import Scene

TEXT = Path(__file__).parent / "text"


def name_of(scene: Scene, size: tuple[int, int], language: str) -> str:
    """Of the file, without its suffix."""
    return f"{scene.name}-{size[0]}x{size[1]}-{language}"


def demand_written(seen: str, name: str, *, updating: bool) -> None:
    """What is seen stands in the file of that name."""
    file = TEXT / f"{name}.txt"
    if updating:
        file.parent.mkdir(exist_ok=True)
        file.write_text(seen, encoding="utf-8")
    assert seen == file.read_text(encoding="utf-8")
