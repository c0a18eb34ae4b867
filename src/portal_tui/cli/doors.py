"""The ways into a portal from this machine: opened before, in profiles, servers, a new one."""

import argparse
import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from portal_tui.backend import Backend
from portal_tui.backend.doors import CannotOpenError, Created, Known, Opened
from portal_tui.backend.embedded import EmbeddedBackend
from portal_tui.config import Profile, Settings
from portal_tui.contract.accounts import ReadPortal
from portal_tui.contract.problems import PortalError
from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.address import without_password
from portal_tui.engine.storage.database import Database, DatabaseError
from portal_tui.engine.storage.store import is_address
from portal_tui.folders import folders
from portal_tui.safe_text import clean
from portal_tui.texts import Texts

from .answers import sentences
from .kept import Kept
from .opening import WrongUseError, demonstration_path, open_engine, place_of, server_address
from .recent import recent, remember

DEMONSTRATION: Final = "sodec"


class LocalDoors:
    """Files, opened away from the interface's thread."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def known(self) -> tuple[Known, ...]:
        """What was opened here, the last first, then the other profiles."""
        profiles = self._profiles()
        found = {
            each.path: Known(
                path=each.path,
                name=clean(each.name),
                demonstration=each.demonstration,
                server=each.server,
                last=not index,
                profile=profiles.get(each.path, ""),
            )
            for index, each in enumerate(recent())
        }
        for place, name in profiles.items():
            known = Known(path=place, name=name, server=place.startswith("http"), profile=name)
            found.setdefault(place, known)
        return tuple(found.values())

    def _profiles(self) -> dict[str, str]:
        """Their names, by place; of two the first."""
        names: dict[str, str] = {}
        for name, profile in self._settings.profiles.items():
            names.setdefault(_place_of(profile), name)
        return names

    def profile_of(self, place: str) -> str:
        """As the settings file says."""
        return self._profiles().get(place, "")

    def servers(self) -> tuple[str, ...]:
        """Those among the known."""
        return tuple(each.path for each in self.known() if each.server)

    def place_for(self, folder: Path) -> Path:
        """Beside the demonstrations, named as the folder."""
        return folders().data / f"{folder.name or 'portal'}.db"

    async def open(self, path: Path | str, say: Texts, language: str) -> Opened:
        """The portal in a file, or in the database that a profile names."""
        for profile in self._settings.profiles.values():
            if profile.database and _place_of(profile) == path:
                path = place_of(profile.database)
        return await self._opened(await asyncio.to_thread(_open, path, say, language), path)

    async def connect(self, address: str, say: Texts, language: str) -> Opened:
        """A client of the server, once it has said which portal it has."""
        from portal_tui.backend.http import HttpBackend

        with _failures_said(say):
            meant = argparse.Namespace(server=address, database=None, profile=None, language=say.language)
            place = server_address(meant) or ""
            backend = HttpBackend(place, language=language)
            try:
                portal = await backend.call(ReadPortal())
            except PortalError:
                await backend.close()
                raise
        remember(place, portal.name, demonstration=portal.demonstration)
        return await self._opened(backend, place)

    async def demonstrate(self, say: Texts, language: str) -> Opened:
        """The demonstration in its usual place."""
        backend = await asyncio.to_thread(_demonstrate, say, language)
        return await self._opened(backend, demonstration_path(DEMONSTRATION))

    async def _opened(self, backend: Backend, where: str | Path) -> Opened:
        """With the session that is kept; a keyring may take its time."""
        place = _place(where)
        kept = Kept(where if isinstance(where, Path) else place)
        backend.session = await asyncio.to_thread(kept.session_or_none)
        return Opened(backend=backend, place=place, profile=self.profile_of(place))

    async def create(self, folder: Path, path: Path, operator: str, say: Texts) -> Created:
        """A new portal; a file that exists is never touched."""
        return await asyncio.to_thread(_create, folder, path, operator, say)


def _place_of(profile: Profile) -> str:
    """Where a profile's portal is, as portals are told apart here."""
    if profile.database is None:
        return (profile.server or "").rstrip("/")
    return _place(place_of(profile.database))


def _place(where: str | Path) -> str:
    """An address without its password; a file from the root."""
    return without_password(where) if isinstance(where, str) else str(where.absolute())


def backend_of(engine: Engine, language: str) -> EmbeddedBackend:
    """The backend on an open portal, which is offered first the next time."""
    portal = engine.definitions.outline
    name = portal.say(portal.name, language or portal.default_language).text
    if engine.database.path != ":memory:" and not is_address(engine.database.path):
        remember(Path(engine.database.path), name, demonstration=engine.definitions.demonstration)
    return EmbeddedBackend(engine, language=language)


def _open(path: Path | str, say: Texts, language: str) -> Backend:
    with _failures_said(say):
        return backend_of(open_engine(path, argparse.Namespace(language=say.language)), language)


def _demonstrate(say: Texts, language: str) -> Backend:
    from portal_tui.engine.demonstration.plant import plant

    with _failures_said(say):
        engine = Engine(Database(demonstration_path(DEMONSTRATION)))
        if not engine.definitions.loaded:
            plant(engine, DEMONSTRATION)
        return backend_of(engine, language)


def _create(folder: Path, path: Path, operator: str, say: Texts) -> Created:
    from portal_tui.engine.founding import found
    from portal_tui.portals.problems import BrokenPortalError

    from .portal import problem_line

    path = path.expanduser()
    if path.exists():
        raise CannotOpenError(say("cli.target-exists", path=path))
    with _failures_said(say):
        try:
            made = found(folder, path, operator=operator, language=say.language)
        except BrokenPortalError as error:
            lines = (clean(problem_line(folder, problem, say)) for problem in error.problems)
            count = say.plural("cli.portal.broken", len(error.problems), folder=str(folder))
            raise CannotOpenError(count, *lines) from error
    assert made.operator is not None
    return Created(path=str(path), name=made.name, email=made.operator.email, password=made.operator.password)


@contextmanager
def _failures_said(say: Texts) -> Iterator[None]:
    try:
        yield
    except WrongUseError as error:
        raise CannotOpenError(str(error)) from error
    except DatabaseError as error:
        said = say(f"database.{error.code}", path=error.path, **error.params)
        raise CannotOpenError(said) from error
    except PortalError as error:
        raise CannotOpenError(*sentences(error.problem, say)) from error
