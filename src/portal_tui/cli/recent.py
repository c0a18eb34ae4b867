"""Which portals were opened on this machine, the last first: a private file in the folder for state."""

from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from portal_tui.folders import folders
from portal_tui.private_files import private_folder, replace

KEPT: Final = 5
"""Portals remembered at most."""


class Recent(msgspec.Struct, frozen=True):
    """A portal as it was when it was opened."""

    path: str
    name: str
    demonstration: bool


def recent() -> tuple[Recent, ...]:
    """Those that are still there; none where the file can't be read or isn't ours any more."""
    try:
        found = msgspec.json.decode(_file().read_bytes(), type=tuple[Recent, ...])
    except (OSError, msgspec.DecodeError):
        return ()
    return tuple(each for each in found if Path(each.path).is_file())


def remember(path: Path, name: str, *, demonstration: bool) -> None:
    """Put a portal first. A full disk or a folder that can't be written forgets it: opening goes on."""
    opened = Recent(str(path.absolute()), name, demonstration)
    others = [each for each in recent() if each.path != opened.path]
    with suppress(OSError):
        private_folder(_file().parent)
        replace(_file(), msgspec.json.encode([opened, *others][:KEPT]))


def _file() -> Path:
    return (folders().state / "portals").with_suffix(".json")
