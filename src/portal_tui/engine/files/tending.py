"""Looking after files: moved between places, swept, counted. Each may be stopped anywhere and begun again."""

import time
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from portal_tui.engine.engine import Engine
from portal_tui.engine.storage.queries import query

from .database import DATABASE_ID
from .keeping import whole
from .place import FilesError, Place
from .places import Numbered

GRACE_DAYS: Final = 7
"""Days for which bytes stay that nothing refers to."""
NOWHERE: Final = -1
"""The number of no place."""


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """A place, and how what lies there agrees with what the database says."""

    address: str
    in_use: bool
    files: int
    bytes: int
    missing: tuple[str, ...] = ()
    """Digests of files whose bytes aren't there."""
    other_size: tuple[str, ...] = ()
    unused: int = 0
    """Bytes' digests that nothing refers to."""
    problem: str = ""
    """A code of FilesError: the place can't be looked at."""


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the files that were elsewhere."""

    files: int
    bytes: int
    lost: tuple[str, ...]
    """Digests of files whose bytes are missing or altered where they should be: they stay as they are."""


def move(engine: Engine, given: str, told: Callable[[int], None] = lambda done: None) -> Moved:
    """New files go to ``given`` from now on, and every file that is elsewhere follows, one after the other.

    Requests go on meanwhile. The bytes stay where they were too, for those who are reading them, until the
    sweep (those in the database go at once). ``told`` hears how many have been moved. Raises FilesError.
    """
    database, places = engine.database, engine.files
    target_id = places.take(given)
    target = places.at(target_id)
    places.use(target_id)
    files = size = 0
    lost: dict[str, None] = {}
    # Who began to store a file before that line may store it where it went then: so look again at the end.
    while left := [row for row in _except(engine, target_id) if row[0] not in lost]:
        for digest, place_id in left:
            content = _read(engine, digest, place_id)
            if content is None:
                lost[digest] = None
                continue
            if not target.commits_with_row:
                target.put(digest, content)
            with database.writing():
                names = {"digest": digest, "from_id": place_id, "to_id": target_id}
                row = content if target.commits_with_row else b""
                database.run(query("bytes.move"), {**names, "content": row})
            files, size = files + 1, size + len(content)
            told(files)
    with database.writing():
        work = engine.work_for(None, "move-files")
        work.audit("files", None, to=target.address, files=files, bytes=size, lost=len(lost))
    return Moved(files=files, bytes=size, lost=tuple(lost))


def sweep(engine: Engine, *, days: float = GRACE_DAYS, now: Callable[[], float] = time.time) -> Moved:
    """Remove bytes that nothing refers to and that are older than ``days``. Raises FilesError.

    A place to which nothing goes and where nothing lies any more is forgotten.
    """
    files = size = 0
    for place in _elsewhere(engine):
        held = engine.files.at(place.id)
        used = _digests(engine, place)
        left = False
        for each in held.kept():
            if each.digest in used or now() - each.changed_at < days * 86_400:
                left = True
            elif _removed(engine, place.id, held, each.digest):
                files, size = files + 1, size + each.size
        if not left and engine.files.forget(place.id):
            held.set_mark("")
    with engine.database.writing():
        engine.work_for(None, "sweep-files").audit("files", None, files=files, bytes=size)
    return Moved(files=files, bytes=size, lost=())


def _removed(engine: Engine, place_id: int, held: Place, digest: str) -> bool:
    """Remove it, unless something refers to it by now.

    Writers are shut out: who refers to it from now on looks whether it is there, and puts it.
    """
    with engine.database.writing():
        names = {"digest": digest, "id": place_id}
        if engine.database.rows(query("bytes.is_at_place"), names)[0][0]:
            return False
        held.remove(digest)
        return True


def survey(engine: Engine) -> list[Survey]:
    """Every place, by what lies there; no file is read."""
    return [_survey(engine, row) for row in engine.database.dicts(query("bytes.tally"), {})]


def _survey(engine: Engine, row: dict[str, Any]) -> Survey:
    found = Survey(
        address=row["address"], in_use=bool(row["in_use"]), files=row["files"], bytes=int(row["bytes"])
    )
    try:
        lying = {each.digest: each for each in engine.files.at(row["id"]).kept()}
    except FilesError as error:
        return msgspec.structs.replace(found, problem=error.code)
    known = dict(engine.database.rows(query("bytes.at_place"), {"id": row["id"]}))
    return msgspec.structs.replace(
        found,
        missing=tuple(digest for digest in known if digest not in lying),
        other_size=tuple(
            digest for digest, size in known.items() if digest in lying and lying[digest].size != size
        ),
        unused=len(lying.keys() - known.keys()),
    )


def altered(engine: Engine) -> Iterator[str]:
    """Read every file; the digests of those that aren't what they were, or are gone. Raises FilesError."""
    for digest, place_id in _except(engine, NOWHERE):
        if _read(engine, digest, place_id) is None:
            yield digest


def _except(engine: Engine, place_id: int) -> list[tuple[Any, ...]]:
    """Digest and place of every file that isn't at this place."""
    return engine.database.rows(query("bytes.elsewhere"), {"id": place_id})


def _read(engine: Engine, digest: str, place_id: int) -> bytes | None:
    """The bytes of a file; None where they are missing or altered. Raises FilesError for the rest."""
    try:
        return whole(engine.files.at(place_id).get(digest), digest, place_id)
    except FilesError as error:
        if error.code not in ("missing", "altered"):
            raise
        return None


def _elsewhere(engine: Engine) -> list[Numbered]:
    return [each for each in engine.files.known() if each.id != DATABASE_ID]


def _digests(engine: Engine, place: Numbered) -> set[str]:
    return {row[0] for row in engine.database.rows(query("bytes.at_place"), {"id": place.id})}
