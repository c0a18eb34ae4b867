"""Ways into portals that look the same everywhere: for pictures of the screens before a portal is open."""

from pathlib import Path

from portal_tui.backend.doors import CannotOpenError, Created, Known, Opened
from portal_tui.secret import Secret
from portal_tui.texts import Texts


class PaintedDoors:
    """Knows what it is told to know; nothing opens behind it, and what is created has always one password."""

    def __init__(self, known: tuple[Known, ...] = (), servers: tuple[str, ...] = ()) -> None:
        self._known = known
        self._servers = servers

    def known(self) -> tuple[Known, ...]:
        """What it was told."""
        return self._known

    def servers(self) -> tuple[str, ...]:
        """What it was told."""
        return self._servers

    def place_for(self, folder: Path) -> Path:
        """Beside the folder."""
        return folder.with_suffix(".db")

    def profile_of(self, place: str) -> str:
        """None."""
        return ""

    async def open(self, path: Path | str, say: Texts, language: str) -> Opened:
        """Never."""
        raise CannotOpenError(say("database.damaged", path=path))

    async def connect(self, address: str, say: Texts, language: str) -> Opened:
        """Never."""
        raise CannotOpenError(say("problem.unavailable"))

    async def demonstrate(self, say: Texts, language: str) -> Opened:
        """Never."""
        raise CannotOpenError(say("database.full", path="demo.db"))

    async def create(self, folder: Path, path: Path, operator: str, say: Texts) -> Created:
        """Always."""
        password = Secret("aaaaa-bbbbb-ccccc-ddddd")
        return Created(path=str(path), name="Office des arts", email="aide@office.example", password=password)
