"""Builds the message catalogues (.mo) from the .po files when a wheel or an editable install is made."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, str(root / "tools"))
        from compile_catalogues import compile_catalogues

        compile_catalogues(root / "src/portal_tui/locales")
