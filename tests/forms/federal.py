"""The federal forms that nobody here wrote, by name."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "data" / "forms"

NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


FAMILY = sorted(path.stem for path in (FOLDER / "family").glob("*.json"))
"""Forms of the same family that nothing here was made for."""


def document(name: str) -> Any:
    folder = FOLDER / "family" if name in FAMILY else FOLDER
    return json.loads((folder / f"{name}.json").read_text("utf-8"))
