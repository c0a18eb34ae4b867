"""Writes docs/openapi.json from the operations: ``make docs``."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from portal_tui.server.openapi import document  # noqa: E402

FILE = ROOT / "docs" / "openapi.json"


def text() -> str:
    """The whole file."""
    return json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
    print(f"{FILE.relative_to(ROOT)} written")
