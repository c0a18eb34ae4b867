"""The federal forms that nobody here wrote, by name."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "data" / "forms"

NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def document(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
