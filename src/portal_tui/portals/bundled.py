"""The portals that come with the program."""

from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent

NEW: Final = _HERE / "new"
"""A small commented portal, to be copied and changed."""

NAMES: Final = ("sodec", "pgamr", "departement")
"""By which they are known on the command line."""


class UnknownPortalError(LookupError):
    """No portal of that name comes with the program."""


def folder(name: str) -> Path:
    """The folder of a bundled portal; raises UnknownPortalError."""
    if name not in NAMES:
        raise UnknownPortalError(name)
    return _HERE / name
