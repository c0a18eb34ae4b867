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
    """Of a file, or the address of a server."""
    name: str
    demonstration: bool

    @property
    def server(self) -> bool:
        """Whether it is behind a server."""
        return "://" in self.path


def recent() -> tuple[Recent, ...]:
    """Those that are still there, as far as can be told here; none where the list can't be read."""
    try:
        found = msgspec.json.decode(_file().read_bytes(), type=tuple[Recent, ...])
    except (OSError, msgspec.DecodeError):
        return ()
    return tuple(each for each in found if each.server or Path(each.path).is_file())


def remember(place: str | Path, name: str, *, demonstration: bool) -> None:
    """Put a portal first. A full disk or a folder that can't be written forgets it: opening goes on."""
    opened = Recent(place if isinstance(place, str) else str(place.absolute()), name, demonstration)
    others = [each for each in recent() if each.path != opened.path]
    with suppress(OSError):
        private_folder(_file().parent)
        replace(_file(), msgspec.json.encode([opened, *others][:KEPT]))


def _file() -> Path:
    return (folders().state / "portals").with_suffix(".json")
