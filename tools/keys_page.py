"""Writes docs/keys.md from the table of keys and the catalogues: ``make docs``."""

import sys
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from portal_tui.keys import Key, areas, keys_of  # noqa: E402
from portal_tui.screens.wording import key_name  # noqa: E402
from portal_tui.texts import Texts, texts  # noqa: E402

PAGE = ROOT / "docs" / "keys.md"

LANGUAGES: Final = ("fr-CA", "en")

HEAD: Final = """# Touches · Keys

Written by `make docs` from `src/portal_tui/keys.py`: change it there.

Function keys work everywhere, also inside fields; letters only where no field has the focus. `g` `h` shows
this on screen, with the keys as you have set them. Change one in *Réglages* (`g` `r`) or in the settings file
by its id:

```toml
[keymap]
"list.filter" = "slash,ctrl+f"
```

A key that would do two things is reported and keeps what it did.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_area(area, keys) for area, keys in areas().items())])


def _area(area: str, keys: list[Key]) -> str:
    french, english = (texts(language) for language in LANGUAGES)
    title = " · ".join(dict.fromkeys(say(f"help.area.{area}") for say in (french, english)))
    head = "| Touche | Key | Français | English | Id |\n|---|---|---|---|---|"
    return "\n".join([f"## {title}", "", head, *(_row(key, french, english) for key in keys), ""])


def _row(key: Key, french: Texts, english: Texts) -> str:
    cells = [_keys(key, french), _keys(key, english), french(key.id), english(key.id), f"`{key.id}`"]
    return f"| {' | '.join(cells)} |"


def _keys(key: Key, say: Texts) -> str:
    return " ".join(f"`{key_name(each, say)}`" for each in keys_of(key.id, {}))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE.relative_to(ROOT))
